//! Headings that are more than one level deeper than the one before them, and outlines whose authors chose the levels by the size
//! of the letters.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::markdown::document::{Document, Kind, Node, NodeId};
use crate::markdown::headings::is_hackmd_tags;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;
use crate::words;

/// A heading that skips one or more levels.
#[derive(Clone, Copy, Debug)]
pub struct LevelSkip<'d> {
    /// The heading.
    pub heading: Node<'d>,
    /// The level of the heading before it.
    pub from: u32,
    /// The number of further skips between the same two levels, if those are not listed themselves.
    pub more: usize,
}

/// Which skips are listed.
#[derive(Clone, Copy, Debug)]
pub struct SkipSearch {
    /// All of them, including those at the start of an HTML element such as `<details>` and those into or out of a quote or list
    /// item; otherwise the first one between the same two levels.
    pub every: bool,
    /// Whether a title comes before all headings, as one of level 1.
    pub titled: bool,
}

/// The skips in `document`, in the order of the text.
pub fn skips<'d>(document: &'d Document<'_>, search: SkipSearch) -> Vec<LevelSkip<'d>> {
    let mut skips: Vec<LevelSkip<'d>> = Vec::new();
    let mut first_of_kind = [[None::<usize>; 7]; 7];
    // A quote or list item has its own outline.
    let mut levels: FxHashMap<Option<NodeId>, u32> = FxHashMap::default();
    let root = Some(document.root().id());
    if search.titled {
        levels.insert(root, 1);
    }
    for heading in document.of_kind(Kind::Heading) {
        if !search.every && is_hackmd_tags(heading) {
            continue;
        }
        let level = heading.level();
        let outline = if search.every { root } else { heading.parent().map(Node::id) };
        let before = levels.insert(outline, level);
        let Some(from) = before.filter(|&before| level > before + 1) else { continue };
        if opens_html_container(heading) && !search.every {
            continue;
        }
        match &mut first_of_kind[from as usize][level as usize] {
            Some(first) if !search.every => skips[*first].more += 1,
            first => {
                *first = Some(skips.len());
                skips.push(LevelSkip { heading, from, more: 0 });
            }
        }
    }
    skips
}

/// The outline of a note whose author chose the levels of its headings by how they look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SizedOutline {
    /// The first heading that skips a level.
    pub heading: Span,
    /// The text of that heading.
    pub title: Box<str>,
    /// The level of the heading before it, and its own.
    pub levels: (u8, u8),
    /// The number of further skips.
    pub more: usize,
}

impl SizedOutline {
    /// The outline of `document`, if it is such a one and skips a level.
    pub fn of(document: &Document<'_>) -> Option<Self> {
        let skips = skips(document, SkipSearch { every: false, titled: false });
        let first = skips.first().filter(|_| is_chosen(document))?;
        let all: usize = skips.iter().map(|skip| skip.more + 1).sum();
        let level = |level: u32| u8::try_from(level).unwrap_or(u8::MAX);
        Some(Self {
            heading: first.heading.span(),
            title: first.heading.text().into(),
            levels: (level(first.from), level(first.heading.level())),
            more: all - 1,
        })
    }
}

/// Whether the author of `document` chose the levels of its headings by how they look, with or without the list of sources at the
/// end, for which people use any level.
fn is_chosen(document: &Document<'_>) -> bool {
    let headings: Vec<_> = document.of_kind(Kind::Heading).filter(|heading| !is_hackmd_tags(*heading)).collect();
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
    const SOURCES: &[&str] = words!("../../rules/words/titles.txt", "sources");
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
