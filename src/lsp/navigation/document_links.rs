//! `textDocument/documentLink`.

use std::str::FromStr as _;

use lsp_types::{DocumentLink, DocumentLinkParams, Uri};

use super::page::Page;
use super::target::{self, Place};
use crate::facts::{ExternalLink, LocalLink};
use crate::lsp::client::Client;
use crate::lsp::views::Views;

/// Answers `textDocument/documentLink`: links to files that exist, and to URLs.
pub(in crate::lsp) fn find(
    client: &Client,
    views: &Views<'_>,
    params: &DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    let note = views.note(&params.text_document.uri).filter(|_| client.settings().navigation)?;
    let page = Page::new(&note);
    let link = |span, (target, tooltip): (Uri, String)| DocumentLink {
        range: client.encoding.range(&note.source, span),
        target: Some(target),
        tooltip: client.can.link_tooltips.then_some(tooltip),
        data: None,
    };
    let mut links: Vec<DocumentLink> =
        page.links().iter().filter_map(|local| Some(link(local.span, to_file(&page, local)?))).collect();
    links.extend(page.external().iter().filter_map(|external| Some(link(external.span, to_url(external)?))));
    links.sort_by_key(|link| (link.range.start.line, link.range.start.character));
    Some(links)
}

/// The URI of the file that `link` leads to, and its path. The fragment is the line, which is what editors understand.
fn to_file(page: &Page<'_, '_, '_>, link: &LocalLink) -> Option<(Uri, String)> {
    let file = target::file(page.note, link)?;
    let fragment = link.fragment.as_deref().filter(|fragment| !fragment.is_empty());
    let tooltip = fragment.map_or_else(|| file.path.clone(), |fragment| format!("{}#{fragment}", file.path));
    let in_note = |fragment: &str| Some(file.note.as_ref()?.facts()?.anchor(fragment)?.line);
    let in_any = |fragment: &str| match target::of_any_file(fragment) {
        Some(Place::Line(line)) => Some(line + 1),
        _ => None,
    };
    let line = fragment.and_then(|fragment| in_note(fragment).or_else(|| in_any(fragment)));
    let uri = match line {
        Some(line) => Uri::from_str(&format!("{}#L{line}", file.uri.as_str())).ok()?,
        None => file.uri,
    };
    Some((uri, tooltip))
}

/// The URL of `link`. Its fragment is kept as it is written.
fn to_url(link: &ExternalLink) -> Option<(Uri, String)> {
    let with_tail = url::Url::parse(&format!("{}{}", link.url, link.tail)).ok()?;
    Some((Uri::from_str(with_tail.as_str()).ok()?, format!("{}{}", link.shown, link.tail)))
}
