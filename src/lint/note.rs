//! The inputs of rules: a note by itself, and a note within its project.

use crate::facts::Facts;
use crate::japanese::sentences::Sentences;
use crate::lint::project::ProjectFacts;
use crate::markdown::data::Blocks;
use crate::markdown::document::Document;
use crate::markdown::fences::NoteFences;
use crate::terms::{TermHit, Terms};
use crate::text::source::Source;

/// A note as a rule sees it.
#[derive(Debug)]
pub struct Note<'a> {
    /// The path, relative to the project, with `/`.
    pub path: &'a str,
    /// The text.
    pub source: &'a Source,
    /// The parsed note.
    pub document: &'a Document<'a>,
    /// The sentences of its prose.
    pub sentences: &'a Sentences<'a>,
    /// Its code blocks as data.
    pub blocks: &'a Blocks<'a>,
    /// Its fences, as far as they don't close where they were meant to.
    pub fences: &'a NoteFences<'a>,
    /// The terms that the dictionaries find in the prose. Empty unless an active rule needs terms.
    pub terms: &'a [TermHit],
    /// The dictionaries. `None` unless an active rule needs terms.
    pub dictionaries: Option<&'a Terms>,
}

/// A note together with the facts of its project.
#[derive(Clone, Copy, Debug)]
pub struct ProjectView<'a> {
    /// The path, relative to the project, with `/`.
    pub path: &'a str,
    /// The facts of the note.
    pub facts: &'a Facts,
    /// The facts of the whole project.
    pub project: &'a ProjectFacts<'a>,
    /// Whether the note's prose is mostly Japanese.
    pub japanese: bool,
}
