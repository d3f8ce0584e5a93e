//! Emphasis and strikethrough that do not work on the note's host: one of the delimiter runs is between punctuation and
//! a Chinese, Japanese or Korean letter, where the host does not accept it.

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::emphasis::delimiters::{DelimiterMatch, DelimiterRun, matches, runs};
pub use crate::markdown::emphasis::fix::EmphasisFix;
use crate::markdown::emphasis::fix::EmphasisFixer;
use crate::markdown::emphasis::flanking::Reading;
use crate::markdown::emphasis::intended::{intended_pairs, units};
use crate::text::profile::{FlankingRules, Profile};
use crate::text::source::Span;

/// Paragraphs with more delimiter runs than this are skipped, as they are not prose.
const MAX_RUNS: usize = 200;

/// A pair of delimiter runs that the host shows literally.
#[derive(Clone, Debug)]
pub struct BrokenPair {
    /// From the first delimiter to the last.
    pub span: Span,
    /// The text of one delimiter run. Both runs have the same.
    pub mark: Span,
    /// Why the pair does not work.
    pub cause: Cause,
    /// Whether one of its delimiters is shown as text. Otherwise both are part of other emphasis.
    pub literal: bool,
    /// The fix. Where several pairs have to be fixed together, only the first has it.
    pub fix: Option<EmphasisFix>,
}

/// Why the host does not accept a pair, with the characters before and after the rejected delimiter run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The first run can't open emphasis.
    Opening(char, char),
    /// The second run can't close emphasis.
    Closing(char, char),
    /// One of the runs is paired with another run, because that run's own pair is broken.
    Taken,
}

/// The broken pairs of `document`, in the order of the text.
pub fn broken(document: &Document<'_>) -> Vec<BrokenPair> {
    let text = document.source().text();
    let mut found = Vec::new();
    for scope in document.nodes() {
        let block = matches!(scope.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell | Kind::Link);
        // In pure ASCII text, CommonMark's rules give what the author meant.
        if block && !scope.source().is_ascii() && scope.source().contains(['*', '_', '~']) {
            found.extend(in_scope(scope, text, document.profile()));
        }
    }
    found.sort_by_key(|broken| broken.span);
    found
}

fn in_scope(scope: Node<'_>, text: &str, profile: &Profile) -> Vec<BrokenPair> {
    let runs = runs(scope, text);
    if runs.len() < 2 || runs.len() > MAX_RUNS {
        return Vec::new();
    }
    let host = Reading::of(profile);
    let shown = matches(&runs, host);
    let (mut expected, stray) = intended_pairs(text, &runs, &shown, Reading::Author(profile.strikethrough));
    // Python-Markdown and kramdown accept delimiters anywhere, except some within words. They pair those in their own ways,
    // which `matches` does not follow.
    let known = |pair: &DelimiterMatch| match (profile.emphasis, runs[pair.runs.0].mark) {
        (FlankingRules::PythonMarkdown(smart), mark) => smart.covers(mark),
        (FlankingRules::Kramdown, mark) => mark == '_',
        _ => true,
    };
    let lost: Vec<DelimiterMatch> =
        expected.iter().copied().filter(|pair| !shown.contains(pair) && known(pair)).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    // Runs that are not delimiters keep the host's pairing, unless an expected pair needs them.
    let used: Vec<usize> = expected.iter().flat_map(|pair| [pair.runs.0, pair.runs.1]).collect();
    let accident = |pair: &&DelimiterMatch| {
        let (first, last) = pair.runs;
        (stray[first] || stray[last]) && !used.contains(&first) && !used.contains(&last)
    };
    expected.extend(shown.iter().filter(accident).copied());
    let wrong = shown.iter().copied().filter(|pair| !expected.contains(pair));
    let fixer = EmphasisFixer { text, runs: &runs, shown: &shown, expected: &expected, host };
    let mut found = Vec::new();
    for region in regions(lost.iter().copied().chain(wrong)) {
        let here = units(lost.iter().filter(|pair| region.covers(pair.span())));
        let mut fix = fixer.fix(region, &here);
        for unit in here {
            let taken = |mark: Span| shown.iter().any(|other| mark.covers(other.opening) || mark.covers(other.closing));
            let literal = !(taken(unit.opening) && taken(unit.closing));
            let cause = cause(&runs[unit.runs.0], &runs[unit.runs.1], host);
            let (span, mark) = (unit.span(), unit.opening);
            found.push(BrokenPair { span, mark, cause, literal, fix: fix.take() });
        }
    }
    found
}

/// The spans of `pairs`, with overlapping ones merged.
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

fn cause(opening: &DelimiterRun, closing: &DelimiterRun, host: Reading) -> Cause {
    let around = |run: &DelimiterRun| (run.before.unwrap_or(' '), run.after.unwrap_or(' '));
    let ((a, b), (c, d)) = (around(opening), around(closing));
    match (opening.flanking(host).opens, closing.flanking(host).closes) {
        (false, _) => Cause::Opening(a, b),
        (true, false) => Cause::Closing(c, d),
        (true, true) => Cause::Taken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::flavour::Flavour;
    use crate::text::profile::SmartEmphasis;
    use crate::text::source::Source;
    use crate::text::syntax_reader::SyntaxReader;

    /// The broken pairs of `text` on `MkDocs` where betterem has this option.
    fn broken_with(smart: SmartEmphasis, text: &str) -> Vec<String> {
        let profile = Profile { emphasis: FlankingRules::PythonMarkdown(smart), ..Flavour::Mkdocs.profile() };
        let reader = SyntaxReader { profile, ..Flavour::Mkdocs.syntax_reader() };
        let source = Source::new(text.to_owned()).unwrap().with_syntax_reader(reader);
        broken(&Document::parse(&source)).iter().map(|pair| source.slice(pair.span).to_owned()).collect()
    }

    #[test]
    fn smart_asterisks_are_broken_beside_letters() {
        let text = "これは**重要**です。**S3（重要）** と（**新**）、*注意* は別。合計**10**円、これは*古い*です。";
        assert_eq!(broken_with(SmartEmphasis::All, text), ["**重要**", "**10**", "*古い*"]);
        assert_eq!(broken_with(SmartEmphasis::Underscore, text), [""; 0]);
    }

    #[test]
    fn products_and_powers_are_not_meant_as_emphasis() {
        let text = "単価*数量*月数は、2**10から2**20です。料金*1、料金*2です。幅*（高さ）*奥行き";
        assert_eq!(broken_with(SmartEmphasis::All, text), [""; 0]);
    }
}
