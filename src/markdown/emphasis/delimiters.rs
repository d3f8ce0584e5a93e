//! Delimiter runs of `*`, `_` and `~`, and how they pair (`CommonMark` 0.31, "An algorithm for parsing nested emphasis
//! and links"; for `~` the `strikethrough` extension of cmark-gfm).

use memchr::memchr3;

use crate::markdown::emphasis::flanking::{Flanking, FlankingRules, Reading};
use crate::markdown::kind::Kind;
use crate::markdown::node::Node;
use crate::markdown::syntax;
use crate::text::characters::around;
use crate::text::source::Span;

/// A delimiter run, with the characters around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DelimiterRun {
    pub(crate) span: Span,
    pub(crate) mark: char,
    /// The character before it; `None` at the start of a line.
    pub(crate) before: Option<char>,
    /// The character after it; `None` at the end of a line.
    pub(crate) after: Option<char>,
    /// The same two characters, skipping tildes: cmark-gfm uses these to decide whether a run can open or close.
    pub(crate) beyond: (Option<char>, Option<char>),
}

impl DelimiterRun {
    pub(crate) fn flanking(&self, reading: Reading) -> Flanking {
        let github = matches!(reading, Reading::Host(FlankingRules::GitHub, _));
        let (before, after) = if github { self.beyond } else { (self.before, self.after) };
        if self.mark == '~' && !reading.strikes(self.span.len()) {
            return Flanking::default();
        }
        let flanking = reading.flanking(self.mark, before, after);
        let closes = flanking.closes && !(matches!(reading, Reading::Author(_)) && self.heads_word());
        Flanking { closes, ..flanking }
    }

    /// Whether the run can only belong to the word after it, as in `_id、_type`: a single delimiter, or an underscore,
    /// between a comma and a word.
    fn heads_word(&self) -> bool {
        let pause = |char| matches!(char, '、' | '，' | ',') || self.mark == '_' && matches!(char, '。' | '．');
        let word = |char: char| char.is_alphanumeric() || matches!(char, '.' | '/' | '`' | '（' | '(' | '「');
        let often_other = self.span.len() == 1 || self.mark == '_';
        often_other && self.before.is_some_and(pause) && self.after.is_some_and(word)
    }

    /// The same run with other characters around it, after it was moved or a space was added.
    pub(crate) fn between(self, before: Option<char>, after: Option<char>) -> Self {
        Self { before, after, beyond: (before, after), ..self }
    }
}

/// Two delimiter runs that form emphasis, by index, and the spans of the delimiters that are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DelimiterMatch {
    pub(crate) runs: (usize, usize),
    pub(crate) opening: Span,
    pub(crate) closing: Span,
}

impl DelimiterMatch {
    /// From the first delimiter to the last.
    pub(crate) fn span(&self) -> Span {
        Span { start: self.opening.start, end: self.closing.end }
    }
}

/// The delimiter runs in `scope` (a block or a link), in the order of the text. Those in nested links and in code are
/// left out.
pub(crate) fn runs(scope: Node<'_>, text: &str) -> Vec<DelimiterRun> {
    let mut spans = Vec::new();
    collect(scope, text, &mut spans);
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let one = last.end == next.start
            && text.as_bytes().get(last.range().start) == text.as_bytes().get(next.range().start);
        if one {
            last.end = next.end;
        }
        one
    });
    let lines = if scope.kind() == Kind::Link { Vec::new() } else { syntax::lines(scope) };
    let begins = |at: u32| lines.binary_search_by_key(&at, |line| line.start).is_ok();
    let ends = |at: u32| lines.binary_search_by_key(&at, |line| line.end).is_ok();
    let visible = |span: Span| {
        let (before, after) = around(text, &span.range());
        (before.filter(|_| !begins(span.start)), after.filter(|_| !ends(span.end)))
    };
    let run = |span: Span| {
        let (before, after) = visible(span);
        let start = text[..span.start as usize].trim_end_matches('~').len();
        let end = text.len() - text[span.end as usize..].trim_start_matches('~').len();
        let beyond = visible(Span::new(start, end));
        DelimiterRun { span, mark: text[span.range()].chars().next().unwrap_or('*'), before, after, beyond }
    };
    spans.into_iter().map(run).collect()
}

/// Collects the delimiter runs in `scope`, unordered. Not recursive, because the nesting depth is limited only by the
/// note's length.
fn collect(scope: Node<'_>, text: &str, spans: &mut Vec<Span>) {
    let mut open = vec![scope];
    while let Some(around) = open.pop() {
        for node in around.children() {
            let width = match node.kind() {
                Kind::Text => {
                    spans.extend(marks(text, node.span()));
                    continue;
                }
                Kind::Strong => 2,
                Kind::Strikethrough if node.source().starts_with("~~") => 2,
                Kind::Emphasis | Kind::Strikethrough => 1,
                _ => continue,
            };
            let (start, end) = (node.span().start as usize, node.span().end as usize);
            spans.extend([Span::new(start, start + width), Span::new(end - width, end)]);
            open.push(node);
        }
    }
}

/// The runs of `*`, `_` and `~` in `span` that are not escaped.
pub(crate) fn marks(text: &str, span: Span) -> Vec<Span> {
    let bytes = &text.as_bytes()[..span.end as usize];
    if memchr3(b'*', b'_', b'~', &bytes[span.start as usize..]).is_none() {
        return Vec::new();
    }
    // If a text node begins with an escaped character, the backslash is before the node.
    let mut at = span.start as usize;
    if at > 0 && bytes[at - 1] == b'\\' {
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    let mut runs = Vec::new();
    let is_mark = |byte: &u8| matches!(byte, b'*' | b'_' | b'~' | b'\\');
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(is_mark)) {
        let start = at + found;
        if bytes[start] == b'\\' {
            at = start + 1 + usize::from(bytes.get(start + 1).is_some_and(u8::is_ascii_punctuation));
            continue;
        }
        at = start + bytes[start..].iter().take_while(|&&byte| byte == bytes[start]).count();
        runs.push(Span::new(start, at));
    }
    runs
}

/// How `runs` pair by `reading`, in the order of the closing delimiters.
pub(crate) fn matches(runs: &[DelimiterRun], reading: Reading) -> Vec<DelimiterMatch> {
    matches_among(runs, reading, |_| true)
}

/// The same as [`matches()`], but only the runs for whose index `is_mark` returns `true` count. The others are text.
pub(crate) fn matches_among(
    runs: &[DelimiterRun],
    reading: Reading,
    is_mark: impl Fn(usize) -> bool,
) -> Vec<DelimiterMatch> {
    let flags: Vec<Flanking> = runs.iter().map(|run| run.flanking(reading)).collect();
    let mut left: Vec<usize> = runs.iter().map(|run| run.span.len()).collect();
    // How many delimiters at the start of each run closed emphasis.
    let mut used = vec![0; runs.len()];
    let mut found = Vec::new();
    // The runs that can still open, and for each kind of closing run that found no opening run where it looked.
    let mut openers: Vec<usize> = Vec::new();
    let mut bottoms = [[0; 3]; 3];
    for closer in (0..runs.len()).filter(|&index| is_mark(index)) {
        let (mark, length) = (runs[closer].mark, runs[closer].span.len());
        let bottom = &mut bottoms[usize::from(mark == '_') + 2 * usize::from(mark == '~')][length % 3];
        while flags[closer].closes && left[closer] > 0 {
            let fits = |opener: usize| {
                let other = runs[opener].span.len();
                let odd = (flags[opener].closes || flags[closer].opens)
                    && (other + length).is_multiple_of(3)
                    && !length.is_multiple_of(3);
                runs[opener].mark == mark && !odd
            };
            let candidates = openers.iter().enumerate().rev().take_while(|(_, opener)| **opener >= *bottom);
            let mut candidates = candidates.filter(|(_, opener)| fits(**opener));
            let Some((place, &opener)) = candidates.next() else {
                *bottom = closer;
                break;
            };
            openers.truncate(place + 1);
            if mark == '~' && left[opener] != left[closer] {
                // Two tildes and one tilde do not pair, and neither is considered again.
                openers.pop();
                left[closer] = 0;
                break;
            }
            let width = left[opener].min(left[closer]).min(2);
            // A match uses the innermost delimiters: the last ones left in the opening run, the first ones left in the
            // closing run.
            let end = runs[opener].span.start as usize + used[opener] + left[opener];
            let start = runs[closer].span.start as usize + used[closer];
            found.push(DelimiterMatch {
                runs: (opener, closer),
                opening: Span::new(end - width, end),
                closing: Span::new(start, start + width),
            });
            left[opener] -= width;
            left[closer] -= width;
            used[closer] += width;
            if left[opener] == 0 {
                openers.pop();
            }
        }
        if flags[closer].opens && left[closer] > 0 {
            openers.push(closer);
        }
    }
    found
}
