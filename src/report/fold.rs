//! Groups findings of a file that say the same thing.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::finding::{Applicability, Finding, Lang, Severity};

/// The largest distance between neighbours, in lines.
const NEAR: usize = 3;

/// Findings of one rule with the same message.
#[derive(Debug)]
pub(super) struct FoldEntry {
    /// Index of the first finding.
    pub(super) first: usize,
    /// Indices of the others.
    pub(super) more: Vec<usize>,
}

/// What the findings of an entry have in common.
#[derive(PartialEq, Eq, Hash)]
struct FoldKey<'a> {
    rule: &'static str,
    severity: Severity,
    message: &'a str,
    details: Option<Details<'a>>,
}

/// What is shown below the message of a finding.
#[derive(PartialEq, Eq, Hash)]
struct Details<'a> {
    /// A hash of the notes without what they quote.
    notes: u64,
    fix: Option<(&'a str, Applicability)>,
}

impl<'a> FoldKey<'a> {
    fn new(finding: &'a Finding, is_detailed: bool) -> Self {
        let details = is_detailed.then(|| Details {
            notes: hash(&finding.notes),
            fix: finding.fix.as_ref().map(|fix| (&*fix.title, fix.applicability)),
        });
        Self { rule: finding.rule.name, severity: finding.severity, message: &finding.message, details }
    }
}

fn hash(notes: &[String]) -> u64 {
    let mut hasher = FxHasher::default();
    for note in notes {
        note.split('`').step_by(2).for_each(|text| text.hash(&mut hasher));
    }
    hasher.finish()
}

/// The entries of `findings`, in the order of their first findings. If the report `is_detailed`, the findings of an entry also
/// have the same fix, and notes that differ only in what they quote.
pub(super) fn entries(findings: &[Finding], is_detailed: bool) -> Vec<FoldEntry> {
    let mut entries: Vec<FoldEntry> = Vec::new();
    let mut known = FxHashMap::default();
    for (index, finding) in findings.iter().enumerate() {
        let at = *known.entry(FoldKey::new(finding, is_detailed)).or_insert(entries.len());
        match entries.get_mut(at) {
            Some(entry) => entry.more.push(index),
            None => entries.push(FoldEntry { first: index, more: Vec::new() }),
        }
    }
    entries
}

/// Groups `entries` of one rule on neighbouring lines whose messages and fixes differ only in what they quote. The blocks are in
/// the order of their first entries. `line` returns the line of a finding.
pub(super) fn blocks(
    findings: &[Finding],
    entries: Vec<FoldEntry>,
    line: impl Fn(&Finding) -> usize,
) -> Vec<Vec<FoldEntry>> {
    let mut blocks: Vec<Vec<FoldEntry>> = Vec::new();
    // The last block of each rule, and the line of its last entry.
    let mut latest: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for entry in entries {
        let finding = &findings[entry.first];
        let own = line(finding);
        let near = latest
            .get_mut(finding.rule.name)
            .filter(|(at, last)| own <= *last + NEAR && alike(&findings[blocks[*at][0].first], finding));
        if let Some((at, last)) = near {
            blocks[*at].push(entry);
            *last = own;
        } else {
            latest.insert(finding.rule.name, (blocks.len(), own));
            blocks.push(vec![entry]);
        }
    }
    blocks
}

/// Whether two findings of a rule differ only in what they quote.
fn alike(a: &Finding, b: &Finding) -> bool {
    let same_fix = match (&a.fix, &b.fix) {
        (Some(a), Some(b)) => a.applicability == b.applicability && same_pattern(&a.title, &b.title),
        (None, None) => true,
        _ => false,
    };
    same_fix && a.severity == b.severity && same_pattern(&a.message, &b.message)
}

/// Whether two texts differ only in what they quote.
fn same_pattern(a: &str, b: &str) -> bool {
    a.split('`').step_by(2).eq(b.split('`').step_by(2))
}

/// The backquoted parts of `message`.
pub(super) fn quotes(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// The quotes of `message` that differ from those of `before`, with `ellipsis` for the rest. `None` if the messages differ in
/// anything else, or not at all. Example: ``… `#b` ``.
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
    if is_skipped && parts[0] != ellipsis {
        parts.push(ellipsis.to_owned());
    }
    Some(parts.join(" "))
}

/// How many more places there are, on `lines`, than the one on line `own`. `dash` is between the ends of a range.
pub(super) fn more(own: usize, lines: &[usize], lang: Lang, dash: &str) -> Option<String> {
    let count = lines.len();
    let mut lines = lines.to_vec();
    lines.dedup();
    let is_same = *lines == [own];
    match (lang, &lines[..]) {
        (_, []) => None,
        (Lang::En, _) if is_same => Some(format!("and {count} more on this line")),
        (Lang::Ja, _) if is_same => Some(format!("同じ行にほか {count} 件")),
        (Lang::En, [line]) => Some(format!("and {count} more, line {line}")),
        (Lang::En, lines) => Some(format!("and {count} more, lines {}", ranges(lines, dash, ", "))),
        (Lang::Ja, lines) => Some(format!("ほか {count} 件、{} 行目", ranges(lines, dash, "、"))),
    }
}

/// Sorted line numbers as ranges. Example: `3, 5–7`.
fn ranges(lines: &[usize], dash: &str, separator: &str) -> String {
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
    fn line_numbers_are_joined_into_ranges() {
        assert_eq!(ranges(&[3], "–", ", "), "3");
        assert_eq!(ranges(&[3, 3, 4, 6, 7, 8, 8, 12], "–", ", "), "3, 4, 6–8, 12");
    }

    #[test]
    fn messages_differ_in_their_quotes() {
        let difference = |before, message| difference(before, message, "…");
        assert_eq!(difference("no `a` in `n.md`", "no `b` in `n.md`").as_deref(), Some("… `b`"));
        assert_eq!(difference("`a` is odd", "`b` is odd").as_deref(), Some("`b` …"));
        assert_eq!(difference("`a` is `b`", "`c` is `d`").as_deref(), Some("`c` … `d`"));
        assert_eq!(difference("`a` is odd", "`a` is odd"), None);
        assert_eq!(difference("`a` is odd", "`a` is even"), None);
        assert_eq!(difference("節 `a` が空", "節 `b` が空").as_deref(), Some("… `b`"));
    }
}
