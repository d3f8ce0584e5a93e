//! Links, references and footnotes: what they lead to.

use super::files::file;
use super::place::{Part, Place};
use super::{preview, web};
use crate::facts::LocalLink;
use crate::links::definitions::fold;
use crate::links::footnotes;
use crate::links::{external, fragment};
use crate::lsp::targets;
use crate::markdown::document::{Definition, Kind, LinkSyntax, Node};
use crate::markdown::syntax;
use crate::text::source::Span;

/// What the link, reference or footnote at the position leads to.
pub(super) fn part(place: &Place<'_, '_, '_>) -> Option<Part> {
    let inner = place.document.node_at(place.offset);
    for node in std::iter::once(inner).chain(inner.ancestors()) {
        let text = match node.kind() {
            Kind::FootnoteReference => footnote(place, node),
            Kind::Link | Kind::Image if node.link().form == LinkSyntax::Inline => {
                syntax::destination(node).and_then(|span| target(place, span))
            }
            Kind::Link | Kind::Image => reference(place, node),
            Kind::Autolink | Kind::BareUrl => target(place, node.span()),
            _ => continue,
        };
        return text.map(|text| Part { span: node.span(), text });
    }
    if let Some(definition) = place.document.definitions().iter().find(|definition| place.is_in(definition.span)) {
        return destination(place, definition).map(|text| Part { span: definition.span, text });
    }
    // Wikilinks, links in HTML and in the front matter.
    let link = place.note.facts()?.links.iter().find(|link| place.is_in(around(link)))?;
    Some(Part { span: around(link), text: local(place, link)? })
}

/// The bytes of `link`, with the brackets of a wikilink.
fn around(link: &LocalLink) -> Span {
    let brackets = if fragment::is_wiki(link) { 2 } else { 0 };
    Span { start: link.span.start.saturating_sub(brackets), end: link.span.end }
}

/// What the destination at `span` leads to.
fn target(place: &Place<'_, '_, '_>, span: Span) -> Option<String> {
    let links = &place.note.facts()?.links;
    if let Some(link) = links.iter().find(|link| span.covers(link.span)) {
        return local(place, link);
    }
    let link = external::with_reserved(place.document).into_iter().find(|link| span.covers(link.span))?;
    web::state(place, &link)
}

/// What a link within the project leads to.
fn local(place: &Place<'_, '_, '_>, link: &LocalLink) -> Option<String> {
    let target = targets::of_link(place.note, link)?;
    match &target.note {
        Some(note) => preview::section(place, note, link),
        None => file(place, &target),
    }
}

/// The definition of the reference `node`, and what it leads to.
fn reference(place: &Place<'_, '_, '_>, node: Node<'_>) -> Option<String> {
    let label = fold(&node.link().label);
    let definition = place.document.definitions().iter().find(|definition| fold(&definition.label) == label)?;
    let mut writer = place.writer();
    writer.code(&format!("[{}]: {}", definition.label, definition.destination));
    if let Some(text) = destination(place, definition) {
        writer.paragraph().raw(&text);
    }
    Some(writer.finish())
}

fn destination(place: &Place<'_, '_, '_>, definition: &Definition<'_>) -> Option<String> {
    target(place, syntax::definition_destination(place.document.source(), definition.span)?)
}

/// The text of the footnote that `reference` names.
fn footnote(place: &Place<'_, '_, '_>, reference: Node<'_>) -> Option<String> {
    let profile = place.document.profile();
    let label = footnotes::key(profile, reference.literal());
    let is_it = |footnote: &Node<'_>| footnotes::key(profile, footnote.literal()) == label;
    let footnote = footnotes::definitions(place.document).find(is_it)?;
    let label = footnotes::label_span(footnote).len();
    let text = footnote.source().get(label..)?.trim_start_matches(':');
    Some(preview::excerpt(text))
}
