//! `wrong-list-indent`: a bullet list that is not indented by the configured width.

use std::collections::BTreeMap;

use crate::finding::plural;
use crate::lint::options::Spaces;
use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::lists::{has_lost_depth, keeps_level};
use crate::markdown::syntax;
use crate::text::profile::Nesting;
use crate::text::source::Source;

pub(crate) struct WrongListIndent {
    options: Options,
}

/// Options of `wrong-list-indent`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Spaces per level. By default, as many as in most nested lists of the note.
    indent: Option<Spaces>,
    /// Spaces before the first level, if `start_indented` is `true`. By default, the same.
    start_indent: Option<Spaces>,
    /// Indent the first level too.
    start_indented: bool,
}

rule!(WrongListIndent {
    options: Options,
    summary: Text { en: "a bullet list with the wrong indentation", ja: "箇条書きの字下げの幅が違う" },
    aliases: &["MD007", "ul-indent"],
    presets: &[Preset::Markdownlint.with("indent = 2\nstart_indent = 2")],
    fix: Some(Applicability::Safe),
});

impl Check for WrongListIndent {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let width = match self.options.indent {
            Some(indent) => indent.or_zero(),
            None => usual(note),
        };
        for list in note.document.of_kind(Kind::List) {
            self.list(note, list, width, sink);
        }
    }
}

/// The width of a note whose lists are not nested.
const USUAL: usize = 2;

/// By how much most nested lists of `note` are indented; the smaller width if there are as many of both.
fn usual(note: &Note<'_>) -> usize {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    for list in note.document.of_kind(Kind::List).filter(|list| level(*list).is_some_and(|level| level > 0)) {
        let (Some(item), Some(around)) = (list.first_child(), list.parent()) else { continue };
        let width = columns(note.source, item).saturating_sub(columns(note.source, around));
        *times.entry(width).or_default() += 1;
    }
    times.into_iter().min_by_key(|(_, times)| std::cmp::Reverse(*times)).map_or(USUAL, |(width, _)| width)
}

impl WrongListIndent {
    /// Checks `list`, which should be indented by `width` for each level.
    fn list(&self, note: &Note<'_>, list: Node<'_>, width: usize, sink: &mut Sink<'_>) {
        let Some(level) = level(list) else { return };
        // Less than the host needs can't be asked for.
        let needed = match note.document.profile().lists.nesting {
            Nesting::Columns(step) => usize::from(step),
            Nesting::Content => 0,
        };
        let levels = level.saturating_mul(width.max(needed));
        // The content of a footnote is indented by four.
        let footnote = if list.within(Kinds::of(&[Kind::FootnoteDefinition])) { 4 } else { 0 };
        let start = self.options.start_indent.map_or(width, Spaces::or_zero);
        let start = if self.options.start_indented { start } else { 0 };
        let expected = start.saturating_add(levels).saturating_add(footnote);
        // A configured width is markdownlint's, which counts characters.
        let indent = if self.options.indent.is_some() { indent } else { columns };
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
    let before = &source.text()[lines::start(source, start)..start];
    let Some((_, rest)) = before.rsplit_once('>') else { return before.len() };
    rest.strip_prefix(' ').unwrap_or(rest).len()
}

/// The same in columns: a tab reaches the next multiple of four.
fn columns(source: &Source, item: Node<'_>) -> usize {
    let start = item.span().start as usize;
    let from = start.saturating_sub(indent(source, item));
    syntax::column(source, start) - syntax::column(source, from)
}

/// Edits that indent the items of `list` by `expected`. `None` if an item cannot be moved, or nothing changes.
fn edits(source: &Source, list: Node<'_>, expected: usize) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for item in list.children() {
        let found = columns(source, item);
        if !keeps_level(source.profile(), found, expected) {
            return None;
        }
        edits.extend(lines::shift(source, item, expected.checked_signed_diff(found)?)?);
    }
    edits.retain(|edit| source.slice(edit.span) != edit.text);
    Some(edits).filter(|edits| !edits.is_empty())
}
