//! `duplicate-heading`: two headings with the same text.

use rustc_hash::FxHashMap;

use crate::lint::options::Maximum;
use crate::lint::prelude::*;
use crate::markdown::document::NodeId;
use crate::markdown::headings;
use crate::markdown::part_title::is_part_title;

pub(crate) struct DuplicateHeading {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Compare only headings of the same level under the same parent heading. Alias: `allow_different_nesting`.
    #[serde(alias = "allow_different_nesting")]
    siblings_only: bool,
    /// A heading that occurs at least this many times is a pattern of the note, such as `### Answer`, and is not
    /// reported. `0` reports every repetition.
    pattern: Maximum,
    /// Compare the Markdown source, so that `**Price**` differs from `Price`. Includes headings without text, and
    /// compares headings in block quotes and list items with all others.
    as_written: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { siblings_only: true, pattern: Maximum::of::<3>(), as_written: false }
    }
}

rule!(DuplicateHeading {
    options: Options,
    summary: Text {
        en: "the same heading twice under one parent", ja: "同じ親見出しの下に同じ見出しが 2 つある"
    },
    aliases: &["MD024", "no-duplicate-heading"],
    presets: &[
        Preset::Recommended.member(),
        Preset::Markdownlint.with("siblings_only = false\npattern = 0\nas_written = true"),
    ],
    yields_to: Some("accidental-heading"),
});

/// Scope within which headings are compared: the block that contains them, their parent heading, their level.
type Section = (NodeId, NodeId, u32);

/// Headings of one section with the same text.
struct Group<'d> {
    headings: Vec<Node<'d>>,
    /// How many there are under the parent heading, in all parts of the note.
    times: usize,
}

impl Check for DuplicateHeading {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let pattern = self.options.pattern.or_zero();
        for Group { headings, times } in self.groups(note) {
            let often = pattern > 0 && times >= pattern;
            let Some((first, others)) = headings.split_first().filter(|(_, others)| !often && !others.is_empty())
            else {
                continue;
            };
            let line = note.source.lines().line(first.span().start as usize) + 1;
            for heading in others {
                let title = excerpt(&heading.text());
                sink.report(
                    heading.span(),
                    message!(
                        "heading `{title}` already appears on line {line}",
                        "見出し `{title}` は {line} 行目にもある"
                    ),
                )
                .note(message!(
                    "readers and links cannot tell the two apart; merge the sections or rename one",
                    "読み手にもリンクにも区別がつかない。セクションを 1 つにまとめるか、違いがわかる見出しにする"
                ));
            }
        }
    }
}

impl DuplicateHeading {
    /// Headings grouped by equal text within their [`Section`], in the order of the note. If the titles of parts have the level of
    /// their sections, each part has its own groups.
    fn groups<'d>(&self, note: &'d Note<'_>) -> Vec<Group<'d>> {
        let root = note.document.root().id();
        let mut groups: Vec<Group<'d>> = Vec::new();
        let mut by_title: FxHashMap<(Section, NodeId, String), usize> = FxHashMap::default();
        // For each block that contains headings: those whose sections are still open, the outermost first.
        let mut open: FxHashMap<NodeId, Vec<Node<'d>>> = FxHashMap::default();
        let mut parts: FxHashMap<NodeId, Node<'d>> = FxHashMap::default();
        for heading in note.document.of_kind(Kind::Heading) {
            let block = heading.parent().filter(|_| !self.options.as_written).map_or(root, Node::id);
            let above = open.entry(block).or_default();
            while above.pop_if(|previous| previous.level() >= heading.level()).is_some() {}
            let parent = above.last().map_or(root, |parent| parent.id());
            above.push(heading);
            let title = if self.options.as_written {
                headings::written(note.source, heading)
            } else {
                heading.text().unicode_trim().to_owned()
            };
            if title.is_empty() && !self.options.as_written {
                continue;
            }
            let part = self.part(heading, block, &title, &mut parts).unwrap_or(root);
            let section = if self.options.siblings_only { (block, parent, heading.level()) } else { (root, root, 0) };
            let group = *by_title.entry((section, part, title)).or_insert(groups.len());
            match groups.get_mut(group) {
                Some(group) => group.headings.push(heading),
                None => groups.push(Group { headings: vec![heading], times: 0 }),
            }
        }
        let mut times: FxHashMap<(Section, &str), usize> = FxHashMap::default();
        for ((section, _, title), group) in &by_title {
            *times.entry((*section, title)).or_default() += groups[*group].headings.len();
        }
        for ((section, _, title), group) in &by_title {
            groups[*group].times = times.get(&(*section, &**title)).copied().unwrap_or_default();
        }
        groups
    }

    /// The title of the part that `heading` is in, if it has the same level: the last one in the same block, which `parts` has.
    fn part<'d>(
        &self,
        heading: Node<'d>,
        block: NodeId,
        title: &str,
        parts: &mut FxHashMap<NodeId, Node<'d>>,
    ) -> Option<NodeId> {
        if !self.options.siblings_only || self.options.as_written {
            return None;
        }
        if is_part_title(title) {
            parts.insert(block, heading);
            return None;
        }
        parts.get(&block).filter(|part| part.level() == heading.level()).map(|part| part.id())
    }
}
