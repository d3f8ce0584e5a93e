//! Line-by-line differences between two texts.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::{DiffOp, DiffTag, group_diff_ops};

/// Number of unchanged lines that a patch shows before and after a change.
const CONTEXT: usize = 3;

/// The operations that turn `old` into `new`, both given as lines.
///
/// Lines are compared as numbers and with one fixed algorithm: `similar` is compiled again for each type that it
/// compares, and for each algorithm that it can choose from.
pub fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut numbers = FxHashMap::default();
    let mut number = |line| {
        let next = numbers.len();
        *numbers.entry(line).or_insert(next)
    };
    let old: Vec<usize> = old.iter().copied().map(&mut number).collect();
    let new: Vec<usize> = new.iter().copied().map(&mut number).collect();
    let mut hook = Compact::new(Replace::new(Capture::new()), &old[..], &new[..]);
    let Ok(()) = myers::diff(&mut hook, &old[..], 0..old.len(), &new[..], 0..new.len());
    hook.into_inner().into_inner().into_ops()
}

/// A unified diff from `old`, called `old_name`, to `new`. Empty if they are equal.
pub fn patch(old_name: &str, old: &str, new_name: &str, new: &str) -> String {
    let (old, new) = (lines(old), lines(new));
    let mut out = String::new();
    for hunk in group_diff_ops(operations(&old, &new), CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        if out.is_empty() {
            let _ = write!(out, "--- {old_name}\n+++ {new_name}\n");
        }
        let before = range(first.old_range().start, last.old_range().end);
        let after = range(first.new_range().start, last.new_range().end);
        let _ = writeln!(out, "@@ -{before} +{after} @@");
        for operation in &hunk {
            let (tag, gone, come) = operation.as_tag_tuple();
            if tag == DiffTag::Equal {
                write_lines(&mut out, ' ', &old[gone]);
            } else {
                write_lines(&mut out, '-', &old[gone]);
                write_lines(&mut out, '+', &new[come]);
            }
        }
    }
    out
}

/// Lines `start..end` (from 0) as a hunk header writes them (from 1). An empty range names the line before it.
fn range(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => (start + 1).to_string(),
        count => format!("{},{count}", start + 1),
    }
}

fn write_lines(out: &mut String, mark: char, lines: &[&str]) {
    for line in lines {
        out.push(mark);
        out.push_str(line);
        if !line.ends_with(['\r', '\n']) {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// The lines of `text` with their endings: `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = match rest.find(['\r', '\n']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_shows_three_lines_around_each_change() {
        let old = (1..=20).map(|line| line.to_string() + "\n").collect::<String>();
        let new = old.replace("2\n3\n", "2\nnew\n3\n").replace("\n19\n", "\n");
        let patch = patch("a/x", &old, "b/x", &new);
        let expected =
            "--- a/x\n+++ b/x\n@@ -1,5 +1,6 @@\n 1\n 2\n+new\n 3\n 4\n 5\n@@ -16,5 +17,4 @@\n 16\n 17\n 18\n-19\n 20\n";
        assert_eq!(patch, expected);
    }

    #[test]
    fn empty_texts_and_missing_final_newlines_are_patched() {
        assert_eq!(patch("a", "x\r\ny", "b", "x\r\ny"), "");
        assert_eq!(patch("a", "", "b", "x\n"), "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n");
        let ended = "--- a\n+++ b\n@@ -1,2 +1,2 @@\n x\r\n-y\n\\ No newline at end of file\n+y\r\n";
        assert_eq!(patch("a", "x\r\ny", "b", "x\r\ny\r\n"), ended);
    }
}
