//! A rule of a prh dictionary.

use std::sync::Arc;

use crate::finding::config_error::FileText;
use crate::text::source::Span;

use super::matcher::PatternMatcher;

/// A rule: a pattern, and what to write in place of its matches.
#[derive(Debug)]
pub struct Preference {
    /// What to write; `$1` is the first group.
    pub expected: Box<str>,
    /// The pattern as JavaScript prints it.
    pub pattern: Box<str>,
    /// Why, in the dictionary's words.
    pub note: Option<Box<str>>,
    /// The dictionary, relative to the project, with `/`.
    pub file: Arc<str>,
    /// The line in it, from 1.
    pub line: usize,
    /// The group that has to be empty, from 1.
    pub(super) must_be_empty: Option<usize>,
    pub(super) matcher: PatternMatcher,
    /// Texts, folded, one of which every match contains; `None` where there are none.
    pub(super) required: Option<Vec<String>>,
    /// Where the rule is in its file.
    pub(in crate::terms) place: (Arc<FileText>, Span),
}
