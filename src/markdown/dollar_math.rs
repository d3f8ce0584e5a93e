//! Mathematics between dollar signs, as renderers read it that accept anything in between. [`Kind::Math`] is what the host
//! reads as mathematics.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use std::ops::RangeInclusive;

use rustc_hash::FxHashSet;

use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::markdown::lines;
use crate::text::slice::Slice as _;
use crate::text::source::Span;

/// The parts of `block` from a run of `$` to the next run of the same length. A run in code does not count.
pub fn spans(block: Node<'_>) -> Vec<Span> {
    let (text, start) = (block.source(), block.span().start as usize);
    let mut spans = Vec::new();
    if text.bytes().filter(|byte| *byte == b'$').nth(1).is_none() {
        return spans;
    }
    let codes = block.descendants().filter(|node| node.kind() == Kind::Code).map(|node| node.span().range());
    let mut codes = codes.map(|code| code.start - start..code.end - start).peekable();
    let mut unclosed: FxHashSet<usize> = FxHashSet::default();
    let mut at = 0;
    while let Some(opening) = text.tail(at).find('$').map(|found| at + found) {
        while codes.next_if(|code| code.end <= opening).is_some() {}
        if let Some(code) = codes.next_if(|code| code.start <= opening) {
            at = code.end;
            continue;
        }
        let rest = text.tail(opening).trim_start_matches('$');
        let content = text.len() - rest.len();
        let width = content - opening;
        at = content;
        if text.head(opening).ends_with('\\') || unclosed.contains(&width) {
            continue;
        }
        match closing(text, content, width) {
            Some(end) => {
                spans.push(Span::new(start + opening, start + end));
                at = end;
            }
            None => {
                unclosed.insert(width);
            }
        }
    }
    spans
}

/// The end of the next run of `width` dollar signs in `text` from byte `at` on.
fn closing(text: &str, mut at: usize, width: usize) -> Option<usize> {
    loop {
        let run = at + text.tail(at).find('$')?;
        at = text.len() - text.tail(run).trim_start_matches('$').len();
        if at - run == width {
            return Some(at);
        }
    }
}

/// The lines (from 0) of blocks between lines of `$$`, which some renderers read as mathematics whatever is in them. Without a
/// second such line, the block goes on to the end of the note or of the quote around it.
pub fn blocks(document: &Document<'_>) -> Vec<RangeInclusive<usize>> {
    const VERBATIM: Kinds = Kinds::of(&[Kind::CodeBlock, Kind::HtmlBlock, Kind::FrontMatter]);
    let source = document.source();
    let mut blocks = Vec::new();
    if !source.text().contains("$$") {
        return blocks;
    }
    let mut verbatim = document.nodes().filter(|node| VERBATIM.contains(node.kind())).map(Node::span).peekable();
    let mut open: Option<OpenBlock> = None;
    for index in lines::body(document)..source.lines().count() {
        let line = source.lines().span(source.text(), index);
        let text = source.slice(line);
        let content = text.trim_start_matches([' ', '\t', '>']);
        let quoted = text.head(text.len() - content.len()).contains('>');
        let rest = content.trim_start_matches('$');
        let width = content.len() - rest.len();
        if open.as_ref().is_some_and(|block| block.quoted && !quoted) {
            blocks.extend(open.take().map(|block| block.first..=index - 1));
        }
        match &open {
            Some(block) if width >= block.width && rest.trim_matches([' ', '\t']).is_empty() => {
                blocks.push(block.first..=index);
                open = None;
            }
            Some(_) => {}
            None => {
                while verbatim.next_if(|span| span.end <= line.start).is_some() {}
                let is_verbatim = verbatim.peek().is_some_and(|span| span.start < line.end);
                if !is_verbatim && width >= 2 && !rest.contains('$') {
                    open = Some(OpenBlock { first: index, width, quoted });
                }
            }
        }
    }
    blocks.extend(open.map(|block| block.first..=source.lines().count() - 1));
    blocks
}

/// Whether `line` (from 0) is in one of `blocks`, which are sorted.
pub fn covers(blocks: &[RangeInclusive<usize>], line: usize) -> bool {
    let (_, rest) = blocks.split_at(blocks.partition_point(|block| *block.end() < line));
    rest.first().is_some_and(|block| block.contains(&line))
}

/// A block whose end is not known yet.
struct OpenBlock {
    first: usize,
    width: usize,
    quoted: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    #[test]
    fn spans_between_equal_runs() {
        let source = Source::new("a $1 `$` $ b \\$2 $$ c $ d $$ e $f\n".to_owned()).unwrap();
        let document = Document::parse(&source);
        let block = document.of_kind(Kind::Paragraph).next().unwrap();
        let found: Vec<&str> = spans(block).into_iter().map(|span| source.slice(span)).collect();
        // What opens first wins: within mathematics, neither backquotes nor backslashes mean anything.
        assert_eq!(found, ["$1 `$", "$ b \\$", "$$ c $ d $$"]);
    }

    #[test]
    fn blocks_between_lines() {
        let text = "$$\na\n$$\n\n    $$\n\n> $$$\n> $$\n\n$$b$$\n\n$$ c\nd\n";
        let source = Source::new(text.to_owned()).unwrap();
        assert_eq!(blocks(&Document::parse(&source)), [0..=2, 6..=7, 11..=13]);
    }
}
