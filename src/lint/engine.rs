//! Checks one note: [`Unparsed::analyze`] extracts what does not depend on rules, then [`Unparsed::lint`] runs the
//! rules chosen for it. Either result can come from the cache, each under its own key, so the note is only parsed when
//! one of them needs its tree.

use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::facts::link_settings::LinkSettings;
use crate::facts::{ExternalLink, Facts};
use crate::finding::{Finding, Lang, Meta};
use crate::japanese::conventions::Conventions;
use crate::japanese::sentences::Sentences;
use crate::links;
use crate::links::link_status::LinkChecker;
use crate::lint::fix::{FixBasis, inert};
use crate::lint::rule_set::{RuleFindings, RuleSet};
use crate::lint::suppression::Suppressions;
use crate::markdown::conflicts::{ConflictMarkers, conflicts};
use crate::markdown::data::Blocks;
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::fences::NoteFences;
use crate::markdown::skipped_levels::SizedOutline;
use crate::markdown::{alerts, flavour, syntax};
use crate::terms::{TermHit, Terms};
use crate::text::quotes::is_in_quotes;
use crate::text::source::{Source, Span};

pub use crate::lint::note::{Note, ProjectView};

/// Inputs other than the text that decide which facts are extracted. The cache key must cover every field.
#[derive(Clone, Debug, Default)]
pub struct Inputs<'a> {
    /// The dictionaries, if a rule needs terms.
    pub terms: Option<&'a Terms>,
    /// The link settings of the note.
    pub settings: Arc<LinkSettings>,
    /// Whether a rule needs the conventions of the project.
    pub conventions: bool,
}

/// What is extracted from a note, whichever rules are on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Analysis {
    /// The facts for the project.
    pub facts: Facts,
    /// Whether the prose is mostly Japanese.
    pub japanese: bool,
    /// The suppression comments.
    pub suppressions: Suppressions,
}

/// A note that is parsed when its tree is needed for the first time.
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

    /// The path, relative to the project, with `/`.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The text.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// The inputs that decide which facts are extracted.
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

    /// Extracts everything that does not depend on which rules are on.
    pub fn analyze(&self) -> Analysis {
        let document = self.document();
        let Inputs { terms, settings, conventions } = &self.inputs;
        let [anchors, ignored_ids] = links::anchors::anchors(document);
        let mut spellings = terms.map(|terms| terms.spellings(document, self.hits())).unwrap_or_default();
        // Quotes keep the case in which a name was written.
        spellings.retain(|spelling| !spelling.group.latin || !is_in_quotes(before(self.source, spelling.span.start)));
        let facts = Facts {
            anchors,
            too_deep: links::anchors::too_deep(document),
            ignored_ids,
            has_other_ids: self.source.syntax().has_other_ids,
            profile: *document.profile(),
            links: links::local::links(document, &settings.front_matter),
            settings: settings.clone(),
            headings: links::wikilink::headings(document),
            sized_outline: SizedOutline::of(document),
            alerts: alerts::labels(document),
            blocks: links::wikilink::blocks(document),
            external: Vec::new(),
            spellings,
            conventions: if *conventions { Conventions::of(document) } else { Conventions::default() },
            expansions: terms.map(|terms| terms.expansions(document, self.hits())).unwrap_or_default(),
            conflicts: conflicts(document).iter().map(ConflictMarkers::span).collect(),
        };
        Analysis { facts, japanese: document.prose().is_japanese(), suppressions: Suppressions::of(document) }
    }

    /// What verifying fixes of the note needs, if the verification of its former text, of which `last` was kept, needed any of it.
    /// `source` is the text of this one.
    pub fn basis(&self, source: &Arc<Source>, last: &FixBasis) -> FixBasis {
        // Otherwise it may not even be parsed.
        if !last.is_needed() {
            return FixBasis::default();
        }
        FixBasis::of(source, self.document(), &self.inputs.settings.front_matter, last)
    }

    /// The external links that `web` is to check. Tells `web` about the skipped ones.
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

    /// The findings of `rules` in the note by itself, unordered and before suppression.
    pub fn lint(&self, rules: &RuleSet, lang: Lang) -> RuleFindings {
        if rules.rules().is_empty() {
            return RuleFindings::default();
        }
        let sentences = Sentences::new(self.document());
        let fences = NoteFences::of(self.document());
        let note = Note {
            path: self.path,
            source: self.source,
            document: self.document(),
            sentences: &sentences,
            blocks: &Blocks::of(self.document()),
            fences: &fences,
            terms: self.hits(),
            dictionaries: self.inputs.terms,
        };
        let mut found = rules.lint(&note, lang);
        let stays = |meta: &Meta| meta.about_syntax || rules.is_always_on(meta);
        flavour::drop_findings_in_syntax(self.source.syntax(), &mut found.findings, stays);
        found.findings.retain(|finding| !(finding.rule.about_text && fences.mean_code(finding.span)));
        drop_yielding(self.source, &mut found.findings);
        for finding in found.findings.iter_mut().filter(|finding| finding.fact.is_some()) {
            finding.in_contents = is_in_contents(self.document(), finding.span);
        }
        inert::mark(self.document(), &mut found.findings);
        found
    }
}

/// The text before byte `offset` on its line. A window, so that the cost stays bounded on a long line.
fn before(source: &Source, offset: u32) -> &str {
    const WINDOW: usize = 240;
    let end = offset as usize;
    let line = source.line_at(end).start as usize;
    let start = source.text().floor_char_boundary(end.saturating_sub(WINDOW)).max(line);
    &source.text()[start..end]
}

/// Whether `span` is in a link to a part of the note.
fn is_in_contents(document: &Document<'_>, span: Span) -> bool {
    let to_part = |link: Node<'_>| {
        syntax::destination(link).is_some_and(|target| document.source().text()[target.range()].starts_with('#'))
    };
    let node = document.node_at(span.start as usize);
    std::iter::once(node).chain(node.ancestors()).any(|node| node.kind() == Kind::Link && to_part(node))
}

/// Removes the findings of rules that yield to another rule with a finding on the same line.
fn drop_yielding(source: &Source, findings: &mut Vec<Finding>) {
    let line = |finding: &Finding| source.lines().line(finding.span.start as usize);
    let yields = |finding: &Finding| finding.rule.yields_to.map(|other| (other, line(finding)));
    let wanted: FxHashSet<_> = findings.iter().filter_map(yields).collect();
    if wanted.is_empty() {
        return;
    }
    let there: FxHashSet<_> = findings
        .iter()
        .map(|finding| (finding.rule.name, line(finding)))
        .filter(|place| wanted.contains(place))
        .collect();
    findings.retain(|finding| yields(finding).is_none_or(|place| !there.contains(&place)));
}
