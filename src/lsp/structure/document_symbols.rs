//! `textDocument/documentSymbol`: the headings of a note.

use lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, Range, SymbolInformation, SymbolKind,
};

use crate::lsp::client::Client;
use crate::lsp::views::{NoteView, Views};
use crate::markdown::document::{Document, Node};
use crate::markdown::outline::sections;
use crate::text::whitespace::Whitespace as _;

/// Answers `textDocument/documentSymbol`: with a tree, if the client shows one.
pub(in crate::lsp) fn list(
    client: &Client,
    views: &Views<'_>,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let note = views.note(&params.text_document.uri).filter(|_| client.settings().symbols)?;
    let document = Document::parse(&note.source);
    Some(if client.can.symbol_tree {
        DocumentSymbolResponse::Nested(tree(client, &note, &document))
    } else {
        DocumentSymbolResponse::Flat(flat(client, &note, &document))
    })
}

fn tree(client: &Client, note: &NoteView<'_, '_>, document: &Document<'_>) -> Vec<DocumentSymbol> {
    let sections = sections(document);
    let range = |span| client.encoding.range(&note.source, span);
    let mut symbols: Vec<Option<DocumentSymbol>> = sections
        .iter()
        .map(|section| Some(symbol(name(section.heading), range(section.span), range(section.heading.span()))))
        .collect();
    let mut roots = Vec::new();
    // Children come after their parents, so that each has its own when it is moved.
    for (index, section) in sections.iter().enumerate().rev() {
        let Some(mut symbol) = symbols[index].take() else { continue };
        if let Some(children) = &mut symbol.children {
            children.reverse();
        }
        match section.parent.and_then(|parent| symbols[parent].as_mut()) {
            Some(parent) => parent.children.get_or_insert_default().push(symbol),
            None => roots.push(symbol),
        }
    }
    roots.reverse();
    roots
}

#[allow(deprecated, reason = "the type still has the field")]
fn symbol(name: String, range: Range, selection_range: Range) -> DocumentSymbol {
    let kind = SymbolKind::STRING;
    DocumentSymbol { name, detail: None, kind, tags: None, deprecated: None, range, selection_range, children: None }
}

#[allow(deprecated, reason = "the type still has the field")]
fn flat(client: &Client, note: &NoteView<'_, '_>, document: &Document<'_>) -> Vec<SymbolInformation> {
    let sections = sections(document);
    let information = |(index, parent): (usize, Option<usize>)| {
        let section = sections.get(index)?;
        Some(SymbolInformation {
            name: name(section.heading),
            kind: SymbolKind::STRING,
            tags: None,
            deprecated: None,
            location: Location {
                uri: note.uri.clone(),
                range: client.encoding.range(&note.source, section.heading.span()),
            },
            container_name: parent.and_then(|parent| Some(name(sections.get(parent)?.heading))),
        })
    };
    sections.iter().map(|section| section.parent).enumerate().filter_map(information).collect()
}

/// The text of `heading`. A symbol needs a name, so a heading without text has its markers.
pub(super) fn name(heading: Node<'_>) -> String {
    let text = heading.text();
    let text = text.unicode_trim();
    if text.is_empty() { "#".repeat(heading.level() as usize) } else { text.to_owned() }
}
