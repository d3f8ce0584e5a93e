//! What is at a position of a note.

use super::page::Page;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::definitions::fold;
use crate::links::{footnotes, local, wikilink};
use crate::markdown::document::{Kind, LinkSyntax, Node};
use crate::markdown::syntax;
use crate::text::slice::Slice as _;
use crate::text::source::Span;

/// Something that can be defined in one place and used in others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// What this link leads to.
    Link(Box<LocalLink>),
    /// A URL, normalized and without fragment.
    Url(Box<str>),
    /// The folded label of a link reference definition.
    Label(String),
    /// The label of a footnote, as [`footnotes::key`] has it.
    Footnote(String),
    /// A heading or an id: an index into the targets of the note.
    Anchor(usize),
}

/// What is at a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What it is.
    pub(super) subject: Subject,
    /// The whole link, label or heading.
    pub(super) span: Span,
    /// Whether it is defined there, rather than used.
    pub(super) is_declaration: bool,
}

/// What is at byte `offset` of `page`. Editors put the cursor between characters, so the one before counts if there is
/// nothing after it.
pub(super) fn at(page: &Page<'_, '_, '_>, offset: usize) -> Option<Found> {
    let source = page.document.source();
    let before = source.text().head(offset).char_indices().next_back().map(|(at, _)| at);
    let before = before.filter(|at| *at >= source.line_at(offset).start as usize);
    let link = |at| link_at(page, at);
    let anchor = |at| anchor_at(page, at);
    let places = || std::iter::once(offset).chain(before);
    places().find_map(link).or_else(|| places().find_map(anchor))
}

/// The heading or id at byte `at`.
fn anchor_at(page: &Page<'_, '_, '_>, at: usize) -> Option<Found> {
    let targets = &page.anchors().targets;
    let index = targets.iter().position(|target| target.span.range().contains(&at))?;
    let span = targets.get(index)?.span;
    Some(Found { subject: Subject::Anchor(index), span, is_declaration: true })
}

/// The link, label or footnote at byte `at`.
fn link_at(page: &Page<'_, '_, '_>, at: usize) -> Option<Found> {
    let used = |subject, span| Some(Found { subject, span, is_declaration: false });
    let extent = |link: &LocalLink| match link.form {
        LocalLinkForm::Wiki { .. } => wikilink::extent(page.document.source(), link.span),
        _ => link.span,
    };
    if let Some(link) = page.links().iter().find(|link| extent(link).range().contains(&at)) {
        return used(Subject::Link(Box::new(link.clone())), extent(link));
    }
    if let Some(link) = page.external().iter().find(|link| link.span.range().contains(&at)) {
        return used(Subject::Url(link.url.clone()), link.span);
    }
    let node = page.document.node_at(at);
    let around = std::iter::once(node).chain(node.ancestors());
    around.filter(|node| node.kind() != Kind::Document).find_map(|node| of_node(page, node, at)).or_else(|| {
        let is_there = |span: Span| span.range().contains(&at);
        let definition = page.document.definitions().iter().find(|definition| is_there(definition.span))?;
        let subject = Subject::Label(fold(&definition.label));
        Some(Found { subject, span: definition.span, is_declaration: true })
    })
}

/// What `node`, which contains byte `at`, uses or defines.
fn of_node(page: &Page<'_, '_, '_>, node: Node<'_>, at: usize) -> Option<Found> {
    let used = |subject| Found { subject, span: node.span(), is_declaration: false };
    let footnote =
        |node: Node<'_>| Subject::Footnote(footnotes::key(page.document.profile(), node.literal()).into_owned());
    match node.kind() {
        Kind::Link | Kind::Image if node.link().form == LinkSyntax::Inline => {
            let destination = syntax::destination(node).unwrap_or(node.span());
            let link = page.links().iter().find(|link| link.span == destination);
            let url = || page.external().iter().find(|link| link.span == destination);
            let subject = link.map(|link| Subject::Link(Box::new(link.clone())));
            subject.or_else(|| url().map(|link| Subject::Url(link.url.clone()))).map(used)
        }
        Kind::Link | Kind::Image => Some(used(Subject::Label(fold(&node.link().label)))),
        Kind::FootnoteReference => Some(used(footnote(node))),
        Kind::FootnoteDefinition => {
            let span = footnotes::label_span(node);
            let found = Found { subject: footnote(node), span, is_declaration: true };
            span.range().contains(&at).then_some(found)
        }
        Kind::InlineHtml => {
            let link = page.links().iter().find(|link| node.span().covers(link.span))?;
            Some(used(Subject::Link(Box::new(link.clone()))))
        }
        _ => None,
    }
}

/// The link of the definition of `label`, which is folded. `None` if it leads out of the project.
pub(super) fn link_of_label(page: &Page<'_, '_, '_>, label: &str) -> Option<LocalLink> {
    let index = page.document.definitions().iter().position(|definition| fold(&definition.label) == label)?;
    local::of_definition(&page.document, index)
}
