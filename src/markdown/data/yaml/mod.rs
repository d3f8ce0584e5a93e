//! YAML in notes: its values, and the mistake of a text that is not YAML.

mod fault;
mod lines;
mod read;

pub(crate) use fault::fault;
pub use fault::{YamlFault, YamlFaultKind};
#[cfg(test)]
pub(crate) use read::error;
pub(crate) use read::read;
pub use read::{Yaml, YamlError};
