//! What a command runs with: language, terminal, working directory.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use super::args::ColorArg;
use super::stderr::Stderr;
use super::wrap::wrapped;
use crate::finding::config_error::ConfigError;
use crate::finding::{Lang, Localized, plural};
use crate::message;
use crate::report::Style;
use crate::text::sanitize::sanitize;

/// The most errors that are printed: nobody reads more of them at once.
const MAX_ERRORS: usize = 50;

/// What every command needs.
pub(crate) struct Context<'a> {
    /// Standard output.
    pub(crate) out: &'a mut dyn Write,
    /// How it looks.
    pub(crate) style: Style,
    /// Whether standard output is a terminal.
    pub(crate) terminal: bool,
    /// The working directory, without symbolic links.
    pub(crate) cwd: PathBuf,
    /// Standard error.
    pub(crate) err: Stderr,
}

impl<'a> Context<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, lang: Lang, color: ColorArg, cwd: PathBuf) -> Self {
        let terminal = io::stdout().is_terminal();
        let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let plain = env("TERM").is_some_and(|term| matches!(&*term, "dumb" | "linux"));
        let err = Stderr::new(lang, color);
        let color = match color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => terminal && !plain && env("NO_COLOR").is_none(),
        };
        let columns = || env("COLUMNS").and_then(|columns| columns.parse().ok());
        let width = width_of(io::stdout()).or_else(columns).or_else(width_of_terminal).unwrap_or(100).clamp(40, 120);
        let links = terminal
            && color
            && ["WT_SESSION", "VTE_VERSION", "KITTY_WINDOW_ID", "TERM_PROGRAM"].iter().any(|name| env(name).is_some());
        let style = Style { lang, color, unicode: !(terminal && plain), width, links };
        Self { out, style, terminal, cwd, err }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.style.lang
    }

    /// Prints an error in the configuration or in what was asked for.
    pub(crate) fn print_error(&self, error: &ConfigError) {
        self.err.config_error(error);
    }

    /// The same for each of `errors`, up to [`MAX_ERRORS`].
    pub(crate) fn print_errors(&self, errors: &[ConfigError]) {
        errors.iter().take(MAX_ERRORS).for_each(|error| self.print_error(error));
        let more = errors.len().saturating_sub(MAX_ERRORS);
        if more > 0 {
            let errors = plural(more, "more error");
            self.info(&message!("and {errors}", "ほかに {more} 件のエラーがある"));
        }
    }

    /// Prints an error. Lines after the first are its notes.
    pub(crate) fn error_text(&self, text: &str) {
        self.err.error_with_notes(text);
    }

    /// The same, in the language of the run.
    pub(crate) fn error(&self, message: &impl Localized) {
        self.error_text(&message.text(self.lang()));
    }

    /// Prints to standard error what is neither an error nor a warning.
    pub(crate) fn info(&self, message: &impl Localized) {
        self.err.plain(&message.text(self.lang()));
    }

    /// Prints a line to standard output, wrapped if that is a terminal; lines after the first begin with `indent`.
    pub(crate) fn say(&mut self, text: &str, indent: &str) -> io::Result<()> {
        let text = sanitize(text);
        if self.terminal {
            writeln!(self.out, "{}", wrapped(&text, indent, self.style.width))
        } else {
            writeln!(self.out, "{text}")
        }
    }

    /// `text` in bold, where there are colours.
    pub(crate) fn bold(&self, text: &str) -> String {
        self.styled("1", text)
    }

    /// `text` faint, where there are colours.
    pub(crate) fn dim(&self, text: &str) -> String {
        self.styled("2", text)
    }

    /// `text` with the ANSI codes `codes`, where there are colours.
    pub(crate) fn styled(&self, codes: &str, text: &str) -> String {
        if self.style.color { format!("\x1b[{codes}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// The terminal that a pager shows the output in, such as that of `notelint | less`.
#[cfg(unix)]
fn width_of_terminal() -> Option<usize> {
    std::fs::File::open("/dev/tty").ok().and_then(width_of)
}

/// The terminal that a pager shows the output in, such as that of `notelint | more`.
#[cfg(windows)]
fn width_of_terminal() -> Option<usize> {
    width_of(io::stderr())
}

#[cfg(unix)]
fn width_of(terminal: impl std::os::fd::AsFd) -> Option<usize> {
    terminal_size::terminal_size_of(terminal).map(|(width, _)| usize::from(width.0))
}

#[cfg(windows)]
fn width_of(terminal: impl std::os::windows::io::AsHandle) -> Option<usize> {
    terminal_size::terminal_size_of(terminal).map(|(width, _)| usize::from(width.0))
}

/// The language that `--lang` or the environment asks for. Read before the command line is parsed, because help and usage
/// errors are in that language too.
pub(crate) fn lang_of(args: &[OsString], env: impl Fn(&str) -> Option<String>) -> Lang {
    let mut words = args.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == "--lang" {
            asked = words.next().map(std::borrow::Cow::into_owned);
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    let variables = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(&env).find(|value| !value.is_empty());
    let name = asked.filter(|name| matches!(&**name, "en" | "ja")).or_else(variables).unwrap_or_default();
    if name == "ja" || name.starts_with("ja_") || name.starts_with("ja-") || name.starts_with("ja.") {
        Lang::Ja
    } else {
        Lang::En
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(args: &[&str], env: &[(&str, &str)]) -> Lang {
        let args: Vec<OsString> = ["notelint"].iter().chain(args).map(OsString::from).collect();
        lang_of(&args, |name| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_line_on_a_terminal_is_wrapped() {
        let said = |terminal| {
            let mut out = Vec::new();
            let mut context = Context::new(&mut out, Lang::En, ColorArg::Never, PathBuf::new());
            (context.terminal, context.style.width) = (terminal, 40);
            context.say("wrote `notelint-baseline.json`: 12 findings in 3 files", "  ").unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(said(false), "wrote `notelint-baseline.json`: 12 findings in 3 files\n");
        assert_eq!(said(true), "wrote `notelint-baseline.json`: 12\n  findings in 3 files\n");
    }

    #[test]
    fn the_language_comes_from_the_command_line_then_the_environment() {
        assert_eq!(lang(&["--lang", "ja"], &[("LANG", "en_US.UTF-8")]), Lang::Ja);
        assert_eq!(lang(&["explain", "x", "--lang=en"], &[("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(lang(&[], &[("LC_ALL", ""), ("LANG", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(lang(&[], &[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(lang(&["--", "--lang", "ja"], &[]), Lang::En);
        assert_eq!(lang(&["--lang", "fr"], &[("LANG", "ja")]), Lang::Ja);
    }
}
