//! `mixed-bullet-markers`: a list in which the marker changes, or lists with different markers.

use rustc_hash::FxHashMap;

use crate::lint::prelude::*;
use crate::markdown::document::NodeId;
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
        let mut continues: FxHashMap<NodeId, char> = FxHashMap::default();
        let mut of_depth: Vec<Option<char>> = Vec::new();
        for list in note.document.of_kind(Kind::List) {
            let Some(marker) = marker(list) else { continue };
            let continued = continues.remove(&list.id());
            let expected = continued.or_else(|| self.expected(list, marker, &mut of_depth)).unwrap_or(marker);
            // Where the marker does not begin another list, nothing is lost.
            let parts = note.document.profile().lists.marker_begins_list;
            if let Some(next) = next_part(note.source, list).filter(|_| parts) {
                continues.insert(next.id(), expected);
            }
            if expected != marker {
                self.report(note.source, list, marker, expected, continued.is_some(), sink);
            }
        }
    }
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

/// The marker of `list`. `None` for an ordered list.
fn marker(list: Node<'_>) -> Option<char> {
    let item = list.first_child().filter(|_| list.list_start().is_none())?;
    Some(syntax::item_marker(item)?.char)
}

/// The list that begins on the line after `list` because the marker changes there.
fn next_part<'d>(source: &Source, list: Node<'d>) -> Option<Node<'d>> {
    let next = list.next_sibling().filter(|next| marker_of_list(*next))?;
    let line = |offset: u32| source.lines().line(offset as usize);
    let adjacent = line(next.span().start) == line(list.span().end) + 1;
    // Two lists with one item each may be about the markers themselves: `*` times, `+` plus.
    let single = |list: Node<'_>| list.first_child().is_some_and(|item| item.next_sibling().is_none());
    (adjacent && !(single(list) && single(next))).then_some(next)
}

impl MixedBulletMarkers {
    fn report(
        &self,
        source: &Source,
        list: Node<'_>,
        marker: char,
        expected: char,
        continues: bool,
        sink: &mut Sink<'_>,
    ) {
        let markers: Vec<_> = list.children().filter_map(|item| Some(syntax::item_marker(item)?.span)).collect();
        let edits: Vec<_> = markers.iter().map(|span| Edit::replace(*span, expected)).collect();
        let mut fix = fix(source, list, continues).map(|(applicability, effect)| (applicability, effect, edits));
        let count = if self.options.every { markers.len() } else { 1 };
        for span in markers.into_iter().take(count) {
            let report = if continues {
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
fn fix(source: &Source, list: Node<'_>, continues: bool) -> Option<(Applicability, Effect)> {
    if continues {
        // A list that is indented differently from the one before may be meant as nested in it.
        let column = |list: Node<'_>| syntax::column(source, list.span().start as usize);
        let even = list.previous_sibling().is_some_and(|before| column(before) == column(list));
        return even.then_some((Applicability::Safe, Effect::Structure));
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
