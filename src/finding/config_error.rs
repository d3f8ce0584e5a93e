//! A mistake in a file of the user's (a configuration, a dictionary, a baseline) and its place there. `report` draws it.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::finding::Lang;
use crate::message;
use crate::text::sanitize::sanitize;
use crate::text::source::{Source, Span};

/// A file as it was read, to point into.
#[derive(Clone, Debug)]
pub struct FileText {
    /// Where it stands.
    pub path: PathBuf,
    /// The same for reading: relative to the working directory, with `/`.
    pub name: String,
    /// What it says.
    pub text: Arc<str>,
    /// The same with an index of its lines; made when there is first something to show, and shared by what points into it.
    source: Arc<OnceLock<Option<Source>>>,
}

impl FileText {
    /// The file at `path`, shown as `name`, which says `text`.
    pub fn new(path: PathBuf, name: String, text: impl Into<Arc<str>>) -> Self {
        Self { path, name, text: text.into(), source: Arc::default() }
    }

    /// The line, from 1, of byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.source().map_or(1, |source| source.lines().line(offset.min(self.text.len())) + 1)
    }

    /// `None` for 4 GiB or more.
    pub(crate) fn source(&self) -> Option<&Source> {
        self.source.get_or_init(|| Source::new(self.text.to_string()).ok()).as_ref()
    }
}

/// What is wrong with a file of the user's, in the language of the run.
#[derive(Debug)]
pub struct ConfigError {
    message: String,
    help: Option<String>,
    place: Option<Box<ErrorLocation>>,
}

/// A place in a file of the user's.
#[derive(Debug)]
pub struct ErrorLocation {
    /// The file.
    pub file: FileText,
    /// On character boundaries of the file's text.
    pub span: Span,
    /// What to say of it.
    pub label: String,
}

impl ConfigError {
    /// Says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// Points at `span` of `file`, with `label` under it.
    #[must_use]
    pub fn at(mut self, file: &FileText, span: Span, label: impl Into<String>) -> Self {
        let snap = |at: u32| file.text.floor_char_boundary(at as usize);
        let span = Span::new(snap(span.start), snap(span.end));
        self.place = Some(Box::new(ErrorLocation { file: file.clone(), span, label: label.into() }));
        self
    }

    /// The place it points at.
    pub fn place(&self) -> Option<&ErrorLocation> {
        self.place.as_deref()
    }

    /// What to do instead.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Says what to do instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sanitize(&self.message))
    }
}

impl std::error::Error for ConfigError {}

/// The name among `names` that is most like `name`, if one is like it.
pub fn did_you_mean<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let likeness = |other: &str| strsim::jaro_winkler(&lower, &other.to_lowercase());
    let best = names.into_iter().map(|other| (likeness(other), other)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}

/// So many files one may be made of: two that extend the next one twice each, and so on, would be read for ever.
pub const MOST_FILES: usize = 200;

/// Says that more than [`MOST_FILES`] build on each other.
pub(crate) fn too_many(lang: Lang) -> String {
    message!(
        "more than {MOST_FILES} files build on each other: put what they say into fewer",
        "{MOST_FILES} を超えるファイルが互いを読み込んでいる。内容を少数のファイルにまとめる"
    )
    .text(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_close_is_meant() {
        let names = ["empty-section", "dead-link", "recommended"];
        assert_eq!(did_you_mean("empty-sections", names), Some("empty-section"));
        assert_eq!(did_you_mean("Recomended", names), Some("recommended"));
        assert_eq!(did_you_mean("colour", names), None);
    }
}
