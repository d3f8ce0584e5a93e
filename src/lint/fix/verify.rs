//! Verifies that fixes do only what they declare: compares the text before with the text after.

use std::borrow::Cow;

use crate::finding::{AppliedEdits, Effect};
use crate::lint::fix::destinations::{Site, only_edited_ones_change, with_links};
use crate::lint::fix::rendered_view::{Destination, RenderedView};
use crate::lint::fix::snapshot::Snapshot;
use crate::markdown::document::Kind;
use crate::text::source::Span;
use crate::text::whitespace::is_unicode_space;

/// Whether `applied`, which contains only fixes with this `effect`, did only what the effect allows.
#[must_use]
pub fn respects_effect(effect: Effect, before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    changes_only(effect, before, after, applied, [&before.sites, &after.sites])
}

/// Whether the edits in `applied` change only destinations, including those of wikilinks and in front matter.
pub(super) fn only_links_change(before: &Snapshot, after: &Snapshot, applied: &AppliedEdits) -> bool {
    let sites = [before, after].map(|it| with_links(&it.view.sites, &it.places.links));
    changes_only(Effect::Destination, &before.view, &after.view, applied, [&sites[0], &sites[1]])
}

/// Like [`respects_effect`]. `sites` are the destinations before and after that [`Effect::Destination`] may change.
fn changes_only(
    effect: Effect,
    before: &RenderedView,
    after: &RenderedView,
    applied: &AppliedEdits,
    sites: [&[Site]; 2],
) -> bool {
    if effect == Effect::Extent {
        return edits_only_marks(before, applied);
    }
    if !before.host.holds(&after.host) {
        return false;
    }
    // No other effect may change the flavour's syntax, or turn text into it.
    if !same_syntax(effect, before, after, applied) {
        return false;
    }
    if effect == Effect::Literal {
        return definitions_hold(before, after, applied) && before.written.is_shown_in(&after.written, applied);
    }
    if effect != Effect::Code && before.code != after.code {
        return false;
    }
    // For `Effect::Destination`, the destinations in tags and definitions are compared below.
    // Syntax that shows something is HTML for the parser.
    let same_raw = if effect == Effect::Syntax { before.raw.len() == after.raw.len() } else { before.raw == after.raw };
    if effect != Effect::Destination && (!same_raw || !definitions_hold(before, after, applied)) {
        return false;
    }
    match effect {
        Effect::Layout | Effect::Code => {
            (effect == Effect::Layout || code_loses_marks(before, after, applied))
                && rendered(&before.tree).eq(rendered(&after.tree))
                && same_destinations(before, after)
                && before.chars.iter().map(|(char, _)| char).eq(after.chars.iter().map(|(char, _)| char))
        }
        Effect::Text => {
            before.tree == after.tree
                && same_destinations(before, after)
                && same_outside(before, after, applied)
                && shows_what_it_says(after, applied)
        }
        Effect::Destination => {
            before.tree == after.tree
                && before.raw.len() == after.raw.len()
                && same_labels(before, after)
                && same_outside(before, after, applied)
                && only_edited_ones_change(sites[0], sites[1], applied)
        }
        Effect::Syntax => {
            before.tree == after.tree && same_destinations(before, after) && same_outside(before, after, applied)
        }
        Effect::Structure => {
            same_outside(before, after, applied)
                && only_marks_go(before, after, applied)
                && links_hold(before, after, applied)
                && blocks_hold(before, after, applied)
        }
        Effect::Literal | Effect::Extent => unreachable!("it was compared above"),
    }
}

/// Whether the edits remove no letter or digit but those of an info string, and write none but those of `&gt;`.
fn edits_only_marks(before: &RenderedView, applied: &AppliedEdits) -> bool {
    let is_plain = |text: &str| !text.contains(char::is_alphanumeric);
    applied.ranges.iter().all(|(old, new)| {
        let removed = before.text.get(old.range()).unwrap_or_default();
        let follows_fence = || {
            let earlier = before.text.get(..old.start as usize).unwrap_or_default();
            !removed.contains(['\n', '\r']) && (earlier.ends_with("```") || earlier.ends_with("~~~"))
        };
        (is_plain(removed) || follows_fence()) && is_plain(&applied.text[new.range()].replace("&gt;", ">"))
    })
}

/// Whether the flavour's syntax is unchanged. A link in such syntax (`[[…]]`) may get another destination.
fn same_syntax(effect: Effect, before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    let may_change = matches!(effect, Effect::Destination | Effect::Syntax);
    let edited = |span: Span| may_change && applied.ranges.iter().any(|(old, _)| span.covers(*old));
    before.syntax.len() == after.syntax.len()
        && before.syntax.iter().zip(&after.syntax).all(|((span, old), (_, new))| old == new || edited(*span))
}

/// The nodes as rendered to HTML: `<url>` and `[url](url)` are the same.
fn rendered<'v>(tree: &'v [Option<(Kind, Cow<'static, str>)>]) -> impl Iterator<Item = Option<(Kind, &'v str)>> {
    let kind = |kind| if kind == Kind::Autolink { Kind::Link } else { kind };
    tree.iter().map(move |node| node.as_ref().map(|(found, detail)| (kind(*found), &**detail)))
}

fn same_destinations(before: &RenderedView, after: &RenderedView) -> bool {
    let shown = |link: &Destination| if link.kind == Kind::Autolink { Kind::Link } else { link.kind };
    let same = |(old, new): (&Destination, &Destination)| old.to == new.to && shown(old) == shown(new);
    before.links.len() == after.links.len() && before.links.iter().zip(&after.links).all(same)
}

/// Whether all definitions are unchanged, except those that an edit removes completely.
fn definitions_hold(before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    let old = before.definitions.iter().filter(|(.., span)| {
        let edit = edit_around(applied, |(old, _)| *old, *span);
        !edit.is_some_and(|(_, new)| new.is_empty())
    });
    old.map(|(label, to, _)| (label, to)).eq(after.definitions.iter().map(|(label, to, _)| (label, to)))
}

fn same_labels(before: &RenderedView, after: &RenderedView) -> bool {
    before.definitions.iter().map(|(label, ..)| label).eq(after.definitions.iter().map(|(label, ..)| label))
}

/// The edit whose span, on the given `side` (before or after), covers `span`.
fn edit_around(applied: &AppliedEdits, side: impl Fn(&(Span, Span)) -> Span, span: Span) -> Option<&(Span, Span)> {
    let end = applied.ranges.partition_point(|range| side(range).start <= span.start);
    applied.ranges[..end].last().filter(|range| side(range).covers(span))
}

/// The link that `edit` writes, if it writes nothing else, and if the only link it replaced is a bare URL that starts
/// with the new destination.
fn link_made<'v>(before: &RenderedView, after: &'v RenderedView, edit: &(Span, Span)) -> Option<&'v Destination> {
    let from = |view: &RenderedView, span: Span| view.links.partition_point(|link| link.span.start < span.start);
    let made = after.links.get(from(after, edit.1)).filter(|link| link.kind == Kind::Link && link.span == edit.1)?;
    let mut taken = before.links[from(before, edit.0)..].iter().take_while(|link| edit.0.covers(link.span));
    taken.all(|link| link.kind == Kind::BareUrl && link.to.starts_with(&made.to)).then_some(made)
}

/// The visible characters outside `ranges`, without white space.
fn outside<'v>(chars: &'v [(char, u32)], ranges: impl Iterator<Item = Span> + 'v) -> impl Iterator<Item = char> + 'v {
    let mut ranges = ranges.peekable();
    chars.iter().filter_map(move |&(char, offset)| {
        while ranges.next_if(|range| range.end <= offset).is_some() {}
        let edited = ranges.peek().is_some_and(|range| range.start <= offset);
        (!edited && char != ' ').then_some(char)
    })
}

fn same_outside(before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    let old = outside(&before.chars, applied.ranges.iter().map(|(old, _)| *old));
    let new = outside(&after.chars, applied.ranges.iter().map(|(_, new)| *new));
    old.eq(new)
}

/// Whether code outside the edits is unchanged, and the edits removed no letter or digit from code.
fn code_loses_marks(before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    fn code<'v>(view: &'v RenderedView, ranges: impl Iterator<Item = Span> + 'v) -> impl Iterator<Item = char> + 'v {
        let mut ranges = ranges.peekable();
        view.code_chars.iter().filter_map(move |&(char, offset)| {
            while ranges.next_if(|range| range.end <= offset).is_some() {}
            let edited = ranges.peek().is_some_and(|range| range.start <= offset);
            (!edited || char.is_alphanumeric()).then_some(char)
        })
    }
    let old = code(before, applied.ranges.iter().map(|(old, _)| *old));
    let new = code(after, applied.ranges.iter().map(|(_, new)| *new));
    before.code.len() == after.code.len() && old.eq(new)
}

/// The visible characters of `view` within `range`.
fn within(view: &RenderedView, range: Span) -> impl Iterator<Item = char> {
    let from = view.chars.partition_point(|(_, offset)| *offset < range.start);
    view.chars[from..].iter().take_while(move |(_, offset)| *offset < range.end).map(|(char, _)| *char)
}

/// Whether all text written by the edits is visible. A fix of text must not write markup.
fn shows_what_it_says(after: &RenderedView, applied: &AppliedEdits) -> bool {
    applied.ranges.iter().all(|(_, range)| {
        let written = applied.text[range.range()].chars().filter(|char| !is_unicode_space(*char));
        written.eq(within(after, *range).filter(|char| *char != ' '))
    })
}

/// Whether every letter covered by an edit is kept. Only markup characters may change.
fn only_marks_go(before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    applied.ranges.iter().all(|edit| {
        let letters = |view, range| within(view, range).filter(|char| char.is_alphabetic());
        // The destination of a new link was visible after its text.
        let to = link_made(before, after, edit).map_or("", |link| &link.to);
        // A digit may become part of a list marker, but a digit that appears was part of a character reference.
        let digits = |view, range| within(view, range).filter(|char| char.is_numeric()).count();
        // Unless that is its text: a bare URL becomes `[https://…](https://…)`.
        let shown: String = within(after, edit.1).collect();
        let same = to.ends_with(&shown) && letters(before, edit.0).eq(letters(after, edit.1));
        (same
            || letters(before, edit.0).eq(letters(after, edit.1).chain(to.chars().filter(|char| char.is_alphabetic()))))
            && digits(after, edit.1) <= digits(before, edit.0)
    })
}

/// Whether links are kept, in order. A bare URL that the edits touch may become links to parts of it.
fn links_hold(before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    let bare = |link: &&Destination| matches!(link.kind, Kind::BareUrl | Kind::Autolink);
    let touched = |span: Span| {
        let from = applied.ranges.partition_point(|(old, _)| old.end < span.start);
        let near = applied.ranges[from..].iter().take_while(|(old, _)| old.start <= span.end);
        near.into_iter().any(|(old, _)| old.touches(span))
    };
    // The edits are inside the bare URL or at its ends, so the result is between its moved ends.
    let spent: Vec<(&str, Span)> = (before.links.iter().filter(|link| bare(link) && touched(link.span)))
        .map(|link| {
            let first = applied.ranges.partition_point(|(old, _)| old.end < link.span.start);
            let start = applied.ranges.get(first).map_or(0, |(_, new)| new.start);
            (&*link.to, Span { start: start.min(applied.moved(link.span.start)), end: applied.moved(link.span.end) })
        })
        .collect();
    let made = |link: &&Destination| {
        let edit = edit_around(applied, |(_, new)| *new, link.span);
        if edit.and_then(|edit| link_made(before, after, edit)) == Some(*link) {
            return true;
        }
        let at = spent.partition_point(|(_, span)| span.end < link.span.end);
        let from = spent.get(at).filter(|(_, span)| bare(link) && span.covers(link.span));
        from.is_some_and(|(to, _)| to.contains(&*link.to))
    };
    let old = before.links.iter().filter(|link| !(bare(link) && touched(link.span))).map(|link| &link.to);
    let new = after.links.iter().filter(|link| !made(link)).map(|link| &link.to);
    old.eq(new)
}

/// Whether the nodes that no structural fix may add or remove are kept.
fn blocks_hold(before: &RenderedView, after: &RenderedView, applied: &AppliedEdits) -> bool {
    const FIXED: [Kind; 9] = [
        Kind::CodeBlock,
        Kind::HtmlBlock,
        Kind::Table,
        Kind::TableRow,
        Kind::TableCell,
        Kind::BlockQuote,
        Kind::FootnoteDefinition,
        Kind::FootnoteReference,
        Kind::Image,
    ];
    // An edit that covers an emphasis or a link completely may add or remove it.
    let outside = |view: &RenderedView, new: bool| -> Vec<Kind> {
        let side = |(old, written): &(Span, Span)| if new { *written } else { *old };
        let untouched = view.spanned.iter().filter(|(_, span)| edit_around(applied, side, *span).is_none());
        untouched.map(|(kind, _)| *kind).collect()
    };
    // Text that becomes a list item may start with a task list marker, but none may be lost.
    before.count(Kind::TaskMarker) <= after.count(Kind::TaskMarker)
        && FIXED.iter().all(|&kind| before.count(kind) == after.count(kind))
        && outside(before, false) == outside(after, true)
}
