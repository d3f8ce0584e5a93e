//! The report for reading: miette's graphical one, with notes and fix in the reader's language below it.

use std::fmt::{self, Write as _};
use std::io;

use textwrap::core::{Word, display_width};
use textwrap::{WordSeparator, WordSplitter};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::file::{FileReport, page};
use super::form::{Report, Style};
use super::summary::Summary;
use super::window::{Frame, TAB, Window, unmask};
use crate::finding::{Applicability, Finding, Fix, Lang, Severity, Text};
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;

/// A narrower terminal gets lines of this many columns.
const NARROWEST: usize = 40;

const NOTE: Text = Text { en: "  note: ", ja: "  補足: " };
const FIX: Text = Text { en: "  fix: ", ja: "  修正: " };
const PAGE: Text = Text { en: "(page)", ja: "(説明)" };

/// The report for reading.
pub(super) struct Pretty {
    style: Style,
    theme: GraphicalTheme,
    handler: GraphicalReportHandler,
    /// Reused from finding to finding.
    text: String,
}

impl Pretty {
    pub(super) fn new(style: Style) -> Self {
        let style = Style { width: style.width.max(NARROWEST), ..style };
        let theme = theme(style);
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .with_width(style.width)
            .tab_width(TAB)
            .with_links(style.links)
            .with_urls(style.links)
            .with_link_display_text(PAGE.get(style.lang))
            .without_syntax_highlighting();
        Self { style, theme, handler, text: String::new() }
    }

    /// Renders `finding` into `self.text`.
    fn render(&mut self, file: &FileReport<'_>, finding: &Finding) -> fmt::Result {
        let frame = Frame { columns: self.style.width, unicode: self.style.unicode };
        let name = sanitize(file.path).into_owned();
        let window = match file.source {
            Some(source) => Window::new(name, source, finding.span, frame),
            None => Window::without_text(name),
        };
        self.text.clear();
        let shown = Shown { finding, window, lang: self.style.lang };
        self.handler.render_report(&mut self.text, &shown)?;
        for note in &finding.notes {
            self.paragraph(NOTE, note)?;
        }
        if let Some(fix) = &finding.fix {
            self.paragraph(FIX, &offer(fix, self.style.lang))?;
        }
        Ok(())
    }

    /// `text` behind `label`, wrapped, its further lines below its first.
    fn paragraph(&mut self, label: Text, text: &str) -> fmt::Result {
        let label = label.get(self.style.lang);
        let indent = " ".repeat(display_width(label));
        let styled = self.theme.styles.help.style(label).to_string();
        let options = textwrap::Options::new(self.style.width)
            .initial_indent(&styled)
            .subsequent_indent(&indent)
            .word_separator(WordSeparator::Custom(words))
            .word_splitter(WordSplitter::NoHyphenation);
        let text = sanitize(text);
        // To find where a text may break takes longer than all else of a report, and few are so long.
        if display_width(label) + display_width(&text) <= self.style.width && !text.contains('\n') {
            return writeln!(self.text, "{styled}{text}");
        }
        writeln!(self.text, "{}", textwrap::fill(&text, options))
    }
}

/// Where a paragraph may break: by Unicode's rules (UAX #14), but within an address, which is there to be copied, only
/// where it is longer than a line.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("https://") {
        words.extend(WordSeparator::UnicodeBreakProperties.find_words(&rest[..at]));
        let end = rest[at..].find(|char: char| !char.is_ascii_graphic()).map_or(rest.len(), |end| at + end);
        let behind = end + rest[end..].len() - rest[end..].trim_start_matches(' ').len();
        words.push(Word::from(&rest[at..behind]));
        rest = &rest[behind..];
    }
    words.extend(WordSeparator::UnicodeBreakProperties.find_words(rest));
    Box::new(words.into_iter())
}

impl Report for Pretty {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        for finding in file.findings {
            self.render(file, finding).map_err(io::Error::other)?;
            // Beside an empty line of the note, the frame would leave a space at the line's end.
            for line in self.text.printed_lines() {
                writeln!(out, "{}", unmask(line.trim_end_matches(' ')))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", summary.line(self.style.lang))
    }
}

/// miette's theme, with the severity's name behind its mark.
fn theme(style: Style) -> GraphicalTheme {
    let mut theme = match (style.unicode, style.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    let marks = &mut theme.characters;
    for (mark, severity) in [
        (&mut marks.error, Severity::Error),
        (&mut marks.warning, Severity::Warning),
        (&mut marks.advice, Severity::Advice),
    ] {
        let _ = write!(mark, " {}:", severity_name(severity, style.lang));
    }
    theme
}

fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::En, severity) => severity.name(),
        (Lang::Ja, Severity::Error) => "エラー",
        (Lang::Ja, Severity::Warning) => "警告",
        (Lang::Ja, Severity::Advice) => "助言",
    }
}

/// The fix's title, and what it takes to have it made.
fn offer(fix: &Fix, lang: Lang) -> String {
    let takes = match fix.applicability {
        Applicability::Safe => Text { en: "", ja: "" },
        Applicability::Unsafe => Text { en: " (needs --unsafe-fixes)", ja: "（--unsafe-fixes が必要）" },
        Applicability::Manual => Text { en: " (by hand)", ja: "（手作業）" },
    };
    format!("{}{}", fix.title, takes.get(lang))
}

/// A finding as miette sees it.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    window: Window,
    lang: Lang,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sanitize(&self.finding.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.rule.name))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(page(self.finding.rule)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.window)
    }

    /// One label, mute but for where a long finding ends: the message stands right above it.
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let text = self.window.continues().map(|line| match self.lang {
            Lang::En => format!("to line {line}"),
            Lang::Ja => format!("{line}行目まで"),
        });
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(text, self.window.label()))))
    }
}
