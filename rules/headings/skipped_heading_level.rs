//! `skipped-heading-level`: a heading more than one level deeper than the one before it.

use rustc_hash::FxHashMap;

use crate::lint::prelude::*;
use crate::markdown::document::NodeId;
use crate::markdown::front_matter::TitleIn;
use crate::markdown::headings::is_hackmd_tags;
use crate::words;

pub(crate) struct SkippedHeadingLevel {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every skip, including those at the start of an HTML element such as `<details>` and those into or out of a
    /// quote or list item. By default, a note's skips between the same two levels are reported once.
    every: bool,
    /// Front matter key that holds the title, or a regular expression for its line, such as `^\s*title\s*[:=]`. A title
    /// found there counts as the first heading, of level 1. Empty: ignore the front matter.
    #[schemars(with = "String")]
    front_matter_title: TitleIn,
}

impl Default for Options {
    fn default() -> Self {
        Self { every: false, front_matter_title: TitleIn::Nowhere }
    }
}

rule!(SkippedHeadingLevel {
    options: Options,
    summary: Text { en: "a heading that skips a level", ja: "見出しのレベルが飛んでいる" },
    aliases: &["MD001", "heading-increment"],
    other_severity: Some(Severity::Advice),
    presets: &[
        Preset::Recommended.member(),
        Preset::Markdownlint.with("every = true\nfront_matter_title = '^\\s*\"?title\"?\\s*[:=]'"),
    ],
    yields_to: Some("accidental-heading"),
});

/// A heading that skips one or more levels.
struct Skip<'d> {
    heading: Node<'d>,
    /// Level of the heading before it.
    from: u32,
    /// Number of further skips between the same two levels.
    more: usize,
}

impl Check for SkippedHeadingLevel {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let for_size = !self.options.every && is_chosen(note);
        let mut skips = self.skips(note);
        if for_size {
            let all: usize = skips.iter().map(|skip| skip.more + 1).sum();
            skips.truncate(1);
            if let Some(first) = skips.first_mut() {
                first.more = all - 1;
            }
        }
        for skip in skips {
            let (from, to, more) = (skip.from, skip.heading.level(), skip.more);
            let title = excerpt(&skip.heading.text());
            let report = sink.report(
                skip.heading.span(),
                message!(
                    "heading level jumps from {from} to {to} at `{title}`",
                    "`{title}` で見出しレベルが {from} から {to} に飛んでいる"
                ),
            );
            let between = from + 1;
            let report = report.note(message!(
                "outlines and screen readers show a gap at level {between}",
                "目次やスクリーンリーダーでは、レベル {between} が抜けたように見える"
            ));
            let report = if more > 0 {
                report.note(message!("{more} more in this note", "このノートにはほかに {more} か所ある"))
            } else {
                report
            };
            if for_size {
                report.at_most(Severity::Advice);
            }
        }
    }
}

impl SkippedHeadingLevel {
    fn skips<'d>(&self, note: &'d Note<'_>) -> Vec<Skip<'d>> {
        let mut skips: Vec<Skip<'d>> = Vec::new();
        let mut first_of_kind = [[None::<usize>; 7]; 7];
        // A quote or list item has its own outline.
        let mut levels: FxHashMap<Option<NodeId>, u32> = FxHashMap::default();
        let root = Some(note.document.root().id());
        if self.options.front_matter_title.has_title(note.source.text()) {
            levels.insert(root, 1);
        }
        for heading in note.document.of_kind(Kind::Heading) {
            if !self.options.every && is_hackmd_tags(heading) {
                continue;
            }
            let level = heading.level();
            let outline = if self.options.every { root } else { heading.parent().map(Node::id) };
            let before = levels.insert(outline, level);
            let Some(from) = before.filter(|&before| level > before + 1) else { continue };
            if opens_html_container(heading) && !self.options.every {
                continue;
            }
            match &mut first_of_kind[from as usize][level as usize] {
                Some(first) if !self.options.every => skips[*first].more += 1,
                first => {
                    *first = Some(skips.len());
                    skips.push(Skip { heading, from, more: 0 });
                }
            }
        }
        skips
    }
}

/// Whether the author of `note` chose the levels of its headings by how they look, with or without the list of sources at the end,
/// for which people use any level.
fn is_chosen(note: &Note<'_>) -> bool {
    let headings: Vec<_> = note.document.of_kind(Kind::Heading).filter(|heading| !is_hackmd_tags(*heading)).collect();
    let levels: Vec<u32> = headings.iter().map(|heading| heading.level()).collect();
    let is_chosen = |levels: &[u32]| is_for_size(levels) || is_never_used(levels);
    let sources = headings.last().is_some_and(|last| lists_sources(*last));
    is_chosen(&levels) || sources && is_chosen(&levels[..levels.len() - 1])
}

/// Whether the author chooses `levels` by the size of the letters: the outline begins at a level with small letters, or has no
/// others below the title.
fn is_for_size(levels: &[u32]) -> bool {
    const SMALL: u32 = 4;
    let first = levels.first().copied().unwrap_or(1);
    first >= SMALL || first == 1 && levels.iter().all(|level| *level == 1 || *level >= SMALL)
}

/// Whether the outline with these `levels` simply has no level 2, and level 3 is all that is below the title, or no level 3, and
/// level 4 is all that is below level 2. Its author gives every part the same letters.
fn is_never_used(levels: &[u32]) -> bool {
    let mut used = [false; 7];
    for level in levels {
        used[*level as usize] = true;
    }
    let (title, below) = (used[1], &used[2..]);
    let top = below.iter().position(|used| *used);
    let levels = below.iter().filter(|used| **used).count();
    // Title, parts, and one level below the parts, one level deeper than it should be.
    title && (top == Some(0) && levels == 2 && used[4] || top == Some(1) && levels == 1)
}

/// Whether `heading` is the title of a list of sources: `参照`, `References:`.
fn lists_sources(heading: Node<'_>) -> bool {
    const SOURCES: &[&str] = words!("../words/titles.txt", "sources");
    let title = heading.text();
    let title = title.unicode_trim().trim_end_matches([':', '：']);
    SOURCES.iter().any(|source| source.eq_ignore_ascii_case(title))
}

/// Whether the HTML right above `heading` leaves an element open, which has its own outline.
///
/// Examples: `<details>`, `<div class="note">`, an MDX component.
fn opens_html_container(heading: Node<'_>) -> bool {
    let Some(html) = heading.previous_sibling().filter(|node| node.kind() == Kind::HtmlBlock) else { return false };
    let (mut opened, mut closed) = (0_usize, 0_usize);
    for tag in html.source().split('<').skip(1) {
        opened += usize::from(opens(tag));
        closed += usize::from(tag.starts_with('/'));
    }
    opened > closed
}

/// Whether `tag`, the text after a `<`, opens an element that needs an end tag. `<a>` is treated as one that does not.
fn opens(tag: &str) -> bool {
    const CLOSED: [&str; 6] = ["a", "br", "hr", "img", "link", "meta"];
    let name = &tag[..tag.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(tag.len())];
    let itself = tag.split_once('>').is_some_and(|(inside, _)| inside.ends_with('/'));
    !name.is_empty() && !itself && !CLOSED.iter().any(|closed| closed.eq_ignore_ascii_case(name))
}
