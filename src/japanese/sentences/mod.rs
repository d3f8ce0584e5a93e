//! The sentences of Japanese prose.
//!
//! A sentence ends at `。` or a similar mark, at a hard line break and at the end of its block. Many people write notes
//! line by line without full stops, so it also ends at a line ending, unless the next line continues it: after a comma
//! or a particle.

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
    /// Its range in bytes of [`Prose::text`], with the full stop and without surrounding white space.
    pub range: Range<usize>,
    /// Index of its block in [`Prose::blocks`].
    pub block: usize,
    /// The kind of block that contains it.
    pub context: SentenceContext,
    /// The full stop, exclamation mark or question mark at its end.
    pub stop: Option<char>,
    /// Whether it contains kana.
    pub japanese: bool,
}

/// The kind of block that contains a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceContext {
    /// A paragraph that is not in a list or a block quote.
    Body,
    /// A list item.
    List,
    /// A heading.
    Heading,
    /// A table cell.
    Cell,
    /// A block quote: usually somebody else's words.
    Quote,
}

impl Sentence {
    /// The text of the sentence.
    pub fn text<'p>(&self, prose: &'p Prose) -> &'p str {
        &prose.text()[self.range.clone()]
    }

    /// The text of the sentence without the mark at its end.
    pub fn unstopped<'p>(&self, prose: &'p Prose) -> &'p str {
        self.text(prose).trim_end_matches(is_stop)
    }

    /// Whether byte `at` of the prose is inside quotation marks, `「…」` or `『…』`, that open earlier in the sentence,
    /// within the window of [`window_before`].
    pub fn cites(&self, prose: &Prose, at: usize) -> bool {
        let before = window_before(&prose.text()[self.range.start..at.max(self.range.start)]);
        let count = |marks: [char; 2]| before.matches(marks).count();
        count(['「', '『']) > count(['」', '』'])
    }
}

/// The last 600 bytes of `text`, at a character boundary. Rules look no further back from a word, so that the cost
/// stays bounded even for a sentence of 10 MB.
pub fn window_before(text: &str) -> &str {
    const WINDOW: usize = 600;
    &text[text.ceil_char_boundary(text.len().saturating_sub(WINDOW))..]
}

/// The sentences of a document, split on first use.
#[derive(Debug)]
pub struct Sentences<'d> {
    document: &'d Document<'d>,
    all: OnceCell<Vec<Sentence>>,
}

impl<'d> Sentences<'d> {
    /// The sentences of `document`.
    pub fn new(document: &'d Document<'d>) -> Self {
        Self { document, all: OnceCell::new() }
    }

    /// All sentences in text order. Empty if the prose is not mostly Japanese.
    pub fn all(&self) -> &[Sentence] {
        self.all.get_or_init(|| of(self.document))
    }

    /// The sentences in Japanese that the author wrote: those outside block quotes.
    pub fn own(&self) -> impl Iterator<Item = &Sentence> {
        self.all().iter().filter(|sentence| sentence.japanese && sentence.context != SentenceContext::Quote)
    }

    /// Whether the words at `range` in `sentence` are the author's own: outside quotation marks and not the text of an
    /// external link, which is usually the title of the linked page.
    pub fn are_own_words(&self, sentence: &Sentence, range: &Range<usize>) -> bool {
        let prose = self.document.prose();
        let title = || {
            let node = self.document.node_at(prose.span(range.clone()).start as usize);
            let link = std::iter::once(node).chain(node.ancestors()).find(|node| node.kind() == Kind::Link);
            link.is_some_and(|link| link.link().destination.contains("://"))
        };
        !sentence.cites(prose, range.start) && !title()
    }

    /// The ranges of `needle` in the author's own words, each with its sentence.
    pub fn own_matches(&self, needle: &str) -> Vec<(&Sentence, Range<usize>)> {
        let prose = self.document.prose();
        let mut found = Vec::new();
        // Most notes do not contain it at all, so search the whole text first.
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

/// Whether `char` can end a sentence.
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

/// The ends of the sentences of `block`, as byte offsets into the prose. The last one is the end of the block.
fn ends(prose: &Prose, block: &Block) -> Vec<usize> {
    let text = prose.block_text(block);
    let mut joints = prose.joints(block).map(|joint| joint - block.range.start).peekable();
    let mut ends = Vec::new();
    // A full stop inside brackets does not end the sentence. If the brackets are unbalanced, every full stop ends one.
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

/// Whether the mark `char` between `before` and `rest` ends a sentence and is not part of a number or a name. Example:
/// false for the `.` in `Node.js`.
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

/// Whether the sentence continues from `line` to `next`: `line` ends with a comma or particle, or `next` starts with
/// one.
fn continues(line: &str, next: &str) -> bool {
    const LAST: &str = "、，はがをにでとのもへやしてりくず（「『・";
    const FIRST: &str = "をはがにでとのもへや、。，．）」』・";
    line.ends_with(|char| LAST.contains(char)) || next.starts_with(|char| FIRST.contains(char))
}

fn is_closing(char: char) -> bool {
    matches!(char, '」' | '』' | '）' | ')' | '】' | '”' | '"')
}

/// The change in bracket depth at `char`: 1, -1 or 0.
fn turn(char: char) -> i32 {
    match char {
        '「' | '『' | '（' | '(' | '【' => 1,
        '」' | '』' | '）' | ')' | '】' => -1,
        _ => 0,
    }
}

/// The bracket depth at the end of `text`: 0 if the brackets are balanced.
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
    fn a_line_without_a_stop_is_a_sentence_unless_the_next_line_continues_it() {
        assert_eq!(sentences("サービスの一覧\n設定の手順"), ["サービスの一覧", "設定の手順"]);
        assert_eq!(sentences("起動し、\n確認する"), ["起動し、確認する"]);
        assert_eq!(sentences("サーバー\nを起動"), ["サーバーを起動"]);
        assert_eq!(sentences("関数の一覧\nls\ncp を使う"), ["関数の一覧", "ls", "cp を使う"]);
        assert_eq!(sentences("起動する  \n停止する"), ["起動する", "停止する"]);
    }

    #[test]
    fn other_languages_have_no_sentences() {
        assert!(sentences("It starts. It stops.").is_empty());
    }
}
