//! The facts of a note that other notes and project-wide rules need: its anchors, its links, its spellings.

pub mod expansion;
pub mod file_moves;
pub mod files;
#[cfg(test)]
mod files_tests;
pub mod heading;
pub mod index;
pub mod link_settings;
pub mod memory;
pub mod moved_files;
pub mod spelling;

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::japanese::conventions::Conventions;
use crate::markdown::alerts::AlertLabel;
use crate::markdown::front_matter::QuotingStyle;
use crate::markdown::skipped_levels::SizedOutline;
use crate::text::profile::Profile;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;
use expansion::Expansion;
use heading::heading_key;
use link_settings::LinkSettings;
use spelling::Spelling;

/// The facts of one note.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Facts {
    /// The anchors that fragments can name, sorted by name.
    pub anchors: Vec<Anchor>,
    /// Anchors of lines that would be headings if headings had more than six levels (`####### Title`), in the order of
    /// the text.
    pub too_deep: Vec<Anchor>,
    /// Ids that the note sets but its host does not read, sorted by name: `<a id="x">` where HTML is shown as text.
    pub ignored_ids: Vec<Anchor>,
    /// Whether the page may have ids that are not known from the note.
    pub has_other_ids: bool,
    /// How the host of the note reads Markdown.
    #[serde(skip)]
    pub profile: Profile,
    /// Links within the project, in the order of the text. Includes wikilinks even where they are not links.
    pub links: Vec<LocalLink>,
    /// The configuration of the note's links.
    #[serde(skip)]
    pub settings: Arc<LinkSettings>,
    /// The headings as wikilinks name them, sorted (see [`heading_key`]).
    pub headings: Vec<Box<str>>,
    /// The outline, if its levels were chosen by how they look and one is skipped.
    pub sized_outline: Option<SizedOutline>,
    /// The labels of alerts and callouts, in the order of the text.
    pub alerts: Vec<AlertLabel>,
    /// The block ids that wikilinks name after `#^`, sorted.
    pub blocks: Vec<Box<str>>,
    /// External links, in the order of the text. Empty unless the run is online.
    #[serde(skip)]
    pub external: Vec<ExternalLink>,
    /// Words with several correct spellings, as the note spells them.
    #[serde(skip)]
    pub spellings: Vec<Spelling>,
    /// Which of two equally correct styles the note uses. Empty unless an enabled rule reads conventions.
    pub conventions: Conventions,
    /// Abbreviations that the note spells out, in the order of the text.
    pub expansions: Vec<Expansion>,
    /// The unresolved merge conflicts ([`ConflictMarkers::span`](crate::markdown::conflicts::ConflictMarkers::span)),
    /// in the order of the text. A note that has one must not be edited.
    pub conflicts: Vec<Span>,
}

impl Facts {
    /// The anchor named `name`.
    pub fn anchor(&self, name: &str) -> Option<&Anchor> {
        named(&self.anchors, name)
    }

    /// Whether the note has a wikilink, whatever its host makes of it.
    pub fn has_wikilinks(&self) -> bool {
        self.links.iter().any(|link| matches!(link.form, LocalLinkForm::Wiki { .. }))
    }

    /// The id named `name` that the host does not read.
    pub fn ignored_id(&self, name: &str) -> Option<&Anchor> {
        named(&self.ignored_ids, name)
    }

    /// Whether the note has the block or the headings that `fragment` names in Obsidian's syntax: `^id`,
    /// `Heading#Subheading`.
    pub fn has_place(&self, fragment: &str) -> bool {
        let has = |names: &[Box<str>], name: &str| names.binary_search_by(|known| (**known).cmp(name)).is_ok();
        match fragment.strip_prefix('^') {
            Some(id) => has(&self.blocks, id.unicode_trim()),
            None => fragment.split('#').all(|part| has(&self.headings, &heading_key(part))),
        }
    }
}

/// The anchor named `name` in `anchors`, which are sorted by name.
fn named<'a>(anchors: &'a [Anchor], name: &str) -> Option<&'a Anchor> {
    let at = anchors.binary_search_by(|anchor| (*anchor.name).cmp(name)).ok()?;
    anchors.get(at)
}

/// A position in a note that a fragment can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The name as it is written after `#`, not percent-encoded.
    pub name: Box<str>,
    /// The heading or the HTML tag.
    pub span: Span,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// The heading level, from 1; 0 for HTML and for anchors that are not headings.
    pub level: u8,
    /// The letters and digits of the heading's text, if the name may lack some of them.
    pub letters: Option<Box<str>>,
}

/// A link, image or definition without a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalLink {
    /// The destination as written in the link, the definition, the HTML attribute or the front matter.
    pub span: Span,
    /// The destination with entities and escapes (of Markdown, HTML or the front matter's format) decoded.
    /// Percent-encoding is kept.
    pub written: Box<str>,
    /// The path, percent-decoded, without query and fragment. Empty for a link within the note.
    pub path: Box<str>,
    /// The fragment after `#`, percent-decoded.
    pub fragment: Option<Box<str>>,
    /// Whether it is an image.
    pub image: bool,
    /// How it is written.
    pub form: LocalLinkForm,
    /// The text of the link and its context; only for Markdown's own link syntax.
    pub link_text: Option<Box<LinkText>>,
}

/// The text of a link and its position in a list. Used to judge where the link was meant to lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkText {
    /// The link's text, truncated if long.
    pub text: Box<str>,
    /// Start offsets of the outermost list around the link and of the innermost list item.
    pub item: Option<[u32; 2]>,
    /// The texts of the list items around that one, the innermost first.
    pub parents: Vec<Box<str>>,
}

/// How a [`LocalLink`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LocalLinkForm {
    /// A relative URL, in Markdown or HTML.
    Path,
    /// `[[…]]`, or `![[…]]` to embed the file.
    Wiki {
        /// Whether the file is embedded (`![[…]]`).
        embedded: bool,
    },
    /// The value of a front matter key.
    FrontMatter {
        /// How the string is quoted. The span covers its text unless this is [`QuotingStyle::Encoded`].
        style: QuotingStyle,
    },
}

/// A link, image or definition with an `http:` or `https:` URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// The destination as written. For a bare URL, only the part that its author meant.
    pub span: Span,
    /// The URL, normalized (WHATWG URL), without fragment and credentials.
    pub url: Box<str>,
    /// The id that the fragment names, percent-decoded.
    pub fragment: Option<Box<str>>,
    /// The destination as shown in messages: without fragment and credentials.
    pub shown: Box<str>,
    /// The text after the URL, as written: `#…`, or empty.
    pub tail: Box<str>,
    /// Whether a fix may replace the URL. `false` where entities or HTML attribute rules would apply to the
    /// replacement.
    pub replaceable: bool,
}
