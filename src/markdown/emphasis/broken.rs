//! Emphasis and strikethrough that are meant but not made: their marks are between punctuation and a Chinese, Japanese or
//! Korean letter, where `CommonMark` takes them for plain text.

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::emphasis::delimiters::{Match, Run, matches, runs};
use crate::markdown::emphasis::flanking::Reading;
use crate::markdown::emphasis::meant::{meant, units};
use crate::markdown::emphasis::mending::Mender;
pub use crate::markdown::emphasis::mending::Mending;
use crate::text::source::Span;

/// More runs in one paragraph are no text.
const MOST: usize = 200;

/// A pair of marks that stays literal on GitHub.
#[derive(Clone, Debug)]
pub struct Broken {
    /// From the first mark to the last.
    pub whole: Span,
    /// The first mark; the second is the same.
    pub mark: Span,
    /// Why.
    pub cause: Cause,
    /// Whether a mark of it is shown; otherwise both mark something else.
    pub literal: bool,
    /// What to write so that it is read as meant; on the first of those that have to be mended together.
    pub mending: Option<Mending>,
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
pub fn broken(document: &Document<'_>) -> Vec<Broken> {
    let text = document.source().text();
    let mut found = Vec::new();
    for scope in document.nodes() {
        let block = matches!(scope.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell | Kind::Link);
        // Between ASCII characters alone CommonMark's rules do what is meant.
        if block && !scope.source().is_ascii() && scope.source().contains(['*', '_', '~']) {
            found.extend(in_scope(scope, text));
        }
    }
    found.sort_by_key(|broken| broken.whole);
    found
}

fn in_scope(scope: Node<'_>, text: &str) -> Vec<Broken> {
    let runs = runs(scope, text);
    if runs.len() < 2 || runs.len() > MOST {
        return Vec::new();
    }
    let shown = matches(&runs, Reading::GitHub);
    let (mut wanted, stray) = meant(text, &runs, &shown);
    let lost: Vec<Match> = wanted.iter().copied().filter(|pair| !shown.contains(pair)).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    // What GitHub makes of runs that are no marks stays, unless they are needed.
    let used: Vec<usize> = wanted.iter().flat_map(|pair| [pair.runs.0, pair.runs.1]).collect();
    let accident = |pair: &&Match| {
        let (first, last) = pair.runs;
        (stray[first] || stray[last]) && !used.contains(&first) && !used.contains(&last)
    };
    wanted.extend(shown.iter().filter(accident).copied());
    let wrong = shown.iter().copied().filter(|pair| !wanted.contains(pair));
    let mender = Mender { text, runs: &runs, shown: &shown, wanted: &wanted };
    let mut found = Vec::new();
    for region in regions(lost.iter().copied().chain(wrong)) {
        let here = units(lost.iter().filter(|pair| region.covers(pair.whole())));
        let mut mending = mender.mend(region, &here);
        for unit in here {
            let taken = |mark: Span| shown.iter().any(|other| mark.covers(other.opening) || mark.covers(other.closing));
            let literal = !(taken(unit.opening) && taken(unit.closing));
            let cause = cause(&runs[unit.runs.0], &runs[unit.runs.1]);
            let (whole, mark) = (unit.whole(), unit.opening);
            found.push(Broken { whole, mark, cause, literal, mending: mending.take() });
        }
    }
    found
}

/// The spans of `pairs`, those that overlap as one.
fn regions(pairs: impl Iterator<Item = Match>) -> Vec<Span> {
    let mut regions: Vec<Span> = pairs.map(|pair| pair.whole()).collect();
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

fn cause(opening: &Run, closing: &Run) -> Cause {
    let around = |run: &Run| (run.before.unwrap_or(' '), run.after.unwrap_or(' '));
    let ((a, b), (c, d)) = (around(opening), around(closing));
    match (opening.flanking(Reading::GitHub).opens, closing.flanking(Reading::GitHub).closes) {
        (false, _) => Cause::Opening(a, b),
        (true, false) => Cause::Closing(c, d),
        (true, true) => Cause::Taken,
    }
}
