//! `wrong-space-after-marker`: more or fewer spaces between a list's marker and its text than agreed on.

use crate::lint::options::Spaces;
use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct WrongSpaceAfterMarker {
    options: Options,
}

/// Options of `wrong-space-after-marker`, under markdownlint's names.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Spaces in an ordered list with an item of several lines.
    ol_multi: Spaces,
    /// Spaces in an ordered list whose items have a line each.
    ol_single: Spaces,
    /// Spaces in a bullet list with an item of several lines.
    ul_multi: Spaces,
    /// Spaces in a bullet list whose items have a line each.
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
        en: "more or fewer spaces behind a list's marker than agreed on",
        ja: "リストの記号の後ろの空白の数が違う",
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
        let wanted = match (list.list_start().is_some(), single) {
            (true, true) => self.options.ol_single,
            (true, false) => self.options.ol_multi,
            (false, true) => self.options.ul_single,
            (false, false) => self.options.ul_multi,
        };
        let wanted = wanted.or_default(1);
        for item in list.children() {
            let Some(marker) = syntax::item_marker(item).map(|marker| marker.span) else { continue };
            let Some(space) = space(note.source, marker) else { continue };
            let found = space.len();
            if found == wanted {
                continue;
            }
            let report = sink.report(
                marker,
                message!(
                    "{found} spaces behind the marker, not {wanted}",
                    "記号の後ろの空白が {wanted} つではなく {found} つ"
                ),
            );
            let column = |offset: u32| syntax::column(note.source, offset as usize);
            let width = column(space.end) - column(space.start);
            // More spaces after those are the indentation of code, and would remain after the ones inserted.
            let indents_code = !lines::space_at(note.source, space.end as usize).is_empty();
            let possible = (1..=4).contains(&wanted) && !indents_code;
            let Some(by) = wanted.checked_signed_diff(width).filter(|_| possible) else { continue };
            // What belongs to the item is indented as far as its text.
            let mut edits = lines::shift_rest(note.source, item, by);
            edits.push(Edit::replace(space, " ".repeat(wanted)));
            let title =
                message!("leave {wanted}, and move the item's lines along", "{wanted} つにし、項目の中身も動かす");
            report.fix(Applicability::Safe, Effect::Layout, title, edits);
        }
    }
}

/// The white space between the `marker` of an item and its content; `None` where there is no content in the line.
fn space(source: &Source, marker: Span) -> Option<Span> {
    let space = lines::space_at(source, marker.end as usize);
    let width = syntax::column(source, space.end as usize) - syntax::column(source, space.start as usize);
    let behind = source.text().as_bytes().get(space.end as usize)?;
    // From the fifth column on it is the indentation of code (CommonMark 0.31 §5.2).
    let end = if width > 4 { space.start + 1 } else { space.end };
    (!space.is_empty() && !matches!(behind, b'\n' | b'\r')).then_some(Span { end, ..space })
}
