//! What goes to standard error: errors, warnings and what to do about them. Every error has the same form, whether it is
//! about the command line, a configuration file or the disk.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use super::args::ColorArg;
use super::wrap::wrapped;
use crate::finding::config_error::ConfigError;
use crate::finding::{Lang, Text};
use crate::report::config_error::{FrameLook, frame};
use crate::report::runner::neutralize_commands;
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;

const ERROR: Text = Text { en: "error", ja: "エラー" };
const WARNING: Text = Text { en: "warning", ja: "警告" };
const HELP: Text = Text { en: "help", ja: "ヒント" };
const NOTE: Text = Text { en: "note", ja: "補足" };

const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const CYAN: &str = "\x1b[36m";

/// Standard error, and how texts look there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stderr {
    lang: Lang,
    color: bool,
    unicode: bool,
    /// Columns of the terminal; `None` where lines are not wrapped because a program or a file takes them.
    width: Option<usize>,
    /// Whether a runner of GitHub Actions reads it, and looks for commands in it.
    runner: bool,
}

impl Stderr {
    /// Standard error of this process.
    pub(crate) fn new(lang: Lang, color: ColorArg) -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let terminal = io::stderr().is_terminal();
        let plain = set("TERM").is_some_and(|term| matches!(&*term, "dumb" | "linux"));
        let color = match color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => terminal && !plain && set("NO_COLOR").is_none(),
        };
        let columns = || terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
        let width = if terminal { columns().map(|columns| columns.clamp(40, 120)) } else { None };
        Self { lang, color, unicode: !(terminal && plain), width, runner: set("GITHUB_ACTIONS").is_some() }
    }

    /// Prints an error, and `help` on what to do.
    pub(crate) fn error(&self, message: &str, help: Option<&str>) {
        self.write(&(self.labelled("", (ERROR, RED), message) + &self.help(help)));
    }

    /// Prints an error whose first line is the message, and the lines after it notes.
    pub(crate) fn error_with_notes(&self, text: &str) {
        let mut lines = text.printed_lines();
        let mut out = self.labelled("", (ERROR, RED), lines.next().unwrap_or_default());
        for line in lines {
            out += &self.labelled("  ", (NOTE, CYAN), line);
        }
        self.write(&out);
    }

    /// Prints a warning: something that fails no run.
    pub(crate) fn warning(&self, message: &str) {
        self.write(&self.labelled("", (WARNING, YELLOW), message));
    }

    /// Prints what is wrong with a file of the user's, with the lines at fault.
    pub(crate) fn config_error(&self, error: &ConfigError) {
        let mut text = self.labelled("", (ERROR, RED), &error.to_string());
        let columns = self.width.unwrap_or(100);
        if let Some(frame) = frame(error, FrameLook { columns, color: self.color, unicode: self.unicode }) {
            text += &frame;
            text.push('\n');
        }
        self.write(&(text + &self.help(error.advice())));
    }

    /// Prints `text` as it is.
    pub(crate) fn plain(&self, text: &str) {
        let lines: Vec<_> = text.printed_lines().map(|line| self.wrap(&sanitize(line), "")).collect();
        self.write(&lines.join("\n"));
    }

    /// Prints `text` as a hint.
    pub(crate) fn hint(&self, text: &str) {
        self.write(&self.help(Some(text)));
    }

    fn help(&self, help: Option<&str>) -> String {
        help.map(|help| self.labelled("  ", (HELP, CYAN), help)).unwrap_or_default()
    }

    /// `text` after its label, with a line feed.
    fn labelled(&self, indent: &str, (label, color): (Text, &str), text: &str) -> String {
        let label = format!("{indent}{}:", label.get(self.lang));
        let wrapped = self.wrap(&format!("{label} {}", sanitize(text)), &format!("{indent}  "));
        let rest = wrapped.strip_prefix(&label).unwrap_or_default();
        if self.color { format!("{color}{label}\x1b[0m{rest}\n") } else { format!("{label}{rest}\n") }
    }

    fn wrap(&self, text: &str, indent: &str) -> String {
        self.width.map_or_else(|| text.to_owned(), |width| wrapped(text, indent, width))
    }

    fn write(&self, text: &str) {
        let text: Cow<'_, str> = if self.runner { neutralize_commands(text) } else { text.into() };
        // There is nowhere to report that standard error can't be written.
        let _ = writeln!(io::stderr(), "{}", text.unicode_trim_end());
    }
}
