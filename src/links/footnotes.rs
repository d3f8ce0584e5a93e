//! Footnotes: which labels are the same, which are used, and which are defined twice.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::definitions::fold;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::profile::Profile;
use crate::text::source::Span;
use crate::text::whitespace::is_space;

/// The longest label of a footnote, in bytes.
pub const MAX_LABEL: usize = 256;

/// `label` normalized so that the host with `profile` takes two labels for the same if these are equal.
pub fn key<'l>(profile: &Profile, label: &'l str) -> Cow<'l, str> {
    if profile.footnote_labels.match_case { Cow::Borrowed(label) } else { Cow::Owned(fold(label)) }
}

/// The footnotes of `document` that are footnotes on its host.
pub fn definitions<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Node<'d>> {
    let (footnotes, spaces) = (document.profile().footnotes, document.profile().footnote_labels.spaces);
    let is_footnote = move |label: &str| footnotes.has(label) && (spaces || !label.contains(is_space));
    document.of_kind(Kind::FootnoteDefinition).filter(move |footnote| is_footnote(footnote.literal()))
}

/// `[^label]` at the start of `footnote`.
pub fn label_span(footnote: Node<'_>) -> Span {
    let span = footnote.span();
    let end = footnote.source().find("]:").map_or(span.end as usize, |at| span.start as usize + at + 1);
    Span::new(span.start as usize, end)
}

/// The footnotes that are not referenced, so that the host does not show them. A label that is in brackets anywhere else in
/// the note, such as in code, counts as used: programs that build a site may see references there.
pub fn unused<'d>(document: &'d Document<'_>) -> Vec<Node<'d>> {
    let mut unused: Vec<Node<'_>> = definitions(document).collect();
    if unused.is_empty() {
        return unused;
    }
    let (profile, text) = (document.profile(), document.source().text());
    let own: FxHashSet<usize> = unused.iter().map(|footnote| footnote.span().start as usize).collect();
    let mut used: FxHashSet<Cow<'_, str>> = FxHashSet::default();
    for (at, _) in text.match_indices("[^").filter(|(at, _)| !own.contains(at)) {
        let end = text.floor_char_boundary(text.len().min(at + MAX_LABEL));
        if let Some((label, _)) = text[at + 2..end.max(at + 2)].split_once(']') {
            used.insert(key(profile, label));
        }
    }
    unused.retain(|footnote| !used.contains(&key(profile, footnote.literal())));
    unused
}

/// The footnotes whose label another one above has, each with that one.
pub fn duplicates<'d>(document: &'d Document<'_>) -> Vec<(Node<'d>, Node<'d>)> {
    let mut first: FxHashMap<Cow<'_, str>, Node<'_>> = FxHashMap::default();
    let mut found = Vec::new();
    for footnote in definitions(document) {
        match first.get(&key(document.profile(), footnote.literal())) {
            Some(&earlier) => found.push((footnote, earlier)),
            None => drop(first.insert(key(document.profile(), footnote.literal()), footnote)),
        }
    }
    found
}
