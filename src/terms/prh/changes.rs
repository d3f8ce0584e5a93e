//! The changes that rules make to a text, and which of several overlapping changes is made.

use std::ops::Range;
use std::sync::Arc;

use super::matcher::{GaveUp, PatternMatch};
use super::preference::Preference;

/// A change that a rule makes.
#[derive(Clone, Debug)]
pub struct PrhChange {
    /// The range that it replaces, in bytes.
    pub range: Range<usize>,
    /// The replacement.
    pub right: String,
    /// How many bytes at the start and at the end are a group that the replacement repeats unchanged.
    pub kept: (usize, usize),
    /// The rule.
    pub rule: Arc<Preference>,
}

/// The changes of `rule` in `text`. Skips matches in which the group of `regexpMustEmpty` is not empty, and text that
/// is already as expected.
pub(super) fn of_rule(rule: &Arc<Preference>, text: &str) -> Result<Vec<PrhChange>, GaveUp> {
    let mut found = rule.matcher.find(text)?;
    let filled = |found: &PatternMatch, group: usize| {
        found.groups.get(group - 1).cloned().flatten().is_some_and(|g| !g.is_empty())
    };
    found.retain(|found| {
        text[found.range.clone()] != *rule.expected && !rule.must_be_empty.is_some_and(|group| filled(found, group))
    });
    let change = |found: PatternMatch| PrhChange {
        right: expand(&rule.expected, text, &found.groups),
        kept: kept(&rule.expected, &found),
        range: found.range,
        rule: rule.clone(),
    };
    Ok(found.into_iter().map(change).collect())
}

/// The lengths in bytes of the groups that both the match and `expected` start and end with: the context around the
/// words that change.
fn kept(expected: &str, found: &PatternMatch) -> (usize, usize) {
    let group = |digits: &str| found.groups.get(digits.parse::<usize>().ok()?.checked_sub(1)?).cloned().flatten();
    let digits = |text: &str| text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let first = expected.strip_prefix('$').map(|rest| &rest[..digits(rest)]);
    let last = expected.rsplit_once('$').map(|(_, digits)| digits);
    let lead = first.and_then(group).filter(|group| group.start == found.range.start).map_or(0, |group| group.len());
    let tail = last.and_then(group).filter(|group| group.end == found.range.end).map_or(0, |group| group.len());
    if lead + tail < found.range.len() { (lead, tail) } else { (0, 0) }
}

/// Replaces `$1` to `$99` with the groups of a match. A number without a group stays as it is.
fn expand(expected: &str, text: &str, groups: &[Option<Range<usize>>]) -> String {
    let mut expanded = String::new();
    let mut rest = expected;
    while let Some(at) = rest.find('$') {
        let after = &rest[at + 1..];
        let digits = after.bytes().take(2).take_while(u8::is_ascii_digit).count();
        let group = after[..digits].parse::<usize>().ok().and_then(|number| groups.get(number.checked_sub(1)?));
        expanded.push_str(&rest[..at]);
        match group {
            Some(group) => expanded.push_str(group.clone().map_or("", |group| &text[group])),
            None => expanded.push_str(&rest[at..=at + digits]),
        }
        rest = &after[digits..];
    }
    expanded + rest
}

impl PrhChange {
    /// The range and replacement without unchanged context, cut at the punctuation nearest to the words. In `サーバ、` the
    /// `、` is context; in `3ヶ月` the `月` is part of the word.
    pub(super) fn words(&self, text: &str) -> (Range<usize>, &str) {
        let mark = |char: &char| !char.is_alphanumeric();
        let (lead, tail) = self.kept;
        let (start, end) = (self.range.start, self.range.end);
        let lead = text[start..start + lead]
            .rfind(|char| mark(&char))
            .map_or(0, |at| at + text[start + at..].chars().next().map_or(0, char::len_utf8));
        let tail = text[end - tail..end].find(|char| mark(&char)).map_or(0, |at| tail - at);
        self.without(lead, tail)
    }

    /// The range and replacement without any unchanged context.
    pub(super) fn core(&self) -> (Range<usize>, &str) {
        self.without(self.kept.0, self.kept.1)
    }

    fn without(&self, lead: usize, tail: usize) -> (Range<usize>, &str) {
        let right = self.right.get(lead..self.right.len().saturating_sub(tail));
        match right {
            Some(right) => (self.range.start + lead..self.range.end - tail, right),
            None => (self.range.clone(), &self.right),
        }
    }
}

/// Drops overlapping changes: of two with the same start the shorter one, otherwise the later one.
pub(super) fn drop_overlapping(changes: &mut Vec<PrhChange>) {
    changes.sort_by_key(|change| (change.range.start, change.range.end));
    loop {
        let before = changes.len();
        let longer_follows: Vec<bool> = (changes.iter().zip(changes.iter().skip(1)))
            .map(|(this, next)| this.range.start == next.range.start && this.range.end < next.range.end)
            .chain([false])
            .collect();
        let mut drop = longer_follows.into_iter();
        changes.retain(|_| !drop.next().unwrap_or(false));
        // Compares each change with the previous one, even if that one is dropped, as prh does.
        let ends: Vec<usize> = [0].into_iter().chain(changes.iter().map(|change| change.range.end)).collect();
        let mut ends = ends.into_iter();
        changes.retain(|change| ends.next().is_none_or(|end| change.range.start >= end));
        if changes.len() == before {
            return;
        }
    }
}

/// Drops the `changes` that would change part of `wording` in `text`.
pub(super) fn leave(changes: &mut Vec<PrhChange>, text: &str, wording: &str) {
    changes.retain(|change| {
        let mut places = text.match_indices(wording).map(|(at, _)| at..at + wording.len());
        !places.any(|place| place.start <= change.range.start && change.range.end <= place.end)
    });
}

/// Applies `changes` to `text`.
pub(in crate::terms) fn apply(text: &str, changes: &[PrhChange]) -> String {
    let mut changed = String::new();
    let mut from = 0;
    for change in changes {
        changed.push_str(&text[from..change.range.start]);
        changed.push_str(&change.right);
        from = change.range.end;
    }
    changed + &text[from..]
}
