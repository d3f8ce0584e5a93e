//! `textDocument/definition` and `textDocument/declaration`.

use lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Range, Uri};

use super::page::Page;
use super::subject::{Found, Subject, at, link_of_label};
use super::target::{self, Place};
use crate::facts::LocalLink;
use crate::links::definitions::fold;
use crate::links::footnotes;
use crate::lsp::client::Client;
use crate::lsp::views::Views;
use crate::markdown::document::Kind;

/// Answers both requests; `links` is whether the client takes links with the range of the origin.
pub(in crate::lsp) fn find(
    client: &Client,
    views: &Views<'_>,
    params: &GotoDefinitionParams,
    links: bool,
) -> Option<GotoDefinitionResponse> {
    let position = &params.text_document_position_params;
    let note = views.note(&position.text_document.uri).filter(|_| client.settings().navigation)?;
    let page = Page::new(&note);
    let found = at(&page, client.encoding.offset(&note.source, position.position))?;
    let targets = targets(client, &page, &found);
    if targets.is_empty() {
        return None;
    }
    if !links {
        let location = |(uri, range)| Location { uri, range };
        return Some(GotoDefinitionResponse::Array(targets.into_iter().map(location).collect()));
    }
    let origin = client.encoding.range(&note.source, found.span);
    let link = |(target_uri, range): (Uri, Range)| LocationLink {
        origin_selection_range: Some(origin),
        target_uri,
        target_range: range,
        target_selection_range: range,
    };
    Some(GotoDefinitionResponse::Link(targets.into_iter().map(link).collect()))
}

/// Where `found` leads. From a definition, that is on to its target, and from a footnote back to its first reference.
fn targets(client: &Client, page: &Page<'_, '_, '_>, found: &Found) -> Vec<(Uri, Range)> {
    let document = &page.document;
    let here = |span| (page.note.uri.clone(), client.encoding.range(document.source(), span));
    match &found.subject {
        Subject::Link(link) => of_link(client, page, link).into_iter().collect(),
        Subject::Label(label) if found.is_declaration => {
            link_of_label(page, label).and_then(|link| of_link(client, page, &link)).into_iter().collect()
        }
        Subject::Label(label) => {
            let definition = document.definitions().iter().find(|definition| fold(&definition.label) == *label);
            definition.map(|definition| here(definition.span)).into_iter().collect()
        }
        Subject::Footnote(label) => {
            let kind = if found.is_declaration { Kind::FootnoteReference } else { Kind::FootnoteDefinition };
            let is_it = |literal: &str| footnotes::key(document.profile(), literal) == *label;
            let node = document.of_kind(kind).find(|node| is_it(node.literal()));
            node.map(|node| here(if found.is_declaration { node.span() } else { footnotes::label_span(node) }))
                .into_iter()
                .collect()
        }
        // A heading is where it is defined. Editors show the references instead.
        Subject::Anchor(_) => vec![here(found.span)],
        Subject::Url(_) => Vec::new(),
    }
}

/// Where `link` of `page` leads. A fragment that names nothing is ignored in another file.
fn of_link(client: &Client, page: &Page<'_, '_, '_>, link: &LocalLink) -> Option<(Uri, Range)> {
    let from = page.note.path;
    let file = target::file(page.note, link)?;
    if file.path == from {
        let place = target::place(page, from, link)?;
        return Some((file.uri, target::range(client, page, place)));
    }
    let Some(note) = &file.note else {
        let place = link.fragment.as_deref().and_then(target::of_any_file);
        let range = if let Some(Place::Line(line)) = place { target::start_of(line) } else { Range::default() };
        return Some((file.uri, range));
    };
    let other = Page::new(note);
    let place = target::place(&other, from, link).unwrap_or(Place::Start);
    let range = target::range(client, &other, place);
    Some((file.uri, range))
}
