//! The sections of a note: each heading with the text below it.

use crate::markdown::document::{Document, Kind, Node};
use crate::text::slice::Slice as _;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// A heading with everything up to the next heading of the same or a higher rank.
#[derive(Clone, Copy, Debug)]
pub struct Section<'d> {
    /// The heading.
    pub heading: Node<'d>,
    /// From the heading to the end of the last line of the section that is not blank.
    pub span: Span,
    /// The index of the section around it.
    pub parent: Option<usize>,
}

/// The sections of `document`, in the order of the text. A section of a block quote or list item ends with that block, and
/// does not end the section around it, whatever its level.
pub fn sections<'d>(document: &'d Document<'_>) -> Vec<Section<'d>> {
    let mut sections: Vec<Section<'d>> = Vec::new();
    // Indexes of the sections that have not ended, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for heading in document.of_kind(Kind::Heading) {
        while let Some(&last) = open.last() {
            let Some(section) = sections.get_mut(last) else { break };
            let end = match (block_around(section.heading), block_around(heading)) {
                (own, other) if own == other => {
                    (section.heading.level() >= heading.level()).then(|| end_before(document, heading))
                }
                (Some(own), _) if !own.span().covers(heading.span()) => Some(own.span().end),
                _ => None,
            };
            let Some(end) = end else { break };
            section.span.end = section.span.end.max(end);
            open.pop();
        }
        let parent = open.last().copied();
        open.push(sections.len());
        sections.push(Section { heading, span: heading.span(), parent });
    }
    let end = Span::at(document.source().text().md_trim_end().len()).end;
    for last in open {
        if let Some(section) = sections.get_mut(last) {
            let end = block_around(section.heading).map_or(end, |block| block.span().end);
            section.span.end = section.span.end.max(end);
        }
    }
    sections
}

/// The block that contains `heading`; `None` if that is the note.
fn block_around(heading: Node<'_>) -> Option<Node<'_>> {
    heading.parent().filter(|parent| parent.kind() != Kind::Document)
}

/// The end of the text before `heading`. In a block quote, lines have prefixes, so the last block counts.
fn end_before(document: &Document<'_>, heading: Node<'_>) -> u32 {
    if block_around(heading).is_some() {
        return heading.previous_sibling().map_or(0, |before| before.span().end);
    }
    Span::at(document.source().text().head(heading.span().start as usize).md_trim_end().len()).end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn found(text: &str) -> Vec<(String, String, Option<usize>)> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let show = |section: Section<'_>| {
            (section.heading.text(), source.slice(section.span).replace('\n', "/"), section.parent)
        };
        sections(&document).into_iter().map(show).collect()
    }

    fn expected(sections: &[(&str, &str, Option<usize>)]) -> Vec<(String, String, Option<usize>)> {
        sections.iter().map(|(title, text, parent)| ((*title).to_owned(), (*text).to_owned(), *parent)).collect()
    }

    #[test]
    fn sections_end_before_a_heading_of_the_same_or_a_higher_rank() {
        let text = "# a\n\nx\n\n### b\n\n[y]: z\n\n## c\n\nd\n===\n\nz\n\n";
        let sections = expected(&[
            ("a", "# a//x//### b//[y]: z//## c", None),
            ("b", "### b//[y]: z", Some(0)),
            ("c", "## c", Some(0)),
            ("d", "d/===//z", None),
        ]);
        assert_eq!(found(text), sections);
    }

    #[test]
    fn a_heading_in_a_block_belongs_to_the_section_around_the_block() {
        let text = "## a\n\n> # q\n>\n> r\n>\n> # s\n\nx\n\n- # i\n\n  y\n\n## b\n";
        let sections = expected(&[
            ("a", "## a//> # q/>/> r/>/> # s//x//- # i//  y", None),
            ("q", "# q/>/> r", Some(0)),
            ("s", "# s", Some(0)),
            ("i", "# i//  y", Some(0)),
            ("b", "## b", None),
        ]);
        assert_eq!(found(text), sections);
    }
}
