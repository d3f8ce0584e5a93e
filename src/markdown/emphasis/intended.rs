//! Which runs are meant as marks of emphasis, and not as footnote signs, wildcards, operators or parts of names.

use crate::markdown::emphasis::delimiters::{DelimiterMatch, DelimiterRun, matches_among};
use crate::markdown::emphasis::flanking::{FlankingRules, is_cjk};
use crate::text::source::Span;
use crate::text::whitespace::is_unicode_space;

/// Two runs that pair with each other: once, or twice as those of `***both***`.
#[derive(Clone, Copy, Debug)]
pub(super) struct DelimiterPair {
    /// Their indices.
    pub(super) runs: (usize, usize),
    pub(super) opening: Span,
    pub(super) closing: Span,
}

impl DelimiterPair {
    /// From the first mark to the last.
    pub(super) fn span(&self) -> Span {
        Span { start: self.opening.start, end: self.closing.end }
    }

    /// What the marks are around.
    pub(super) fn inner<'t>(&self, text: &'t str) -> &'t str {
        &text[self.opening.end as usize..self.closing.start as usize]
    }
}

/// `pairs`, those of the same two runs as one, in the order of the text.
pub(super) fn units<'m>(pairs: impl Iterator<Item = &'m DelimiterMatch>) -> Vec<DelimiterPair> {
    let mut units: Vec<DelimiterPair> = Vec::new();
    for pair in pairs {
        match units.iter_mut().find(|unit| unit.runs == pair.runs) {
            Some(unit) => {
                unit.opening.start = unit.opening.start.min(pair.opening.start);
                unit.closing.end = unit.closing.end.max(pair.closing.end);
            }
            None => units.push(DelimiterPair { runs: pair.runs, opening: pair.opening, closing: pair.closing }),
        }
    }
    units.sort_by_key(DelimiterPair::span);
    units
}

/// The pairs that the author of `text` means, of which GitHub makes those of `shown`; and for each run whether it is no
/// mark. One such run does not change what is said of the others.
pub(super) fn intended_pairs(
    text: &str,
    runs: &[DelimiterRun],
    shown: &[DelimiterMatch],
) -> (Vec<DelimiterMatch>, Vec<bool>) {
    let mut stray = vec![false; runs.len()];
    loop {
        let meant = matches_among(runs, FlankingRules::CjkFriendly, |index| !stray[index]);
        let lost = units(meant.iter().filter(|pair| !shown.contains(pair)));
        let misfit = lost.iter().find_map(|unit| misfit(&PairCandidate::of(text, runs, unit)).map(|side| (unit, side)));
        let Some((unit, side)) = misfit else { return (meant, stray) };
        stray[if side == PairSide::Opening { unit.runs.0 } else { unit.runs.1 }] = true;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PairSide {
    Opening,
    Closing,
}

/// A pair that GitHub does not make.
struct PairCandidate<'t> {
    mark: char,
    width: usize,
    inner: &'t str,
    before: Option<char>,
    after: Option<char>,
    /// The line of the first mark.
    line: &'t str,
    /// What comes before the first mark, and after the last one.
    around: (&'t str, &'t str),
}

impl<'t> PairCandidate<'t> {
    fn of(text: &'t str, runs: &[DelimiterRun], unit: &DelimiterPair) -> Self {
        let (opening, closing) = (&runs[unit.runs.0], &runs[unit.runs.1]);
        let start = text[..unit.opening.start as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        Self {
            mark: opening.mark,
            width: unit.opening.len(),
            inner: unit.inner(text),
            before: opening.before,
            after: closing.after,
            line: &text[start..end],
            around: (&text[..unit.opening.start as usize], &text[unit.closing.end as usize..]),
        }
    }
}

/// The run that is not a mark, if there is one: marks look outward, with nothing after the first that belongs to the text
/// before it. A single `*` is often something else, and so are `~` and `_`.
fn misfit(pair: &PairCandidate<'_>) -> Option<PairSide> {
    let inner = pair.inner;
    if inner.starts_with(|char| is_closing(char) || is_stop(char)) {
        return Some(PairSide::Opening);
    }
    if inner.ends_with(|char| closing_of(char).is_some()) {
        return Some(PairSide::Closing);
    }
    if !is_balanced(inner) || is_power(pair) || is_between_factors(pair) {
        return Some(PairSide::Opening);
    }
    if is_glob(pair) || is_argument(pair) {
        return Some(PairSide::Closing);
    }
    match pair.mark {
        '_' => name(pair).or_else(|| sign(pair)),
        '~' if pair.width == 1 => range(pair).or_else(|| sign(pair)),
        // `すごい~~（笑）~~` draws the word out.
        '~' => (is_letter(pair.before) && wrapped(inner).is_some()).then_some(PairSide::Opening),
        _ if pair.width == 1 => sign(pair),
        _ => None,
    }
}

/// A power: `10**（3）と10**（6）`, but not `EC2**「最新」**`.
fn is_power(pair: &PairCandidate<'_>) -> bool {
    let base = pair.around.0.trim_end_matches(|char: char| char.is_ascii_digit() || char == '.');
    let number = base.len() < pair.around.0.len() && !base.ends_with(|char: char| char.is_ascii_alphabetic());
    pair.mark == '*' && number && pair.inner.starts_with(['（', '('])
}

/// A path: `**/*.md`, `src/**`.
fn is_glob(pair: &PairCandidate<'_>) -> bool {
    let folder = pair.around.1.strip_prefix('/').is_some_and(|rest| {
        let name = rest.starts_with(|char: char| char.is_ascii_alphanumeric() || matches!(char, '*' | '.' | '{' | '['));
        name && !rest.starts_with("**")
    });
    pair.mark == '*' && (folder || pair.inner.ends_with('/'))
}

/// Arguments of a function that follow each other: `**kwargs、**options`.
fn is_argument(pair: &PairCandidate<'_>) -> bool {
    let name = |char: char| char.is_ascii_alphabetic() || char == '_';
    let pause = pair.inner.ends_with(['、', '，', ',']);
    pair.mark == '*' && pause && pair.inner.starts_with(name) && pair.after.is_some_and(name)
}

/// A product or a name with a placeholder: `幅*（高さ）*奥行き`, `資料_（日付）_最終版`. There a single mark has text directly on
/// both sides, and brackets inside.
fn is_between_factors(pair: &PairCandidate<'_>) -> bool {
    let bracket = |char: char| !char.is_alphanumeric() && !is_stop(char);
    let bracketed = pair.inner.starts_with(bracket) || pair.inner.ends_with(bracket);
    let before = is_letter(pair.before) || pair.before.is_some_and(is_closing);
    let after = is_letter(pair.after) || pair.after.is_some_and(|char| closing_of(char).is_some());
    pair.width == 1 && pair.mark != '~' && bracketed && before && after
}

/// Whether each bracket in `inner` has its counterpart there. The number in `1) 概要` needs none, nor does code.
fn is_balanced(inner: &str) -> bool {
    let label = inner.trim_start_matches(|char: char| char.is_ascii_alphanumeric());
    let rest = if inner.len() - label.len() <= 3 { label.strip_prefix([')', '）']).unwrap_or(inner) } else { inner };
    let mut open = Vec::new();
    for text in rest.split('`').step_by(2) {
        for char in text.chars() {
            let closing = if char == '[' { Some(']') } else { closing_of(char) };
            open.extend(closing);
            if is_closing(char) && closing.is_none() && open.pop() != Some(char) {
                return false;
            }
        }
    }
    open.is_empty()
}

/// A single mark as the sign of a footnote (`*1`, `*注`), a wildcard or an operator.
fn sign(pair: &PairCandidate<'_>) -> Option<PairSide> {
    let inner = pair.inner;
    let first = inner.chars().next();
    let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let set_off = pair.before.is_none_or(is_unicode_space);
    let factor =
        wrapped(inner).is_some() && pair.before.is_some_and(|char| is_closing(char) || pair.line.contains('='));
    let footnote = is_digit(first) && (!set_off || is_digit(pair.after)) || first == pair.after;
    if is_word(pair.before) || footnote || factor || inner.contains(['\n', '\r']) {
        return Some(PairSide::Opening);
    }
    // `*nix` and `*.txt` after a sentence: only where what is emphasized leaves no doubt.
    let loose = !set_off && is_letter(pair.before) || inner.contains(is_unicode_space);
    (is_word(pair.after) && loose).then_some(PairSide::Closing)
}

/// A tilde as in `10~20`, `約~` or `~/.aws`.
fn range(pair: &PairCandidate<'_>) -> Option<PairSide> {
    let value = pair.inner.starts_with(|char: char| char.is_numeric() || char == '/');
    (value || is_letter(pair.before)).then_some(PairSide::Opening)
}

/// An underscore in a name: `__init__`, `資料_料金_最新`.
fn name(pair: &PairCandidate<'_>) -> Option<PairSide> {
    let inner = pair.inner;
    let foreign = inner.contains(|char: char| is_cjk(char) || is_unicode_space(char));
    let joined = is_letter(pair.before) && !inner.starts_with(|char| closing_of(char).is_some());
    if !foreign || joined {
        return Some(PairSide::Opening);
    }
    // `_名前、型は名前_とする`
    let inside = inner.contains(|char: char| is_stop(char) || is_unicode_space(char));
    if pair.width == 1 && inside && is_letter(pair.after) && inner.ends_with(char::is_alphanumeric) {
        return Some(PairSide::Closing);
    }
    let sentence = inner.ends_with(|char: char| !char.is_ascii() && (is_stop(char) || is_closing(char)));
    (pair.after.is_some_and(|char| char.is_ascii_alphanumeric()) && !sentence).then_some(PairSide::Closing)
}

fn is_letter(char: Option<char>) -> bool {
    char.is_some_and(char::is_alphanumeric)
}

/// Punctuation that ends a clause.
pub(super) fn is_stop(char: char) -> bool {
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

/// The length of the first bracket and of the last where they are one pair around all of `inner`.
///
/// Example: `（旧）`, but not `（旧）と（新）`.
pub(super) fn wrapped(inner: &str) -> Option<(usize, usize)> {
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
