//! What rules are given: a note by itself, and a note within its project.

use crate::facts::Facts;
use crate::japanese::sentences::Sentences;
use crate::lint::project::ProjectFacts;
use crate::markdown::document::Document;
use crate::terms::{TermHit, Terms};
use crate::text::source::Source;

/// A note as a rule sees it.
#[derive(Debug)]
pub struct Note<'a> {
    /// Relative to the project, with `/`.
    pub path: &'a str,
    /// The text.
    pub source: &'a Source,
    /// The tree.
    pub document: &'a Document<'a>,
    /// The sentences of its prose.
    pub sentences: &'a Sentences<'a>,
    /// What the dictionaries find in the prose; empty unless a rule that is on reads terms.
    pub terms: &'a [TermHit],
    /// The dictionaries, for what only one rule asks of them; `None` unless a rule that is on reads terms.
    pub dictionaries: Option<&'a Terms>,
}

/// A note among the Facts of its project.
#[derive(Clone, Copy, Debug)]
pub struct ProjectView<'a> {
    /// Relative to the project, with `/`.
    pub path: &'a str,
    /// The note's own Facts.
    pub facts: &'a Facts,
    /// Everybody's.
    pub project: &'a ProjectFacts<'a>,
    /// Whether the note's prose is mostly Japanese.
    pub japanese: bool,
}
