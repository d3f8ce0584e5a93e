//! All places of a thing: where it is defined, and what leads to it.

use memchr::memmem;

use super::page::Page;
use super::subject::{Found, Subject};
use super::target::{self, Place};
use crate::facts::LocalLink;
use crate::links::definitions::fold;
use crate::links::footnotes;
use crate::links::incoming::{IncomingLink, incoming, incoming_from};
use crate::lsp::views::NoteView;
use crate::markdown::document::{Kind, LinkSyntax, Node};
use crate::markdown::syntax;
use crate::text::source::Span;

/// A place where something is defined or used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    /// The path of the note.
    pub(super) path: String,
    /// The destination of the link, the label, or the heading.
    pub(super) span: Span,
    /// Whether it is the definition.
    pub(super) is_declaration: bool,
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// In the note itself.
    Note,
    /// In all notes of the project.
    Project,
}

/// The most uses of a URL that are collected.
const MOST: usize = 1000;

/// All places of `found`, by path and in the order of the text.
pub(super) fn of(page: &Page<'_, '_, '_>, found: &Found, scope: Scope) -> Vec<Use> {
    let mut uses = match &found.subject {
        Subject::Link(link) => of_link(page, link, scope),
        Subject::Url(url) => of_url(page, url, scope),
        Subject::Label(label) => of_label(page, label),
        Subject::Footnote(label) => of_footnote(page, label),
        Subject::Anchor(index) => {
            let mut uses = of_anchor(page, *index, page.note, scope);
            uses.extend(to_first_heading(page, *index, scope));
            uses
        }
    };
    uses.sort();
    uses.dedup();
    uses
}

/// The links of other notes to the note of `page` or a part of it.
pub(super) fn of_note(page: &Page<'_, '_, '_>) -> Vec<Use> {
    let path = page.note.path;
    let mut uses = vec![declared(path, Span::at(0))];
    let links = links_to(page.note, path, Scope::Project).into_iter();
    uses.extend(links.filter(|found| found.from != path).map(used));
    uses
}

fn declared(path: &str, span: Span) -> Use {
    Use { path: path.to_owned(), span, is_declaration: true }
}

fn used(found: IncomingLink<'_>) -> Use {
    Use { path: found.from.to_owned(), span: found.link.span, is_declaration: false }
}

/// The links to the file at `path` or a part of it.
fn links_to<'a>(note: &NoteView<'_, 'a>, path: &str, scope: Scope) -> Vec<IncomingLink<'a>> {
    let Some(facts) = note.view.facts() else { return Vec::new() };
    match scope {
        Scope::Note => incoming_from(&facts.links, note.path, path),
        Scope::Project => incoming(&facts.links, path),
    }
}

/// The links to the same place as `link` of `page`, and that place.
fn of_link(page: &Page<'_, '_, '_>, link: &LocalLink, scope: Scope) -> Vec<Use> {
    let Some(file) = target::file(page.note, link) else { return Vec::new() };
    let Some(note) = &file.note else {
        return links_to(page.note, &file.path, scope).into_iter().map(used).collect();
    };
    let other = Page::new(note);
    match target::place(&other, page.note.path, link) {
        Some(Place::Anchor(index)) => of_anchor(&other, index, page.note, scope),
        Some(Place::Start) => {
            let mut uses = vec![declared(&file.path, Span::at(0))];
            uses.extend(to_whole(&links_to(page.note, &file.path, scope)));
            uses
        }
        place => {
            let declaration =
                if let Some(Place::Block(span)) = place { Some(declared(&file.path, span)) } else { None };
            let links = links_to(page.note, &file.path, scope).into_iter();
            let same = links.filter(|found| found.link.fragment == link.fragment).map(used);
            declaration.into_iter().chain(same).collect()
        }
    }
}

/// Those of `links` that lead to the whole file.
fn to_whole<'l>(links: &'l [IncomingLink<'_>]) -> impl Iterator<Item = Use> + 'l {
    let is_whole = |link: &LocalLink| {
        link.fragment.as_deref().is_none_or(|fragment| target::of_any_file(fragment) == Some(Place::Start))
    };
    links.iter().filter(move |found| is_whole(found.link)).copied().map(used)
}

/// The heading or id at `index` of the targets of `page`, and the links to it: those of the note `from`, or of the project.
fn of_anchor(page: &Page<'_, '_, '_>, index: usize, from: &NoteView<'_, '_>, scope: Scope) -> Vec<Use> {
    let path = page.note.path;
    let Some(anchor) = page.target(index) else { return Vec::new() };
    let mut uses = vec![declared(path, anchor.span)];
    let links = links_to(from, path, scope).into_iter();
    uses.extend(links.filter(|found| target::anchor(page, found.from, found.link) == Some(index)).map(used));
    uses
}

/// The links of the project to the heading at `index` of the targets of `page`, in the order of [`of`].
pub(super) fn of_heading(page: &Page<'_, '_, '_>, index: usize) -> Vec<Use> {
    let mut uses = of_anchor(page, index, page.note, Scope::Project);
    uses.retain(|found| !found.is_declaration);
    uses
}

/// The links of other notes to the whole note of `page`, if its first heading is the target at `index`.
fn to_first_heading(page: &Page<'_, '_, '_>, index: usize, scope: Scope) -> Vec<Use> {
    let path = page.note.path;
    let first = page.anchors().targets.iter().position(|target| target.heading);
    if first != Some(index) || scope == Scope::Note {
        return Vec::new();
    }
    to_whole(&links_to(page.note, path, scope)).filter(|found| found.path != path).collect()
}

/// The places of `url`: in this note, or in all notes of the project whose text has it.
fn of_url(page: &Page<'_, '_, '_>, url: &str, scope: Scope) -> Vec<Use> {
    let mut uses = urls_of(page, url);
    if scope == Scope::Note {
        return uses;
    }
    let view = page.note.view;
    let needle = memmem::Finder::new(without_encoding(url));
    for other in view.session().project().notes.iter().filter(|other| other.path != page.note.path) {
        if uses.len() >= MOST {
            break;
        }
        let Some(note) = page.note.other(&other.path) else { continue };
        if needle.find(note.source.text().as_bytes()).is_some() {
            uses.extend(urls_of(&Page::new(&note), url));
        }
    }
    uses
}

fn urls_of(page: &Page<'_, '_, '_>, url: &str) -> Vec<Use> {
    let same = page.external().iter().filter(|link| *link.url == *url);
    same.map(|link| Use { path: page.note.path.to_owned(), span: link.span, is_declaration: false }).collect()
}

/// The start of `url` that every note writes in the same way: its host and path, up to what may be encoded.
fn without_encoding(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['%', '&', '?', '\'', '"', '(', ')', '*', '_', '\\', '~']).unwrap_or(rest.len());
    rest[..end].trim_end_matches('/')
}

/// The definition of `label`, and the links that use it.
fn of_label(page: &Page<'_, '_, '_>, label: &str) -> Vec<Use> {
    let (path, document) = (page.note.path, &page.document);
    let definitions = document.definitions().iter().filter(|definition| fold(&definition.label) == label);
    let mut uses: Vec<Use> = definitions.map(|definition| declared(path, definition.span)).collect();
    for node in document.nodes().filter(|node| matches!(node.kind(), Kind::Link | Kind::Image)) {
        if fold(&node.link().label) == label && has_label(node) {
            uses.push(Use { path: path.to_owned(), span: label_of(node), is_declaration: false });
        }
    }
    uses
}

fn has_label(link: Node<'_>) -> bool {
    matches!(link.link().form, LinkSyntax::Full | LinkSyntax::Collapsed | LinkSyntax::Shortcut)
}

/// The label of `link`, a reference, without its brackets.
pub(super) fn label_of(link: Node<'_>) -> Span {
    let text = syntax::link_text(link);
    if link.link().form != LinkSyntax::Full {
        return text;
    }
    let (start, end) = (text.end as usize + 2, link.span().end as usize);
    if start < end { Span::new(start, end - 1) } else { link.span() }
}

/// The definition of the footnote `label`, and its references.
fn of_footnote(page: &Page<'_, '_, '_>, label: &str) -> Vec<Use> {
    let (path, document) = (page.note.path, &page.document);
    let mut uses = Vec::new();
    for node in document.nodes() {
        let span = match node.kind() {
            Kind::FootnoteReference => node.span(),
            Kind::FootnoteDefinition => footnotes::label_span(node),
            _ => continue,
        };
        if footnotes::key(document.profile(), node.literal()) == label {
            let is_declaration = node.kind() == Kind::FootnoteDefinition;
            uses.push(Use { path: path.to_owned(), span, is_declaration });
        }
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::document::Document;
    use crate::text::source::Source;

    #[test]
    fn labels_have_no_brackets() {
        let source =
            Source::new("[x *y*][a b] [c][] [d] ![e][f]\n\n[a b]: u\n[c]: u\n[d]: u\n[f]: u\n".to_owned()).unwrap();
        let document = Document::parse(&source);
        let links = document.nodes().filter(|node| matches!(node.kind(), Kind::Link | Kind::Image));
        let labels: Vec<_> = links.map(|link| source.slice(label_of(link))).collect();
        assert_eq!(labels, ["a b", "c", "d", "f"]);
    }

    #[test]
    fn notes_are_searched_for_what_no_encoding_changes() {
        assert_eq!(without_encoding("https://a.io/b/c?d&e"), "a.io/b/c");
        assert_eq!(without_encoding("https://a.io/%E6%A6%82"), "a.io");
        assert_eq!(without_encoding("https://a.io/"), "a.io");
    }
}
