//! `uneven-list-indent`: items of one list that are indented differently.

use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::lists::has_lost_depth;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct UnevenListIndent;

rule!(UnevenListIndent {
    summary: Text {
        en: "items of one list that are indented differently",
        ja: "同じリストの項目の字下げが揃っていない",
    },
    aliases: &["MD005", "list-indent"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

/// Where an item's marker begins and ends, in characters from the start of its line: a tab is one.
#[derive(Clone, Copy)]
struct Place {
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
        let Some(wanted) = place(note.source, first) else { return };
        let ordered = list.list_start().is_some();
        // Numbers may be set flush right: then all that differ from the first agree in their end.
        let mut right = false;
        let mut uneven = Vec::new();
        for item in list.children() {
            let Some(at) = place(note.source, item) else { continue };
            if at.start == wanted.start && !right {
                continue;
            }
            if ordered && at.end == wanted.end {
                right = true;
            } else {
                uneven.push((item, at));
            }
        }
        // Where the depth of the items is lost, their indentation is all that shows it.
        let keeps = !uneven.is_empty() && has_lost_depth(note.source, list);
        let mut fix = edits(note.source, first, &uneven).filter(|_| !keeps);
        for (_, at) in uneven {
            let (found, wanted) = (at.start, wanted.start);
            let report = sink.report(
                at.marker,
                message!(
                    "an item {found} characters in, in a list that begins {wanted} in",
                    "字下げが {wanted} 文字のリストで、この項目だけ {found} 文字"
                ),
            );
            let report = report.note(message!(
                "a few spaces more or less and the item belongs to another level",
                "空白の数がもう少し変わると、別の階層の項目になってしまう"
            ));
            // The items move together: the first finding's fix is that of all.
            if let Some(edits) = fix.take() {
                let title = message!("indent the items alike", "字下げを揃える");
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            }
        }
    }
}

fn place(source: &Source, item: Node<'_>) -> Option<Place> {
    let marker = syntax::item_marker(item)?.span;
    let line = source.line_at(marker.start as usize).start;
    Some(Place { start: (marker.start - line) as usize, end: (marker.end - line) as usize, marker })
}

/// Edits that set the `uneven` items below `first`; `None` where that can't be done.
fn edits(source: &Source, first: Node<'_>, uneven: &[(Node<'_>, Place)]) -> Option<Vec<crate::finding::Edit>> {
    // The lines of a quote begin with its marks, which may themselves stand unevenly.
    if first.within(Kinds::of(&[Kind::BlockQuote])) {
        return None;
    }
    // A list that begins after a footnote's label has its other items where the footnote's content is.
    let line = source.line_at(first.span().start as usize);
    let footnote = first.ancestors().find(|node| node.kind() == Kind::FootnoteDefinition);
    if footnote.is_some_and(|footnote| footnote.span().start >= line.start) {
        return None;
    }
    let column = |item: Node<'_>| syntax::column(source, item.span().start as usize);
    let mut edits = Vec::new();
    for (item, _) in uneven {
        let by = column(first).checked_signed_diff(column(*item)).filter(|by| *by != 0)?;
        edits.extend(lines::shift(source, *item, by)?);
    }
    Some(edits).filter(|edits| !edits.is_empty())
}
