//! Word lists in text files that anyone can edit. They are parsed at compile time: no cost at startup, no build script,
//! no generated file.
//!
//! A file has one or more lists: a name in square brackets, followed by one entry per line. Blank lines and lines that
//! begin with `# ` are ignored (a line that is just `#` is an entry). Entries are not trimmed, but editors may strip
//! spaces at line ends, so no entry may end with one.
//!
//! ```text
//! # Words before a former name that show that it is one.
//! [before]
//! formerly
//! 旧
//!
//! # Words that are often confused: the wrong word, the right one, and what follows the first where it is correct.
//! [confused]
//! 以外と | 意外と | は も
//! ```
//!
//! [`words!`](crate::words) reads the first list and [`rows!`](crate::rows) the second, whose entries have columns.
//! Paths are relative to the source file, as for `include_str!`. A missing list or a row with the wrong number of
//! columns is a compile error.
//!
//! ```ignore
//! /// Words before a former name that show that it is one.
//! const BEFORE: &[&str] = words!("../../rules/words/former_names.txt", "before");
//! /// Words that are often confused: the wrong word, the right one, and what follows the first where it is correct.
//! const CONFUSED: &[[&str; 3]] = rows!("../words/confused.txt", "confused");
//! ```
//!
//! Keep files to a kilobyte or two, split by subject: the compiler reads a file twice for each of its lists, which
//! takes about 20 ms per list. Dictionaries, which have thousands of entries with fields, are compiled in advance
//! instead: see `terms::compiled`.

/// Separates the columns of a row.
const BAR: &[u8] = b" | ";

/// The entries of a list in a text file, as a `&'static [&'static str]`. See [`text::words`](crate::text::words).
#[macro_export]
macro_rules! words {
    ($file:literal, $list:literal) => {{
        const TEXT: &str = include_str!($file);
        const WORDS: [&str; $crate::text::words::count(TEXT, $list)] = $crate::text::words::words(TEXT, $list);
        &WORDS
    }};
}

/// The entries of a list in a text file, as a `&'static [[&'static str; COLUMNS]]`. See
/// [`text::words`](crate::text::words).
#[macro_export]
macro_rules! rows {
    ($file:literal, $list:literal) => {{
        const TEXT: &str = include_str!($file);
        const COLUMNS: usize = $crate::text::words::columns(TEXT, $list);
        const ROWS: [[&str; COLUMNS]; $crate::text::words::count(TEXT, $list)] = $crate::text::words::rows(TEXT, $list);
        &ROWS
    }};
}

/// Number of entries in the list `list` of the file `text`.
///
/// # Panics
/// At compile time, if there is no such list.
pub const fn count(text: &str, list: &str) -> usize {
    let (mut at, mut count) = (start(text, list), 0);
    while let Some((_, next)) = entry(text, at) {
        (at, count) = (next, count + 1);
    }
    count
}

/// The entries of the list `list` of the file `text`. `N` is their [`count`].
///
/// # Panics
/// At compile time, if there is no such list.
pub const fn words<const N: usize>(text: &'static str, list: &str) -> [&'static str; N] {
    let mut words = [""; N];
    let (mut at, mut index) = (start(text, list), 0);
    while let Some((word, next)) = entry(text, at) {
        words[index] = word;
        (at, index) = (next, index + 1);
    }
    words
}

/// Number of columns in the first row of the list `list` of the file `text`; 1 for an empty list.
///
/// # Panics
/// At compile time, if there is no such list.
pub const fn columns(text: &str, list: &str) -> usize {
    let mut columns = 1;
    if let Some((mut rest, _)) = entry(text, start(text, list)) {
        while let Some((_, after)) = split(rest) {
            (rest, columns) = (after, columns + 1);
        }
    }
    columns
}

/// The rows of the list `list` of the file `text`. `N` is their [`count`], `C` the number of [`columns`].
///
/// # Panics
/// At compile time, if there is no such list or a row has a different number of columns.
pub const fn rows<const N: usize, const C: usize>(text: &'static str, list: &str) -> [[&'static str; C]; N] {
    let mut rows = [[""; C]; N];
    let (mut at, mut index) = (start(text, list), 0);
    while let Some((row, next)) = entry(text, at) {
        let (mut rest, mut column) = (row, 0);
        while let Some((cell, after)) = split(rest) {
            rows[index][column] = cell;
            (rest, column) = (after, column + 1);
        }
        rows[index][column] = rest;
        assert!(column + 1 == C, "a row has fewer columns than the first");
        (at, index) = (next, index + 1);
    }
    rows
}

/// Offset of the line after the header of the list `list`.
const fn start(text: &str, list: &str) -> usize {
    let mut at = 0;
    while let Some((line, next)) = line(text, at) {
        if is_name(line.as_bytes(), list.as_bytes()) {
            return next;
        }
        at = next;
    }
    panic!("the file has no list of this name")
}

/// Whether `line` is the header of `list`: its name in square brackets.
const fn is_name(line: &[u8], list: &[u8]) -> bool {
    if line.len() != list.len() + 2 || line[0] != b'[' || line[line.len() - 1] != b']' {
        return false;
    }
    let mut at = 0;
    while at < list.len() && line[at + 1] == list[at] {
        at += 1;
    }
    at == list.len()
}

/// The next entry at or after byte `at`, and the offset of the line after it. `None` at the end of the list.
const fn entry(text: &str, mut at: usize) -> Option<(&str, usize)> {
    while let Some((line, next)) = line(text, at) {
        match line.as_bytes() {
            [] | [b'#', b' ', ..] => at = next,
            [b'[', ..] => return None,
            _ => return Some((line, next)),
        }
    }
    None
}

/// The line that begins at byte `at`, without its ending, and the start of the next one. `None` at the end of `text`.
const fn line(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    if at >= bytes.len() {
        return None;
    }
    let mut end = at;
    while end < bytes.len() && bytes[end] != b'\n' {
        end += 1;
    }
    let cut = if end > at && bytes[end - 1] == b'\r' { end - 1 } else { end };
    Some((text.split_at(cut).0.split_at(at).1, end + 1))
}

/// The parts of `row` before and after the first ` | `; `None` where there is none.
const fn split(row: &str) -> Option<(&str, &str)> {
    let bytes = row.as_bytes();
    let mut at = 0;
    while at + BAR.len() <= bytes.len() {
        if bytes[at] == BAR[0] && bytes[at + 1] == BAR[1] && bytes[at + 2] == BAR[2] {
            return Some((row.split_at(at).0, row.split_at(at + BAR.len()).1));
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "# Two lists.\n[first]\n#\na b\r\n\n# A comment.\n語\n[rows]\na | b | c d\n誤 | 正 | 語\n[empty]\n";

    #[test]
    fn a_list_is_the_lines_below_its_header() {
        assert_eq!(words::<{ count(FILE, "first") }>(FILE, "first"), ["#", "a b", "語"]);
        assert_eq!(count(FILE, "empty"), 0);
    }

    #[test]
    fn a_row_has_columns() {
        const ROWS: [[&str; columns(FILE, "rows")]; count(FILE, "rows")] = rows(FILE, "rows");
        assert_eq!(ROWS, [["a", "b", "c d"], ["誤", "正", "語"]]);
    }
}
