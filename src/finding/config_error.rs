//! Errors in a file that the user wrote (configuration, dictionary, baseline), with their location. `report` draws
//! them.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::finding::Lang;
use crate::message;
use crate::text::sanitize::sanitize;
use crate::text::source::{Source, Span};

/// The text of a file, for errors that point into it.
#[derive(Clone, Debug)]
pub struct FileText {
    /// The path of the file.
    pub path: PathBuf,
    /// The path to show: relative to the working directory, with `/`.
    pub name: String,
    /// The content of the file.
    pub text: Arc<str>,
    /// The text with its line index. Created when it is first needed, and shared by all errors that point into the
    /// file.
    source: Arc<OnceLock<Option<Source>>>,
}

impl FileText {
    /// The file at `path`, shown as `name`, with the content `text`.
    pub fn new(path: PathBuf, name: String, text: impl Into<Arc<str>>) -> Self {
        Self { path, name, text: text.into(), source: Arc::default() }
    }

    /// The line, from 1, that contains byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.source().map_or(1, |source| source.lines().line(offset.min(self.text.len())) + 1)
    }

    /// The text with its line index; `None` for files of 4 GiB or more.
    pub(crate) fn source(&self) -> Option<&Source> {
        self.source.get_or_init(|| Source::new(self.text.to_string()).ok()).as_ref()
    }
}

/// An error in a file that the user wrote, in the language of the run.
#[derive(Debug)]
pub struct ConfigError {
    message: String,
    help: Option<String>,
    place: Option<Box<ErrorLocation>>,
}

/// A location in a file that the user wrote.
#[derive(Debug)]
pub struct ErrorLocation {
    /// The file.
    pub file: FileText,
    /// The range to underline, on character boundaries of the text.
    pub span: Span,
    /// The text below the underline.
    pub label: String,
}

impl ConfigError {
    /// An error without a location.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// Adds the location `span` of `file`, with `label` below it. `span` is widened to character boundaries.
    #[must_use]
    pub fn at(mut self, file: &FileText, span: Span, label: impl Into<String>) -> Self {
        let snap = |at: u32| file.text.floor_char_boundary(at as usize);
        let span = Span::new(snap(span.start), snap(span.end));
        self.place = Some(Box::new(ErrorLocation { file: file.clone(), span, label: label.into() }));
        self
    }

    /// The location, if there is one.
    pub fn place(&self) -> Option<&ErrorLocation> {
        self.place.as_deref()
    }

    /// The help text, if there is one.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Adds a text that says what to do.
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

/// The most similar of `names`, if one is similar enough to be suggested. Case is ignored.
pub fn did_you_mean<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let likeness = |other: &str| strsim::jaro_winkler(&lower, &other.to_lowercase());
    let best = names.into_iter().map(|other| (likeness(other), other)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}

/// The most files that may extend each other. Without a limit, a chain in which each file extends the next one twice
/// would take exponential time.
pub const MOST_FILES: usize = 200;

/// The message for more than [`MOST_FILES`] files.
pub(crate) fn too_many(lang: Lang) -> String {
    message!(
        "more than {MOST_FILES} files extend each other: merge them into fewer files",
        "{MOST_FILES} を超えるファイルが互いを読み込んでいる。内容を少数のファイルにまとめる"
    )
    .text(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_similar_name_is_suggested() {
        let names = ["empty-section", "dead-link", "recommended"];
        assert_eq!(did_you_mean("empty-sections", names), Some("empty-section"));
        assert_eq!(did_you_mean("Recomended", names), Some("recommended"));
        assert_eq!(did_you_mean("colour", names), None);
    }
}
