//! `wrong-space-after-marker`: a list marker that is not followed by the configured number of spaces.

use crate::finding::plural;
use crate::lint::options::Spaces;
use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::profile::Nesting;
use crate::text::source::Source;

pub(crate) struct WrongSpaceAfterMarker {
    options: Options,
}

/// Options of `wrong-space-after-marker`, all of them markdownlint's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Spaces after the marker in an ordered list with an item of several lines.
    ol_multi: Spaces,
    /// Spaces after the marker in an ordered list whose items are all one line.
    ol_single: Spaces,
    /// Spaces after the marker in a bullet list with an item of several lines.
    ul_multi: Spaces,
    /// Spaces after the marker in a bullet list whose items are all one line.
    ul_single: Spaces,
}

impl Default for Options {
    fn default() -> Self {
        let one = Spaces::of::<1>();
        Self { ol_multi: one, ol_single: one, ul_multi: one, ul_single: one }
    }
}

rule!(WrongSpaceAfterMarker {
    options: Options,
    summary: Text {
        en: "the wrong number of spaces after a list marker",
        ja: "リストマーカーの後の空白の数が正しくない"
    },
    aliases: &["MD030", "list-marker-space"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for WrongSpaceAfterMarker {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::List])
    }

    fn node(&self, note: &Note<'_>, list: Node<'_>, sink: &mut Sink<'_>) {
        let single = lines::of(note.source, list.span()).count() == list.children().count();
        let expected = match (list.list_start().is_some(), single) {
            (true, true) => self.options.ol_single,
            (true, false) => self.options.ol_multi,
            (false, true) => self.options.ul_single,
            (false, false) => self.options.ul_multi,
        };
        let expected = expected.or_zero();
        for item in list.children() {
            let Some(marker) = syntax::item_marker(item).map(|marker| marker.span) else { continue };
            let Some(space) = space(note.source, marker) else { continue };
            let found = space.len();
            if found == expected {
                continue;
            }
            let spaces = plural(found, "space");
            let report = sink.report(
                marker,
                message!(
                    "{spaces} after the list marker; expected {expected}",
                    "リストマーカーの後の空白が {expected} つではなく {found} つ"
                ),
            );
            let column = |offset: u32| syntax::column(note.source, offset as usize);
            let width = column(space.end) - column(space.start);
            // Any spaces after these indent a code block, and would follow the inserted ones.
            let indents_code = !lines::space_at(note.source, space.end as usize).is_empty();
            let possible = (1..=4).contains(&expected) && !indents_code;
            let Some(by) = expected.checked_signed_diff(width).filter(|_| possible) else { continue };
            let own = Edit::replace(space, " ".repeat(expected));
            let spaces = plural(expected, "space");
            if matches!(note.document.profile().lists.nesting, Nesting::Columns(_)) {
                // The content is indented by columns, whatever the width of the marker.
                let title = message!("use {spaces}", "半角スペース {expected} つにする");
                report.fix(Applicability::Safe, Effect::Layout, title, vec![own]);
                continue;
            }
            // The content of an item is indented as far as its text, so it moves along.
            let mut edits = lines::shift_rest(note.source, item, by);
            edits.push(own);
            let title = message!(
                "use {spaces} and re-indent the item",
                "半角スペース {expected} つにし、項目の中身の字下げも合わせる"
            );
            report.fix(Applicability::Safe, Effect::Layout, title, edits);
        }
    }
}

/// The whitespace between the `marker` of an item and its content. `None` if there is no content on the line.
fn space(source: &Source, marker: Span) -> Option<Span> {
    let space = lines::space_at(source, marker.end as usize);
    let width = syntax::column(source, space.end as usize) - syntax::column(source, space.start as usize);
    let next = source.text().as_bytes().get(space.end as usize)?;
    // Five or more columns start indented code, and only the first belongs to the marker (CommonMark 0.31 §5.2).
    let end = if width > 4 { space.start + 1 } else { space.end };
    (!space.is_empty() && !matches!(next, b'\n' | b'\r')).then_some(Span { end, ..space })
}
