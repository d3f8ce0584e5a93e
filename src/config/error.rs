//! What is wrong with a configuration, and where.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use miette::{Diagnostic, LabeledSpan, SourceCode};

use crate::report::sanitize::sanitize;
use crate::report::window::{Frame, Window};
use crate::text::source::{Source, Span};

/// A file as it was read, to point into.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it stands.
    pub path: PathBuf,
    /// The same for reading: relative to the working directory, with `/`.
    pub name: String,
    /// What it says.
    pub text: Arc<str>,
    /// The same with an index of its lines; made when there is first something to show, and shared by what points into it.
    source: Arc<OnceLock<Option<Source>>>,
}

impl Text {
    /// The file at `path`, shown as `name`, which says `text`.
    pub fn new(path: PathBuf, name: String, text: impl Into<Arc<str>>) -> Self {
        Self { path, name, text: text.into(), source: Arc::default() }
    }

    /// The line, from 1, of byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.source().map_or(1, |source| source.lines().line(offset.min(self.text.len())) + 1)
    }

    /// `None` for 4 GiB or more.
    fn source(&self) -> Option<&Source> {
        self.source.get_or_init(|| Source::new(self.text.to_string()).ok()).as_ref()
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
    window: Window,
    label: String,
}

/// How much of a file is shown: a line of it may be longer than any terminal, and than what can be drawn at all.
const FRAME: Frame = Frame { columns: 100, unicode: true };

impl ConfigError {
    /// Says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// Points at `span` of `file`, with `label` under it.
    #[must_use]
    pub fn at(mut self, file: &Text, span: Span, label: impl Into<String>) -> Self {
        let name = sanitize(&file.name).into_owned();
        let snap = |at: u32| file.text.floor_char_boundary(at as usize);
        let span = Span::new(snap(span.start), snap(span.end));
        let window = match file.source() {
            Some(source) => Window::new(name, source, span, FRAME),
            None => Window::without_text(name),
        };
        self.place = Some(Box::new(Place { window, label: sanitize(&label.into()).into_owned() }));
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
        self.place.as_ref().map(|place| &place.window as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Place { window, label } = &**self.place.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some(label.clone()), window.label()))))
    }
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
    fn a_line_that_is_too_long_to_show_is_cut_around_the_place() {
        let text = Text::new("c".into(), "c\x1b[2J".into(), "é".repeat(70_000) + "x\u{9b}y");
        // Within a character, as no parser should say.
        let error = ConfigError::new("m").at(&text, Span::new(139_999, 140_003), "l\u{202e}");
        let mut shown = String::new();
        miette::GraphicalReportHandler::new().render_report(&mut shown, &error).unwrap();
        assert!(shown.contains("c␛[2J:1:70000") && shown.contains("éx�y") && shown.contains("l�"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    }
}
