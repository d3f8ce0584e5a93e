//! Holds a change of destinations against what was written for them.

use super::{Destination, View};
use crate::fix::apply::Applied;
use crate::source::Span;

/// Whether the links and definitions of `after` are those of `before`, but that each edit made one link or definition lead to
/// what it wrote, and the links that go by such a definition with it.
pub(super) fn lead_where_written(before: &View, after: &View, applied: &Applied) -> bool {
    let kinds = |view: &View| view.links.iter().map(|link| link.kind).collect::<Vec<_>>();
    if kinds(before) != kinds(after) || before.definitions.len() != after.definitions.len() {
        return false;
    }
    let definitions = || before.definitions.iter().zip(&after.definitions);
    let definitions_hold = definitions().all(|(old, new)| {
        old.0 == new.0 && (old.1 == new.1 || written(applied, old.2).any(|written| written == new.1))
    });
    let defined = |old: &Destination, new: &Destination| {
        definitions().any(|(before, after)| (&before.1, &after.1) == (&old.to, &new.to))
    };
    let links = || before.links.iter().zip(&after.links);
    let links_hold = links().all(|(old, new)| {
        old.to == new.to || written(applied, old.span).any(|written| written == new.to) || defined(old, new)
    });
    let made = |(old, new): &(Span, Span)| {
        let written = &applied.text[new.range()];
        links().any(|(link, now)| link.span.covers(*old) && now.to == written)
            || definitions().any(|(to, now)| to.2.covers(*old) && now.1 == written)
    };
    definitions_hold && links_hold && applied.ranges.iter().all(made)
}

/// What the edits within `span` wrote.
fn written(applied: &Applied, span: Span) -> impl Iterator<Item = &str> {
    let from = applied.ranges.partition_point(|(old, _)| old.start < span.start);
    let within = applied.ranges[from..].iter().take_while(move |(old, _)| old.end <= span.end);
    within.map(|(_, new)| &applied.text[new.range()])
}
