//! Headings as they are written: their style, their content, and HTML that is used instead.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::syntax::{self, HeadingMarks};
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;
use crate::text::whitespace::is_space;

/// The syntax of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingStyle {
    /// `## Title`
    Atx,
    /// `## Title ##`
    AtxClosed,
    /// A title with a line of `=` or `-` below it.
    Setext,
}

/// The style of `heading`; `None` if its source has no heading syntax.
pub fn style(source: &Source, heading: Node<'_>) -> Option<HeadingStyle> {
    Some(match syntax::heading_marks(heading)? {
        HeadingMarks::Setext { .. } => HeadingStyle::Setext,
        HeadingMarks::Atx { closing: Some(_), .. } if ends_its_line(source, heading) => HeadingStyle::AtxClosed,
        HeadingMarks::Atx { .. } => HeadingStyle::Atx,
    })
}

/// Whether only spaces and tabs follow `heading` on its line. Other white space is content (`CommonMark` 0.31 §4.2) but
/// is not in the node's span.
fn ends_its_line(source: &Source, heading: Node<'_>) -> bool {
    let end = heading.span().end as usize;
    let line = source.line_at(end);
    source.text().part(end..line.end as usize).chars().all(is_space)
}

/// The lines of the content of `heading`, without its markers and the spaces around them. An ATX heading has one line,
/// which may be empty. No lines if the source has no heading syntax.
pub fn content(source: &Source, heading: Node<'_>) -> Vec<Span> {
    match syntax::heading_marks(heading) {
        None => Vec::new(),
        Some(HeadingMarks::Atx { space, closing, .. }) => {
            let line_end = source.line_at(heading.span().end as usize).end;
            let end = closing.filter(|_| ends_its_line(source, heading)).map_or(line_end, |closing| closing.start);
            vec![trimmed(source, Span { start: space.end.min(end), end })]
        }
        Some(HeadingMarks::Setext { .. }) => {
            let mut lines = syntax::lines(heading);
            if let (Some(last), Some(child)) = (lines.last_mut(), heading.children().last()) {
                last.end = source.line_at(child.span().end as usize).end;
            }
            lines.into_iter().map(|line| trimmed(source, line)).collect()
        }
    }
}

/// `span` without trailing spaces and tabs.
fn trimmed(source: &Source, span: Span) -> Span {
    let length = source.slice(span).trim_end_matches(is_space).len();
    Span::new(span.start as usize, span.start as usize + length)
}

/// The source of the content of `heading`, without HTML tags, with lines joined by a space.
pub fn written(source: &Source, heading: Node<'_>) -> String {
    let mut tags = heading.descendants().filter(|node| node.kind() == Kind::InlineHtml).map(Node::span).peekable();
    let mut text = String::new();
    for (index, line) in content(source, heading).into_iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        let mut at = line.start;
        while let Some(tag) = tags.next_if(|tag| tag.start < line.end) {
            text.push_str(source.slice(Span { start: at, end: tag.start.max(at) }));
            at = tag.end.clamp(at, line.end);
        }
        text.push_str(source.slice(Span { start: at, end: line.end }));
    }
    text
}

/// The first block of `document`, ignoring front matter and comments. `None` if a link reference definition, which is
/// not a node, comes before it.
pub fn first_block<'d>(document: &'d Document<'_>) -> Option<Node<'d>> {
    let blank =
        |node: &Node<'_>| node.kind() == Kind::FrontMatter || node.kind() == Kind::HtmlBlock && is_comment(*node);
    let first = document.root().children().find(|node| !blank(node))?;
    let defined = document.definitions().first().is_some_and(|definition| definition.span.start < first.span().start);
    (!defined).then_some(first)
}

/// Whether `html`, a block, is a comment and nothing else.
pub fn is_comment(html: Node<'_>) -> bool {
    let comment = html.source().md_trim_end().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    comment.is_some_and(|text| !text.starts_with('>') && !text.starts_with("->") && !text.ends_with('-'))
}

/// The level of the heading at the start of `html`, a block: 1 for `<h1 align="center">…`.
pub fn html_level(html: Node<'_>) -> Option<u32> {
    let source = html.source();
    let tag = source.md_trim_start().strip_prefix('<')?.strip_prefix(['h', 'H'])?;
    let level = tag.chars().next()?.to_digit(10).filter(|level| (1..=6).contains(level))?;
    tag.tail(1).starts_with(['>', ' ', '\t', '\r', '\n', '/']).then_some(level)
}

/// Whether `heading` is one that `DocFX` reads as a tab: nothing but a link to `#tab/…`.
///
/// Example: `# [Linux](#tab/linux)`
pub fn is_docfx_tab(heading: Node<'_>) -> bool {
    let is_atx = || matches!(syntax::heading_marks(heading), Some(HeadingMarks::Atx { .. }));
    let link = heading.first_child().filter(|link| link.kind() == Kind::Link && link.next_sibling().is_none());
    heading.kind() == Kind::Heading && link.is_some_and(|link| link.link().destination.starts_with("#tab/")) && is_atx()
}

/// Whether `heading` is the line that `HackMD` reads as tags: level 6, beginning with `tags`.
///
/// Example: ``###### tags: `AWS` `S3` ``
pub fn is_hackmd_tags(heading: Node<'_>) -> bool {
    let text = heading.text();
    let rest = text.split_at_checked(4).filter(|(tags, _)| tags.eq_ignore_ascii_case("tags")).map(|(_, rest)| rest);
    heading.level() == 6 && rest.is_some_and(|rest| rest.md_trim_start().starts_with([':', '：']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all<T>(text: &str, read: impl Fn(&Source, Node<'_>) -> T) -> Vec<T> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        document.of_kind(Kind::Heading).map(|heading| read(&source, heading)).collect()
    }

    #[test]
    fn styles() {
        use HeadingStyle::{Atx, AtxClosed, Setext};
        let text = "# a\n\n## b ##\n\nc\n===\n\n#\n\n## ##\n\n# c#\n\n## d ##\u{3000}\n";
        assert_eq!(
            all(text, |source, heading| style(source, heading).unwrap()),
            [Atx, AtxClosed, Setext, Atx, AtxClosed, Atx, Atx]
        );
    }

    #[test]
    fn the_written_content_has_no_markers_and_tags() {
        let text = "# *a* <b>b</b> #\n\n> c\n> d\n> ===\n\n##\n\n## e\u{3000}\n\n## ##\n";
        assert_eq!(all(text, written), ["*a* b", "c d", "", "e\u{3000}", ""]);
    }
}
