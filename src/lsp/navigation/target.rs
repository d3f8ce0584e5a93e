//! Where a link leads.

use lsp_types::{Position, Range};

use super::page::Page;
use crate::facts::LocalLink;
use crate::links::anchor_targets::FragmentMatch;
use crate::links::fragment::is_lines;
use crate::links::vault::vault;
use crate::links::wikilink;
use crate::lsp::client::Client;
use crate::lsp::targets::{self, Target};
use crate::lsp::views::NoteView;
use crate::text::source::Span;

/// The place in a file that a fragment names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The start of the file.
    Start,
    /// A heading or an id: an index into the targets of the note.
    Anchor(usize),
    /// A block, at its id.
    Block(Span),
    /// A line, from 0.
    Line(u32),
}

/// The file that `link` in `note` leads to. `None` for a folder without an index page.
pub(super) fn file<'v, 'a>(note: &NoteView<'v, 'a>, link: &LocalLink) -> Option<Target<'v, 'a>> {
    targets::of_link(note, link).filter(|target| !target.is_folder)
}

/// The place that `link`, which is in the note at `from`, names in `page`. `None` if the fragment names nothing.
pub(super) fn place(page: &Page<'_, '_, '_>, from: &str, link: &LocalLink) -> Option<Place> {
    let Some(fragment) = link.fragment.as_deref() else { return Some(Place::Start) };
    if let Some(index) = anchor(page, from, link) {
        return Some(Place::Anchor(index));
    }
    if let Some(id) = fragment.strip_prefix('^') {
        return Some(Place::Block(wikilink::block(&page.document, id)?));
    }
    of_any_file(fragment)
}

/// The place that `fragment` names in a file of any format.
pub(super) fn of_any_file(fragment: &str) -> Option<Place> {
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
        return Some(Place::Start);
    }
    let digits = |char: char| !char.is_ascii_digit();
    let line = fragment.strip_prefix('L').filter(|_| is_lines(fragment))?.split(digits).next()?;
    Some(Place::Line(line.parse::<u32>().ok()?.saturating_sub(1)))
}

/// The heading or id of `page` that `link`, which is in the note at `from` and leads to `page`, names.
pub(super) fn anchor(page: &Page<'_, '_, '_>, from: &str, link: &LocalLink) -> Option<usize> {
    let project = &page.note.view.facts()?.links;
    let found = page.anchors().find(link.fragment.as_deref()?, link.form, || vault(project, from).is_some())?;
    FragmentMatch::anchor_targets(&found).last().copied()
}

/// The range of `place` in `page`: of a block, its line.
pub(super) fn range(client: &Client, page: &Page<'_, '_, '_>, place: Place) -> Range {
    let source = page.document.source();
    match place {
        Place::Start => Range::default(),
        Place::Anchor(index) => {
            page.target(index).map_or_else(Range::default, |target| client.encoding.range(source, target.span))
        }
        Place::Block(span) => client.encoding.range(source, source.line_at(span.start as usize)),
        Place::Line(line) => start_of(line),
    }
}

/// The start of `line`.
pub(super) fn start_of(line: u32) -> Range {
    let start = Position { line, character: 0 };
    Range { start, end: start }
}
