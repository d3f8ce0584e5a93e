//! `wrong-list-indent`: a bullet list indented by another width than the one agreed on.

use crate::lint::options::Spaces;
use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::lists::has_lost_depth;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct WrongListIndent {
    /// Spaces for each level.
    indent: usize,
    /// Spaces before the first level.
    start: usize,
}

/// Options of `wrong-list-indent`, under markdownlint's names.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Spaces for each level.
    indent: Spaces,
    /// Spaces before the first level, where `start_indented` is on.
    start_indent: Spaces,
    /// Whether the first level is indented too.
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
    summary: Text {
        en: "a bullet list indented by another width than agreed on",
        ja: "リストの字下げの幅が決まりと違う",
    },
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
        let levels = level.saturating_mul(self.indent);
        // What belongs to a footnote is indented by four.
        let footnote = if list.within(Kinds::of(&[Kind::FootnoteDefinition])) { 4 } else { 0 };
        let wanted = self.start.saturating_add(levels).saturating_add(footnote);
        let wrong = |item: &Node<'_>| indent(note.source, *item) != wanted;
        // Where the depth of the items is lost, their indentation is all that shows it.
        let mut fix = edits(note.source, list, wanted).filter(|_| !has_lost_depth(note.source, list));
        for item in list.children().filter(wrong) {
            let found = indent(note.source, item);
            let Some(marker) = syntax::item_marker(item) else { continue };
            let report = sink.report(
                marker.span,
                message!("an item indented by {found}, not by {wanted}", "字下げが {wanted} ではなく {found}"),
            );
            // The items move together: the first finding's fix is that of all.
            if let Some(edits) = fix.take() {
                let title = message!("indent the list by {wanted}", "リストの字下げを {wanted} にする");
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            }
        }
    }
}

/// How many bullet lists stand around `list` up to the next quote; `None` for an ordered list or one within such.
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

/// How many characters stand before `item` in its line, or behind the mark of the quote there: a tab is one.
fn indent(source: &Source, item: Node<'_>) -> usize {
    let start = item.span().start as usize;
    let before = &source.text()[source.line_at(start).start as usize..start];
    let Some((_, behind)) = before.rsplit_once('>') else { return before.len() };
    behind.strip_prefix(' ').unwrap_or(behind).len()
}

/// Edits that indent the items of `list` by `wanted`; `None` where that can't be done.
fn edits(source: &Source, list: Node<'_>, wanted: usize) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for item in list.children() {
        let start = item.span().start as usize;
        let line = source.line_at(start).start as usize;
        let from = start - indent(source, item).min(start - line);
        let found = syntax::column(source, start) - syntax::column(source, from);
        edits.extend(lines::shift(source, item, wanted.checked_signed_diff(found)?)?);
    }
    edits.retain(|edit| source.slice(edit.span) != edit.text);
    Some(edits).filter(|edits| !edits.is_empty())
}
