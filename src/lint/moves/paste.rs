//! The links of a text that is copied from one note and pasted into another.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::habits::PathHabits;
use crate::facts::moved_files::PathMoves;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::{Edit, apply};
use crate::links::anchor_targets::AnchorTargets;
use crate::links::definitions::fold;
use crate::links::local;
use crate::links::path::relative_path;
use crate::links::project::ProjectLinks;
use crate::links::relocation::{NewPath, Relocation};
use crate::links::rewrite;
use crate::markdown::document::{Document, Kind, LinkSyntax, Node};
use crate::markdown::syntax::{definition_destination, link_text};
use crate::text::source::{Source, Span};

/// A note and its text.
#[derive(Clone, Copy, Debug)]
pub struct NoteText<'a> {
    /// The path, relative to the project.
    pub path: &'a str,
    /// The text.
    pub source: &'a Source,
}

/// `text`, a part of the note `from`, as it has to be in the note `to`: its links lead to the same files and headings. A
/// reference whose definition is not part of `text`, and not in `to` either, becomes an inline link. `None` if nothing has to
/// change, or if it can't be done.
pub fn paste(project: &ProjectLinks<'_>, from: NoteText<'_>, to: NoteText<'_>, text: &str) -> Option<String> {
    let copied = CopiedText::new(from, text)?;
    let document = Document::parse(&copied.source);
    let moves = PathMoves::new(&[]);
    let relocation = Relocation { before: project, after: project, moves: &moves };
    let habits = PathHabits::new(project);
    let pasted = PastedText { copied: &copied, document: &document, relocation, habits, from, to };
    let (mut edits, mut paths) = pasted.edits_of_links();
    let (inline, more) = pasted.inline_references();
    edits.extend(inline);
    paths.extend(more);
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| edit.span);
    let result = apply(text, &edits).text;
    // The result is read as it was meant.
    let read = Source::new(result.clone()).ok()?.with_syntax_reader(from.source.syntax_reader());
    let links = links_of(&Document::parse(&read), read.text().len());
    let mut found: Vec<String> = links.iter().map(|link| link.path.to_string()).collect();
    found.sort_unstable();
    paths.sort_unstable();
    (found == paths).then_some(result)
}

/// A text, followed by the definitions of its note that it does not have itself.
struct CopiedText {
    source: Source,
    /// The length of the text alone.
    len: usize,
}

impl CopiedText {
    fn new(from: NoteText<'_>, text: &str) -> Option<Self> {
        let alone = Source::new(text.to_owned()).ok()?.with_syntax_reader(from.source.syntax_reader());
        let alone = Document::parse(&alone);
        let note = Document::parse(from.source);
        let mut whole = format!("{text}\n\n");
        let is_own = |label: &str| alone.definitions().iter().any(|own| fold(&own.label) == fold(label));
        for definition in note.definitions().iter().filter(|definition| !is_own(&definition.label)) {
            let Some(destination) = definition_destination(from.source, definition.span) else { continue };
            let written = from.source.slice(definition.span);
            if !written.contains(['\r', '\n']) {
                let _ = writeln!(whole, "{written}");
                continue;
            }
            // The next line may begin with the marker of a quote. A reference has the title without it.
            let label = fold(&definition.label);
            let is_it = |node: &Node<'_>| is_reference(*node) && fold(&node.link().label) == label;
            let title = note.nodes().find(is_it).map(|node| title(&node.link().title)).unwrap_or_default();
            let _ = writeln!(whole, "[{}]: <{}>{title}", definition.label, from.source.slice(destination));
        }
        let source = Source::new(whole).ok()?.with_syntax_reader(from.source.syntax_reader());
        Some(Self { source, len: text.len() })
    }

    /// Whether `span` is in the text.
    fn has(&self, span: Span) -> bool {
        span.end as usize <= self.len
    }
}

struct PastedText<'a, 'p> {
    copied: &'a CopiedText,
    /// The copied text.
    document: &'a Document<'a>,
    relocation: Relocation<'a>,
    habits: PathHabits<'p>,
    from: NoteText<'a>,
    to: NoteText<'a>,
}

impl PastedText<'_, '_> {
    /// The edits of the links in the text, and the paths of all of its links after them.
    fn edits_of_links(&self) -> (Vec<Edit>, Vec<String>) {
        let (mut edits, mut paths) = (Vec::new(), Vec::new());
        for link in links_of(self.document, self.copied.len) {
            match self.edit(&link) {
                Some((edit, path)) => {
                    edits.push(edit);
                    paths.push(path);
                }
                None => paths.push(link.path.to_string()),
            }
        }
        (edits, paths)
    }

    /// The edit that makes `link` right, and its new path.
    fn edit(&self, link: &LocalLink) -> Option<(Edit, String)> {
        let facts = self.relocation.before.index.facts(self.to.path)?;
        if link.path.is_empty() {
            return self.edit_of_fragment(link);
        }
        let dotted = || self.habits.is_dotted(self.to.path, facts, link.image);
        let NewPath::OneOf(paths) = self.relocation.new_path((self.from.path, self.to.path), link, dotted) else {
            return None;
        };
        let encoded = || self.habits.is_encoded(self.to.path, facts);
        paths.into_iter().find_map(|path| Some((rewrite::path_in(&self.copied.source, link, &path, encoded)?, path)))
    }

    /// The edit of a link to a heading of its own note, unless that is part of the text or does not exist.
    fn edit_of_fragment(&self, link: &LocalLink) -> Option<(Edit, String)> {
        let fragment = link.fragment.as_deref().filter(|_| link.form == LocalLinkForm::Path)?;
        let is_in =
            |document: &Document<'_>| AnchorTargets::of(document, &[]).find(fragment, link.form, || false).is_some();
        if is_in(self.document) || !is_in(&Document::parse(self.from.source)) {
            return None;
        }
        let facts = self.relocation.before.index.facts(self.to.path)?;
        let path = relative_path(self.to.path, self.from.path);
        let encoded = || self.habits.is_encoded(self.to.path, facts);
        Some((rewrite::path_in(&self.copied.source, link, &path, encoded)?, path))
    }

    /// The edits that make inline links of the references whose definition stays behind, and the paths of those that lead to
    /// files.
    fn inline_references(&self) -> (Vec<Edit>, Vec<String>) {
        let kept = self.kept_labels();
        let (mut edits, mut paths) = (Vec::new(), Vec::new());
        for node in self.document.nodes().filter(|node| is_reference(*node) && self.copied.has(node.span())) {
            let Some((destination, path)) = self.destination(&fold(&node.link().label), &kept) else { continue };
            let end = Span { start: link_text(node).end, end: node.span().end };
            edits.push(Edit::replace(end, format!("]({destination}{})", title(&node.link().title))));
            paths.extend(path);
        }
        (edits, paths)
    }

    /// The definitions of the note that the text is pasted into: destinations by label.
    fn kept_labels(&self) -> BTreeMap<String, String> {
        let document = Document::parse(self.to.source);
        let definitions = document.definitions().iter();
        definitions.map(|definition| (fold(&definition.label), definition.destination.to_string())).collect()
    }

    /// The destination of the definition of `label`, and its path if it leads to a file. `None` if the definition is part of the
    /// text, or the other note has the same one.
    fn destination(&self, label: &str, kept: &BTreeMap<String, String>) -> Option<(String, Option<String>)> {
        let definitions = self.document.definitions();
        let index = definitions.iter().position(|definition| fold(&definition.label) == label)?;
        let definition = definitions.get(index).filter(|definition| !self.copied.has(definition.span))?;
        let source = &self.copied.source;
        let span = definition_destination(source, definition.span)?;
        let link = local::of_definition(self.document, index);
        let edit = link.as_ref().and_then(|link| self.edit(link));
        let written = match &edit {
            Some((edit, _)) => {
                let start = edit.span.start.checked_sub(span.start)? as usize;
                let mut written = source.slice(span).to_owned();
                written.replace_range(start..start + edit.span.len(), &edit.text);
                written
            }
            None => source.slice(span).to_owned(),
        };
        if kept.get(label) == Some(&written) {
            return None;
        }
        let needs_brackets = written.is_empty() || written.contains([' ', '(', ')']);
        let path = edit.map(|(_, path)| path).or_else(|| link.map(|link| link.path.to_string()));
        Some((if needs_brackets { format!("<{written}>") } else { written }, path))
    }
}

/// The links in the first `len` bytes of `document`. The definitions may be for references elsewhere.
fn links_of(document: &Document<'_>, len: usize) -> Vec<LocalLink> {
    let mut links = local::links(document, &[]);
    for (index, _) in document.definitions().iter().enumerate().filter(|(_, one)| one.span.end as usize <= len) {
        let link = local::of_definition(document, index);
        links.extend(link.filter(|link| links.iter().all(|known| known.span != link.span)));
    }
    links.retain(|link| link.span.end as usize <= len);
    links
}

fn is_reference(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::Link | Kind::Image)
        && matches!(node.link().form, LinkSyntax::Full | LinkSyntax::Collapsed | LinkSyntax::Shortcut)
}

/// `title` as it is written after a destination.
fn title(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
}
