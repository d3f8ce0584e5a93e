//! Emphasis and strikethrough that are meant but not made: their marks are between punctuation and a Chinese, Japanese or
//! Korean letter, where `CommonMark` takes them for plain text.

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::emphasis::delimiters::{DelimiterMatch, DelimiterRun, matches, runs};
pub use crate::markdown::emphasis::fix::EmphasisFix;
use crate::markdown::emphasis::fix::EmphasisFixer;
use crate::markdown::emphasis::flanking::FlankingRules;
use crate::markdown::emphasis::intended::{intended_pairs, units};
use crate::text::source::Span;

/// More runs in one paragraph are no text.
const MAX_RUNS: usize = 200;

/// A pair of marks that stays literal on GitHub.
#[derive(Clone, Debug)]
pub struct BrokenPair {
    /// From the first mark to the last.
    pub span: Span,
    /// The first mark; the second is the same.
    pub mark: Span,
    /// Why.
    pub cause: Cause,
    /// Whether a mark of it is shown; otherwise both mark something else.
    pub literal: bool,
    /// What to write so that it is read as meant; on the first of those that have to be mended together.
    pub fix: Option<EmphasisFix>,
}

/// Why a pair is none on GitHub; with the characters before and behind the mark at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The first mark can't open.
    Opening(char, char),
    /// The second mark can't close.
    Closing(char, char),
    /// One of them is taken by a mark elsewhere that is broken.
    Taken,
}

/// The broken pairs of `document`, in the order of the text.
pub fn broken(document: &Document<'_>) -> Vec<BrokenPair> {
    let text = document.source().text();
    let mut found = Vec::new();
    for scope in document.nodes() {
        let block = matches!(scope.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell | Kind::Link);
        // Between ASCII characters alone CommonMark's rules do what is meant.
        if block && !scope.source().is_ascii() && scope.source().contains(['*', '_', '~']) {
            found.extend(in_scope(scope, text));
        }
    }
    found.sort_by_key(|broken| broken.span);
    found
}

fn in_scope(scope: Node<'_>, text: &str) -> Vec<BrokenPair> {
    let runs = runs(scope, text);
    if runs.len() < 2 || runs.len() > MAX_RUNS {
        return Vec::new();
    }
    let shown = matches(&runs, FlankingRules::GitHub);
    let (mut expected, stray) = intended_pairs(text, &runs, &shown);
    let lost: Vec<DelimiterMatch> = expected.iter().copied().filter(|pair| !shown.contains(pair)).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    // What GitHub makes of runs that are no marks stays, unless they are needed.
    let used: Vec<usize> = expected.iter().flat_map(|pair| [pair.runs.0, pair.runs.1]).collect();
    let accident = |pair: &&DelimiterMatch| {
        let (first, last) = pair.runs;
        (stray[first] || stray[last]) && !used.contains(&first) && !used.contains(&last)
    };
    expected.extend(shown.iter().filter(accident).copied());
    let wrong = shown.iter().copied().filter(|pair| !expected.contains(pair));
    let fixer = EmphasisFixer { text, runs: &runs, shown: &shown, expected: &expected };
    let mut found = Vec::new();
    for region in regions(lost.iter().copied().chain(wrong)) {
        let here = units(lost.iter().filter(|pair| region.covers(pair.span())));
        let mut fix = fixer.fix(region, &here);
        for unit in here {
            let taken = |mark: Span| shown.iter().any(|other| mark.covers(other.opening) || mark.covers(other.closing));
            let literal = !(taken(unit.opening) && taken(unit.closing));
            let cause = cause(&runs[unit.runs.0], &runs[unit.runs.1]);
            let (span, mark) = (unit.span(), unit.opening);
            found.push(BrokenPair { span, mark, cause, literal, fix: fix.take() });
        }
    }
    found
}

/// The spans of `pairs`, those that overlap as one.
fn regions(pairs: impl Iterator<Item = DelimiterMatch>) -> Vec<Span> {
    let mut regions: Vec<Span> = pairs.map(|pair| pair.span()).collect();
    regions.sort_unstable();
    regions.dedup_by(|next, last| {
        let overlap = next.start < last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    regions
}

fn cause(opening: &DelimiterRun, closing: &DelimiterRun) -> Cause {
    let around = |run: &DelimiterRun| (run.before.unwrap_or(' '), run.after.unwrap_or(' '));
    let ((a, b), (c, d)) = (around(opening), around(closing));
    match (opening.flanking(FlankingRules::GitHub).opens, closing.flanking(FlankingRules::GitHub).closes) {
        (false, _) => Cause::Opening(a, b),
        (true, false) => Cause::Closing(c, d),
        (true, true) => Cause::Taken,
    }
}
