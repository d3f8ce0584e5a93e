//! `underindented-sublist`: list items that are indented, but not far enough to be nested.

use crate::finding::plural;
use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::lists::{Sublist, underindented};

pub(crate) struct UnderindentedSublist;

rule!(UnderindentedSublist {
    summary: Text {
        en: "list items that are not indented far enough to be nested",
        ja: "字下げが足りず、入れ子にならないリスト項目",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for UnderindentedSublist {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for sublist in underindented(note.document) {
            report(note, &sublist, sink);
        }
    }
}

fn report(note: &Note<'_>, sublist: &Sublist<'_>, sink: &mut Sink<'_>) {
    let Some(&first) = sublist.items.first() else { return };
    let (found, needed) = (sublist.found, sublist.needed);
    let (item, parent) = (first_line(note, first), first_line(note, sublist.parent));
    let (text, above) = (excerpt(note.source.slice(item)), excerpt(note.source.slice(parent)));
    let spaces = plural(found, "space");
    let report = sink.report(
        item,
        message!(
            "`{text}` is not nested under `{above}`: it is indented by {spaces}, but needs {needed}",
            "`{text}` が `{above}` の下に入れ子にならない。字下げは半角スペース {found} つだが、{needed} つ必要"
        ),
    );
    let profile = note.document.profile();
    let host = profile.title;
    let report = if sublist.is_flat() || !profile.lists.marker_begins_list {
        report.note(message!(
            "{host} shows both items at the same level",
            "{host} では同じ階層のリスト項目として表示される"
        ))
    } else {
        report.note(message!(
            "{host} ends the list here and starts another one",
            "{host} ではここでリストが終わり、別のリストが始まる"
        ))
    };
    let by = needed.checked_signed_diff(found);
    let edits: Option<Vec<_>> =
        sublist.items.iter().map(|item| lines::shift(note.source, *item, by?)).collect::<Option<Vec<_>>>();
    if let Some(edits) = edits {
        report.fix(
            Applicability::Unsafe,
            Effect::Structure,
            message!("indent it by {needed} spaces", "字下げを半角スペース {needed} つにする"),
            edits.into_iter().flatten().collect(),
        );
    }
}

/// The first line of `item`, from its marker to its last character that is not a space or tab.
fn first_line(note: &Note<'_>, item: Node<'_>) -> Span {
    let start = item.span().start;
    let line = note.source.line_at(start as usize);
    let text = note.source.slice(Span { start, end: line.end });
    Span::new(start as usize, start as usize + text.trim_end_matches([' ', '\t']).len())
}
