//! The heading that a rename at a link is about.

use super::page::Page;
use super::target::{Place, file, place};
use crate::lint::rename::{HeadingTitle, heading_title_at};
use crate::lsp::views::NoteView;
use crate::text::source::Span;

/// A heading, and the link that leads to it.
#[derive(Debug)]
pub(in crate::lsp) struct LinkedHeading<'v, 'a> {
    /// The note with the heading.
    pub(in crate::lsp) note: NoteView<'v, 'a>,
    /// The heading.
    pub(in crate::lsp) title: HeadingTitle,
    /// The fragment of the link, as the note writes it.
    pub(in crate::lsp) fragment: Span,
}

/// The heading that the link at byte `offset` of `note` leads to. `None` if the fragment is not that of a heading.
pub(in crate::lsp) fn heading_of_link<'v, 'a>(note: &NoteView<'v, 'a>, offset: usize) -> Option<LinkedHeading<'v, 'a>> {
    let touches = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    let link = note.facts()?.links.iter().find(|link| touches(link.span))?;
    let mark = note.source.slice(link.span).find('#')?;
    let other = file(note, link)?.note?;
    let page = Page::new(&other);
    let Place::Anchor(index) = place(&page, note.path, link)? else { return None };
    let target = page.target(index).filter(|target| target.heading)?;
    let title = heading_title_at(&page.document, target.span.start as usize)?;
    let fragment = Span { start: link.span.start + u32::try_from(mark).ok()? + 1, ..link.span };
    drop(page);
    Some(LinkedHeading { note: other, title, fragment })
}
