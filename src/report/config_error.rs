//! Draws an error in a configuration file with miette: the lines around it, with a label.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeStyles};

use super::line_column::LineColumn;
use super::window::{Frame, Neighbours, TAB, Window, unmask};
use crate::finding::config_error::ConfigError;
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;

/// How a frame looks.
#[derive(Clone, Copy, Debug)]
pub struct FrameLook {
    /// The width of the terminal. A line of a file may be longer than any terminal, and than what can be drawn at all.
    pub columns: usize,
    /// Whether to use ANSI colours.
    pub color: bool,
    /// Whether lines and marks may use more than ASCII.
    pub unicode: bool,
}

/// Where an error in a configuration file is, for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPlace {
    /// The path of the file, relative to the working directory, with `/`.
    pub path: String,
    /// The line and the column of the first character, from 1; columns count Unicode scalar values.
    pub start: (usize, usize),
    /// The same of the character after the last one.
    pub end: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// What to do, if there is something to say.
    pub help: Option<String>,
}

/// The place of `error`; `None` for one without a place.
pub fn place(error: &ConfigError) -> Option<ErrorPlace> {
    let place = error.place()?;
    let line_column = |offset: u32| {
        let LineColumn { line, column } =
            place.file.source().map_or(LineColumn::START, |source| LineColumn::new(source, offset as usize));
        (line, column)
    };
    Some(ErrorPlace {
        path: place.file.name.clone(),
        start: line_column(place.span.start),
        end: line_column(place.span.end),
        message: error.to_string(),
        help: error.advice().map(str::to_owned),
    })
}

/// The lines around the place of `error`, with its label, without a line feed at the end. `None` for one without a place.
pub fn frame(error: &ConfigError, look: FrameLook) -> Option<String> {
    let drawn = ConfigErrorDiagnostic::new(error, look)?;
    let theme = match (look.unicode, look.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme { styles: ThemeStyles::ansi(), ..GraphicalTheme::ascii() },
        (false, false) => GraphicalTheme::none(),
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(look.columns).tab_width(TAB).with_links(false);
    let mut text = String::new();
    handler.render_report(&mut text, &drawn).ok()?;
    // The handler's own line for the message, which is empty here.
    let (_, frame) = text.split_once('\n')?;
    Some(unmask(frame.unicode_trim_end()).to_string())
}

/// The location of an error: the lines around it, and the label.
#[derive(Debug)]
struct ConfigErrorDiagnostic {
    window: Window,
    label: String,
}

impl ConfigErrorDiagnostic {
    /// Cuts the lines to show out of the file.
    fn new(error: &ConfigError, look: FrameLook) -> Option<Self> {
        let place = error.place()?;
        let name = sanitize(&place.file.name).into_owned();
        let frame = Frame { columns: look.columns, unicode: look.unicode, neighbours: Neighbours::Both };
        let window = match place.file.source() {
            Some(source) => Window::new(name, source, place.span, frame),
            None => Window::without_text(name),
        };
        Some(Self { window, label: sanitize(&place.label).into_owned() })
    }
}

impl fmt::Display for ConfigErrorDiagnostic {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for ConfigErrorDiagnostic {}

impl Diagnostic for ConfigErrorDiagnostic {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.window)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some(self.label.clone()), self.window.label()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::config_error::FileText;
    use crate::text::source::Span;

    #[test]
    fn a_line_that_is_too_long_to_show_is_cut_around_the_place() {
        let text = FileText::new("c".into(), "c\x1b[2J".into(), "é".repeat(70_000) + "x\u{9b}y");
        // A span within a character, which no parser should return.
        let error = ConfigError::new("m").at(&text, Span::new(139_999, 140_003), "l\u{202e}");
        let shown = frame(&error, FrameLook { columns: 100, color: false, unicode: true }).unwrap();
        assert!(shown.contains("c␛[2J:1:70000") && shown.contains("éx�y") && shown.contains("l�"), "{shown}");
        assert!(shown.starts_with("   ╭─[c") && shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    }
}
