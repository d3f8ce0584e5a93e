//! A mistake in a configuration file, drawn by miette: the lines around it, with a label.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, SourceCode};

use super::window::{Frame, Neighbours, Window};
use crate::finding::mistake::ConfigError;
use crate::text::sanitize::sanitize;

/// How much of a file is shown. A line may be longer than any terminal.
const FRAME: Frame = Frame { columns: 100, unicode: true, neighbours: Neighbours::Both };

/// A mistake that miette can draw.
#[derive(Debug)]
pub struct Drawn<'e> {
    error: &'e ConfigError,
    /// The lines around the mistake, and the label.
    place: Option<(Window, String)>,
}

impl<'e> Drawn<'e> {
    /// Reads the lines around the mistake.
    pub fn new(error: &'e ConfigError) -> Self {
        let place = error.place().map(|place| {
            let name = sanitize(&place.file.name).into_owned();
            let window = match place.file.source() {
                Some(source) => Window::new(name, source, place.span, FRAME),
                None => Window::without_text(name),
            };
            (window, sanitize(&place.label).into_owned())
        });
        Self { error, place }
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Drawn<'_> {}

impl Diagnostic for Drawn<'_> {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.error.advice().map(|help| Box::new(sanitize(help)) as _)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|(window, _)| window as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (window, label) = self.place.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some(label.clone()), window.label()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::mistake::Text;
    use crate::text::source::Span;

    #[test]
    fn a_line_that_is_too_long_to_show_is_cut_around_the_place() {
        let text = Text::new("c".into(), "c\x1b[2J".into(), "é".repeat(70_000) + "x\u{9b}y");
        // A span within a character, which no parser should return.
        let error = ConfigError::new("m").at(&text, Span::new(139_999, 140_003), "l\u{202e}");
        let mut shown = String::new();
        miette::GraphicalReportHandler::new().render_report(&mut shown, &Drawn::new(&error)).unwrap();
        assert!(shown.contains("c␛[2J:1:70000") && shown.contains("éx�y") && shown.contains("l�"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    }
}
