//! Which code of a note may hold commands, and its lines.

use crate::markdown::commands::command::Setting;
use crate::markdown::commands::prompt::{self, Prompt};
use crate::markdown::info_string;
use crate::markdown::kind::Kind;
use crate::markdown::node::Node;
use crate::text::slice::Slice as _;
use crate::text::source::Source;

/// How a shell quotes, and continues lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `sh` and its successors. Also what has no language.
    Posix,
    /// PowerShell: `` ` `` escapes and continues lines.
    PowerShell,
    /// `cmd.exe`: `^` escapes and continues lines, and `#` is text.
    Batch,
}

/// A line of code in the source, without the prefixes of the blocks around it and without its line ending.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Code that may hold commands.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) lines: Vec<Line>,
    pub(super) dialect: Dialect,
    pub(super) setting: Setting,
}

impl Code {
    /// The prompt of `line`. In a code span, only `$ ` is one.
    pub(super) fn prompt(&self, source: &str, line: Line) -> Prompt {
        let text = source.part(line.start..line.end);
        // In a span, `$ ` is a prompt too, but anything longer is what the span is about.
        if self.setting == Setting::CodeSpan && !text.starts_with("$ ") { Prompt::None } else { prompt::of(text) }
    }
}

/// The code of `node`, a code block or code span. `None` if it is in a language that is not a shell.
pub(super) fn code(source: &Source, node: Node<'_>) -> Option<Code> {
    if node.kind() == Kind::Code {
        let line = span_content(node)?;
        return Some(Code { lines: vec![line], dialect: Dialect::Posix, setting: Setting::CodeSpan });
    }
    let (dialect, setting) = dialect(info_string::language(node.literal()))?;
    Some(Code { lines: lines(source, node), dialect, setting })
}

/// The content of the code span `node` if it is a word without anything that a shell reads in another way. Most spans are.
pub(super) fn single_word(node: Node<'_>) -> Option<Line> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b':');
    let source = node.source();
    let inside = source.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or_default();
    let is_word = node.kind() == Kind::Code && !inside.is_empty() && inside.bytes().all(is_plain);
    let start = node.span().start as usize + 1;
    is_word.then(|| Line { start, end: start + inside.len() })
}

/// The dialect of code in `language`, and why its lines are commands.
fn dialect(language: &str) -> Option<(Dialect, Setting)> {
    const POSIX: [&str; 15] = [
        "sh",
        "bash",
        "shell",
        "zsh",
        "fish",
        "ksh",
        "console",
        "shell-session",
        "shellsession",
        "sh-session",
        "terminal",
        "shellscript",
        "cli",
        "azurecli",
        "azurecli-interactive",
    ];
    const POWERSHELL: [&str; 5] = ["powershell", "ps1", "pwsh", "posh", "ps"];
    const BATCH: [&str; 5] = ["bat", "batch", "cmd", "dosbatch", "dos"];
    const NONE: [&str; 5] = ["", "text", "txt", "plaintext", "plain"];
    let is_of = |languages: &[&str]| languages.iter().any(|known| known.eq_ignore_ascii_case(language));
    if is_of(&POSIX) {
        Some((Dialect::Posix, Setting::Language))
    } else if is_of(&POWERSHELL) {
        Some((Dialect::PowerShell, Setting::Language))
    } else if is_of(&BATCH) {
        Some((Dialect::Batch, Setting::Language))
    } else {
        is_of(&NONE).then_some((Dialect::Posix, Setting::Block))
    }
}

/// The lines of the code block `block`.
fn lines(source: &Source, block: Node<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for text in block.children() {
        let mut start = text.span().start as usize;
        let part = source.slice(text.span());
        let ends = memchr::memchr2_iter(b'\n', b'\r', part.as_bytes()).map(|end| text.span().start as usize + end);
        let last = text.span().end as usize;
        for end in ends.chain((!part.is_empty() && !part.ends_with(['\n', '\r'])).then_some(last)) {
            // The LF of CR LF would be a line of its own.
            if end > start || !source.text().tail(end).starts_with('\n') || !source.text().head(start).ends_with('\r') {
                lines.push(Line { start, end });
            }
            start = end + 1;
        }
    }
    lines
}

/// The content of the code span `span`, without its backquotes. `None` if it is on several lines.
fn span_content(span: Node<'_>) -> Option<Line> {
    let text = span.source();
    let inner = text.trim_start_matches('`');
    let quotes = text.len() - inner.len();
    let content = inner.len().checked_sub(quotes)?;
    if text.contains(['\n', '\r']) {
        return None;
    }
    let start = span.span().start as usize + quotes;
    Some(Line { start, end: start + content })
}
