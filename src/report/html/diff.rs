//! A fix as the lines before and after it, with the changes marked.

use serde::Serialize;

use crate::finding::Edit;
use crate::text::sanitize::replacement_for;
use crate::text::secrets;
use crate::text::source::Source;

/// How many edits of a fix are shown.
const EDITS: usize = 20;
/// How many characters at either end of a longer piece are shown.
const END: usize = 60;

/// The lines that a fix touches.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Diff {
    /// The hunks, in order.
    pub(super) hunks: Vec<Hunk>,
    /// The number of edits that are not shown.
    pub(super) more: usize,
}

/// Consecutive lines.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Hunk {
    /// Number of the first line, from 1.
    pub(super) line: usize,
    /// Their text in order.
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a hunk.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Piece {
    /// Text that stays.
    Kept(String),
    /// Text that is removed, and the text that replaces it.
    Changed(String, String),
}

/// The changes that `edits`, which are sorted, make to `source`.
pub(super) fn diff(source: &Source, edits: &[Edit]) -> Diff {
    let shown = &edits[..edits.len().min(EDITS)];
    let mut hunks: Vec<Hunk> = Vec::new();
    // The end of the text of the last hunk, and the end of its last line.
    let (mut done, mut end) = (0, 0);
    for edit in shown {
        let lines = lines_of(source, edit);
        let adjoins = hunks.last().is_some() && lines.0 <= next_line(source, end);
        if !adjoins {
            close(source, &mut hunks, done, end);
            hunks.push(Hunk { line: source.lines().line(lines.0) + 1, pieces: Vec::new() });
            done = lines.0;
        }
        let Some(hunk) = hunks.last_mut() else { break };
        keep(hunk, source, done, edit.span.range().start);
        hunk.pieces.push(Piece::Changed(plain(source.slice(edit.span)), plain(&edit.text)));
        (done, end) = (edit.span.range().end, lines.1);
    }
    close(source, &mut hunks, done, end);
    Diff { hunks, more: edits.len() - shown.len() }
}

/// The start and end of the lines that `edit` changes. An edit that only removes or adds whole lines changes no others.
fn lines_of(source: &Source, edit: &Edit) -> (usize, usize) {
    let span = edit.span.range();
    let first = source.line_at(span.start).range();
    let last = source.line_at(span.end).range();
    let whole = edit.text.is_empty() && !span.is_empty() || edit.text.ends_with('\n');
    if whole && span.start == first.start && span.end == last.start {
        return (first.start, span.end);
    }
    (first.start, last.end)
}

/// The start of the line after the one that ends at `end`; `end` itself if a line starts there.
fn next_line(source: &Source, end: usize) -> usize {
    let after = source.text().get(end..).unwrap_or_default();
    end + if after.starts_with("\r\n") { 2 } else { usize::from(after.starts_with(['\n', '\r'])) }
}

fn close(source: &Source, hunks: &mut [Hunk], done: usize, end: usize) {
    if let Some(hunk) = hunks.last_mut() {
        keep(hunk, source, done, end);
    }
}

fn keep(hunk: &mut Hunk, source: &Source, start: usize, end: usize) {
    if let Some(text) = source.text().get(start..end).filter(|text| !text.is_empty()) {
        hunk.pieces.push(Piece::Kept(plain(text)));
    }
}

/// `text` for display: credentials are masked, long lines are cut, and each line ends with a line feed.
fn plain(text: &str) -> String {
    let masked = secrets::masked(text);
    let text = masked.as_deref().unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(shortened).collect();
    lines.join("\n")
}

fn shortened(line: &str) -> String {
    let show = |char| if char == '\t' { char } else { replacement_for(char).unwrap_or(char) };
    let long = line.char_indices().nth(2 * END).is_some();
    let head = line.char_indices().nth(END).map(|(at, _)| at).filter(|_| long);
    let tail = line.char_indices().rev().nth(END - 1).map(|(at, _)| at).filter(|_| long);
    match (head, tail) {
        (Some(head), Some(tail)) => {
            line[..head].chars().map(show).chain(['…']).chain(line[tail..].chars().map(show)).collect()
        }
        _ => line.chars().map(show).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Changed, Kept};
    use super::*;
    use crate::text::source::Span;

    fn of(text: &str, edits: &[Edit]) -> Vec<(usize, Vec<Piece>)> {
        let source = Source::new(text.into()).unwrap();
        diff(&source, edits).hunks.into_iter().map(|hunk| (hunk.line, hunk.pieces)).collect()
    }

    fn kept(text: &str) -> Piece {
        Kept(text.into())
    }

    fn changed(old: &str, new: &str) -> Piece {
        Changed(old.into(), new.into())
    }

    #[test]
    fn a_hunk_is_the_whole_line_with_its_change() {
        let edit = Edit::replace(Span::new(4, 7), "-");
        let expected = vec![kept("x"), changed("–", "-"), kept(" 項目")];
        assert_eq!(of("a\n\nx– 項目\r\nz", &[edit]), [(3, expected)]);
    }

    #[test]
    fn adjacent_lines_share_a_hunk() {
        let text = "– a\r\n– b\r\nc\r\n– d";
        let dashes = text.match_indices('–');
        let edits: Vec<_> = dashes.map(|(at, dash)| Edit::replace(Span::new(at, at + dash.len()), "-")).collect();
        let first = vec![changed("–", "-"), kept(" a\n"), changed("–", "-"), kept(" b")];
        assert_eq!(of(text, &edits), [(1, first), (4, vec![changed("–", "-"), kept(" d")])]);
    }

    #[test]
    fn added_and_removed_lines_come_without_their_neighbours() {
        assert_eq!(of("a\nb\n", &[Edit::insert(2, "\n")]), [(2, vec![changed("", "\n")])]);
        assert_eq!(of("a\nb\nc\n", &[Edit::delete(Span::new(2, 4))]), [(2, vec![changed("b\n", "")])]);
        let joined = vec![kept("a"), changed("\n", " "), kept("b")];
        assert_eq!(of("a\nb\nc", &[Edit::replace(Span::new(1, 2), " ")]), [(1, joined)]);
    }

    #[test]
    fn a_million_characters_and_a_thousand_edits_stay_readable() {
        let text = format!("{}x\u{202e}\n", "長".repeat(1_000_000));
        let found = of(&text, &[Edit::insert(3_000_001, "y")]);
        let ends = "長".repeat(60) + "…" + &"長".repeat(59) + "x";
        assert_eq!(found, [(1, vec![kept(&ends), changed("", "y"), kept("�")])]);
        let source = Source::new("a".repeat(1000)).unwrap();
        let edits: Vec<_> = (0..1000).map(|at| Edit::insert(at, "b")).collect();
        assert_eq!(diff(&source, &edits).more, 980);
    }
}
