//! Lists that are less nested than their indentation suggests. A list item is nested only if it is indented at least as
//! far as the text of the item above it (`CommonMark` 0.31 §5.2): three spaces under `1.`, four under `10.`. In
//! Python-Markdown it is four for every marker.

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::profile::{BlockParser, Nesting, Profile};
use crate::text::source::{Source, Span};

/// Items that are indented below `parent`, but not far enough to be nested in it.
#[derive(Debug)]
pub struct Sublist<'d> {
    /// The item above.
    pub parent: Node<'d>,
    /// The items in the order of the text. They are siblings in one list: that of `parent` or the one after it.
    pub items: Vec<Node<'d>>,
    /// Indentation of the first item in columns, from the start of the block around the list.
    pub found: usize,
    /// Indentation needed, in columns.
    pub needed: usize,
}

impl Sublist<'_> {
    /// Whether the items are in the same list as [`Self::parent`]. Otherwise they end it and are a separate list.
    pub fn is_flat(&self) -> bool {
        self.items.first().map(|item| item.parent()) == Some(self.parent.parent())
    }
}

/// The sublists of `document` that are not nested, in the order of the text.
pub fn underindented<'d>(document: &'d Document<'_>) -> Vec<Sublist<'d>> {
    let source = document.source();
    document.of_kind(Kind::List).flat_map(|list| underindented_in(source, list)).collect()
}

/// Whether `list`, or the list directly before or after it, has lost its nesting. If so, its numbers and indentation
/// are all that shows what its author meant.
pub fn has_lost_depth(source: &Source, list: Node<'_>) -> bool {
    let next = || list.next_sibling().filter(|next| next.kind() == Kind::List);
    let before = || list.previous_sibling().filter(|before| before.kind() == Kind::List);
    let lost = |list: Node<'_>| !underindented_in(source, list).is_empty();
    lost(list) || next().is_some_and(lost) || before().is_some_and(lost)
}

/// The sublists whose items are in `list` but are meant below an item of it, or below the last item of the list before
/// it.
fn underindented_in<'d>(source: &Source, list: Node<'d>) -> Vec<Sublist<'d>> {
    let items: Vec<(Node<'d>, ItemColumns)> =
        list.children().filter_map(|item| Some((item, ItemColumns::of(source, item)?))).collect();
    let mut found = Vec::new();
    found.extend(below_the_list_before(source, list, &items));
    let mut parent = 0;
    for index in 1..items.len() {
        let (item, place) = items[index];
        let (above, outer) = items[parent];
        if place.column <= outer.column {
            parent = index;
            continue;
        }
        let run = index - parent;
        if run > 1 {
            continue;
        }
        let rest = &items[index..];
        let inner: Vec<Node<'d>> =
            rest.iter().take_while(|(_, place)| place.column > outer.column).map(|(item, _)| *item).collect();
        let returns = inner.len() < rest.len();
        if is_meant_below(source, (above, outer), (item, place), returns) {
            found.push(Sublist::of(source, above, outer, inner));
        }
    }
    found
}

/// `items` as a sublist of the last item of the list before them. A different kind of marker begins a new list.
fn below_the_list_before<'d>(
    source: &Source,
    list: Node<'d>,
    items: &[(Node<'d>, ItemColumns)],
) -> Option<Sublist<'d>> {
    // kramdown nests items with another kind of marker however little they are indented.
    if source.profile().blocks == BlockParser::Kramdown {
        return None;
    }
    let before = list.previous_sibling().filter(|before| before.kind() == Kind::List)?;
    let parent = before.children().last()?;
    let (outer, (first, place)) = (ItemColumns::of(source, parent)?, *items.first()?);
    let below = outer.column <= place.column && place.column < outer.content;
    let meant = if place.column == outer.column {
        is_flush_below_number(source, parent, list)
    } else {
        place.column >= outer.column + 2
            || is_between_numbers(source, parent, list, false)
            || alternates(source, parent, list)
    };
    let inner = || {
        let inside =
            items.iter().take_while(|(_, inside)| inside.column > outer.column || place.column == outer.column);
        inside.map(|(item, _)| *item).collect()
    };
    (below && meant && begins_line(source, parent) && is_near(source, parent, first))
        .then(|| Sublist::of(source, parent, outer, inner()))
}

/// Whether the markers around `list` alternate, as those of an outer and an inner list do: that of `parent`, the last item of the
/// list before it, returns after `list`, or that of `list` was there before. Example: `- a`, ` * of a`, `- b`.
fn alternates(source: &Source, parent: Node<'_>, list: Node<'_>) -> bool {
    let Some(first) = list.first_child() else { return false };
    let column = |item: Node<'_>| syntax::column(source, item.span().start as usize);
    let is_like = |other: Option<Node<'_>>, item: Node<'_>| {
        let other = other.filter(|other| other.kind() == Kind::List).and_then(Node::first_child);
        other.is_some_and(|other| {
            bullet(other).is_some() && bullet(other) == bullet(item) && column(other) == column(item)
        })
    };
    let earlier = parent.parent().and_then(Node::previous_sibling);
    bullet(parent) != bullet(first) && (is_like(list.next_sibling(), parent) || is_like(earlier, first))
}

/// Whether `next` has the number that follows that of `item` and the same column. With `ones`, both may also be 1.
fn counts_on(source: &Source, item: Node<'_>, next: Node<'_>, ones: bool) -> bool {
    let column = |item: Node<'_>| syntax::column(source, item.span().start as usize);
    let follows = |last, next| next == last + 1 || ones && last == 1 && next == 1;
    let numbers = number(source, item).zip(number(source, next));
    column(item) == column(next) && numbers.is_some_and(|(last, next)| follows(last, next))
}

/// Whether the list after `list` continues the number of `parent`, the last item of the list before it.
fn is_between_numbers(source: &Source, parent: Node<'_>, list: Node<'_>, ones: bool) -> bool {
    let next = list.next_sibling().filter(|next| next.kind() == Kind::List).and_then(Node::first_child);
    next.is_some_and(|next| counts_on(source, parent, next, ones))
}

/// Whether `list` has bullets without indentation that are between `parent` and the item that continues its number, or that
/// follow the last of several such.
fn is_flush_below_number(source: &Source, parent: Node<'_>, list: Node<'_>) -> bool {
    // Where the marker does not matter, they are all one list, which `lost-structure` reports.
    if !source.profile().lists.marker_begins_list || list.list_start().is_some() {
        return false;
    }
    let is_list = |node: &Node<'_>| node.kind() == Kind::List;
    let above = || {
        let numbers = list.previous_sibling().filter(is_list)?;
        let bullets = numbers.previous_sibling().filter(is_list).filter(|list| list.list_start().is_none())?;
        let before = bullets.previous_sibling().filter(is_list)?.children().last()?;
        Some(counts_on(source, before, numbers.first_child()?, true))
    };
    is_between_numbers(source, parent, list, true) || above() == Some(true)
}

/// Whether `item` is meant below `parent`, an earlier item of the same list: it is indented by two columns or more, and
/// either its numbers start again, or later items return to the indentation of the list.
fn is_meant_below(
    source: &Source,
    parent: (Node<'_>, ItemColumns),
    item: (Node<'_>, ItemColumns),
    returns: bool,
) -> bool {
    let ((parent, outer), (item, place)) = (parent, item);
    let flush_right = place.end == outer.end;
    let restarts = match (number(source, parent), number(source, item)) {
        (Some(above), Some(number)) => number <= 1 && (above >= 1 || returns),
        _ => returns,
    };
    let below = place.column >= outer.column + 2 && place.column < outer.content;
    below && !flush_right && restarts && begins_line(source, parent)
}

/// Whether only quote markers are before `item` on its line. `4.` in `- 4. …` is the text of an item.
pub(crate) fn begins_line(source: &Source, item: Node<'_>) -> bool {
    let start = item.span().start;
    let before = source.slice(Span { start: source.line_at(start as usize).start, end: start });
    before.trim_start_matches([' ', '\t', '>']).is_empty()
}

/// Whether `item` begins on the line after `parent`, or after one blank line.
fn is_near(source: &Source, parent: Node<'_>, item: Node<'_>) -> bool {
    let last = *lines::of(source, parent.span()).end();
    *lines::of(source, item.span()).start() <= last + 2
}

/// The bullet of `item`; `None` if it is numbered.
fn bullet(item: Node<'_>) -> Option<char> {
    syntax::item_marker(item).map(|marker| marker.char).filter(|char| !matches!(char, '.' | ')'))
}

fn number(source: &Source, item: Node<'_>) -> Option<u64> {
    let marker = source.slice(syntax::item_marker(item)?.span);
    marker.strip_suffix(['.', ')'])?.parse().ok()
}

impl<'d> Sublist<'d> {
    fn of(source: &Source, parent: Node<'d>, outer: ItemColumns, items: Vec<Node<'d>>) -> Self {
        let base = base(source, parent);
        let first =
            items.first().and_then(|item| ItemColumns::of(source, *item)).map_or(outer.column, |place| place.column);
        Self { parent, items, found: first.saturating_sub(base), needed: outer.content.saturating_sub(base) }
    }
}

/// The column (from 0) where the content of the quotes around `item` begins.
fn base(source: &Source, item: Node<'_>) -> usize {
    let line = source.lines().line(item.span().start as usize);
    syntax::column(source, lines::after_quotes(source, line, lines::quotes(item)).0)
}

/// Whether items that are moved from column `from` to column `to` stay at the same level, as far as the host decides that
/// by columns.
pub fn keeps_level(profile: &Profile, from: usize, to: usize) -> bool {
    match profile.lists.nesting {
        Nesting::Content => true,
        Nesting::Columns(step) => from / usize::from(step) == to / usize::from(step),
    }
}

/// The columns of an item, from 0.
#[derive(Clone, Copy, Debug)]
struct ItemColumns {
    /// The start of its marker.
    column: usize,
    /// The end of its marker.
    end: usize,
    /// The indentation needed for its content.
    content: usize,
}

impl ItemColumns {
    /// `None` if the source of the item does not contain its marker.
    fn of(source: &Source, item: Node<'_>) -> Option<Self> {
        let marker = syntax::item_marker(item)?.span;
        let column = |offset: u32| syntax::column(source, offset as usize);
        let space = lines::space_at(source, marker.end as usize);
        let (end, text) = (column(marker.end), column(space.end));
        let blank = source.text()[space.end as usize..].chars().next().is_none_or(|char| matches!(char, '\n' | '\r'));
        // From five spaces on, only the first belongs to the marker: the text is an indented code block.
        let content = match source.profile().lists.nesting {
            Nesting::Columns(step) => {
                let (base, step) = (base(source, item), usize::from(step));
                base + (column(marker.start).saturating_sub(base) / step + 1) * step
            }
            Nesting::Content if blank || text > end + 4 => end + 1,
            Nesting::Content => text,
        };
        Some(Self { column: column(marker.start), end, content })
    }
}
