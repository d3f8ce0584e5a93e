//! A rule of a prh dictionary.

use std::sync::Arc;

use crate::finding::config_error::FileText;
use crate::text::source::Span;

use super::matcher::PatternMatcher;

/// A rule: a pattern, and the replacement for its matches.
#[derive(Debug)]
pub struct Preference {
    /// The replacement. `$1` is the first group.
    pub expected: Box<str>,
    /// The pattern as JavaScript prints it.
    pub pattern: Box<str>,
    /// The reason, as given in the dictionary.
    pub note: Option<Box<str>>,
    /// The path of the dictionary relative to the project, with `/`.
    pub file: Arc<str>,
    /// The line of the rule in the dictionary, from 1.
    pub line: usize,
    /// The group that must be empty (`regexpMustEmpty`), from 1.
    pub(super) must_be_empty: Option<usize>,
    pub(super) matcher: PatternMatcher,
    /// Folded texts, at least one of which every match contains. `None` if there are no such texts.
    pub(super) required: Option<Vec<String>>,
    /// The file of the rule, and its span.
    pub(in crate::terms) place: (Arc<FileText>, Span),
}
