//! Bullet lists one below the other, without a blank line between, that are separate lists only because the marker changes.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use crate::markdown::document::{Kind, Node};
use crate::markdown::lines;
use crate::markdown::lists::has_lost_depth;
use crate::markdown::syntax;
use crate::text::source::Source;
use crate::text::whitespace::Whitespace as _;

/// What the markers of such lists say about the author's intention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerMeaning {
    /// Nothing: the markers are about themselves, as in a legend with one item for each.
    Subject,
    /// It is one list, and the marker changed by accident.
    Accident,
    /// It may be one list, but the marker may also show a level.
    Doubtful,
    /// It may be two lists, or a list and what is below its last item.
    Unknown,
    /// The second marker is that of the items below: `* a`, `- of a`, `- of a`, `* b`, `- of b`.
    Level,
    /// The indentation shows the level, although it is not enough for the parser ([`crate::markdown::lists::underindented`]).
    Indentation,
}

/// The marker of `list`. `None` for an ordered list.
pub fn bullet(list: Node<'_>) -> Option<char> {
    let item = list.first_child().filter(|_| list.list_start().is_none())?;
    Some(syntax::item_marker(item)?.char)
}

/// A list item has no more lines than this outside its indentation. If there are more, they are text between two lists, although
/// the parser takes them for part of the item.
const MOST_WRAPPED: usize = 4;

/// `list` and the bullet lists that follow it, each on the line after the one before it.
pub fn from<'d>(source: &Source, list: Node<'d>) -> Vec<Node<'d>> {
    let line = |offset: u32| source.lines().line(offset as usize);
    std::iter::successors(Some(list), |list| {
        let next = list.next_sibling().filter(|next| next.kind() == Kind::List && next.list_start().is_none())?;
        let adjacent = line(next.span().start) == line(list.span().end) + 1;
        (adjacent && lazy_lines(source, *list) <= MOST_WRAPPED).then_some(next)
    })
    .collect()
}

/// What the markers of `lists` mean, which are the result of [`from`].
pub fn meaning(source: &Source, lists: &[Node<'_>]) -> MarkerMeaning {
    let markers: Vec<_> = lists.iter().map(|list| bullet(*list)).collect();
    let [first, second, ..] = lists else { return MarkerMeaning::Subject };
    if lists.iter().any(|list| has_lost_depth(source, *list)) {
        return MarkerMeaning::Indentation;
    }
    // `+` and `-` can mean more and less, or for and against.
    let are_signs = markers.iter().all(|marker| matches!(marker, Some('+' | '-')));
    let column = |list: &Node<'_>| syntax::column(source, list.span().start as usize);
    let even = lists.iter().all(|list| column(list) == column(first));
    let alternate = markers.iter().zip(markers.iter().skip(2)).all(|(marker, later)| marker == later);
    let heads = is_single(*first) && !is_single(*second);
    match lists.len() {
        4.. if even && alternate => MarkerMeaning::Level,
        _ if are_signs && !announces(source, *first) => MarkerMeaning::Subject,
        _ if lists.iter().all(|list| is_single(*list)) => MarkerMeaning::Subject,
        _ if !even => MarkerMeaning::Unknown,
        2 if announces(source, *first) => MarkerMeaning::Level,
        2 if heads || lazy_lines(source, *first) > 0 => MarkerMeaning::Unknown,
        2 => MarkerMeaning::Accident,
        3 if alternate && (is_single(*first) || announces(source, *first)) => MarkerMeaning::Level,
        _ => MarkerMeaning::Doubtful,
    }
}

/// Whether more lines of `lists` are text outside the indentation of their items than there are items. They may be anything
/// that was pasted below a list.
pub fn are_mostly_text(source: &Source, lists: &[Node<'_>]) -> bool {
    let items: usize = lists.iter().map(|list| list.children().count()).sum();
    lists.iter().map(|list| lazy_lines_of_all(source, *list)).sum::<usize>() > items
}

/// [`lazy_lines`] after each item of `list`.
fn lazy_lines_of_all(source: &Source, list: Node<'_>) -> usize {
    list.children().map(|item| lazy_lines_of(source, list, item)).sum()
}

fn is_single(list: Node<'_>) -> bool {
    list.first_child().is_some_and(|item| item.next_sibling().is_none())
}

/// Whether the last item of `list` ends in a colon.
fn announces(source: &Source, list: Node<'_>) -> bool {
    source.slice(list.span()).unicode_trim_end().ends_with([':', '：'])
}

/// The number of lines at the end of `list` that are not part of it by their indentation. The parser takes them for the rest of
/// the paragraph above them (`CommonMark` 0.31 §5.2, lazy continuation lines).
fn lazy_lines(source: &Source, list: Node<'_>) -> usize {
    list.children().last().map_or(0, |item| lazy_lines_of(source, list, item))
}

/// The number of lines at the end of `item` of `list` that are outside its indentation.
fn lazy_lines_of(source: &Source, list: Node<'_>, item: Node<'_>) -> usize {
    let (item_lines, depth) = (lines::of(source, item.span()), lines::quotes(list));
    let column = syntax::column(source, item.span().start as usize);
    let lazy = |line: &usize| {
        let start = lines::space_at(source, lines::after_quotes(source, *line, depth).0).end;
        syntax::column(source, start as usize) <= column
    };
    item_lines.skip(1).collect::<Vec<_>>().into_iter().rev().take_while(lazy).count()
}
