//! Strong emphasis that is meant but not made: its marks stand between punctuation and a Chinese, Japanese or Korean
//! letter, where `CommonMark` takes them for plain text.

use crate::document::{Document, Kind, Node};
use crate::emphasis::delimiters::{Match, Run, matches, runs};
use crate::emphasis::flanking::Reading;
use crate::fix::Edit;
use crate::fix::apply::apply;
use crate::source::Span;
use crate::whitespace::Whitespace as _;

/// More runs in one paragraph are no text.
const MOST: usize = 200;

/// A pair of `**` that stays literal on GitHub.
#[derive(Clone, Debug)]
pub struct Broken {
    /// From the first mark to the last.
    pub whole: Span,
    /// Why.
    pub cause: Cause,
    /// Whether a mark of it is shown; otherwise both make something else bold.
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

/// A way to have marks read.
#[derive(Clone, Debug)]
pub struct Mending {
    /// Replaces everything from the first mark concerned to the last.
    pub edit: Edit,
    /// Whether it writes a space, and not only moves marks.
    pub spaced: bool,
}

/// The broken pairs of `document`, in the order of the text.
pub fn broken(document: &Document<'_>) -> Vec<Broken> {
    let text = document.source().text();
    let mut found = Vec::new();
    if !text.contains("**") {
        return found;
    }
    for scope in document.nodes() {
        let block = matches!(scope.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell | Kind::Link);
        if block && scope.source().contains("**") {
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
    let meant = matches(&runs, Reading::CjkFriendly);
    let shown = matches(&runs, Reading::GitHub);
    let lost: Vec<Match> = meant.iter().copied().filter(|pair| !shown.contains(pair)).collect();
    if lost.is_empty() || !lost.iter().all(|pair| is_plausible(text, *pair)) {
        return Vec::new();
    }
    // What GitHub makes of the same marks instead goes when they are mended.
    let wrong = shown.iter().copied().filter(|pair| !meant.contains(pair));
    let mut regions: Vec<Span> = lost.iter().copied().chain(wrong).map(|pair| pair.whole()).collect();
    regions.sort_unstable();
    regions.dedup_by(|next, last| {
        let overlap = next.start < last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    let moved = Mender { text, runs: &runs, meant: &meant }.mend(&lost);
    let mut found = Vec::new();
    for region in regions {
        let mut here: Vec<Match> = lost.iter().copied().filter(|pair| region.covers(pair.whole())).collect();
        here.sort_by_key(Match::whole);
        let mut mending = moved.as_ref().and_then(|moved| mending(text, region, moved));
        for pair in here {
            let taken = |mark: Span| shown.iter().any(|other| other.opening == mark || other.closing == mark);
            let literal = !(taken(pair.opening) && taken(pair.closing));
            let cause = cause(&runs[pair.runs.0], &runs[pair.runs.1]);
            found.push(Broken { whole: pair.whole(), cause, literal, mending: mending.take() });
        }
    }
    found
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

/// Writes `region` anew, with what `moved` says of the pairs in it; `None` where a run that reaches out of it would have to be
/// mended.
fn mending(text: &str, region: Span, moved: &[(Match, Moved)]) -> Option<Mending> {
    let (mut edits, mut spaced) = (Vec::new(), false);
    for (_, moved) in moved.iter().filter(|(pair, _)| region.covers(pair.whole())) {
        spaced |= moved.spaced;
        for edit in &moved.edits {
            if !region.covers(edit.span) {
                return None;
            }
            let span = Span { start: edit.span.start - region.start, end: edit.span.end - region.start };
            edits.push(Edit { span, text: edit.text.clone() });
        }
    }
    Some(Mending { edit: Edit::replace(region, apply(&text[region.range()], &edits).text), spaced })
}

/// Whether the marks of a pair look outward: strong emphasis, with nothing behind the first mark that belongs to the
/// text before it. A single `*` may be a wildcard or a footnote's.
fn is_plausible(text: &str, pair: Match) -> bool {
    let inner = inner(text, pair);
    pair.opening.len() == 2
        && !inner.starts_with(|char| is_closing(char) || is_stop(char))
        && !inner.ends_with(|char| closing_of(char).is_some())
}

fn inner(text: &str, pair: Match) -> &str {
    &text[pair.opening.end as usize..pair.closing.start as usize]
}

/// Punctuation that ends a clause.
fn is_stop(char: char) -> bool {
    matches!(char, '。' | '、' | '，' | '．' | '：' | '；' | '！' | '？' | '!' | '?' | ':' | ';' | ',' | '.' | '…')
}

fn is_closing(char: char) -> bool {
    matches!(char, '」' | '』' | '）' | '】' | '〉' | '》' | '〕' | '］' | '”' | ')' | ']')
}

/// The bracket that closes `open`.
fn closing_of(open: char) -> Option<char> {
    Some(match open {
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '【' => '】',
        '〈' => '〉',
        '《' => '》',
        '〔' => '〕',
        '［' => '］',
        '“' => '”',
        '(' => ')',
        _ => return None,
    })
}

/// The length of the first bracket where it and the last character are one pair around all of `inner`.
fn wrapped(inner: &str) -> Option<(usize, usize)> {
    let open = inner.chars().next()?;
    let close = closing_of(open)?;
    let mut depth = 0_usize;
    for (at, char) in inner.char_indices() {
        depth += usize::from(char == open);
        if char == close {
            depth -= 1;
            if depth == 0 {
                let last = at + close.len_utf8() == inner.len();
                return last.then_some((open.len_utf8(), close.len_utf8()));
            }
        }
    }
    None
}

/// A pair with its marks somewhere else.
struct Moved {
    opening: Run,
    closing: Run,
    edits: Vec<Edit>,
    spaced: bool,
}

struct Mender<'a> {
    text: &'a str,
    runs: &'a [Run],
    meant: &'a [Match],
}

impl Mender<'_> {
    /// How to write the pairs of `lost` so that they, and all others, are read as meant.
    fn mend(&self, lost: &[Match]) -> Option<Vec<(Match, Moved)>> {
        let mut runs = self.runs.to_vec();
        let mut all = Vec::new();
        for &pair in lost {
            let moved = self.candidates(pair, &runs).into_iter().find(works)?;
            (runs[pair.runs.0], runs[pair.runs.1]) = (moved.opening, moved.closing);
            all.push((pair, moved));
        }
        let same = |reading| {
            let read = matches(&runs, reading);
            read.iter().map(|pair| pair.runs).eq(self.meant.iter().map(|pair| pair.runs))
        };
        (same(Reading::GitHub) && same(Reading::CommonMark)).then_some(all)
    }

    /// Ways to write `pair`, the least intrusive first.
    fn candidates(&self, pair: Match, runs: &[Run]) -> Vec<Moved> {
        let (opening, closing) = (runs[pair.runs.0], runs[pair.runs.1]);
        let inner = inner(self.text, pair);
        // It may be enough to mend what took its marks.
        let mut candidates = vec![Moved { opening, closing, edits: Vec::new(), spaced: false }];
        // Only a run that is this pair's alone can move.
        let whole = opening.span.len() == 2 && closing.span.len() == 2;
        if let Some((open, close)) = wrapped(inner).filter(|_| whole) {
            candidates.extend(self.inside(pair, open, close));
        }
        let stop = inner.trim_end_matches(is_stop).len();
        if whole && (1..inner.len()).contains(&stop) {
            let at = pair.opening.end as usize + stop;
            let before_stop = Run { before: self.before(at), after: self.text[at..].chars().next(), ..closing };
            let edits = vec![Edit::insert(at, "**"), Edit::delete(pair.closing)];
            candidates.push(Moved { opening, closing: before_stop, edits, spaced: false });
        }
        for (front, back) in [(false, true), (true, false), (true, true)] {
            let (mut opening, mut closing, mut edits) = (opening, closing, Vec::new());
            if front {
                opening.before = Some(' ');
                edits.push(Edit::insert(opening.span.start as usize, " "));
            }
            if back {
                closing.after = Some(' ');
                edits.push(Edit::insert(closing.span.end as usize, " "));
            }
            candidates.push(Moved { opening, closing, edits, spaced: true });
        }
        candidates
    }

    /// Both marks within the brackets that their text stands in.
    fn inside(&self, pair: Match, open: usize, close: usize) -> Option<Moved> {
        let inner = inner(self.text, pair);
        let (first, last) = (pair.opening.end as usize, pair.closing.start as usize);
        let content = inner.get(open..inner.len() - close).filter(|content| !content.unicode_trim().is_empty())?;
        let (runs, end) = (self.runs, last - close);
        let opening = Run { before: self.before(first + open), after: content.chars().next(), ..runs[pair.runs.0] };
        let closing = Run { before: self.before(end), after: self.text[end..].chars().next(), ..runs[pair.runs.1] };
        let edits = vec![
            Edit::delete(pair.opening),
            Edit::insert(first + open, "**"),
            Edit::insert(end, "**"),
            Edit::delete(pair.closing),
        ];
        Some(Moved { opening, closing, edits, spaced: false })
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }
}

/// Whether the marks open and close by every reading, and stand apart from others.
fn works(moved: &Moved) -> bool {
    let apart = |char: Option<char>| !matches!(char, Some('*' | '_' | '\\'));
    let (opening, closing) = (moved.opening, moved.closing);
    let read = |reading| opening.flanking(reading).opens && closing.flanking(reading).closes;
    read(Reading::GitHub)
        && read(Reading::CommonMark)
        && apart(opening.before)
        && apart(opening.after)
        && apart(closing.before)
        && apart(closing.after)
}
