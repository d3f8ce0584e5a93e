//! What a file tells the rest of the project: the anchors it offers, where its links lead, how it spells things.

pub mod expansion;
pub mod file_moves;
pub mod files;
#[cfg(test)]
mod files_tests;
pub mod heading;
pub mod index;
pub mod link_settings;
pub mod memory;
pub mod spelling;

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::japanese::conventions::Conventions;
use crate::markdown::front_matter::QuotingStyle;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;
use expansion::Expansion;
use heading::heading_key;
use link_settings::LinkSettings;
use spelling::Spelling;

/// The Facts of one file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Facts {
    /// What a fragment can name, sorted by name.
    pub anchors: Vec<Anchor>,
    /// What a fragment would name if headings had more than six levels, in the order of the text: `####### Title`.
    pub too_deep: Vec<Anchor>,
    /// Links to places within the project, in the order of the text; wikilinks too, whether or not they count here.
    pub links: Vec<LocalLink>,
    /// What the configuration says of its links.
    #[serde(skip)]
    pub settings: Arc<LinkSettings>,
    /// Its headings as wikilinks name them, sorted (see [`heading_key`]).
    pub headings: Vec<Box<str>>,
    /// The ids of its blocks, as wikilinks name them behind `#^`, sorted.
    pub blocks: Vec<Box<str>>,
    /// Links to the web, in the order of the text; none unless the run is online.
    #[serde(skip)]
    pub external: Vec<ExternalLink>,
    /// Words that have several right spellings.
    #[serde(skip)]
    pub spellings: Vec<Spelling>,
    /// What the file does where both of two ways are right; empty unless a rule that is on reads habits.
    pub conventions: Conventions,
    /// Abbreviations that are spelled out, in the order of the text.
    pub expansions: Vec<Expansion>,
    /// Where merge conflicts are left ([`ConflictMarkers::span`](crate::markdown::conflicts::ConflictMarkers::span)), in the order of the text.
    /// A note that has one is not to be edited.
    pub conflicts: Vec<Span>,
}

impl Facts {
    /// The anchor of this name.
    pub fn anchor(&self, name: &str) -> Option<&Anchor> {
        let at = self.anchors.binary_search_by(|anchor| (*anchor.name).cmp(name)).ok()?;
        self.anchors.get(at)
    }

    /// Whether the note has the block or the headings that `fragment` names as Obsidian does: `^id`, `Heading#Heading below`.
    pub fn has_place(&self, fragment: &str) -> bool {
        let has = |names: &[Box<str>], name: &str| names.binary_search_by(|known| (**known).cmp(name)).is_ok();
        match fragment.strip_prefix('^') {
            Some(id) => has(&self.blocks, id.unicode_trim()),
            None => fragment.split('#').all(|part| has(&self.headings, &heading_key(part))),
        }
    }
}

/// A place in a file that a fragment can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// As it stands behind `#`, not percent-encoded.
    pub name: Box<str>,
    /// The heading, or the HTML tag.
    pub span: Span,
    /// The line that it begins on, from 1.
    pub line: u32,
    /// The level of the heading, from 1; 0 where it is none, or one in HTML.
    pub level: u8,
}

/// A link, image or definition without a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalLink {
    /// The destination as it is written: in the link, in the definition, in the HTML attribute, in the front matter.
    pub span: Span,
    /// The destination, entities and escapes (of Markdown, HTML or the front matter's format) decoded, percent-encoding kept.
    pub written: Box<str>,
    /// The path, percent-decoded, without query and fragment; empty for this file.
    pub path: Box<str>,
    /// What stands behind `#`, percent-decoded.
    pub fragment: Option<Box<str>>,
    /// Whether it is an image.
    pub image: bool,
    /// How it is written.
    pub form: LocalLinkForm,
    /// What it says, if it is a link in Markdown's own form.
    pub link_text: Option<Box<LinkText>>,
}

/// What a link says of where it leads, besides its destination.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkText {
    /// Its text, cut where that is long.
    pub text: Box<str>,
    /// Where the list begins that it is in, the outermost one, and the innermost item.
    pub item: Option<[u32; 2]>,
    /// The text of the items around that one, the innermost first.
    pub parents: Vec<Box<str>>,
}

/// How a [`LocalLink`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LocalLinkForm {
    /// As a relative URL, in Markdown or in HTML.
    Path,
    /// `[[…]]`, or `![[…]]` that embeds.
    Wiki {
        /// Whether the file is shown in its place.
        embedded: bool,
    },
    /// Under a key of the front matter.
    FrontMatter {
        /// How the string is written; what the span covers is its text unless it is [`QuotingStyle::Encoded`].
        style: QuotingStyle,
    },
}

/// A link, image or definition that leads to the web by `http:` or `https:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// The destination as it is written; of a bare URL as much as its author means.
    pub span: Span,
    /// The address, normalized (WHATWG URL), without fragment and credentials.
    pub url: Box<str>,
    /// The id that the fragment names, percent-decoded.
    pub fragment: Option<Box<str>>,
    /// The destination for messages: without fragment and credentials.
    pub shown: Box<str>,
    /// What stands behind the address, as written: `#…`, or nothing.
    pub tail: Box<str>,
    /// Whether another address may be written in its place: not where an entity or HTML's own rules would have a say.
    pub replaceable: bool,
}
