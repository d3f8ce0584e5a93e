//! Fixes for delimiter runs that are shown as text: moving them past punctuation, or adding a space next to them.

use crate::finding::apply;
use crate::finding::{Applicability, Edit};
use crate::markdown::emphasis::delimiters::{DelimiterMatch, DelimiterRun, matches};
use crate::markdown::emphasis::flanking::{FlankingRules, Reading, is_hangul};
use crate::markdown::emphasis::intended::{DelimiterPair, before_brackets, is_stop, wrapped};
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// A fix for broken emphasis.
#[derive(Clone, Debug)]
pub struct EmphasisFix {
    /// Replaces everything from the first affected delimiter to the last.
    pub edit: Edit,
    /// Whether the fix adds a space, instead of only moving delimiters.
    pub spaced: bool,
    /// Unsafe for a single delimiter or an underscore, which may not be meant as emphasis, and for a space before a Korean
    /// particle, where none belongs.
    pub applicability: Applicability,
}

/// The delimiter runs of a block, and how they should pair.
pub(super) struct EmphasisFixer<'a> {
    pub(super) text: &'a str,
    pub(super) runs: &'a [DelimiterRun],
    /// The pairs as the host reads them.
    pub(super) shown: &'a [DelimiterMatch],
    /// The pairs as they should be read.
    pub(super) expected: &'a [DelimiterMatch],
    /// How the host reads delimiter runs.
    pub(super) host: Reading,
}

/// A pair with its delimiters at other positions.
struct MovedPair {
    opening: DelimiterRun,
    closing: DelimiterRun,
    edits: Vec<Edit>,
    spaced: bool,
}

impl EmphasisFixer<'_> {
    /// Rewrites `region` so that the pairs `lost` in it are read as meant and all other pairs do not change. `None` if
    /// that is not possible. The result is also read as meant on GitHub and by `CommonMark`, except where the host accepts
    /// more than they do and no such form exists.
    pub(super) fn fix(&self, region: Span, lost: &[DelimiterPair]) -> Option<EmphasisFix> {
        let everywhere = [self.host, Reading::GITHUB, Reading::COMMONMARK];
        let lax = matches!(
            self.host,
            Reading::Host(FlankingRules::PythonMarkdown(_) | FlankingRules::Kramdown | FlankingRules::CjkFriendly, _)
        );
        self.fix_for(&everywhere, region, lost).or_else(|| self.fix_for(&everywhere[..1], region, lost).filter(|_| lax))
    }

    /// The fix that is read as meant by all of `readings`, of which the first is the host's.
    fn fix_for(&self, readings: &[Reading], region: Span, lost: &[DelimiterPair]) -> Option<EmphasisFix> {
        let mut runs = self.runs.to_vec();
        let (mut edits, mut spaced) = (Vec::new(), false);
        let mut parted = false;
        for unit in lost {
            let moved = self.candidates(unit, &runs).into_iter().find(|moved| works(moved, readings))?;
            (runs[unit.runs.0], runs[unit.runs.1]) = (moved.opening, moved.closing);
            spaced |= moved.spaced;
            parted |= moved.spaced && self.is_before_hangul(unit);
            edits.extend(moved.edits);
        }
        if !self.are_read(&runs, readings, region) || !edits.iter().all(|edit| region.covers(edit.span)) {
            return None;
        }
        for edit in &mut edits {
            edit.span = Span { start: edit.span.start - region.start, end: edit.span.end - region.start };
        }
        let doubtful = |unit: &DelimiterPair| unit.opening.len() == 1 || self.mark(unit).starts_with('_');
        let applicability =
            if parted || lost.iter().any(doubtful) { Applicability::Unsafe } else { Applicability::Safe };
        let edit = Edit::replace(region, apply(&self.text[region.range()], &edits).text);
        Some(EmphasisFix { edit, spaced, applicability })
    }

    /// Whether `runs`, with the moves applied, pair as expected in `region` by all `readings`, and elsewhere as before by
    /// the host's, which is the first.
    fn are_read(&self, runs: &[DelimiterRun], readings: &[Reading], region: Span) -> bool {
        let inside = |pair: &&DelimiterMatch| {
            let (first, last) = (self.runs[pair.runs.0].span, self.runs[pair.runs.1].span);
            region.covers(Span { start: first.start, end: last.end })
        };
        let sorted = |pairs: Vec<&DelimiterMatch>| {
            let mut runs: Vec<_> = pairs.into_iter().map(|pair| pair.runs).collect();
            runs.sort_unstable();
            runs
        };
        let expected: Vec<&DelimiterMatch> = self.expected.iter().filter(inside).collect();
        let outside = self.shown.iter().filter(|pair| !inside(pair));
        let all = sorted(expected.iter().copied().chain(outside).collect());
        let expected = sorted(expected);
        readings.iter().enumerate().all(|(index, reading)| {
            let read = matches(runs, *reading);
            if index == 0 {
                sorted(read.iter().collect()) == all
            } else {
                sorted(read.iter().filter(inside).collect()) == expected
            }
        })
    }

    /// Possible ways to write `unit`, the least intrusive first.
    fn candidates(&self, unit: &DelimiterPair, runs: &[DelimiterRun]) -> Vec<MovedPair> {
        let (opening, closing) = (runs[unit.runs.0], runs[unit.runs.1]);
        let inner = unit.inner(self.text);
        // Fixing the pair that took its delimiters may be enough.
        let mut candidates = vec![MovedPair { opening, closing, edits: Vec::new(), spaced: false }];
        // A run can only move if it belongs to this pair alone.
        let whole = opening.span == unit.opening && closing.span == unit.closing;
        if let Some((open, close)) = wrapped(inner).filter(|_| whole) {
            candidates.extend(self.inside(unit, open, close));
        }
        let stop = inner.trim_end_matches(is_stop).len();
        if whole && (1..inner.len()).contains(&stop) {
            candidates.push(self.ending_at(unit, stop, runs));
        }
        if let Some(end) = before_brackets(inner).filter(|_| whole && self.is_before_hangul(unit)) {
            candidates.push(self.ending_at(unit, end, runs));
        }
        for (front, back) in [(false, true), (true, false), (true, true)] {
            let (mut opening, mut closing, mut edits) = (opening, closing, Vec::new());
            if front {
                opening = opening.between(Some(' '), opening.after);
                edits.push(Edit::insert(opening.span.start as usize, " "));
            }
            if back {
                closing = closing.between(closing.before, Some(' '));
                edits.push(Edit::insert(closing.span.end as usize, " "));
            }
            candidates.push(MovedPair { opening, closing, edits, spaced: true });
        }
        candidates
    }

    /// Whether a Korean particle may follow `unit`.
    fn is_before_hangul(&self, unit: &DelimiterPair) -> bool {
        self.text[unit.closing.end as usize..].chars().next().is_some_and(is_hangul)
    }

    /// Moves the second delimiter to byte `end` of the text between the two.
    fn ending_at(&self, unit: &DelimiterPair, end: usize, runs: &[DelimiterRun]) -> MovedPair {
        let at = unit.opening.end as usize + end;
        let closing = runs[unit.runs.1].between(self.before(at), self.text[at..].chars().next());
        let edits = vec![Edit::insert(at, self.mark(unit)), Edit::delete(unit.closing)];
        MovedPair { opening: runs[unit.runs.0], closing, edits, spaced: false }
    }

    /// Moves both delimiters inside the brackets around their text.
    fn inside(&self, unit: &DelimiterPair, open: usize, close: usize) -> Option<MovedPair> {
        let inner = unit.inner(self.text);
        let (first, last) = (unit.opening.end as usize, unit.closing.start as usize);
        let content = inner.get(open..inner.len() - close).filter(|content| !content.unicode_trim().is_empty())?;
        let end = last - close;
        let opening = self.runs[unit.runs.0].between(self.before(first + open), content.chars().next());
        let closing = self.runs[unit.runs.1].between(self.before(end), self.text[end..].chars().next());
        let edits = vec![
            Edit::delete(unit.opening),
            Edit::insert(first + open, self.mark(unit)),
            Edit::insert(end, self.mark(unit)),
            Edit::delete(unit.closing),
        ];
        Some(MovedPair { opening, closing, edits, spaced: false })
    }

    fn mark(&self, unit: &DelimiterPair) -> &str {
        &self.text[unit.opening.range()]
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }
}

/// Whether the delimiters can open and close by all of `readings`, and are not next to others.
fn works(moved: &MovedPair, readings: &[Reading]) -> bool {
    let apart = |char: Option<char>| !matches!(char, Some('*' | '_' | '~' | '\\'));
    let (opening, closing) = (moved.opening, moved.closing);
    readings.iter().all(|reading| opening.flanking(*reading).opens && closing.flanking(*reading).closes)
        && apart(opening.before)
        && apart(opening.after)
        && apart(closing.before)
        && apart(closing.after)
}
