//! `underindented-sublist`: items that are indented, but not far enough to be nested.

use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::lists::{Sublist, underindented};

pub(crate) struct UnderindentedSublist;

rule!(UnderindentedSublist {
    summary: Text {
        en: "list items that are not indented far enough to be nested",
        ja: "字下げが足りず、入れ子にならない項目",
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
    let spaces = if found == 1 { "space" } else { "spaces" };
    let report = sink.report(
        item,
        message!(
            "`{text}` is not nested under `{above}`: indented by {found} {spaces}, but nesting needs {needed}",
            "`{text}` は `{above}` の下の階層にならない。字下げは空白 {found} つだが、入れ子には {needed} つ必要"
        ),
    );
    let report = if sublist.is_flat() {
        report.note(message!(
            "GitHub shows both at one level of the same list",
            "GitHub では同じリストの同じ階層の項目として表示される"
        ))
    } else {
        report.note(message!(
            "GitHub ends the list there and begins another one",
            "GitHub ではそこでリストが終わり、別のリストが始まる"
        ))
    };
    let by = needed.checked_signed_diff(found);
    let edits: Option<Vec<_>> =
        sublist.items.iter().map(|item| lines::shift(note.source, *item, by?)).collect::<Option<Vec<_>>>();
    if let Some(edits) = edits {
        report.fix(
            Applicability::Unsafe,
            Effect::Structure,
            message!("indent it by {needed} spaces", "字下げを空白 {needed} つにする"),
            edits.into_iter().flatten().collect(),
        );
    }
}

/// The first line of `item`, from its marker on.
fn first_line(note: &Note<'_>, item: Node<'_>) -> Span {
    let start = item.span().start;
    let line = note.source.line_at(start as usize);
    let text = note.source.slice(Span { start, end: line.end });
    Span::new(start as usize, start as usize + text.trim_end_matches([' ', '\t']).len())
}
