//! `wrong-list-indent`: a bullet list that is not indented by the configured width.

use crate::finding::plural;
use crate::lint::options::Spaces;
use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::lists::{has_lost_depth, keeps_level};
use crate::markdown::syntax;
use crate::text::profile::Nesting;
use crate::text::source::Source;

pub(crate) struct WrongListIndent {
    /// Spaces per level.
    indent: usize,
    /// Spaces before the first level.
    start: usize,
}

/// Options of `wrong-list-indent`, under markdownlint's names.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Spaces per level.
    indent: Spaces,
    /// Spaces before the first level, if `start_indented` is `true`.
    start_indent: Spaces,
    /// Indent the first level too.
    start_indented: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { indent: Spaces::of::<2>(), start_indent: Spaces::of::<2>(), start_indented: false }
    }
}

rule!(WrongListIndent {
    options: Options,
    new: |options| {
        let indent = options.indent.or_default(2);
        let start = if options.start_indented { options.start_indent.or_default(indent) } else { 0 };
        WrongListIndent { indent, start }
    },
    summary: Text { en: "a bullet list with the wrong indentation", ja: "箇条書きの字下げの幅が違う" },
    aliases: &["MD007", "ul-indent"],
    presets: &[Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for WrongListIndent {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::List])
    }

    fn node(&self, note: &Note<'_>, list: Node<'_>, sink: &mut Sink<'_>) {
        let Some(level) = level(list) else { return };
        // Less than the host needs can't be asked for.
        let needed = match note.document.profile().lists.nesting {
            Nesting::Columns(step) => usize::from(step),
            Nesting::Content => 0,
        };
        let levels = level.saturating_mul(self.indent.max(needed));
        // The content of a footnote is indented by four.
        let footnote = if list.within(Kinds::of(&[Kind::FootnoteDefinition])) { 4 } else { 0 };
        let expected = self.start.saturating_add(levels).saturating_add(footnote);
        let wrong = |item: &Node<'_>| indent(note.source, *item) != expected;
        // If the nesting of the items is lost, the indentation is the only trace of it.
        let mut fix = edits(note.source, list, expected).filter(|_| !has_lost_depth(note.source, list));
        for item in list.children().filter(wrong) {
            let found = indent(note.source, item);
            let characters = plural(found, "character");
            let Some(marker) = syntax::item_marker(item) else { continue };
            let report = sink.report(
                marker.span,
                message!(
                    "list item is indented by {characters}; expected {expected}",
                    "リスト項目の字下げが {expected} 文字ではなく {found} 文字"
                ),
            );
            // All items move together, so the first finding has the fix for all of them.
            if let Some(edits) = fix.take() {
                let spaces = plural(expected, "space");
                let title = message!("indent the list by {spaces}", "リストの字下げを半角スペース {expected} つにする");
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            }
        }
    }
}

/// Number of bullet lists that `list` is nested in, within the same block quote. `None` for an ordered list, or a list inside
/// one.
fn level(list: Node<'_>) -> Option<usize> {
    if list.list_start().is_some() {
        return None;
    }
    let mut level = 0;
    for around in list.ancestors() {
        match around.kind() {
            Kind::BlockQuote => break,
            Kind::List if around.list_start().is_some() => return None,
            Kind::List => level += 1,
            _ => {}
        }
    }
    Some(level)
}

/// Number of characters before `item` on its line, or after the `> ` of a block quote; a tab counts as one.
fn indent(source: &Source, item: Node<'_>) -> usize {
    let start = item.span().start as usize;
    let before = &source.text()[source.line_at(start).start as usize..start];
    let Some((_, rest)) = before.rsplit_once('>') else { return before.len() };
    rest.strip_prefix(' ').unwrap_or(rest).len()
}

/// Edits that indent the items of `list` by `expected`. `None` if an item cannot be moved, or nothing changes.
fn edits(source: &Source, list: Node<'_>, expected: usize) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for item in list.children() {
        let start = item.span().start as usize;
        let line = source.line_at(start).start as usize;
        let from = start - indent(source, item).min(start - line);
        let found = syntax::column(source, start) - syntax::column(source, from);
        if !keeps_level(source.profile(), found, expected) {
            return None;
        }
        edits.extend(lines::shift(source, item, expected.checked_signed_diff(found)?)?);
    }
    edits.retain(|edit| source.slice(edit.span) != edit.text);
    Some(edits).filter(|edits| !edits.is_empty())
}
