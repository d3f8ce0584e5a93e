//! Compares two versions of a text by lines.

use similar::DiffOp;

use crate::text::diff;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// The lines of a text that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangedLines {
    /// All lines: the text is new.
    All,
    /// No line.
    None,
    /// For each line, whether it changed.
    Some(Vec<bool>),
}

impl ChangedLines {
    /// The lines of `new` that differ from `old`. Line endings are ignored, because git may convert them.
    ///
    /// Deleted lines mark the nearest lines with text on either side as changed, so that a section whose last sentence
    /// was deleted is reported as empty.
    pub fn between(old: &Source, new: &Source) -> Self {
        let (before, after) = (split(old), split(new));
        let mut changed = vec![false; after.len()];
        let nearest = Nearest::new(&after);
        for operation in diff::operations(&before, &after) {
            let (at, count) = match operation {
                DiffOp::Equal { .. } => continue,
                DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                    (new_index, new_len)
                }
                DiffOp::Delete { new_index, .. } => {
                    nearest.around(new_index).for_each(|line| changed[line] = true);
                    continue;
                }
            };
            changed.iter_mut().skip(at).take(count).for_each(|line| *line = true);
        }
        Self::Some(changed)
    }

    /// Whether one of the lines of `span` in `source` changed.
    pub fn touches(&self, source: Option<&Source>, span: Span) -> bool {
        match (self, source) {
            (Self::None, _) => false,
            (Self::All, _) | (Self::Some(_), None) => true,
            (Self::Some(changed), Some(source)) => {
                let first = source.lines().line(span.start as usize);
                let last = source.lines().line((span.end as usize).saturating_sub(1)).max(first);
                changed.iter().skip(first).take(last - first + 1).any(|changed| *changed)
            }
        }
    }
}

/// The nearest lines with text, for every position between lines. Precomputed, because a file may have many deletions.
struct Nearest {
    /// For each line and the end of the text: the last line with text before it.
    before: Vec<Option<usize>>,
    /// For each line and the end of the text: the first line with text at or after it.
    after: Vec<Option<usize>>,
}

impl Nearest {
    fn new(lines: &[&str]) -> Self {
        let has_text = |line: usize| lines.get(line).is_some_and(|text| !text.is_blank());
        let mut nearest = None;
        let before = (0..=lines.len()).map(|line| {
            let before = nearest;
            nearest = if has_text(line) { Some(line) } else { nearest };
            before
        });
        let before = before.collect();
        let mut nearest = None;
        let after = (0..=lines.len()).rev().map(|line| {
            nearest = if has_text(line) { Some(line) } else { nearest };
            nearest
        });
        let mut after: Vec<_> = after.collect();
        after.reverse();
        Self { before, after }
    }

    /// The nearest lines with text around a deletion before `line`.
    fn around(&self, line: usize) -> impl Iterator<Item = usize> {
        let at = |lines: &[Option<usize>]| lines.get(line).copied().flatten();
        [at(&self.before), at(&self.after)].into_iter().flatten()
    }
}

/// The lines of `source`, without their endings.
fn split(source: &Source) -> Vec<&str> {
    let lines = source.lines();
    (0..lines.count()).map(|line| source.slice(lines.span(source.text(), line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers, from 1, of the lines of `new` that changed.
    fn changed(old: &str, new: &str) -> Vec<usize> {
        let (old, new) = (Source::new(old.into()).unwrap(), Source::new(new.into()).unwrap());
        let ChangedLines::Some(changed) = ChangedLines::between(&old, &new) else { panic!("all or none") };
        changed.iter().enumerate().filter(|(_, changed)| **changed).map(|(line, _)| line + 1).collect()
    }

    #[test]
    fn added_lines_are_changed() {
        assert_eq!(changed("a\nb\nc\n", "a\nx\nc\nd\n"), [2, 4]);
        assert_eq!(changed("a\nb\n", "a\nb\n"), [0; 0]);
        assert_eq!(changed("a\r\nb\r\n", "a\nb\n"), [0; 0]);
    }

    #[test]
    fn a_deletion_changes_the_text_around_it() {
        assert_eq!(changed("# a\n\ntext\n\n# b\n", "# a\n\n# b\n"), [1, 3]);
        assert_eq!(changed("x\n\n# a\n", "\n# a\n"), [2]);
        assert_eq!(changed("# a\n\nx\n", "# a\n\n"), [1]);
        assert_eq!(changed("x\n\ny\n", "\n"), [0; 0]);
    }

    #[test]
    fn a_finding_counts_by_its_lines() {
        let (old, new) = (Source::new("a\nb\nc\n".into()).unwrap(), Source::new("a\nx\nc\n".into()).unwrap());
        let lines = ChangedLines::between(&old, &new);
        let touches = |start, end| lines.touches(Some(&new), Span::new(start, end));
        assert!(touches(2, 3) && touches(2, 2) && touches(0, 3) && touches(3, 5));
        assert!(!touches(0, 1) && !touches(0, 2) && !touches(4, 5));
    }
}
