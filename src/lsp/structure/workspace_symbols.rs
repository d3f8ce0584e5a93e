//! `workspace/symbol`: headings of all notes.

use std::collections::BTreeMap;

use lsp_types::{Location, SymbolInformation, SymbolKind, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use super::document_symbols::name;
use super::matching::{Query, Score};
use crate::links::wikilink::keys_of;
use crate::lsp::client::Client;
use crate::lsp::views::{NoteView, Views};
use crate::markdown::document::{Document, Kind};

/// The most headings that are listed.
const MOST: usize = 200;

/// A note: the indexes of its project and of itself.
type NoteIndex = (usize, usize);

/// Answers `workspace/symbol`, the best matches first.
pub(in crate::lsp) fn find(
    client: &Client,
    views: &Views<'_>,
    params: &WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    if !client.settings().symbols {
        return None;
    }
    let query = Query::new(&params.query);
    let mut wanted: BTreeMap<NoteIndex, Vec<(&str, Score)>> = BTreeMap::new();
    for (score, note, key) in best(views, &query) {
        wanted.entry(note).or_default().push((key, score));
    }
    let mut found: Vec<(Score, SymbolInformation)> = Vec::new();
    for ((project, note), keys) in wanted {
        let Some(note) = views.get(project, note) else { continue };
        found.extend(symbols(client, &note, &keys));
    }
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.container_name.cmp(&y.container_name)));
    found.truncate(MOST);
    Some(WorkspaceSymbolResponse::Flat(found.into_iter().map(|(_, symbol)| symbol).collect()))
}

/// The keys of headings that match best. Only their notes have to be read, because the facts of a note have the keys of its
/// headings, but not their texts.
fn best<'a>(views: &Views<'a>, query: &Query) -> Vec<(Score, NoteIndex, &'a str)> {
    let mut found: Vec<(Score, NoteIndex, &'a str)> = Vec::new();
    for (at, note) in views.all() {
        let Some(facts) = views.projects().get(at).and_then(|view| view.note_facts(note)) else { continue };
        let scored = facts.headings.iter().filter_map(|key| Some((query.score(key)?, (at, note), &**key)));
        found.extend(scored);
    }
    if found.len() > MOST {
        found.select_nth_unstable(MOST);
        found.truncate(MOST);
    }
    found
}

/// The headings of `note` with one of `keys`.
#[allow(deprecated, reason = "the type still has the field")]
fn symbols(client: &Client, note: &NoteView<'_, '_>, keys: &[(&str, Score)]) -> Vec<(Score, SymbolInformation)> {
    let document = Document::parse(&note.source);
    let mut found = Vec::new();
    for heading in document.of_kind(Kind::Heading) {
        let own = keys_of(heading);
        let scores = keys.iter().filter(|(key, _)| own.iter().any(|own| own == key)).map(|(_, score)| *score);
        let Some(score) = scores.min() else { continue };
        let range = client.encoding.range(&note.source, heading.span());
        let symbol = SymbolInformation {
            name: name(heading),
            kind: SymbolKind::STRING,
            tags: None,
            deprecated: None,
            location: Location { uri: note.uri.clone(), range },
            container_name: Some(note.path.to_owned()),
        };
        found.push((score, symbol));
    }
    found
}
