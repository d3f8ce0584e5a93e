//! The way of one note: [`Unparsed::analyze`] for what does not depend on rules, then [`Unparsed::lint`] with the rules that
//! the analysis leads to. Either result may come from a cache instead, each by its own key; the note is parsed when one of
//! the two first needs its tree.

use std::cell::OnceCell;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::facts::link_settings::LinkSettings;
use crate::facts::{ExternalLink, Facts};
use crate::finding::Lang;
use crate::japanese::conventions::Conventions;
use crate::japanese::sentences::Sentences;
use crate::links;
use crate::links::link_status::LinkChecker;
use crate::lint::rule_set::{RuleFindings, RuleSet};
use crate::lint::suppression::Suppressions;
use crate::markdown::conflicts::{ConflictMarkers, conflicts};
use crate::markdown::document::Document;
use crate::markdown::flavour;
use crate::terms::{TermHit, Terms};
use crate::text::source::Source;

pub use crate::lint::note::{Note, ProjectView};

/// What decides, beside the text, which facts are taken from a note. The cache's key has to cover all of it.
#[derive(Clone, Debug, Default)]
pub struct Inputs<'a> {
    /// The dictionaries, if a rule needs them.
    pub terms: Option<&'a Terms>,
    /// The settings for the note's links.
    pub settings: Arc<LinkSettings>,
    /// Whether a rule needs the habits of the project.
    pub conventions: bool,
}

/// What a note says, whichever rules are on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Analysis {
    /// For the project.
    pub facts: Facts,
    /// Whether the prose is mostly Japanese.
    pub japanese: bool,
    /// The comments that switch rules off and on.
    pub suppressions: Suppressions,
}

/// A note that is parsed when its tree is first needed.
#[derive(Debug)]
pub struct Unparsed<'a> {
    path: &'a str,
    source: &'a Source,
    inputs: Inputs<'a>,
    document: OnceCell<Document<'a>>,
    hits: OnceCell<Vec<TermHit>>,
}

impl<'a> Unparsed<'a> {
    /// The note at `path` (relative to the project, `/`), with the text `source`.
    pub fn new(path: &'a str, source: &'a Source, inputs: Inputs<'a>) -> Self {
        Self { path, source, inputs, document: OnceCell::new(), hits: OnceCell::new() }
    }

    /// Relative to the project, with `/`.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The text.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// What decides which facts are taken from it.
    pub fn inputs(&self) -> &Inputs<'a> {
        &self.inputs
    }

    fn document(&self) -> &Document<'a> {
        self.document.get_or_init(|| Document::parse(self.source))
    }

    fn hits(&self) -> &[TermHit] {
        self.hits.get_or_init(|| {
            let mut hits = self.inputs.terms.map(|terms| terms.find(self.document())).unwrap_or_default();
            hits.retain(|hit| !self.source.syntax().covers(hit.span.start));
            hits
        })
    }

    /// Everything that does not depend on which rules are on.
    pub fn analyze(&self) -> Analysis {
        let document = self.document();
        let Inputs { terms, settings, conventions } = &self.inputs;
        let facts = Facts {
            anchors: links::anchors::anchors(document),
            too_deep: links::anchors::too_deep(document),
            links: links::local::links(document, &settings.front_matter),
            settings: settings.clone(),
            headings: links::wikilink::headings(document),
            blocks: links::wikilink::blocks(document),
            external: Vec::new(),
            spellings: terms.map(|terms| terms.spellings(document, self.hits())).unwrap_or_default(),
            conventions: if *conventions { Conventions::of(document) } else { Conventions::default() },
            expansions: terms.map(|terms| terms.expansions(document)).unwrap_or_default(),
            conflicts: conflicts(document).iter().map(ConflictMarkers::span).collect(),
        };
        Analysis { facts, japanese: document.prose().is_japanese(), suppressions: Suppressions::of(document) }
    }

    /// The external links that `web` is to check. The others are named to it.
    pub fn external_links(&self, web: &dyn LinkChecker) -> Vec<ExternalLink> {
        let mut links = links::external::with_reserved(self.document());
        links.retain(|link| {
            let Ok(url) = url::Url::parse(&link.url) else { return false };
            let is_checked = !links::placeholder::is_reserved(&url) && web.should_check(&url);
            if !is_checked {
                web.skipped(&url);
            }
            is_checked
        });
        links
    }

    /// What `rules` find in the note by itself: not yet suppressed, in no order.
    pub fn lint(&self, rules: &RuleSet, lang: Lang) -> RuleFindings {
        if rules.rules().is_empty() {
            return RuleFindings::default();
        }
        let sentences = Sentences::new(self.document());
        let note = Note {
            path: self.path,
            source: self.source,
            document: self.document(),
            sentences: &sentences,
            terms: self.hits(),
            dictionaries: self.inputs.terms,
        };
        let mut found = rules.lint(&note, lang);
        flavour::drop_findings_in_syntax(self.source.syntax(), &mut found.findings, |meta| rules.is_always_on(meta));
        found
    }
}
