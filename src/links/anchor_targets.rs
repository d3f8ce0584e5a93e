//! The link targets in a note (headings and ids), and which of them a fragment names.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::facts::heading::heading_key;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::anchors::note_anchors;
use crate::links::keys::{PREFIX, fold};
use crate::links::local;
use crate::links::wikilink::keys_of;
use crate::markdown::document::{Document, Kind};
use crate::text::profile::HeadingIds;
use crate::text::source::Span;

/// A heading, or an HTML tag with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorTarget {
    /// Its bytes in the note.
    pub span: Span,
    /// Whether it is a heading, in Markdown or in HTML. Otherwise it is a tag with an id.
    pub heading: bool,
    /// Its anchors, in a fixed order (see [`note_anchors`]).
    pub names: Vec<Box<str>>,
    /// Its keys for wikilinks (see [`heading_key`]). Empty unless it is a Markdown heading.
    keys: Vec<String>,
    /// The text of the heading without its markup.
    pub title: String,
}

impl AnchorTarget {
    /// Whether a wikilink with the fragment `text` names this target.
    pub fn matches_wikilink(&self, text: &str) -> bool {
        self.keys.contains(&heading_key(text))
    }

    /// Every key by which a link can name this target: folded anchors and wikilink keys.
    pub fn all_keys(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|name| fold(name)).chain(self.keys.iter().cloned())
    }

    /// Whether the same fragments name this target and `other`.
    pub fn has_same_names(&self, other: &Self) -> bool {
        self.names == other.names && self.keys == other.keys
    }
}

/// The link targets and the links of one note.
#[derive(Debug, Default)]
pub struct AnchorTargets {
    /// In the order of the text.
    pub targets: Vec<AnchorTarget>,
    /// In the order of the text (see [`local::links`]).
    pub links: Vec<LocalLink>,
    /// Anchor → (index of the target, index into its names). If several targets share an anchor, the first in the text
    /// wins.
    names: FxHashMap<Box<str>, (usize, usize)>,
    folded: FxHashMap<String, (usize, usize)>,
    /// How the host makes the ids of headings.
    pub ids: HeadingIds,
    keys: FxHashMap<String, Vec<usize>>,
}

/// What a fragment matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FragmentMatch {
    /// An anchor.
    Anchor {
        /// Index into [`AnchorTargets::targets`].
        place: usize,
        /// Index into [`AnchorTarget::names`].
        name: usize,
        /// Whether the fragment starts with GitHub's prefix `user-content-`.
        prefixed: bool,
        /// Whether it equals the anchor exactly. Otherwise it differs in case or Unicode normalization.
        exact: bool,
    },
    /// Headings by their text, as in Obsidian: `A#B` matches [A, B], and the link leads to the last one.
    Text(Vec<usize>),
}

impl FragmentMatch {
    /// Indexes into [`AnchorTargets::targets`].
    pub fn anchor_targets(&self) -> &[usize] {
        match self {
            Self::Anchor { place, .. } => std::slice::from_ref(place),
            Self::Text(places) => places,
        }
    }

    /// Whether every renderer resolves the fragment to this target.
    pub fn is_exact(&self) -> bool {
        !matches!(self, Self::Anchor { exact: false, .. })
    }
}

impl AnchorTargets {
    /// The targets and links of `document`, including the links under the keys `front_matter` of its front matter.
    pub fn of(document: &Document<'_>, front_matter: &[String]) -> Self {
        let offers = note_anchors(document);
        let mut by_span: BTreeMap<Span, AnchorTarget> = BTreeMap::new();
        for anchor in offers.anchors {
            let heading = offers.headings.contains(&anchor.span);
            let new = || AnchorTarget {
                span: anchor.span,
                heading,
                names: Vec::new(),
                keys: Vec::new(),
                title: String::new(),
            };
            by_span.entry(anchor.span).or_insert_with(new).names.push(anchor.name);
        }
        for heading in document.of_kind(Kind::Heading) {
            if let Some(place) = by_span.get_mut(&heading.span()) {
                place.keys = keys_of(heading).into();
                place.keys.dedup();
                place.title = heading.text();
            }
        }
        let ids = document.profile().heading_ids;
        let mut found = Self { links: local::links(document, front_matter), ids, ..Self::default() };
        for (index, place) in by_span.values().enumerate() {
            for (name, text) in place.names.iter().enumerate() {
                found.names.entry(text.clone()).or_insert((index, name));
                found.folded.entry(fold(text)).or_insert((index, name));
            }
            for key in &place.keys {
                found.keys.entry(key.clone()).or_default().push(index);
            }
        }
        found.targets = by_span.into_values().collect();
        found
    }

    /// Whether `span` is inside a heading.
    pub fn is_in_heading(&self, span: Span) -> bool {
        let after = self.targets.partition_point(|place| place.span.start <= span.start);
        // Headings do not overlap, so only the nearest one before `span` can contain it.
        let nearest = self.targets[..after].iter().rev().find(|place| place.heading);
        nearest.is_some_and(|place| place.span.covers(span))
    }

    /// What `fragment` of a link in `form` names. `vault` returns whether the note with the link is in an Obsidian
    /// vault: there, Markdown links can also name a heading by its text.
    pub fn find(&self, fragment: &str, form: LocalLinkForm, vault: impl Fn() -> bool) -> Option<FragmentMatch> {
        if matches!(form, LocalLinkForm::Wiki { .. }) {
            return self.by_text(fragment).or_else(|| self.by_name(fragment, false));
        }
        let prefixed = || self.by_name(fragment.strip_prefix(PREFIX)?, true);
        let named = self.by_name(fragment, false).or_else(prefixed);
        let vault = || self.ids == HeadingIds::Obsidian || vault();
        named.or_else(|| self.by_text(fragment).filter(|_| vault())).or_else(|| self.alike(fragment))
    }

    fn by_name(&self, fragment: &str, prefixed: bool) -> Option<FragmentMatch> {
        let &(place, name) = self.names.get(fragment)?;
        Some(FragmentMatch::Anchor { place, name, prefixed, exact: true })
    }

    fn alike(&self, fragment: &str) -> Option<FragmentMatch> {
        let &(place, name) = self.folded.get(&fold(fragment))?;
        Some(FragmentMatch::Anchor { place, name, prefixed: false, exact: false })
    }

    /// The headings that `A#B` names: the first heading A, and the first heading B after it.
    fn by_text(&self, fragment: &str) -> Option<FragmentMatch> {
        if fragment.starts_with('^') {
            return None;
        }
        let mut from = 0;
        let mut found = Vec::new();
        for part in fragment.split('#') {
            let places = self.keys.get(&heading_key(part))?;
            let place = *places.iter().find(|place| **place >= from).or(places.first())?;
            from = place + 1;
            found.push(place);
        }
        Some(FragmentMatch::Text(found))
    }
}

/// `fragment`, with GitHub's prefix added if `prefixed`.
pub fn prefixed(fragment: &str, prefixed: bool) -> String {
    format!("{}{fragment}", if prefixed { PREFIX } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    /// The line of the heading that `fragment` names.
    fn line(text: &str, fragment: &str, wiki: bool) -> Option<usize> {
        let source = Source::new(text.to_owned()).unwrap();
        let places = AnchorTargets::of(&Document::parse(&source), &[]);
        let form = if wiki { LocalLinkForm::Wiki { embedded: false } } else { LocalLinkForm::Path };
        let found = places.find(fragment, form, || false)?;
        let last = places.targets[*found.anchor_targets().last()?].span;
        Some(source.lines().line(last.start as usize) + 1)
    }

    #[test]
    fn a_fragment_names_a_place() {
        let text = "# A\n\n## x\n\n# B *c*\n\n## x\n\n<a id=\"x-2\"></a>\n";
        assert_eq!(line(text, "x", false), Some(3));
        assert_eq!(line(text, "x-1", false), Some(7));
        assert_eq!(line(text, "user-content-x-2", false), Some(9));
        assert_eq!(line(text, "X-1", false), Some(7));
        assert_eq!(line(text, "B c", false), None);
        assert_eq!(line(text, "B c", true), Some(5));
        assert_eq!(line(text, "b c#X", true), Some(7));
        assert_eq!(line(text, "^x", true), None);
    }
}
