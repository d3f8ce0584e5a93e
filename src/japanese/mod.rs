//! Japanese prose: sentences, endings, habits, proper names.

pub mod habits;
pub mod names;
pub mod sentences;
