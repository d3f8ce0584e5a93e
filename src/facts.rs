//! What a file tells the rest of the project: the anchors it offers, where its links lead, how it spells things.

use crate::source::Span;
use crate::terms::Spelling;
use crate::terms::abbreviations::Expansion;

/// The Facts of one file.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What a fragment can name, sorted by name.
    pub anchors: Vec<Anchor>,
    /// Links to places within the project, in the order of the text.
    pub links: Vec<LocalLink>,
    /// Words that have several right spellings.
    pub spellings: Vec<Spelling>,
    /// Abbreviations that are spelled out, in the order of the text.
    pub expansions: Vec<Expansion>,
}

impl Facts {
    /// The anchor of this name.
    pub fn anchor(&self, name: &str) -> Option<&Anchor> {
        let at = self.anchors.binary_search_by(|anchor| (*anchor.name).cmp(name)).ok()?;
        self.anchors.get(at)
    }
}

/// A place in a file that a fragment can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// As it stands behind `#`, not percent-encoded.
    pub name: Box<str>,
    /// The heading, or the HTML tag.
    pub span: Span,
}

/// A link, image or definition without a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalLink {
    /// The destination as it is written: in the link, in the definition, in the HTML attribute.
    pub span: Span,
    /// The path, percent-decoded, without query and fragment; empty for this file.
    pub path: Box<str>,
    /// What stands behind `#`, percent-decoded.
    pub fragment: Option<Box<str>>,
    /// Whether it is an image.
    pub image: bool,
}
