//! Fragments: the anchors of the note that a link leads to, as its host makes them.

use lsp_types::CompletionItemKind;

use super::candidate::Candidate;
use super::paths::manner;
use super::place::Written;
use super::request::Request;
use crate::facts::{Anchor, LocalLinkForm};
use crate::links::rewrite;
use crate::lsp::targets;
use crate::markdown::document::{Document, Kind};
use crate::text::source::Source;

/// The anchors of the note that the path before `#` names, in the order of its text.
pub(super) fn candidates(request: &Request<'_, '_, '_>, written: &Written) -> Vec<Candidate> {
    let (path, _) = written.text.split_once('#').unwrap_or((&written.text, ""));
    let Some(target) = targets::note(request.note, path, LocalLinkForm::Path) else { return Vec::new() };
    let (Some(facts), Some(own)) = (target.facts(), request.note.facts()) else { return Vec::new() };
    let manner = manner(own, written);
    let ids = facts.profile.heading_ids;
    let mut anchors: Vec<&Anchor> = facts.anchors.iter().collect();
    anchors.sort_by_key(|anchor| anchor.span);
    let titles = Titles::of(&target.source);
    let candidate = |anchor: &Anchor| {
        let text = rewrite::fragment_like(LocalLinkForm::Path, &manner, &anchor.name, ids);
        let filter = written.text.contains('%').then(|| text.clone());
        let candidate = Candidate { filter, ..Candidate::new(text, CompletionItemKind::REFERENCE) };
        let candidate = candidate.labelled(&*anchor.name);
        match titles.of_anchor(anchor) {
            Some(title) => candidate.detailed(title),
            None => candidate,
        }
    };
    anchors.into_iter().map(candidate).collect()
}

/// The texts of the headings of a note, with their positions.
struct Titles(Vec<(u32, String)>);

impl Titles {
    fn of(source: &Source) -> Self {
        let document = Document::parse(source);
        Self(document.of_kind(Kind::Heading).map(|heading| (heading.span().start, heading.text())).collect())
    }

    fn of_anchor(&self, anchor: &Anchor) -> Option<&str> {
        let at = self.0.binary_search_by_key(&anchor.span.start, |(start, _)| *start).ok()?;
        self.0.get(at).map(|(_, title)| title.as_str())
    }
}
