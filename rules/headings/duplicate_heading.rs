//! `duplicate-heading`: the same heading twice.

use rustc_hash::FxHashMap;

use crate::lint::options::Count;
use crate::lint::prelude::*;
use crate::markdown::document::NodeId;
use crate::markdown::headings;

pub(crate) struct DuplicateHeading {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Compare only headings of one level below the same heading; also called `allow_different_nesting`.
    #[serde(alias = "allow_different_nesting")]
    siblings_only: bool,
    /// A title that occurs this often is a pattern of the note (`### Answer`), and is not reported; `0`: none is.
    pattern: Count,
    /// Compare what is written, marks included, and count headings without a title; wherever they stand.
    as_written: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { siblings_only: true, pattern: Count::of::<3>(), as_written: false }
    }
}

rule!(DuplicateHeading {
    options: Options,
    summary: Text {
        en: "the same heading twice under one parent", ja: "同じ階層に同じ見出しが 2 つある"
    },
    aliases: &["MD024", "no-duplicate-heading"],
    presets: &[
        Preset::Recommended.member(),
        Preset::Markdownlint.with("siblings_only = false\npattern = 0\nas_written = true"),
    ],
});

/// What headings are compared within: the block they stand in, the heading above them, their level.
type Section = (NodeId, NodeId, u32);

impl Check for DuplicateHeading {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for headings in self.groups(note) {
            let pattern = self.options.pattern.or_zero();
            let often = pattern > 0 && headings.len() >= pattern;
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
                        "heading `{title}` stands on line {line} already",
                        "見出し `{title}` は {line} 行目にもある"
                    ),
                )
                .note(message!(
                    "readers and links can't tell the two apart; merge them, or say what differs",
                    "読み手にもリンクにも区別がつかない。1 つにまとめるか、違いを見出しに書く"
                ));
            }
        }
    }
}

impl DuplicateHeading {
    /// The headings that have the same text among their siblings, or in the note.
    fn groups<'d>(&self, note: &'d Note<'_>) -> Vec<Vec<Node<'d>>> {
        let root = note.document.root().id();
        let mut groups: Vec<Vec<Node<'d>>> = Vec::new();
        let mut by_title: FxHashMap<(Section, String), usize> = FxHashMap::default();
        // For each block with headings, the ones whose sections are open.
        let mut open: FxHashMap<NodeId, Vec<Node<'d>>> = FxHashMap::default();
        for heading in note.document.of_kind(Kind::Heading) {
            let block = heading.parent().filter(|_| !self.options.as_written).map_or(root, Node::id);
            let above = open.entry(block).or_default();
            while above.pop_if(|before| before.level() >= heading.level()).is_some() {}
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
            let section = if self.options.siblings_only { (block, parent, heading.level()) } else { (root, root, 0) };
            let group = *by_title.entry((section, title)).or_insert(groups.len());
            match groups.get_mut(group) {
                Some(group) => group.push(heading),
                None => groups.push(vec![heading]),
            }
        }
        groups
    }
}
