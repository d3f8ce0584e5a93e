//! Which delimiter runs are meant as emphasis, and not as footnote signs, wildcards, operators or parts of names.

use crate::markdown::emphasis::delimiters::{DelimiterMatch, DelimiterRun, matches_among};
use crate::markdown::emphasis::flanking::{Reading, is_cjk};
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;
use crate::text::whitespace::is_unicode_space;

/// Two delimiter runs that pair with each other: once, or twice as in `***both***`.
#[derive(Clone, Copy, Debug)]
pub(super) struct DelimiterPair {
    /// The indices of the two runs.
    pub(super) runs: (usize, usize),
    pub(super) opening: Span,
    pub(super) closing: Span,
}

impl DelimiterPair {
    /// From the first delimiter to the last.
    pub(super) fn span(&self) -> Span {
        Span { start: self.opening.start, end: self.closing.end }
    }

    /// The text between the delimiters.
    pub(super) fn inner<'t>(&self, text: &'t str) -> &'t str {
        &text[self.opening.end as usize..self.closing.start as usize]
    }
}

/// `pairs` in the order of the text. Pairs of the same two runs are merged.
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

/// The pairs that the author of `text` meant, by the reading `author`. `shown` are the pairs that the host recognizes.
/// Also returns for each run whether it is not a delimiter; such runs are ignored when the others are paired.
pub(super) fn intended_pairs(
    text: &str,
    runs: &[DelimiterRun],
    shown: &[DelimiterMatch],
    author: Reading,
) -> (Vec<DelimiterMatch>, Vec<bool>) {
    let mut stray = vec![false; runs.len()];
    loop {
        let meant = matches_among(runs, author, |index| !stray[index]);
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

/// A pair that the host does not recognize.
struct PairCandidate<'t> {
    mark: char,
    width: usize,
    inner: &'t str,
    before: Option<char>,
    after: Option<char>,
    /// The line of the first delimiter.
    line: &'t str,
    /// The text before the first delimiter, and the text after the last.
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

/// The run that is not a delimiter, if there is one. The text inside must not begin with characters that belong to the
/// text before it, or end with an opening bracket. A single `*` is often something else, and so are `~` and `_`.
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
        '~' => draws_out(pair).then_some(PairSide::Opening),
        _ if pair.width == 1 => sign(pair),
        _ => None,
    }
}

/// Whether the tildes of `pair` draw out the word before them, as in `すごい~~（笑）~~！`. A word right after it continues the
/// sentence: in `は~~（旧）~~使わない`, the brackets are struck out.
fn draws_out(pair: &PairCandidate<'_>) -> bool {
    let Some((open, close)) = wrapped(pair.inner).filter(|_| is_letter(pair.before)) else { return false };
    let laugh = ["笑", "泣", "汗", "爆", "怒", "苦笑", "涙"].contains(&&pair.inner[open..pair.inner.len() - close]);
    laugh || !is_letter(pair.after)
}

/// Whether `pair` is an exponentiation: `10**（3）と10**（6）` or `2**10と2**20`, but not `EC2**「最新」**`.
fn is_power(pair: &PairCandidate<'_>) -> bool {
    let base = pair.around.0.trim_end_matches(|char: char| char.is_ascii_digit() || char == '.');
    let number = base.len() < pair.around.0.len() && !base.ends_with(|char: char| char.is_ascii_alphabetic());
    let exponent = |char: char| matches!(char, '（' | '(') || char.is_ascii_alphanumeric();
    pair.mark == '*' && number && pair.inner.starts_with(exponent)
}

/// Whether `pair` is in a glob: `**/*.md`, `src/**`.
fn is_glob(pair: &PairCandidate<'_>) -> bool {
    let folder = pair.around.1.strip_prefix('/').is_some_and(|rest| {
        let name = rest.starts_with(|char: char| char.is_ascii_alphanumeric() || matches!(char, '*' | '.' | '{' | '['));
        name && !rest.starts_with("**")
    });
    pair.mark == '*' && (folder || pair.inner.ends_with('/'))
}

/// Whether `pair` is in a list of function arguments: `**kwargs、**options`.
fn is_argument(pair: &PairCandidate<'_>) -> bool {
    let name = |char: char| char.is_ascii_alphabetic() || char == '_';
    let pause = pair.inner.ends_with(['、', '，', ',']);
    pair.mark == '*' && pause && pair.inner.starts_with(name) && pair.after.is_some_and(name)
}

/// Whether `pair` is a multiplication or a name with a placeholder: `単価*数量*月数`, `幅*（高さ）*奥行き`, `資料_（日付）_最終版`. These have
/// a single delimiter on each side, text directly outside, and a word or brackets inside.
fn is_between_factors(pair: &PairCandidate<'_>) -> bool {
    let bracket = |char: char| !char.is_alphanumeric() && !is_stop(char);
    let bracketed = pair.inner.starts_with(bracket) || pair.inner.ends_with(bracket);
    let before = is_letter(pair.before) || pair.before.is_some_and(is_closing);
    let after = is_letter(pair.after) || pair.after.is_some_and(|char| closing_of(char).is_some());
    // In `これは*重要*です`, it is emphasis: words of grammar end and begin with hiragana.
    let running = [pair.before, pair.after].iter().all(|char| char.is_some_and(is_hiragana));
    let word = pair.mark == '*' && !inner_ends_with_punctuation(pair.inner) && !running;
    pair.width == 1 && pair.mark != '~' && (bracketed || word) && before && after
}

fn inner_ends_with_punctuation(inner: &str) -> bool {
    inner.starts_with(|char: char| !char.is_alphanumeric()) || inner.ends_with(|char: char| !char.is_alphanumeric())
}

fn is_hiragana(char: char) -> bool {
    matches!(char, '\u{3041}'..='\u{3096}')
}

/// Whether the brackets in `inner` are balanced. The one after a number (`1) 概要`) and those in code don't count.
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

/// The run that is a footnote sign (`*1`, `*注`), a wildcard or an operator.
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
    // `*nix` and `*.txt` may follow a sentence, so the text must clearly be emphasized.
    let loose = !set_off && is_letter(pair.before) || inner.contains(is_unicode_space);
    (is_word(pair.after) && loose).then_some(PairSide::Closing)
}

/// The run that is a tilde for ranges, approximations or home folders: `10~20`, `約~`, `~/.aws`.
fn range(pair: &PairCandidate<'_>) -> Option<PairSide> {
    let value = pair.inner.starts_with(|char: char| char.is_numeric() || char == '/');
    (value || is_letter(pair.before)).then_some(PairSide::Opening)
}

/// The run that is an underscore in a name: `__init__`, `資料_料金_最新`.
fn name(pair: &PairCandidate<'_>) -> Option<PairSide> {
    let inner = pair.inner;
    let foreign = inner.contains(|char: char| is_cjk(char) || is_unicode_space(char));
    let joined = is_letter(pair.before) && !inner.starts_with(|char| closing_of(char).is_some());
    if !foreign || joined {
        return Some(PairSide::Opening);
    }
    // Example: `_名前、型は名前_とする`.
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

/// Whether `char` is punctuation that ends a clause.
pub(super) fn is_stop(char: char) -> bool {
    matches!(char, '。' | '、' | '，' | '．' | '：' | '；' | '！' | '？' | '!' | '?' | ':' | ';' | ',' | '.' | '…')
}

fn is_closing(char: char) -> bool {
    matches!(char, '」' | '』' | '）' | '】' | '〉' | '》' | '〕' | '］' | '”' | ')' | ']')
}

/// The closing bracket for `open`.
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

/// The length of `inner` before the pair of brackets at its end, without the space before them. `None` if there is none, or
/// nothing before it.
///
/// Example: that of `보안 그룹` in `보안 그룹(필수)`.
pub(super) fn before_brackets(inner: &str) -> Option<usize> {
    let close = inner.chars().next_back()?;
    let mut depth = 0_usize;
    for (at, char) in inner.char_indices().rev() {
        depth += usize::from(char == close);
        if closing_of(char) == Some(close) {
            depth -= 1;
            if depth == 0 {
                // After `]` they are the destination of a link.
                let before = inner[..at].unicode_trim_end();
                return (!before.is_empty() && !before.ends_with(']')).then_some(before.len());
            }
        }
    }
    None
}

/// The lengths of the first and the last bracket, if they are one pair around all of `inner`.
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
