//! Strong emphasis without its second delimiter run: `**重要` or `Important!**`.

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::emphasis::delimiters::{DelimiterRun, matches, runs};
use crate::markdown::emphasis::flanking::{Reading, is_cjk};
use crate::text::source::Span;
use crate::text::whitespace::is_unicode_space;

/// Blocks with more delimiter runs than this are skipped, as they are not prose.
const MAX_RUNS: usize = 200;

/// Which of the two delimiter runs there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoneSide {
    /// The first, without one that closes it.
    Opening,
    /// The second, without one that opens it.
    Closing,
    /// Both without anything between them: `****`.
    Empty,
}

/// A delimiter run that is shown as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoneRun {
    /// The run.
    pub span: Span,
    /// What is missing.
    pub side: LoneSide,
    /// Whether it is at the start of its block.
    is_first: bool,
}

/// The runs of asterisks in `document` that are certainly meant as strong emphasis, in blocks without another run that
/// they could pair with. In the order of the text.
pub fn lone_runs(document: &Document<'_>) -> Vec<LoneRun> {
    let text = document.source().text();
    let host = Reading::of(document.profile());
    let mut found = Vec::new();
    for scope in document.nodes() {
        let block = matches!(scope.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell);
        if block && scope.source().contains("**") {
            found.extend(lone(scope, text, host));
        }
    }
    // `100円**` and, further down, `**税込` are signs of a footnote.
    let first_mark = found.iter().position(|run| !run.is_first);
    let last_note = found.iter().rposition(|run| run.is_first && run.side == LoneSide::Opening);
    if first_mark.zip(last_note).is_some_and(|(mark, note)| mark < note) {
        found.retain(|run| run.side == LoneSide::Empty);
    }
    found
}

fn lone(scope: Node<'_>, text: &str, host: Reading) -> Option<LoneRun> {
    let runs = runs(scope, text);
    if runs.len() > MAX_RUNS {
        return None;
    }
    let pairs = matches(&runs, host);
    let is_used = |index: usize| pairs.iter().any(|pair| pair.runs.0 == index || pair.runs.1 == index);
    let mut left = (0..runs.len()).filter(|&index| runs[index].mark == '*' && !is_used(index));
    let (only, None) = (left.next()?, left.next()) else { return None };
    // A run that is used in part, code and raw HTML may contain the other one.
    let stars = scope.source().matches('*').count();
    if stars != runs.iter().filter(|run| run.mark == '*').map(|run| run.span.len()).sum::<usize>() {
        return None;
    }
    let run = &runs[only];
    let is_blank = |start: usize, end: usize| text[start..end].trim_matches(['#', ' ', '\t']).is_empty();
    let (block, own) = (scope.span().range(), run.span.range());
    let edges = (is_blank(block.start, own.start), is_blank(own.end, block.end));
    let side = side(run, edges, &text[block.start..own.start], &text[own.end..block.end])?;
    Some(LoneRun { span: run.span, side, is_first: edges.0 })
}

/// What `run`, the only one of its block that is shown as text, is a part of. `before` and `after` are the rest of the block,
/// and `edges` says whether the run is at its start and at its end: elsewhere it may be an operator, a wildcard or an argument,
/// except next to a Chinese, Japanese or Korean letter.
fn side(run: &DelimiterRun, edges: (bool, bool), before: &str, after: &str) -> Option<LoneSide> {
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphabetic);
    let cjk = |char: Option<char>| char.is_some_and(|char| is_cjk(char) && char.is_alphabetic());
    let bracket = |char: Option<char>| matches!(char, Some('「' | '『' | '【' | '（'));
    let space = |char: Option<char>| char.is_some_and(is_unicode_space);
    let opens = || cjk(run.after) || bracket(run.after);
    match (run.span.len(), edges) {
        (4, _) => (edges.0 && is_letter(run.after) || cjk(run.before) && cjk(run.after)).then_some(LoneSide::Empty),
        (2, (true, _)) => (opens() || begins_sentence(after)).then_some(LoneSide::Opening),
        (2, (_, true)) => (cjk(run.before) || ends_sentence(before)).then_some(LoneSide::Closing),
        (2, _) if (cjk(run.before) || space(run.before)) && opens() => Some(LoneSide::Opening),
        (2, _) if cjk(run.before) && space(run.after) => Some(LoneSide::Closing),
        _ => None,
    }
}

/// Whether `text` begins with a capital letter and has another word, unlike `**kwargs` and `**/*.md`.
fn begins_sentence(text: &str) -> bool {
    let line = text.split(['\n', '\r']).next().unwrap_or(text);
    text.starts_with(|char: char| char.is_uppercase()) && line.contains(' ')
}

/// Whether `text` ends like a sentence or a word of one, unlike `2**` and `src/**`.
fn ends_sentence(text: &str) -> bool {
    let word = text.trim_end_matches(['.', '!', '?', ')', '。', '！', '？', '）', '」']);
    word.ends_with(char::is_alphabetic) && text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn found(text: &str) -> Vec<LoneSide> {
        let source = Source::new(text.to_owned()).unwrap();
        lone_runs(&Document::parse(&source)).iter().map(|run| run.side).collect()
    }

    #[test]
    fn runs_without_a_partner() {
        assert_eq!(found("**制限: 1 アカウントに 5 個"), [LoneSide::Opening]);
        assert_eq!(found("- **Amazon EBS is block storage"), [LoneSide::Opening]);
        assert_eq!(found("リージョンをまたげる**"), [LoneSide::Closing]);
        assert_eq!(found("## It must be in another zone!**"), [LoneSide::Closing]);
        assert_eq!(found("これは**重要な点です"), [LoneSide::Opening]);
        assert_eq!(found("**太字** と **残り"), [LoneSide::Opening]);
        assert_eq!(found("- ****制限"), [LoneSide::Empty]);
        assert_eq!(found("**前半\n\n後半**"), [LoneSide::Opening, LoneSide::Closing]);
    }

    #[test]
    fn other_asterisks() {
        for text in [
            "**kwargs を渡す",
            "**/*.md",
            "src/**",
            "2**10",
            "月額 100 円**\n\n**税込",
            "月額100円**です\n\n**税込",
            "パスワードは ****",
            "stg-**** として登録",
            "`**` は太字 **",
            "**重要** です",
            "** 注意",
            "*a **b*",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
