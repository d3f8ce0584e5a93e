//! `mixed-bullet-markers`: a list that changes its marker.

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
    /// What has to agree where `style` is `consistent`: the items of one list, all lists of one level in a file, or all
    /// lists in a file.
    scope: Scope,
    /// The marker for all lists; `consistent` leaves the choice to the first, and with `sublist` a list differs from
    /// the one around it.
    style: Style,
    /// Report each item, not each list; the first one's fix is that of the list.
    every: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Scope {
    #[default]
    List,
    Level,
    File,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Style {
    #[default]
    Consistent,
    Dash,
    Asterisk,
    Plus,
    Sublist,
}

rule!(MixedBulletMarkers {
    options: Options,
    summary: Text { en: "a list that changes its marker", ja: "リストの記号が途中で変わっている" },
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
        // Lists that go on where another ended, with the marker of that one.
        let mut goes_on: FxHashMap<NodeId, char> = FxHashMap::default();
        let mut of_depth: Vec<Option<char>> = Vec::new();
        for list in note.document.of_kind(Kind::List) {
            let Some(marker) = marker(list) else { continue };
            let before = goes_on.remove(&list.id());
            let wanted = before.or_else(|| self.wanted(list, marker, &mut of_depth)).unwrap_or(marker);
            if let Some(next) = next_part(note.source, list) {
                goes_on.insert(next.id(), wanted);
            }
            if wanted != marker {
                self.report(note.source, list, marker, wanted, before.is_some(), sink);
            }
        }
    }
}

impl MixedBulletMarkers {
    /// The marker that the options ask for; `of_depth` holds those of the levels so far.
    fn wanted(&self, list: Node<'_>, marker: char, of_depth: &mut Vec<Option<char>>) -> Option<char> {
        let depth = match (self.options.style, self.options.scope) {
            (Style::Dash, _) => return Some('-'),
            (Style::Asterisk, _) => return Some('*'),
            (Style::Plus, _) => return Some('+'),
            (Style::Consistent, Scope::List) => return None,
            (Style::Consistent, Scope::File) => 0,
            (Style::Consistent, Scope::Level) => list.ancestors().filter(|node| marker_of_list(*node)).count(),
            (Style::Sublist, _) => list.ancestors().filter(|node| node.kind() == Kind::List).count(),
        };
        let sublist = self.options.style == Style::Sublist;
        while of_depth.len() <= depth {
            // A level without a list of its own yet goes by the first that reached it.
            of_depth.push((!sublist).then_some(marker));
        }
        let around = depth.checked_sub(1).and_then(|around| of_depth[around]);
        let free = if sublist && around == Some(marker) { another(marker) } else { marker };
        Some(*of_depth[depth].get_or_insert(free))
    }
}

/// The marker that takes turns with `marker` in nested lists.
fn another(marker: char) -> char {
    match marker {
        '-' => '+',
        '+' => '*',
        _ => '-',
    }
}

fn marker_of_list(node: Node<'_>) -> bool {
    node.kind() == Kind::List && node.list_start().is_none()
}

/// The marker of a bullet list.
fn marker(list: Node<'_>) -> Option<char> {
    let item = list.first_child().filter(|_| list.list_start().is_none())?;
    Some(syntax::item_marker(item)?.char)
}

/// The list that begins on the line behind `list` because the marker changed there.
fn next_part<'d>(source: &Source, list: Node<'d>) -> Option<Node<'d>> {
    let next = list.next_sibling().filter(|next| marker_of_list(*next))?;
    let line = |offset: u32| source.lines().line(offset as usize);
    let adjacent = line(next.span().start) == line(list.span().end) + 1;
    // Of two lists with one item each the marks may be what the text is about: `*` times, `+` plus.
    let single = |list: Node<'_>| list.first_child().is_some_and(|item| item.next_sibling().is_none());
    (adjacent && !(single(list) && single(next))).then_some(next)
}

impl MixedBulletMarkers {
    fn report(&self, source: &Source, list: Node<'_>, marker: char, wanted: char, goes_on: bool, sink: &mut Sink<'_>) {
        let markers: Vec<_> = list.children().filter_map(|item| Some(syntax::item_marker(item)?.span)).collect();
        let edits: Vec<_> = markers.iter().map(|span| Edit::replace(*span, wanted)).collect();
        let mut fix = fix(source, list, goes_on).map(|(applicability, effect)| (applicability, effect, edits));
        let count = if self.options.every { markers.len() } else { 1 };
        for span in markers.into_iter().take(count) {
            let report = if goes_on {
                let message = message!(
                    "the list goes on with `{marker}` after `{wanted}`",
                    "`{wanted}` のリストの続きが `{marker}` になっている"
                );
                sink.report(span, message).note(message!(
                    "Markdown ends a list where the marker changes, and begins another",
                    "Markdown では記号が変わると別のリストになる"
                ))
            } else {
                sink.report(
                    span,
                    message!(
                        "a list marked with `{marker}`, not `{wanted}`",
                        "リストの記号が `{wanted}` ではなく `{marker}`"
                    ),
                )
            };
            if let Some((applicability, effect, edits)) = fix.take() {
                report.fix(applicability, effect, message!("use `{wanted}`", "`{wanted}` に揃える"), edits);
            }
        }
    }
}

/// How sure it is that another marker for `list` changes nothing else.
fn fix(source: &Source, list: Node<'_>, goes_on: bool) -> Option<(Applicability, Effect)> {
    if goes_on {
        // Set a space deeper than the list before, its author may have meant it to be nested.
        let column = |list: Node<'_>| syntax::column(source, list.span().start as usize);
        let even = list.previous_sibling().is_some_and(|before| column(before) == column(list));
        return even.then_some((Applicability::Safe, Effect::Structure));
    }
    // Beside another list the marker may be all that keeps the two apart.
    let beside = |node: Option<Node<'_>>| node.is_some_and(|node| node.kind() == Kind::List);
    if beside(list.previous_sibling()) || beside(list.next_sibling()) {
        return Some((Applicability::Unsafe, Effect::Structure));
    }
    Some((Applicability::Safe, Effect::Layout))
}
