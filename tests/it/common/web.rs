//! A link checker that answers from a list.

pub use notelint::cli::answers::Answers as KnownLinks;
