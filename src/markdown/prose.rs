//! The visible text of a note, block by block, as one string with a map back to the source.
//!
//! Words belong to blocks, not to text nodes: `Amazon **EC2** Container Registry` is one name in three nodes. So there
//! is one text for each paragraph, heading and table cell. In it, each code span, link without text, math node, image
//! and inline HTML tag becomes one [`OBJECT`], a soft break becomes a space (or nothing between two wide characters),
//! and entities and escapes are decoded.

use std::cell::OnceCell;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::markdown::kind::{Kind, NodeId};
use crate::markdown::node::{Node, Tree};
use crate::text::characters::OBJECT;
use crate::text::source::{Span, offset};

/// The visible text of a document.
#[derive(Debug, Default)]
pub struct Prose {
    text: String,
    segments: Vec<ProseSegment>,
    blocks: Vec<Block>,
    /// Offsets of the soft breaks.
    joints: Vec<u32>,
    japanese: OnceCell<bool>,
}

/// A run of prose that comes from one span of the source.
#[derive(Clone, Copy, Debug)]
struct ProseSegment {
    /// Its start in the prose, in bytes.
    at: u32,
    source: Span,
    /// Whether its bytes in prose and source are the same.
    verbatim: bool,
    /// Whether GitHub takes it for part of a URL, so that changing it would change the destination.
    swallowed: bool,
}

/// A paragraph, heading or table cell.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its node.
    pub node: NodeId,
    /// Its bytes of [`Prose::text`], without the separator after it.
    pub range: Range<usize>,
}

impl Prose {
    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        let mut prose = Self::default();
        prose.text.reserve(tree.source.text().len());
        for node in tree.nodes() {
            if matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell) {
                prose.block(node);
            }
        }
        prose
    }

    /// All blocks, each followed by a line feed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks, in the order of the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Offsets in [`Prose::text`] of the line ends in `block`, except the last. There may be a space.
    pub fn joints(&self, block: &Block) -> impl Iterator<Item = usize> {
        let from = self.joints.partition_point(|&joint| (joint as usize) < block.range.start);
        let joints = self.joints[from..].iter().map(|&joint| joint as usize);
        let end = block.range.end;
        joints.take_while(move |joint| *joint <= end)
    }

    /// The text of `block`.
    pub fn block_text(&self, block: &Block) -> &str {
        &self.text[block.range.clone()]
    }

    /// The block that contains byte `at` of the prose.
    pub fn block_at(&self, at: usize) -> Option<&Block> {
        let block = self.blocks.get(self.blocks.partition_point(|block| block.range.end < at))?;
        block.range.contains(&at).then_some(block)
    }

    /// The source of a range of the prose, from its first byte to its last, including markers between them.
    pub fn span(&self, range: Range<usize>) -> Span {
        let first = self.segment(range.start);
        let last = self.segment(range.end.saturating_sub(1).max(range.start));
        let start = self.segments.get(first).map_or(0, |segment| segment.offset(range.start, false));
        let end = self.segments.get(last).map_or(start, |segment| segment.offset(range.end, true));
        Span::new(start, end.max(start))
    }

    /// The source of a range of the prose if it is there unchanged and in one piece, so that a fix can replace it.
    pub fn verbatim(&self, range: Range<usize>) -> Option<Span> {
        let segment = self.segments.get(self.segment(range.start))?;
        // After an empty block, there is a separator that belongs to no segment.
        let held = segment.at as usize..=segment.at as usize + segment.source.len();
        let within = segment.verbatim && !segment.swallowed && held.contains(&range.start) && held.contains(&range.end);
        within.then(|| Span::new(segment.offset(range.start, false), segment.offset(range.end, true)))
    }

    /// Index of the segment that contains byte `at`.
    fn segment(&self, at: usize) -> usize {
        self.segments.partition_point(|segment| segment.at as usize <= at).saturating_sub(1)
    }

    fn block(&mut self, block: Node<'_>) {
        let start = self.text.len();
        let mut skip_to = NodeId(0);
        let mut soft_break = None;
        for node in block.descendants() {
            if node.id() < skip_to {
                continue;
            }
            match node.kind() {
                Kind::Text => {
                    let text = node.literal();
                    self.close_break(soft_break.take(), start, text.chars().next());
                    self.push(text, node.span(), text.len() == node.span().len());
                }
                Kind::SoftBreak => soft_break = Some(node.span()),
                Kind::HardBreak => self.push("\n", node.span(), false),
                Kind::BareUrl => {
                    self.close_break(soft_break.take(), start, Some(OBJECT));
                    self.bare_url(node);
                }
                Kind::Code | Kind::Math | Kind::Autolink | Kind::InlineHtml | Kind::FootnoteReference | Kind::Image => {
                    self.close_break(soft_break.take(), start, Some(OBJECT));
                    self.push(OBJECT.encode_utf8(&mut [0; 4]), node.span(), false);
                    if let Some(last) = node.descendants().last() {
                        skip_to = NodeId(last.id().0 + 1);
                    }
                }
                _ => {}
            }
        }
        self.blocks.push(Block { node: block.id(), range: start..self.text.len() });
        self.text.push('\n');
    }

    /// Adds a bare URL as an object. If the host's link continues after a full-width bracket, comma or full stop, the
    /// rest is part of the sentence and is added as text.
    fn bare_url(&mut self, node: Node<'_>) {
        let ends =
            |char| matches!(char, '「' | '」' | '『' | '』' | '（' | '）' | '【' | '】' | '、' | '。' | '，' | '．');
        let (text, start) = (node.source(), node.span().start as usize);
        let mut at = 0;
        while at < text.len() {
            let url_end = text[at..].find(ends).map_or(text.len(), |end| at + end);
            self.push(OBJECT.encode_utf8(&mut [0; 4]), Span::new(start + at, start + url_end), false);
            // A single search for both schemes. Searching for each separately would scan to the end of the text every
            // time.
            let is_scheme = |at: &usize| {
                let rest = &text[at + "http".len()..];
                rest.strip_prefix('s').unwrap_or(rest).starts_with("://")
            };
            let mut next = text[url_end..].match_indices("http").map(|(next, _)| url_end + next);
            let sentence_end = next.find(is_scheme).unwrap_or(text.len());
            if url_end < sentence_end {
                let span = Span::new(start + url_end, start + sentence_end);
                let at = offset(self.text.len());
                self.segments.push(ProseSegment { at, source: span, verbatim: true, swallowed: true });
                self.text.push_str(&text[url_end..sentence_end]);
            }
            at = sentence_end;
        }
    }

    /// Adds a soft break: a space, or nothing between two wide characters of one block.
    fn close_break(&mut self, soft_break: Option<Span>, block_start: usize, next: Option<char>) {
        let Some(span) = soft_break else { return };
        self.joints.push(offset(self.text.len()));
        let previous = self.text[block_start..].chars().next_back();
        if !(previous.is_some_and(is_wide) && next.is_some_and(is_wide)) {
            self.push(" ", span, false);
        }
    }

    fn push(&mut self, text: &str, source: Span, verbatim: bool) {
        self.segments.push(ProseSegment { at: offset(self.text.len()), source, verbatim, swallowed: false });
        self.text.push_str(text);
    }

    /// The number of Japanese letters (kana, and kanji if the text has enough kana) and the number of all letters.
    fn letters(&self) -> (usize, usize) {
        let (mut kana, mut han, mut other) = (0, 0, 0);
        for char in self.text.chars() {
            if char.is_ascii() {
                other += usize::from(char.is_ascii_alphabetic());
                continue;
            }
            match char {
                'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' => kana += 1,
                '\u{3400}'..='\u{9fff}' | '々' | '\u{f900}'..='\u{faff}' => han += 1,
                // Punctuation, which is most of the rest.
                '\u{2010}'..='\u{205e}'
                | '\u{3000}'..='\u{3004}'
                | '\u{3008}'..='\u{3020}'
                | '\u{ff01}'..='\u{ff20}' => {}
                _ if char.is_alphabetic() => other += 1,
                _ => {}
            }
        }
        // Han characters with too few kana are Chinese.
        if kana * 20 < han { (kana, kana + han + other) } else { (kana + han, kana + han + other) }
    }

    /// Whether the prose is mostly Japanese. A Latin word has about five times as many letters as a kanji word, so a
    /// quarter of the letters amounts to most of the words.
    pub fn is_japanese(&self) -> bool {
        *self.japanese.get_or_init(|| {
            let (japanese, all) = self.letters();
            japanese > 0 && japanese * 4 >= all
        })
    }
}

impl ProseSegment {
    /// The source offset of byte `at` of the prose. In decoded text, the start or end of the segment.
    fn offset(&self, at: usize, end: bool) -> usize {
        match (self.verbatim, end) {
            (true, _) => self.source.start as usize + (at - self.at as usize).min(self.source.len()),
            (false, false) => self.source.start as usize,
            (false, true) => self.source.end as usize,
        }
    }
}

/// Whether `char` takes two columns (East Asian Width W or F, UAX #11).
pub fn is_wide(char: char) -> bool {
    char.width() == Some(2)
}
