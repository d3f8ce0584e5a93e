//! The section of a note that a link leads to.

use super::place::Place;
use crate::facts::heading::heading_key;
use crate::facts::{Anchor, Facts, LocalLink};
use crate::links::{fragment, wikilink};
use crate::lsp::views::NoteView;
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::front_matter;
use crate::text::whitespace::Whitespace as _;

/// The most lines to show.
const MAX_LINES: usize = 20;

/// The section of `target` that `link` leads to, with the path of another note. `None` if the note has no such section.
pub(super) fn section(place: &Place<'_, '_, '_>, target: &NoteView<'_, '_>, link: &LocalLink) -> Option<String> {
    let document = Document::parse(&target.source);
    let text = target.source.text();
    let start = match link.fragment.as_deref().filter(|fragment| !fragment.is_empty()) {
        None => front_matter::find(text).map_or(front_matter::skip_bom(text), |front| front.end),
        Some(fragment) if fragment::is_wiki(link) => wiki_start(&document, fragment)?,
        Some(fragment) => anchor(target.facts()?, fragment)?.span.start as usize,
    };
    let end = if link.fragment.is_some() { end(&document, start) } else { text.len() };
    let mut writer = place.writer();
    if target.index != place.note.index {
        writer.strong(target.path).paragraph();
    }
    writer.raw(&excerpt(text.get(start..end)?));
    Some(writer.finish())
}

fn anchor<'f>(facts: &'f Facts, fragment: &str) -> Option<&'f Anchor> {
    let ignoring_case = || facts.anchors.iter().find(|anchor| anchor.name.to_lowercase() == fragment.to_lowercase());
    facts.anchor(fragment).or_else(ignoring_case)
}

/// The start of the heading or block that `fragment` of a wikilink names.
fn wiki_start(document: &Document<'_>, fragment: &str) -> Option<usize> {
    if let Some(id) = fragment.strip_prefix('^') {
        let mark = format!("^{}", id.unicode_trim());
        let ends = |node: &Node<'_>| node.source().md_trim_end().ends_with(&mark);
        let block = document.nodes().find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Item) && ends(node))?;
        return Some(block.span().start as usize);
    }
    let key = heading_key(fragment.rsplit('#').next().unwrap_or(fragment));
    let heading = document.of_kind(Kind::Heading).find(|heading| wikilink::keys_of(*heading).contains(&key))?;
    Some(heading.span().start as usize)
}

/// The end of the section that begins at byte `start`: the next heading that is not below it.
fn end(document: &Document<'_>, start: usize) -> usize {
    let text = document.source().text();
    let mut headings = document.of_kind(Kind::Heading).skip_while(|heading| (heading.span().start as usize) < start);
    let own = headings.next().filter(|heading| heading.span().start as usize == start);
    let next = match own {
        Some(own) => headings.find(|heading| heading.level() <= own.level()),
        None => document.of_kind(Kind::Heading).find(|heading| heading.span().start as usize > start),
    };
    next.map_or(text.len(), |next| next.span().start as usize)
}

/// The first lines of `text`. A code block that is cut off is closed.
pub(super) fn excerpt(text: &str) -> String {
    let lines: Vec<&str> = text.md_trim().md_lines().collect();
    let mut shown = lines.iter().take(MAX_LINES).copied().collect::<Vec<_>>().join("\n");
    if lines.len() > MAX_LINES {
        let mut fence: Option<&str> = None;
        for line in lines.iter().take(MAX_LINES) {
            let content = line.md_trim_start();
            let mark = ["```", "~~~"].into_iter().find(|mark| content.starts_with(mark));
            fence = match (fence, mark) {
                (None, mark) => mark,
                (Some(open), Some(mark)) if open == mark => None,
                (open, _) => open,
            };
        }
        if let Some(mark) = fence {
            shown.push('\n');
            shown.push_str(mark);
        }
        shown.push_str("\n\n…");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    #[test]
    fn an_excerpt_is_short_and_closes_its_code() {
        let long = format!("# A\r\n```sh\r\n{}```\r\n", "x\r\n".repeat(30));
        let shown = excerpt(&long);
        assert!(shown.starts_with("# A\n```sh\nx\n") && shown.ends_with("x\n```\n\n…"), "{shown}");
        assert_eq!(shown.matches('x').count(), MAX_LINES - 2);
        assert_eq!(excerpt("\n a\n\n"), "a");
    }

    #[test]
    fn a_section_ends_at_the_next_heading_that_is_not_below_it() {
        let source = Source::new("# A\n\n## B\n\nb\n\n### C\n\n## D\n".to_owned()).unwrap();
        let document = Document::parse(&source);
        let section = |start: usize| &source.text()[start..end(&document, start)];
        assert_eq!(section(5), "## B\n\nb\n\n### C\n\n");
        assert_eq!(section(11), "b\n\n", "an anchor that is not a heading");
        assert_eq!(wiki_start(&document, "A#B"), Some(5));
        assert_eq!(wiki_start(&document, "x"), None);
    }
}
