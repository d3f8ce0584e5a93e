//! Draws the lines of a [`Window`], with the text at fault underlined.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::paint::{FAINT, paint};
use super::style::Style;
use super::window::{TAB, Window, is_masked, unmask};
use crate::finding::Lang;

/// Columns before the text of a line, without the line number: two spaces; a space, a bar and a space.
const BESIDE: usize = 5;

/// The characters to draw with.
struct FrameMarks {
    bar: &'static str,
    line: &'static str,
    /// Points to a place between two characters.
    place: &'static str,
    /// Marks the first, the middle and the last lines of a finding with several lines.
    bracket: [&'static str; 3],
}

const UNICODE: FrameMarks = FrameMarks { bar: "│", line: "─", place: "▲", bracket: ["╭", "│", "╰"] };
const ASCII: FrameMarks = FrameMarks { bar: "|", line: "^", place: "^", bracket: ["/", "|", "\\"] };

/// The width to give to a [`Window`].
pub(super) fn columns(style: Style) -> usize {
    // The window reserves four columns besides the line number.
    style.width.saturating_sub(BESIDE - 4)
}

/// Appends the lines of `window` to `out`. The label has the colour `color`.
pub(super) fn draw(out: &mut String, window: &Window, style: Style, color: &str) {
    let marks = if style.unicode { UNICODE } else { ASCII };
    let [before, own, _] = window.parts();
    let first = before.matches('\n').count();
    let last = first + own.strip_suffix('\n').unwrap_or(own).matches('\n').count();
    let lines: Vec<&str> = window.lines().collect();
    let number_width = (window.first_line() + lines.len().saturating_sub(1)).to_string().len();
    let bar = paint(style, FAINT, marks.bar);
    for (index, line) in lines.iter().enumerate() {
        let number = format!("{:>number_width$}", window.first_line() + index);
        let bracket = match index {
            _ if first == last => "".into(),
            _ if index == first => paint(style, color, marks.bracket[0]) + " ",
            _ if index == last && window.continues().is_none() => paint(style, color, marks.bracket[2]) + " ",
            _ if (first..=last).contains(&index) => paint(style, color, marks.bracket[1]) + " ",
            _ => "  ".into(),
        };
        let text = expanded(line);
        let shown = format!("  {} {bar} {bracket}{}", paint(style, FAINT, &number), unmask(&text));
        let _ = writeln!(out, "{}", shown.trim_end_matches(' '));
        if index == first && first == last {
            let at = before.rfind('\n').map_or(0, |feed| feed + 1);
            let start = width(0, &before[at..]);
            let label = match width(start, own) - start {
                0 => marks.place.to_owned(),
                columns => marks.line.repeat(columns),
            };
            let label = paint(style, color, &label);
            let _ = writeln!(out, "  {:number_width$} {bar} {:start$}{label}", "", "");
        }
    }
    if let Some(line) = window.continues() {
        let to = match style.lang {
            Lang::En => format!("to line {line}"),
            Lang::Ja => format!("{line} 行目まで"),
        };
        let bracket = paint(style, color, marks.bracket[2]);
        let _ = writeln!(out, "  {:number_width$} {bar} {bracket} {to}", "");
    }
}

/// The column after `text`, which starts at column `at`.
fn width(at: usize, text: &str) -> usize {
    text.chars().fold(at, |column, char| match char {
        '\t' => column + TAB - column % TAB,
        '\n' => column,
        char if is_masked(char) => column + 1,
        char => column + char.width().unwrap_or(0),
    })
}

/// `line` with tabs replaced by spaces.
fn expanded(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for char in line.chars() {
        let next = width(column, char.encode_utf8(&mut [0; 4]));
        if char == '\t' {
            (column..next).for_each(|_| out.push(' '));
        } else {
            out.push(char);
        }
        column = next;
    }
    out
}
