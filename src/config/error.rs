//! What is wrong with a configuration, and where.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::report::sanitize::sanitize;
use crate::source::Span;

/// A file as it was read, to point into.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it stands.
    pub path: PathBuf,
    /// The same for reading: relative to the working directory, with `/`.
    pub name: String,
    /// What it says.
    pub text: Arc<str>,
}

impl Text {
    /// The line, from 1, of byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..offset.min(self.text.len())]).count() + 1
    }
}

/// What is wrong with a configuration, in the language of the run; a [`Diagnostic`] with the place in the file.
#[derive(Debug)]
pub struct ConfigError {
    message: String,
    help: Option<String>,
    place: Option<Box<Place>>,
}

#[derive(Debug)]
struct Place {
    file: NamedSource<Arc<str>>,
    span: Span,
    label: String,
}

impl ConfigError {
    /// Says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// Points at `span` of `file`, with `label` under it.
    #[must_use]
    pub fn at(mut self, file: &Text, span: Span, label: impl Into<String>) -> Self {
        let name = sanitize(&file.name).into_owned();
        self.place = Some(Box::new(Place {
            file: NamedSource::new(name, visible(&file.text).into()),
            span,
            label: sanitize(&label.into()).into_owned(),
        }));
        self
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

impl Diagnostic for ConfigError {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(sanitize(help)) as _)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|place| &place.file as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Place { span, label, .. } = &**self.place.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some(label.clone()), span.range()))))
    }
}

/// `text` without what a terminal would act upon, byte for byte as long as before.
fn visible(text: &str) -> String {
    let plain =
        |char: char| matches!(char, '\n' | '\t') || matches!(sanitize(char.encode_utf8(&mut [0; 4])), Cow::Borrowed(_));
    let instead = |char: char| match (plain(char), char.len_utf8()) {
        (true, _) => char,
        (false, 1) => ' ',
        (false, 2) => '·',
        (false, _) => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(instead).collect()
}

/// The name among `names` that is most like `name`, if one is like it.
pub fn did_you_mean<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let likeness = |other: &str| strsim::jaro_winkler(&lower, &other.to_lowercase());
    let best = names.into_iter().map(|other| (likeness(other), other)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
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

    #[test]
    fn what_a_terminal_would_act_upon_is_hidden_in_place() {
        assert_eq!(visible("a\x1b[2J\n\tb\u{9b}c\u{202e}d"), "a [2J\n\tb·c\u{fffd}d");
    }
}
