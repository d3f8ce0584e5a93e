//! The links of a project to one note.

use crate::links::project::ProjectLinks;

/// A note, and the project whose links may lead to it.
#[derive(Clone, Copy, Debug)]
pub struct Backlinks<'a> {
    /// The project.
    pub project: &'a ProjectLinks<'a>,
    /// The path of the note, relative to the project.
    pub path: &'a str,
}
