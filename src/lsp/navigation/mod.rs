//! From a place in a note to others: what it leads to, and what leads to it.
//!
//! [`subject`] says what is at a position, [`target`] where a link leads, and [`uses`] where else the same thing is. The
//! other files answer requests with these.

pub(super) mod definition;
pub(super) mod document_links;
pub(super) mod inlay_hints;
pub(super) mod lenses;
mod page;
pub(super) mod references;
pub(super) mod renamed;
mod subject;
mod target;
mod uses;
