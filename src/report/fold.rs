//! Findings of a file that say the same thing, taken together.

use rustc_hash::FxHashMap;

use crate::finding::{Applicability, Finding, Severity};

/// Lines between neighbours.
const NEAR: usize = 3;

/// Findings that differ in nothing but their place.
#[derive(Debug)]
pub(super) struct Entry {
    /// Index of the first of them.
    pub(super) first: usize,
    /// Indices of the others.
    pub(super) more: Vec<usize>,
}

/// Entries of one rule on neighbouring lines whose messages and fixes differ only in what they quote.
#[derive(Debug)]
pub(super) struct Block {
    /// At least one, in the order of their places.
    pub(super) entries: Vec<Entry>,
    /// The line of the last entry.
    last_line: usize,
}

/// All that the findings of an entry have in common.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    rule: &'static str,
    severity: Severity,
    message: &'a str,
    notes: &'a [String],
    fix: Option<(&'a str, Applicability)>,
}

impl<'a> Key<'a> {
    fn new(finding: &'a Finding) -> Self {
        Self {
            rule: finding.rule.name,
            severity: finding.severity,
            message: &finding.message,
            notes: &finding.notes,
            fix: finding.fix.as_ref().map(|fix| (&*fix.title, fix.applicability)),
        }
    }
}

/// The entries of `findings`, in the order of the first of each.
pub(super) fn entries(findings: &[Finding]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut known = FxHashMap::default();
    for (index, finding) in findings.iter().enumerate() {
        let at = *known.entry(Key::new(finding)).or_insert(entries.len());
        match entries.get_mut(at) {
            Some(entry) => entry.more.push(index),
            None => entries.push(Entry { first: index, more: Vec::new() }),
        }
    }
    entries
}

/// The blocks of `entries` of `findings`, in the order of the first of each. `line` returns the line of a finding.
pub(super) fn blocks(findings: &[Finding], entries: Vec<Entry>, line: impl Fn(&Finding) -> usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut latest: FxHashMap<&str, usize> = FxHashMap::default();
    for entry in entries {
        let finding = &findings[entry.first];
        let own = line(finding);
        let known = latest.get(finding.rule.name).and_then(|&at| blocks.get_mut(at));
        let near =
            known.filter(|block| own <= block.last_line + NEAR && alike(&findings[block.entries[0].first], finding));
        if let Some(block) = near {
            block.entries.push(entry);
            block.last_line = own;
        } else {
            latest.insert(finding.rule.name, blocks.len());
            blocks.push(Block { entries: vec![entry], last_line: own });
        }
    }
    blocks
}

/// Whether two findings of a rule say the same of different texts.
fn alike(a: &Finding, b: &Finding) -> bool {
    let same_fix = match (&a.fix, &b.fix) {
        (Some(a), Some(b)) => a.applicability == b.applicability && same_pattern(&a.title, &b.title),
        (None, None) => true,
        _ => false,
    };
    same_fix && a.severity == b.severity && same_pattern(&a.message, &b.message)
}

/// Whether two texts differ in nothing but what they quote.
fn same_pattern(a: &str, b: &str) -> bool {
    a.split('`').step_by(2).eq(b.split('`').step_by(2))
}

/// What `message` quotes.
pub(super) fn quotes(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// `message` without what it has in common with `before`, `…` in its place; `None` where they differ in more than what they
/// quote.
pub(super) fn difference(before: &str, message: &str, ellipsis: &str) -> Option<String> {
    if !same_pattern(before, message) {
        return None;
    }
    let (mut parts, mut is_skipped) = (Vec::new(), false);
    for (index, (old, new)) in before.split('`').zip(message.split('`')).enumerate() {
        if index % 2 == 0 || old == new {
            is_skipped |= !new.is_empty();
            continue;
        }
        if std::mem::take(&mut is_skipped) {
            parts.push(ellipsis.to_owned());
        }
        parts.push(format!("`{new}`"));
    }
    if parts.is_empty() {
        return None;
    }
    if is_skipped {
        parts.push(ellipsis.to_owned());
    }
    Some(parts.join(" "))
}

/// Line numbers, sorted, as `3, 5–7`.
pub(super) fn ranges(lines: &[usize], dash: &str, separator: &str) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match parts.last_mut() {
            Some((_, last)) if line <= *last + 1 => *last = line,
            _ => parts.push((line, line)),
        }
    }
    let part = |(first, last): (usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}{separator}{last}"),
        _ => format!("{first}{dash}{last}"),
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_numbers_are_joined_to_ranges() {
        assert_eq!(ranges(&[3], "–", ", "), "3");
        assert_eq!(ranges(&[3, 3, 4, 6, 7, 8, 8, 12], "–", ", "), "3, 4, 6–8, 12");
    }

    #[test]
    fn the_difference_is_what_is_quoted() {
        let difference = |before, message| difference(before, message, "…");
        assert_eq!(difference("no `a` in `n.md`", "no `b` in `n.md`").as_deref(), Some("… `b` …"));
        assert_eq!(difference("`a` is `b`", "`c` is `d`").as_deref(), Some("`c` … `d`"));
        assert_eq!(difference("`a` is odd", "`a` is odd"), None);
        assert_eq!(difference("`a` is odd", "`a` is even"), None);
        assert_eq!(difference("節 `a` が空", "節 `b` が空").as_deref(), Some("… `b` …"));
    }
}
