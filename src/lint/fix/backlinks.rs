//! Links that other notes have to a note.

use crate::links::project::ProjectLinks;

/// A note among those whose links may lead to it.
#[derive(Clone, Copy, Debug)]
pub struct Backlinks<'a> {
    /// The project.
    pub project: &'a ProjectLinks<'a>,
    /// The note, relative to the project.
    pub path: &'a str,
}
