//! JSON in notes: its values, and the mistake of a text that is not JSON.

mod edit;
mod fault;
mod grammar;
mod read;
mod tokens;

pub use fault::{JsonFault, JsonFaultKind};
pub(crate) use fault::{fault, looks_like_json};
pub(crate) use read::value;
