//! `mixed-bullet-markers`: a list in which the marker changes, or lists with different markers.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lint::prelude::*;
use crate::markdown::document::NodeId;
use crate::markdown::lines;
use crate::markdown::marker_runs::{self, MarkerMeaning, bullet};
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct MixedBulletMarkers {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// With `style = "consistent"`: where the same marker is required. `list`: within a list. `level`: in all lists of the
    /// same level of a note. `file`: in all lists of a note.
    scope: ScopeOption,
    /// Marker of all lists. `consistent` uses that of the first list; `sublist` requires a nested list to use a different
    /// marker from its parent.
    style: StyleOption,
    /// Report every item instead of every list. The fix of the first item changes the whole list.
    every: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ScopeOption {
    #[default]
    List,
    Level,
    File,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum StyleOption {
    #[default]
    Consistent,
    Dash,
    Asterisk,
    Plus,
    Sublist,
}

rule!(MixedBulletMarkers {
    options: Options,
    summary: Text { en: "a list that changes its marker", ja: "リストマーカーが途中で変わっている" },
    aliases: &["MD004", "ul-style"],
    presets: &[
        Preset::Recommended.member(),
        Preset::Style.with("scope = \"level\""),
        Preset::Markdownlint.with("scope = \"file\"\nevery = true"),
    ],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for MixedBulletMarkers {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        // Lists that continue another list, with the marker of that list.
        let mut continues: FxHashMap<NodeId, Continued> = FxHashMap::default();
        // Lists that follow another list, and those whose marker shows that they belong below its items.
        let (mut followers, mut lower) = (FxHashSet::default(), FxHashSet::default());
        let mut of_depth: Vec<Option<char>> = Vec::new();
        // Where the marker does not begin another list, nothing is lost.
        let parts = note.document.profile().lists.marker_begins_list;
        for list in note.document.of_kind(Kind::List) {
            let Some(marker) = bullet(list) else { continue };
            if lower.contains(&list.id()) {
                continue;
            }
            let continued = continues.get(&list.id()).copied();
            let expected = continued.map(|continued| continued.marker);
            let expected = expected.or_else(|| self.expected(list, marker, &mut of_depth)).unwrap_or(marker);
            if parts && !followers.contains(&list.id()) {
                let lists = marker_runs::from(note.source, list);
                let after = lists.get(1..).unwrap_or_default();
                followers.extend(after.iter().map(|list| list.id()));
                match marker_runs::meaning(note.source, &lists) {
                    MarkerMeaning::Subject | MarkerMeaning::Indentation if !self.options.every => {}
                    MarkerMeaning::Level if !self.options.every => {
                        report_level(note.source, &lists, sink);
                        let is_lower = |list: &&Node<'_>| bullet(**list) != Some(marker);
                        lower.extend(after.iter().filter(is_lower).map(|list| list.id()));
                    }
                    meaning => {
                        let continued = Continued { marker: expected, meaning };
                        continues.extend(after.iter().map(|list| (list.id(), continued)));
                    }
                }
            }
            if expected != marker {
                self.report(note.source, list, marker, expected, continued, sink);
            }
        }
    }
}

/// The marker that a list should have because it continues another list.
#[derive(Clone, Copy)]
struct Continued {
    marker: char,
    meaning: MarkerMeaning,
}

/// Reports lists that belong below the items of the lists between them, at the first of them.
fn report_level(source: &Source, lists: &[Node<'_>], sink: &mut Sink<'_>) {
    let [first, second, ..] = lists else { return };
    let (Some(upper), Some(marker)) = (bullet(*first), bullet(*second)) else { return };
    let Some(span) = second.first_child().and_then(syntax::item_marker).map(|marker| marker.span) else { return };
    let report = sink
        .report(
            span,
            message!(
                "the `{marker}` items are on the same level as the `{upper}` items",
                "`{marker}` の項目が `{upper}` の項目と同じ階層になっている"
            ),
        )
        .note(message!(
            "in Markdown, indentation nests a list; a different marker only starts a new one",
            "Markdown では、入れ子は字下げで表す。リストマーカーを変えても別のリストになるだけ"
        ));
    // Text that was pasted between the items would be moved, too.
    if let Some(edits) = indented(source, lists).filter(|_| !marker_runs::are_mostly_text(source, lists)) {
        report.fix(
            Applicability::Unsafe,
            Effect::Structure,
            message!("indent the `{marker}` items", "`{marker}` の項目を字下げする"),
            edits,
        );
    }
}

/// Edits that move every second list below the last item of the list before it.
fn indented(source: &Source, lists: &[Node<'_>]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for (upper, lower) in lists.iter().zip(lists.iter().skip(1)).step_by(2) {
        let above = upper.children().last()?;
        let content = syntax::item_marker(above)?.content;
        let by = syntax::column(source, content) - syntax::column(source, above.span().start as usize);
        for item in lower.children() {
            edits.extend(lines::shift(source, item, isize::try_from(by).ok()?)?);
        }
    }
    Some(edits)
}

impl MixedBulletMarkers {
    /// The marker that the options require for `list`. `of_depth` is filled with the marker of each level.
    fn expected(&self, list: Node<'_>, marker: char, of_depth: &mut Vec<Option<char>>) -> Option<char> {
        let depth = match (self.options.style, self.options.scope) {
            (StyleOption::Dash, _) => return Some('-'),
            (StyleOption::Asterisk, _) => return Some('*'),
            (StyleOption::Plus, _) => return Some('+'),
            (StyleOption::Consistent, ScopeOption::List) => return None,
            (StyleOption::Consistent, ScopeOption::File) => 0,
            (StyleOption::Consistent, ScopeOption::Level) => {
                list.ancestors().filter(|node| marker_of_list(*node)).count()
            }
            (StyleOption::Sublist, _) => list.ancestors().filter(|node| node.kind() == Kind::List).count(),
        };
        let sublist = self.options.style == StyleOption::Sublist;
        while of_depth.len() <= depth {
            // The first list that is this deep also sets the marker of levels above that have no list yet.
            of_depth.push((!sublist).then_some(marker));
        }
        let around = depth.checked_sub(1).and_then(|around| of_depth[around]);
        let free = if sublist && around == Some(marker) { other_marker(marker) } else { marker };
        Some(*of_depth[depth].get_or_insert(free))
    }
}

/// The marker of a list nested in a list with `marker`.
fn other_marker(marker: char) -> char {
    match marker {
        '-' => '+',
        '+' => '*',
        _ => '-',
    }
}

fn marker_of_list(node: Node<'_>) -> bool {
    node.kind() == Kind::List && node.list_start().is_none()
}

impl MixedBulletMarkers {
    fn report(
        &self,
        source: &Source,
        list: Node<'_>,
        marker: char,
        expected: char,
        continued: Option<Continued>,
        sink: &mut Sink<'_>,
    ) {
        let markers: Vec<_> = list.children().filter_map(|item| Some(syntax::item_marker(item)?.span)).collect();
        let edits: Vec<_> = markers.iter().map(|span| Edit::replace(*span, expected)).collect();
        let mut fix = fix(source, list, continued).map(|(applicability, effect)| (applicability, effect, edits));
        let count = if self.options.every { markers.len() } else { 1 };
        for span in markers.into_iter().take(count) {
            let report = if continued.is_some() {
                let message = message!(
                    "list marker changes from `{expected}` to `{marker}`",
                    "リストマーカーが `{expected}` から `{marker}` に変わっている"
                );
                sink.report(span, message).note(message!(
                    "in Markdown, a different marker starts a new list",
                    "Markdown では、リストマーカーが変わると別のリストになる"
                ))
            } else {
                sink.report(
                    span,
                    message!(
                        "list marker is `{marker}`; expected `{expected}`",
                        "リストマーカーが `{expected}` ではなく `{marker}`"
                    ),
                )
            };
            if let Some((applicability, effect, edits)) = fix.take() {
                report.fix(applicability, effect, message!("use `{expected}`", "`{expected}` に揃える"), edits);
            }
        }
    }
}

/// How safe it is to change the marker of `list`. `None` if it is unclear what the author meant.
fn fix(source: &Source, list: Node<'_>, continued: Option<Continued>) -> Option<(Applicability, Effect)> {
    if let Some(Continued { meaning, .. }) = continued {
        return match meaning {
            MarkerMeaning::Accident => Some((Applicability::Safe, Effect::Structure)),
            MarkerMeaning::Doubtful => Some((Applicability::Unsafe, Effect::Structure)),
            MarkerMeaning::Unknown | MarkerMeaning::Level | MarkerMeaning::Subject | MarkerMeaning::Indentation => None,
        };
    }
    // Next to another list, the marker may be all that keeps the two apart, if the host tells them apart by it.
    let parts = source.profile().lists.marker_begins_list;
    let beside = |node: Option<Node<'_>>| node.is_some_and(|node| node.kind() == Kind::List);
    if beside(list.previous_sibling()) || beside(list.next_sibling()) {
        let applicability = if parts { Applicability::Unsafe } else { Applicability::Safe };
        return Some((applicability, Effect::Structure));
    }
    Some((Applicability::Safe, Effect::Layout))
}
