//! `textDocument/inlayHint`: what a bare reference leads to.

use lsp_types::{InlayHint, InlayHintLabel, InlayHintParams};

use super::page::Page;
use super::target;
use crate::links::definitions::fold;
use crate::lsp::client::Client;
use crate::lsp::views::Views;
use crate::markdown::document::{Kind, LinkSyntax, Node};
use crate::markdown::syntax;
use crate::text::source::Span;

/// The most characters of a target that a hint shows.
const LONGEST: usize = 60;

/// Answers `textDocument/inlayHint`: after `[text][label]` the destination of the label, and after `[](#x)` the title of the
/// heading.
pub(in crate::lsp) fn find(client: &Client, views: &Views<'_>, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let note = views.note(&params.text_document.uri).filter(|_| client.settings().inlay_hints)?;
    let page = Page::new(&note);
    let shown: Span = client.encoding.span(&note.source, params.range);
    let links = page.document.nodes().filter(|node| matches!(node.kind(), Kind::Link | Kind::Image));
    let hint = |(link, label): (Node<'_>, String)| InlayHint {
        position: client.encoding.position(&note.source, link.span().end as usize),
        label: InlayHintLabel::String(format!("→ {}", shortened(&label))),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    let links = links.filter(|link| link.span().touches(shown));
    Some(links.filter_map(|link| Some((link, label(&page, link)?))).map(hint).collect())
}

/// What `link` leads to, if it does not say so itself.
fn label(page: &Page<'_, '_, '_>, link: Node<'_>) -> Option<String> {
    match link.link().form {
        LinkSyntax::Full | LinkSyntax::Collapsed | LinkSyntax::Shortcut => {
            let label = fold(&link.link().label);
            let mut definitions = page.document.definitions().iter();
            Some(definitions.find(|definition| fold(&definition.label) == label)?.destination.to_string())
        }
        LinkSyntax::Inline if link.kind() == Kind::Link && link.first_child().is_none() => {
            let destination = syntax::destination(link)?;
            let local = page.links().iter().find(|local| local.span == destination && local.path.is_empty())?;
            let title = &page.target(target::anchor(page, page.note.path, local)?)?.title;
            (!title.is_empty()).then(|| title.clone())
        }
        _ => None,
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_targets_are_cut() {
        assert_eq!(shortened("a.md"), "a.md");
        assert_eq!(shortened(&"あ".repeat(61)), format!("{}…", "あ".repeat(60)));
    }
}
