//! Link reference definitions (`CommonMark` 0.31 §4.7): which are used, and which are duplicates.

use rustc_hash::FxHashSet;
use unicase::UniCase;

use crate::markdown::document::{Document, Kind, LinkSyntax};
use crate::text::source::{Source, Span};
use crate::text::whitespace::{Whitespace as _, is_space_or_ending};

/// A definition whose label an earlier definition has already defined. `CommonMark` ignores it.
#[derive(Clone, Debug)]
pub struct Duplicate<'s> {
    /// The label, as written.
    pub label: &'s str,
    /// From its opening bracket to the end of the line.
    pub span: Span,
}

/// `label` normalized for comparison (`CommonMark` 0.31, "matches"): Unicode case folding, and runs of spaces, tabs and
/// line endings collapsed to one space. `[Straße]` and `[STRASSE]` match; `[I]` and `[ı]` do not, nor do `[a b]` and
/// the same with a no-break space.
pub fn fold(label: &str) -> String {
    let words = label.split(is_space_or_ending).filter(|word| !word.is_empty());
    UniCase::new(words.collect::<Vec<_>>().join(" ")).to_folded_case()
}

/// The folded labels that links and images of `document` use.
pub fn used(document: &Document<'_>) -> FxHashSet<String> {
    let links = document.nodes().filter(|node| matches!(node.kind(), Kind::Link | Kind::Image));
    let by_label = |form| matches!(form, LinkSyntax::Full | LinkSyntax::Collapsed | LinkSyntax::Shortcut);
    links.filter(|node| by_label(node.link().form)).map(|node| fold(&node.link().label)).collect()
}

/// The duplicate definitions, in the order of the text. The parser does not report them: they are the lines of the form
/// `[label]: …` that belong to no block.
pub fn duplicates<'s>(document: &Document<'s>) -> Vec<Duplicate<'s>> {
    let labels: FxHashSet<String> = document.definitions().iter().map(|definition| fold(&definition.label)).collect();
    if labels.is_empty() {
        return Vec::new();
    }
    let source = document.source();
    let text = source.text();
    let mut duplicates = Vec::new();
    for (at, _) in text.match_indices("]:") {
        let line = source.line_at(at).range();
        let content = text[line.start..at].trim_start_matches(is_of_prefix);
        let start = at - content.len();
        let Some(label) = content.strip_prefix('[') else { continue };
        let known = |span: Span| span.covers(Span::at(start));
        let next = document.definitions().partition_point(|definition| definition.span.start as usize <= start);
        let is_first = next.checked_sub(1).is_some_and(|last| known(document.definitions()[last].span));
        if !is_first && is_between_blocks(document, start) && labels.contains(&fold(label)) {
            duplicates.push(Duplicate { label, span: Span::new(start, line.end) });
        }
    }
    duplicates
}

/// Whether `char` can precede a definition on its line: indentation, block quote markers, list markers.
fn is_of_prefix(char: char) -> bool {
    matches!(char, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || char.is_ascii_digit()
}

/// Whether byte `offset` belongs to no block of text: only definitions and markers can be there.
pub fn is_between_blocks(document: &Document<'_>, offset: usize) -> bool {
    matches!(
        document.node_at(offset).kind(),
        Kind::Document | Kind::BlockQuote | Kind::List | Kind::Item | Kind::FootnoteDefinition
    )
}

/// The lines of `span` including line endings, or `None` if they contain anything else than block quote markers.
pub fn whole_lines(source: &Source, span: Span) -> Option<Span> {
    let (first, last) = (source.line_at(span.start as usize), source.line_at((span.end as usize).max(1) - 1));
    let text = source.text();
    let before = &text[first.start as usize..span.start as usize];
    let after = text.get(span.end as usize..last.end as usize).unwrap_or("");
    let alone = before.trim_matches([' ', '>']).is_empty() && after.is_blank();
    let end = source.lines().line(last.start as usize) + 1;
    let end = if end < source.lines().count() { source.lines().start(end) } else { text.len() };
    alone.then(|| Span::new(first.start as usize, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_match_by_case_folding() {
        // cmark-gfm 0.29.0.gfm.6 gives the same results.
        for (one, other) in [
            ("Straße", "STRASSE"),
            ("ẞ", "ss"),
            ("ſ", "S"),
            ("ΣΑΣ", "σας"),
            ("ﬁ", "FI"),
            ("ΑΓΩ", "αγω"),
            ("İ", "i\u{307}"),
            ("Ａ", "ａ"),
            (" a \t\n b ", "A B"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        for (one, other) in [("I", "ı"), ("a b", "a\u{a0}b"), ("e\u{301}", "é"), ("ア", "あ"), ("１", "1")] {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }
}
