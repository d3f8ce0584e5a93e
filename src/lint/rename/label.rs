//! Renames labels of link reference definitions (`CommonMark` 0.31 §4.7) and of footnotes, within a note.

use super::plan::RenameObstacle;
use super::structure::{Name, same_labels_apart};
use crate::finding::{Edit, apply};
use crate::links::definitions::{self, fold};
use crate::links::footnotes;
use crate::markdown::document::{Document, Kind, LinkSyntax, Node};
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// A link reference definition: `[label]: url`.
    Link,
    /// A footnote: `[^label]: text`.
    Footnote,
}

/// A label in a definition or a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it names.
    pub kind: LabelKind,
    /// The label, as written.
    pub label: String,
    /// Its bytes, without brackets and `^`.
    pub span: Span,
}

/// The edits that rename a label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelRename {
    /// Sorted, without overlaps, in bytes of the text before the rename.
    pub edits: Vec<Edit>,
    /// The number of references to edit.
    pub references: usize,
}

/// A place where a label is written.
struct LabelPlace {
    label: Label,
    /// Whether it is in a reference instead of a definition.
    is_reference: bool,
    /// Whether the label is also the text of the link: `[label]`, `[label][]`.
    is_text: bool,
    /// The whole reference.
    node: Span,
}

/// The labels that the definitions of `document` define, in the order of the text.
pub fn labels(document: &Document<'_>) -> Vec<Label> {
    places(document).into_iter().filter(|place| !place.is_reference).map(|place| place.label).collect()
}

/// The label that contains byte `offset`, or the byte before it.
pub fn label_at(document: &Document<'_>, offset: usize) -> Option<Label> {
    let touches = |place: &LabelPlace| {
        let span = place.label.span;
        span.start as usize <= offset && offset <= span.end as usize
    };
    places(document).into_iter().find(touches).map(|place| place.label)
}

/// The places of the label at byte `offset`: its definition and its references, which can be edited together. `None` if one of
/// them is written in another way or is also the text of a link, or if there is only one.
pub fn linked_places(document: &Document<'_>, offset: usize) -> Option<Vec<Span>> {
    let label = label_at(document, offset)?;
    let key = key(document, label.kind);
    let name = key(&label.label);
    let places: Vec<LabelPlace> = places(document)
        .into_iter()
        .filter(|place| place.label.kind == label.kind && key(&place.label.label) == name)
        .collect();
    let is_alike = |place: &LabelPlace| place.label.label == label.label && !place.is_text;
    let is_whole = [true, false].iter().all(|kind| places.iter().any(|place| place.is_reference == *kind));
    (is_whole && places.iter().all(is_alike)).then(|| places.iter().map(|place| place.label.span).collect())
}

/// The form in which labels of this `kind` are compared.
fn key(document: &Document<'_>, kind: LabelKind) -> impl Fn(&str) -> String {
    let profile = document.profile();
    move |label| match kind {
        LabelKind::Link => fold(label),
        LabelKind::Footnote => footnotes::key(profile, label).into_owned(),
    }
}

/// The edits that rename `label` in the note `source` to `new`, in its definitions and all references. Where the label is
/// also the text of a link, the text stays: `[label]` becomes `[label][new]`.
///
/// # Errors
/// Why the label can't be renamed.
pub fn rename_label(source: &Source, kind: LabelKind, label: &str, new: &str) -> Result<LabelRename, RenameObstacle> {
    let new = new.md_trim();
    let document = Document::parse(source);
    let key = key(&document, kind);
    let places: Vec<LabelPlace> = places(&document).into_iter().filter(|place| place.label.kind == kind).collect();
    let (own, others): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| key(&place.label.label) == key(label));
    if !own.iter().any(|place| !place.is_reference) {
        return Err(RenameObstacle::NotFound);
    }
    if new.is_blank() {
        return Err(RenameObstacle::Empty);
    }
    if let Some(other) = others.iter().find(|place| !place.is_reference && key(&place.label.label) == key(new)) {
        let line = source.lines().line(other.label.span.start as usize) + 1;
        return Err(RenameObstacle::LabelExists { label: new.to_owned(), line });
    }
    let mut edits: Vec<Edit> = own.iter().filter_map(|place| edit(source, place, new)).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.retain(|edit| source.slice(edit.span) != edit.text);
    let structure = || RenameObstacle::Structure { name: new.to_owned() };
    let applied = apply(source.text(), &edits);
    let after = Source::new(applied.text.clone()).map_err(|_| structure())?.with_syntax_reader(source.syntax_reader());
    let folded = |name: Name<'_>| match name {
        Name::Link(name) => fold(name),
        Name::Footnote(name) => footnotes::key(document.profile(), name).into_owned(),
    };
    let is_own = |name: Name<'_>| match name {
        Name::Link(name) => kind == LabelKind::Link && key(name) == key(label),
        Name::Footnote(name) => kind == LabelKind::Footnote && key(name) == key(label),
    };
    let renamed = |name: Name<'_>| if is_own(name) { key(new) } else { folded(name) };
    if !same_labels_apart(&document, &Document::parse(&after), &applied, (renamed, folded)) {
        return Err(structure());
    }
    let references = own.iter().filter(|place| place.is_reference).count();
    Ok(LabelRename { references: if edits.is_empty() { 0 } else { references }, edits })
}

/// The edit that writes `new` at `place`.
fn edit(source: &Source, place: &LabelPlace, new: &str) -> Option<Edit> {
    if !place.is_text {
        return Some(Edit::replace(place.label.span, new));
    }
    // The last bracket of `[label]` or of `[label][]`.
    let end = place.node.end as usize;
    let bracket = Span::new(end.checked_sub(1)?, end);
    let is_collapsed = source.slice(place.node).ends_with("[]");
    Some(Edit::replace(bracket, if is_collapsed { format!("{new}]") } else { format!("][{new}]") }))
}

fn places(document: &Document<'_>) -> Vec<LabelPlace> {
    let source = document.source();
    let definition = |span: Span| {
        let written = source.slice(span);
        let close = written.match_indices("]:").map(|(at, _)| at).find(|&at| !written[..at].ends_with('\\'))?;
        let span = Span::new(span.start as usize + written.find('[')? + 1, span.start as usize + close);
        Some(LabelPlace::new(source, LabelKind::Link, span, None))
    };
    let spans = document.definitions().iter().map(|one| one.span);
    let duplicates = definitions::duplicates(document).into_iter().map(|one| one.span);
    let mut places: Vec<LabelPlace> = spans.chain(duplicates).filter_map(definition).collect();
    for node in document.nodes() {
        match node.kind() {
            Kind::Link | Kind::Image => places.extend(reference(source, node)),
            Kind::FootnoteReference | Kind::FootnoteDefinition => {
                let span = footnote(node);
                let whole = (node.kind() == Kind::FootnoteReference).then(|| node.span());
                places.push(LabelPlace::new(source, LabelKind::Footnote, span, whole));
            }
            _ => {}
        }
    }
    places.sort_by_key(|place| place.label.span);
    places
}

impl LabelPlace {
    /// The label at `span`, in the reference `node` if it is in one.
    fn new(source: &Source, kind: LabelKind, span: Span, node: Option<Span>) -> Self {
        let label = Label { kind, label: source.slice(span).to_owned(), span };
        Self { label, is_reference: node.is_some(), is_text: false, node: node.unwrap_or(span) }
    }
}

/// The label in `link`, if it is a reference.
fn reference(source: &Source, link: Node<'_>) -> Option<LabelPlace> {
    let (span, written) = (link.span(), link.source());
    let inside = match link.link().form {
        LinkSyntax::Full => {
            let label = written.strip_suffix(']')?;
            let open = label.rfind("][")? + 2;
            Span::new(span.start as usize + open, span.start as usize + label.len())
        }
        LinkSyntax::Collapsed | LinkSyntax::Shortcut => {
            let open = written.find('[')? + 1;
            let label = written.strip_suffix("[]").unwrap_or(written).strip_suffix(']')?;
            Span::new(span.start as usize + open, span.start as usize + label.len())
        }
        _ => return None,
    };
    let place = LabelPlace::new(source, LabelKind::Link, inside, Some(span));
    Some(LabelPlace { is_text: link.link().form != LinkSyntax::Full, ..place })
}

/// The label of `footnote`, a reference or a definition.
fn footnote(footnote: Node<'_>) -> Span {
    let bracketed = match footnote.kind() {
        Kind::FootnoteDefinition => footnotes::label_span(footnote),
        _ => footnote.span(),
    };
    Span { start: (bracketed.start + 2).min(bracketed.end), end: bracketed.end.max(bracketed.start + 3) - 1 }
}
