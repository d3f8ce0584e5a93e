//! `uneven-list-indent`: items of a list with different indentation.

use crate::finding::plural;
use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::lists::{has_lost_depth, keeps_level};
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct UnevenListIndent;

rule!(UnevenListIndent {
    summary: Text {
        en: "items of a list with different indentation", ja: "同じリストの項目の字下げが揃っていない"
    },
    aliases: &["MD005", "list-indent"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

/// Position of an item's marker. `start` and `end` count characters from the start of the line; a tab counts as one.
#[derive(Clone, Copy)]
struct MarkerColumns {
    start: usize,
    end: usize,
    marker: Span,
}

impl Check for UnevenListIndent {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::List])
    }

    fn node(&self, note: &Note<'_>, list: Node<'_>, sink: &mut Sink<'_>) {
        let Some(first) = list.first_child() else { return };
        let Some(expected) = place(note.source, first) else { return };
        let ordered = list.list_start().is_some();
        // Numbers may be right-aligned: then the markers that start elsewhere than the first end where it ends.
        let mut right = false;
        let mut uneven = Vec::new();
        for item in list.children() {
            let Some(at) = place(note.source, item) else { continue };
            if at.start == expected.start && !right {
                continue;
            }
            if ordered && at.end == expected.end {
                right = true;
            } else {
                uneven.push((item, at));
            }
        }
        // If the nesting of the items is lost, the indentation is the only trace of it.
        let keeps = !uneven.is_empty() && has_lost_depth(note.source, list);
        let mut fix = edits(note.source, first, &uneven).filter(|_| !keeps);
        for (_, at) in uneven {
            let (found, expected) = (at.start, expected.start);
            let characters = plural(found, "character");
            let report = sink.report(
                at.marker,
                message!(
                    "list item is indented by {characters}, the first item by {expected}",
                    "リスト項目の字下げが {found} 文字で、最初の項目の {expected} 文字と揃っていない"
                ),
            );
            let report = report.note(message!(
                "a space more or less can move the item to another level",
                "空白の数がもう少し変わると、別の階層の項目になってしまう"
            ));
            // All items move together, so the first finding has the fix for all of them.
            if let Some(edits) = fix.take() {
                let title = message!("align the items", "項目の字下げを揃える");
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            }
        }
    }
}

fn place(source: &Source, item: Node<'_>) -> Option<MarkerColumns> {
    let marker = syntax::item_marker(item)?.span;
    let line = lines::start(source, marker.start as usize);
    Some(MarkerColumns { start: marker.start as usize - line, end: marker.end as usize - line, marker })
}

/// Edits that align the `uneven` items with `first`. `None` in block quotes, and if an item cannot be moved.
fn edits(source: &Source, first: Node<'_>, uneven: &[(Node<'_>, MarkerColumns)]) -> Option<Vec<crate::finding::Edit>> {
    // The `>` at the start of the lines may be unaligned themselves.
    if first.within(Kinds::of(&[Kind::BlockQuote])) {
        return None;
    }
    // If the list starts right after a footnote's label, its other items are aligned with the footnote's content.
    let line = source.line_at(first.span().start as usize);
    let footnote = first.ancestors().find(|node| node.kind() == Kind::FootnoteDefinition);
    if footnote.is_some_and(|footnote| footnote.span().start >= line.start) {
        return None;
    }
    let column = |item: Node<'_>| syntax::column(source, item.span().start as usize);
    let mut edits = Vec::new();
    for (item, _) in uneven {
        let (to, from) = (column(first), column(*item));
        let by = to.checked_signed_diff(from).filter(|by| *by != 0 && keeps_level(source.profile(), from, to))?;
        edits.extend(lines::shift(source, *item, by)?);
    }
    Some(edits).filter(|edits| !edits.is_empty())
}
