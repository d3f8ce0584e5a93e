//! Which headings a fragment without a match may mean.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Anchor, Facts};
use crate::links::keys::fold;
use crate::links::nearest;
use crate::markdown::slug::{repeat_mark, slug};

/// The anchors of one note, indexed by their folded name and by their letters and digits alone.
#[derive(Debug)]
pub struct Candidates<'a> {
    facts: &'a Facts,
    folded: OnceCell<FxHashMap<String, Vec<&'a Anchor>>>,
    letters: OnceCell<FxHashMap<String, Vec<&'a Anchor>>>,
    /// The slugs of headings before a number (`-1`) is added to make them unique.
    literal: OnceCell<FxHashSet<String>>,
}

/// The anchors that a fragment may mean.
#[derive(Debug, Default)]
pub struct LikelyAnchors<'a> {
    /// In the order of the text.
    pub anchors: Vec<&'a Anchor>,
    /// Whether the anchors are only similar to the fragment.
    pub is_guess: bool,
}

impl<'a> Candidates<'a> {
    /// The anchors of the note with these `facts`.
    pub fn new(facts: &'a Facts) -> Self {
        Self { facts, folded: OnceCell::new(), letters: OnceCell::new(), literal: OnceCell::new() }
    }

    fn by(&self, key: impl Fn(&str) -> String) -> FxHashMap<String, Vec<&'a Anchor>> {
        let mut map: FxHashMap<String, Vec<&'a Anchor>> = FxHashMap::default();
        for anchor in &self.facts.anchors {
            map.entry(key(&anchor.name)).or_default().push(anchor);
        }
        map
    }

    /// The anchors that differ from `fragment` only in case and Unicode normalization.
    pub fn folded(&self, fragment: &str) -> &[&'a Anchor] {
        self.folded.get_or_init(|| self.by(fold)).get(&fold(fragment)).map_or(&[], Vec::as_slice)
    }

    /// The anchors that may be meant, in the order of the text. First those with the same letters and digits;
    /// otherwise, if `costly` is true, those within a few edits, which is a guess. If several headings have the same
    /// text (anchors `x`, `x-1`, `x-2`), `x` may mean any of them, but `x-1` only the second.
    pub fn of(&self, fragment: &str, costly: bool) -> LikelyAnchors<'a> {
        let letters_of_fragment = nearest::letters(fragment);
        let letters = || self.letters().get(&letters_of_fragment).map(Vec::as_slice);
        // Some editors write the heading's text instead of its slug.
        let slug = self.facts.anchor(&slug(self.facts.profile.heading_ids, fragment)).map(|anchor| vec![anchor]);
        let same = slug.as_deref().or_else(letters).filter(|_| !letters_of_fragment.is_empty());
        let is_guess = same.is_none();
        let mut found = match same {
            Some([only]) if self.number(fragment).is_some() => vec![*only],
            Some([only]) => self.with_same_text(only),
            Some(several) => several.to_vec(),
            None if costly => match nearest::anchors(fragment, self.names())[..] {
                [only] => self.facts.anchor(only).map(|only| self.with_same_text(only)).unwrap_or_default(),
                ref several => several.iter().filter_map(|name| self.facts.anchor(name)).collect(),
            },
            None => Vec::new(),
        };
        found.sort_by_key(|anchor| anchor.span);
        // A heading with an explicit id has several anchors.
        found.dedup_by_key(|anchor| anchor.span);
        LikelyAnchors { anchors: found, is_guess }
    }

    fn letters(&self) -> &FxHashMap<String, Vec<&'a Anchor>> {
        self.letters.get_or_init(|| {
            let mut letters = self.by(nearest::letters);
            for anchor in &self.facts.anchors {
                if let Some(title) = anchor.letters.as_deref().filter(|title| *title != nearest::letters(&anchor.name))
                {
                    letters.entry(title.to_owned()).or_default().push(anchor);
                }
            }
            letters
        })
    }

    /// Splits `name` into its base and the number at its end: `x-1` into `x` and `1`.
    fn number<'n>(&self, name: &'n str) -> Option<(&'n str, &'n str)> {
        let (base, number) = name.rsplit_once(repeat_mark(self.facts.profile.heading_ids))?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some((base, number))
    }

    fn names(&self) -> impl Iterator<Item = &'a str> {
        self.facts.anchors.iter().map(|anchor| &*anchor.name)
    }

    /// The anchors of all headings with the same text as the heading of `anchor`.
    fn with_same_text(&self, anchor: &'a Anchor) -> Vec<&'a Anchor> {
        let literal = self.literal.get_or_init(|| {
            let ids = self.facts.profile.heading_ids;
            self.facts.headings.iter().map(|heading| slug(ids, heading)).collect()
        });
        let base = |name: &'a str| {
            let (base, _) = self.number(name).filter(|_| !literal.contains(name))?;
            self.facts.anchor(base).map(|_| base)
        };
        let of = base(&anchor.name).unwrap_or(&anchor.name);
        let alike =
            |other: &&Anchor| *other.name == *of || self.number(&other.name).is_some_and(|(name, _)| name == of);
        self.facts
            .anchors
            .iter()
            .filter(alike)
            .filter(|other| *other.name == *of || base(&other.name) == Some(of))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{anchors, wikilink};
    use crate::markdown::document::Document;
    use crate::text::source::Source;

    fn candidates(text: &str, fragment: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let [anchors, _] = anchors::anchors(&document);
        let facts = Facts { anchors, headings: wikilink::headings(&document), ..Facts::default() };
        Candidates::new(&facts).of(fragment, true).anchors.iter().map(|anchor| anchor.name.to_string()).collect()
    }

    #[test]
    fn a_fragment_may_mean_any_heading_with_the_same_text() {
        let text = "# Neo\n\n## How is it used?\n\n# Kendra\n\n## How is it used?\n";
        assert_eq!(candidates(text, "how-is-it-used?"), ["how-is-it-used", "how-is-it-used-1"]);
        assert_eq!(candidates(text, "how-is-it-usd"), ["how-is-it-used", "how-is-it-used-1"]);
        assert_eq!(candidates(text, "how-is-it-used?-1"), ["how-is-it-used-1"]);
        assert_eq!(candidates(text, "neo?"), ["neo"]);
    }

    #[test]
    fn a_heading_that_ends_in_a_number_is_not_a_duplicate() {
        let text = "# Step\n\n# Step 1\n\n# Step 2\n";
        assert_eq!(candidates(text, "step?"), ["step"]);
        assert_eq!(candidates(text, "step:1"), ["step-1"]);
        assert_eq!(candidates(text, "step-3"), [""; 0]);
    }

    #[test]
    fn equally_similar_names_are_all_candidates() {
        assert_eq!(candidates("# Price\n\n# Prize\n", "prixe"), ["price", "prize"]);
        assert_eq!(candidates("# A-B\n\n# AB\n", "a_b"), ["a-b", "ab"]);
        assert_eq!(candidates("# A-B\n\n# AB\n", "a'b"), ["ab"], "the slug matches");
        assert_eq!(candidates("# 使い方 {#usage}\n", "使い方?"), ["使い方"]);
    }
}
