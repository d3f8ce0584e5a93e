//! Lines of the file that begin with hashes, in any kind of block. This is how markdownlint looks for headings that
//! lack a space.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use memchr::memmem;

use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::markdown::front_matter::skip_bom;
use crate::text::slice::Slice as _;
use crate::text::source::{Span, offset};
use crate::text::whitespace::Whitespace as _;

/// A line that begins with `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashLine {
    /// The line, without trailing white space.
    pub line: Span,
    /// The hashes at its start, any number.
    pub opening: Span,
    /// The hashes at its end, if they are not the same as those at its start. Does not include an escaped one.
    pub closing: Option<Span>,
    /// Whether the character before `closing` is an escaped hash.
    pub escaped: bool,
}

/// The lines that begin with a hash, outside code, HTML and front matter, in the order of the text.
pub fn hash_lines(document: &Document<'_>) -> Vec<HashLine> {
    const VERBATIM: Kinds = Kinds::of(&[Kind::CodeBlock, Kind::HtmlBlock, Kind::FrontMatter]);
    let source = document.source();
    let mut verbatim = document.nodes().filter(|node| VERBATIM.contains(node.kind())).map(Node::span).peekable();
    let mut found = Vec::new();
    for index in 0..source.lines().count() {
        let mut line = source.lines().span(source.text(), index);
        if index == 0 {
            line.start += offset(skip_bom(source.text()));
        }
        if !source.slice(line).starts_with('#') {
            continue;
        }
        while verbatim.next_if(|block| block.end <= line.start).is_some() {}
        if verbatim.peek().is_none_or(|block| block.start > line.start) {
            found.push(HashLine::of(source.slice(line), line.start as usize));
        }
    }
    found
}

/// Lines that would be headings if they did not have more than six hashes: `####### Title`. Banners, which also end
/// with hashes, and progress bars, which have more hashes, are left out.
pub fn deeper_than_headings(document: &Document<'_>) -> Vec<HashLine> {
    const DEEPEST: usize = 10;
    let source = document.source();
    // Hardly any note has one, and checking the lines requires walking the tree.
    if memmem::find(source.text().as_bytes(), b"#######").is_none() {
        return Vec::new();
    }
    let is_title = |found: &HashLine| {
        let rest = source.slice(Span { start: found.opening.end, end: found.line.end });
        let title = rest.unicode_trim_start();
        rest.len() > title.len() && title.starts_with(char::is_alphanumeric) && !title.ends_with(['#', '%'])
    };
    let mut found = hash_lines(document);
    found.retain(|found| (7..=DEEPEST).contains(&found.opening.len()) && is_title(found));
    found
}

impl HashLine {
    fn of(line: &str, start: usize) -> Self {
        let line = line.md_trim_end();
        let opening = line.len() - line.trim_start_matches('#').len();
        let before = line.trim_end_matches('#').len();
        let escaped = before > opening && line.head(before).ends_with('\\');
        let closing = before + usize::from(escaped);
        Self {
            line: Span::new(start, start + line.len()),
            opening: Span::new(start, start + opening),
            closing: (before > opening && closing < line.len()).then(|| Span::new(start + closing, start + line.len())),
            escaped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    #[test]
    fn hashes_at_both_ends() {
        let source = Source::new("#a#  \n##\n# b \\##\n\n~~~\n#c\n~~~\n#d\\#\n".to_owned()).unwrap();
        let document = Document::parse(&source);
        let lines = hash_lines(&document).into_iter().map(|line| {
            (source.slice(line.line), source.slice(line.opening), line.closing.map(|span| source.slice(span)))
        });
        let expected =
            [("#a#", "#", Some("#")), ("##", "##", None), ("# b \\##", "#", Some("#")), ("#d\\#", "#", None)];
        assert_eq!(lines.collect::<Vec<_>>(), expected);
    }
}
