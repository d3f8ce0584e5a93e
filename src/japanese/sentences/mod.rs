//! The sentences of Japanese prose.
//!
//! A sentence ends at `。` and its like, at a hard break and at the end of its block. Many write notes line by line
//! without a full stop, so it ends at a line ending too, unless the line goes on: behind a comma or a particle.

pub mod endings;
pub mod letters;

use std::cell::OnceCell;
use std::ops::Range;

use crate::markdown::document::{Document, Kind, Kinds};
use crate::markdown::prose::{Block, Prose};
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

use letters::{has_kana, is_japanese};

/// A sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its bytes of [`Prose::text`], its full stop included, white space around it left out.
    pub range: Range<usize>,
    /// Index of its block in [`Prose::blocks`].
    pub block: usize,
    /// What it is part of.
    pub context: SentenceContext,
    /// The full stop, exclamation or question mark at its end.
    pub stop: Option<char>,
    /// Whether it has kana.
    pub japanese: bool,
}

/// What a sentence is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceContext {
    /// A paragraph of its own.
    Body,
    /// A list item.
    List,
    /// A heading.
    Heading,
    /// A table's cell.
    Cell,
    /// A block quote: mostly somebody else's words.
    Quote,
}

impl Sentence {
    /// What it says.
    pub fn text<'p>(&self, prose: &'p Prose) -> &'p str {
        &prose.text()[self.range.clone()]
    }

    /// What it says without the stop at its end.
    pub fn unstopped<'p>(&self, prose: &'p Prose) -> &'p str {
        self.text(prose).trim_end_matches(is_stop)
    }

    /// Whether byte `at` of the prose stands within quotation marks, `「…」` or `『…』`, that open in the sentence, not
    /// too far away.
    pub fn cites(&self, prose: &Prose, at: usize) -> bool {
        let before = window_before(&prose.text()[self.range.start..at.max(self.range.start)]);
        let count = |marks: [char; 2]| before.matches(marks).count();
        count(['「', '『']) > count(['」', '』'])
    }
}

/// The end of `text`, as far as a rule looks back from a word: a sentence of 10 MB costs no more than its words.
pub fn window_before(text: &str) -> &str {
    const WINDOW: usize = 600;
    &text[text.ceil_char_boundary(text.len().saturating_sub(WINDOW))..]
}

/// The sentences of a document, found when first asked for.
#[derive(Debug)]
pub struct Sentences<'d> {
    document: &'d Document<'d>,
    all: OnceCell<Vec<Sentence>>,
}

impl<'d> Sentences<'d> {
    /// Those of `document`.
    pub fn new(document: &'d Document<'d>) -> Self {
        Self { document, all: OnceCell::new() }
    }

    /// All of them, in the order of the text; none where the prose is not mostly Japanese.
    pub fn all(&self) -> &[Sentence] {
        self.all.get_or_init(|| of(self.document))
    }

    /// The author's own in Japanese: those in block quotes left out.
    pub fn own(&self) -> impl Iterator<Item = &Sentence> {
        self.all().iter().filter(|sentence| sentence.japanese && sentence.context != SentenceContext::Quote)
    }

    /// Whether the words of `range`, in `sentence`, are the author's own: not in quotation marks, not the text of a link
    /// to the web, which mostly is the title of the page.
    pub fn are_own_words(&self, sentence: &Sentence, range: &Range<usize>) -> bool {
        let prose = self.document.prose();
        let title = || {
            let node = self.document.node_at(prose.span(range.clone()).start as usize);
            let link = std::iter::once(node).chain(node.ancestors()).find(|node| node.kind() == Kind::Link);
            link.is_some_and(|link| link.link().destination.contains("://"))
        };
        !sentence.cites(prose, range.start) && !title()
    }

    /// The places of `needle` in the author's own words, with their sentences.
    pub fn own_matches(&self, needle: &str) -> Vec<(&Sentence, Range<usize>)> {
        let prose = self.document.prose();
        let mut found = Vec::new();
        // Most notes have none: one search over all of them first.
        if prose.text().contains(needle) {
            for sentence in self.own() {
                for (at, _) in sentence.text(prose).match_indices(needle) {
                    let start = sentence.range.start + at;
                    let range = start..start + needle.len();
                    if self.are_own_words(sentence, &range) {
                        found.push((sentence, range));
                    }
                }
            }
        }
        found
    }
}

/// A mark that ends a sentence.
pub fn is_stop(char: char) -> bool {
    matches!(char, '。' | '．' | '.' | '！' | '？' | '!' | '?' | '｡')
}

fn of(document: &Document<'_>) -> Vec<Sentence> {
    let prose = document.prose();
    let mut sentences = Vec::new();
    if !prose.is_japanese() {
        return sentences;
    }
    for (index, block) in prose.blocks().iter().enumerate() {
        let context = context_of(document, block);
        let mut start = block.range.start;
        for end in ends(prose, block) {
            let text = &prose.text()[start..end];
            let from = start + (text.len() - text.unicode_trim_start().len());
            let to = (start + text.unicode_trim_end().len()).max(from);
            start = end;
            let text = &prose.text()[from..to];
            if !text.is_empty() {
                let stop = text.trim_end_matches(is_closing).chars().next_back().filter(|char| is_stop(*char));
                sentences.push(Sentence { range: from..to, block: index, context, stop, japanese: has_kana(text) });
            }
        }
    }
    sentences
}

fn context_of(document: &Document<'_>, block: &Block) -> SentenceContext {
    let node = document.node(block.node);
    match node.kind() {
        _ if node.ancestors().any(|around| around.kind() == Kind::BlockQuote && !around.is_callout()) => {
            SentenceContext::Quote
        }
        Kind::Heading => SentenceContext::Heading,
        Kind::TableCell => SentenceContext::Cell,
        _ if node.within(Kinds::of(&[Kind::Item])) => SentenceContext::List,
        _ => SentenceContext::Body,
    }
}

/// Where the sentences of `block` end, as offsets into the prose; the last is the end of the block.
fn ends(prose: &Prose, block: &Block) -> Vec<usize> {
    let text = prose.block_text(block);
    let mut joints = prose.joints(block).map(|joint| joint - block.range.start).peekable();
    let mut ends = Vec::new();
    // A stop within brackets ends nothing; where one is not closed nobody can tell.
    let balanced = depth(text) == 0;
    let mut open = 0_i32;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        while joints.next_if(|joint| *joint < at).is_some() {}
        if joints.next_if(|joint| *joint == at).is_some() && !continues(&text[..at], text[at..].unicode_trim_start()) {
            ends.push(block.range.start + at);
        }
        open += turn(char);
        let rest = &text[at + char.len_utf8()..];
        if char == '\n' || is_stop(char) && (open <= 0 || !balanced) && stops(&text[..at], char, rest) {
            let mut end = at + char.len_utf8();
            while let Some((at, char)) = chars.next_if(|(_, char)| is_stop(*char) || is_closing(*char)) {
                open += turn(char);
                end = at + char.len_utf8();
            }
            ends.push(block.range.start + end);
        }
    }
    ends.push(block.range.end);
    ends
}

/// Whether the mark `char` between `before` and `rest` ends a sentence, and is no part of a number or a name.
fn stops(before: &str, char: char, rest: &str) -> bool {
    let (previous, next) = (before.chars().next_back(), rest.chars().next());
    let spaced = next.is_none_or(is_unicode_space);
    match char {
        '．' => !(previous.is_some_and(char::is_numeric) || next.is_some_and(char::is_numeric)),
        '.' if previous.is_some_and(is_japanese) => spaced,
        '.' => {
            let after = rest.unicode_trim_start().chars().next();
            spaced && previous.is_some_and(|char| char.is_ascii_lowercase()) && after.is_none_or(char::is_uppercase)
        }
        '!' | '?' => spaced || next.is_some_and(|char| is_japanese(char) || is_stop(char)),
        _ => true,
    }
}

/// Whether a sentence goes on from one line to the next.
fn continues(line: &str, next: &str) -> bool {
    const LAST: &str = "、，はがをにでとのもへやしてりくず（「『・";
    const FIRST: &str = "をはがにでとのもへや、。，．）」』・";
    line.ends_with(|char| LAST.contains(char)) || next.starts_with(|char| FIRST.contains(char))
}

fn is_closing(char: char) -> bool {
    matches!(char, '」' | '』' | '）' | ')' | '】' | '”' | '"')
}

/// How `char` changes the depth of brackets.
fn turn(char: char) -> i32 {
    match char {
        '「' | '『' | '（' | '(' | '【' => 1,
        '」' | '』' | '）' | ')' | '】' => -1,
        _ => 0,
    }
}

/// How many brackets of `text` are left open.
fn depth(text: &str) -> i32 {
    text.chars().map(turn).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn sentences(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        of(&document).iter().map(|sentence| sentence.text(document.prose()).to_owned()).collect()
    }

    #[test]
    fn a_sentence_ends_at_its_stop() {
        assert_eq!(sentences("起動する。本当に？ はい！！次"), ["起動する。", "本当に？", "はい！！", "次"]);
        assert_eq!(sentences("「停止する。」と出る（省略する。）。次"), ["「停止する。」と出る（省略する。）。", "次"]);
        assert_eq!(sentences("Node.jsはv1.2です．次は２．５です."), ["Node.jsはv1.2です．", "次は２．５です."]);
        assert_eq!(sentences("（閉じない。次"), ["（閉じない。", "次"]);
    }

    #[test]
    fn a_line_without_a_stop_is_a_sentence_unless_it_goes_on() {
        assert_eq!(sentences("サービスの一覧\n設定の手順"), ["サービスの一覧", "設定の手順"]);
        assert_eq!(sentences("起動し、\n確認する"), ["起動し、確認する"]);
        assert_eq!(sentences("サーバー\nを起動"), ["サーバーを起動"]);
        assert_eq!(sentences("関数の一覧\nls\ncp を使う"), ["関数の一覧", "ls", "cp を使う"]);
        assert_eq!(sentences("起動する  \n停止する"), ["起動する", "停止する"]);
    }

    #[test]
    fn other_languages_have_none() {
        assert!(sentences("It starts. It stops.").is_empty());
    }
}
