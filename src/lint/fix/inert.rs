//! Fixes that need no comparison of the note before and after: they replace letters by letters where only punctuation could
//! change how the note is read.
//!
//! CommonMark reads blocks by what is at the start of lines, and inlines by ASCII punctuation and by whether the characters
//! beside a delimiter are white space, punctuation or something else (section 6.2). So a word in a paragraph can be replaced by
//! another word without parsing the note again, if there is no punctuation beside it that could matter, and no bracket, `<`,
//! `&` or brace in its paragraph that a word could belong to.

use super::snapshot::has_html_headings;
use crate::finding::{Edit, Effect, Finding};
use crate::markdown::document::{Document, Kind, Kinds, LinkSyntax, Node};
use crate::text::source::Span;

/// Longer paragraphs are not looked at, because each of many fixes would look at the whole of it.
const MAX_PARAGRAPH: usize = 4096;

/// Marks the `findings` in `document` whose fixes are inert ([`Finding::inert`]).
pub(crate) fn mark(document: &Document<'_>, findings: &mut [Finding]) {
    // A paragraph may be the text of a heading in HTML, which has an anchor.
    let mut in_html = None;
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let is_text = fix.effect == Effect::Text && fix.elsewhere.is_empty() && !fix.edits.is_empty();
        finding.inert = is_text
            && !*in_html.get_or_insert_with(|| has_html_headings(document.source()))
            && fix.edits.iter().all(|edit| is_inert(document, edit));
    }
}

fn is_inert(document: &Document<'_>, edit: &Edit) -> bool {
    let source = document.source();
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    let Some(old) = source.text().get(start..end) else { return false };
    let node = document.node_at(start);
    if !is_word(old) || !is_word(&edit.text) || node.kind() != Kind::Text || !node.span().covers(edit.span) {
        return false;
    }
    // Letters at the start of a line start no block; digits may.
    let begins_line = node.span().start == edit.span.start;
    if begins_line && !(old.starts_with(char::is_alphabetic) && edit.text.starts_with(char::is_alphabetic)) {
        return false;
    }
    // Otherwise the text has character references or escapes, or what the parser reads differs from what is written.
    let is_verbatim = source.slice(node.span()) == node.literal();
    is_verbatim && stands_alone(source.text(), node.span(), start..end) && is_in_plain_paragraph(document, node)
}

/// Whether `text` starts and ends with a letter or digit and has nothing but those, spaces and hyphens.
fn is_word(text: &str) -> bool {
    // The marks of が and ぱ where they are characters of their own.
    let is_letter = |char: char| char.is_alphanumeric() || matches!(char, '\u{3099}' | '\u{309a}');
    text.starts_with(is_letter)
        && text.ends_with(is_letter)
        && text.chars().all(|char| is_letter(char) || " -".contains(char))
}

/// Whether the characters around `word` in the text `node`, up to white space, have no ASCII punctuation that could join it to
/// a URL, a short code, an attribute or the like.
fn stands_alone(text: &str, node: Span, word: std::ops::Range<usize>) -> bool {
    let joins = |char: char| char.is_ascii_punctuation() && !"(),;!?\"'-".contains(char);
    let is_end = char::is_whitespace;
    let (before, after) = (&text[node.start as usize..word.start], &text[word.end..node.end as usize]);
    let before = before.rsplit(is_end).next().unwrap_or(before);
    let after = after.split(is_end).next().unwrap_or(after);
    // Beside the node is a delimiter or another construct, unless the line, the cell or the text of a link ends there.
    let whole = |beside: Option<char>, edge: char| {
        beside.is_none_or(|char| char.is_whitespace() || char == '|' || char == edge)
    };
    let open_before = before.len() == word.start - node.start as usize;
    let open_after = after.len() == node.end as usize - word.end;
    let sentence = after.trim_end_matches(['.', ':', ',', ';', '!', '?', ')', '"', '\'']);
    let sentence = if after[sentence.len()..].contains("::") { after } else { sentence };
    !before.contains(joins)
        && !sentence.contains(joins)
        && (!open_before || whole(text[..node.start as usize].chars().next_back(), '['))
        && (!open_after || whole(text[node.end as usize..].chars().next(), ']'))
}

/// Whether `node` is in a paragraph or a cell, perhaps of a list or a quote, whose text has nothing that a word could become a
/// part of: no bracket that is not that of a link, no `<`, `&` or brace, and no syntax of the host. A link has to be an inline
/// one, because the text of others may be their label.
fn is_in_plain_paragraph(document: &Document<'_>, node: Node<'_>) -> bool {
    const KNOWN: Kinds = Kinds::of(&[
        Kind::Document,
        Kind::Paragraph,
        Kind::List,
        Kind::Item,
        Kind::BlockQuote,
        Kind::FootnoteDefinition,
        Kind::Table,
        Kind::TableHead,
        Kind::TableRow,
        Kind::TableCell,
        Kind::Emphasis,
        Kind::Strong,
    ]);
    let is_block = |above: &Node<'_>| matches!(above.kind(), Kind::Paragraph | Kind::TableCell);
    let Some(paragraph) = node.ancestors().find(is_block) else { return false };
    let is_known = |above: Node<'_>| {
        KNOWN.contains(above.kind()) || above.kind() == Kind::Link && above.link().form == LinkSyntax::Inline
    };
    let belongs = |char: char| "[]<>&{}$|\\".contains(char);
    let is_plain = |text: Node<'_>| text.kind() != Kind::Text || !text.literal().contains(belongs);
    paragraph.span().len() <= MAX_PARAGRAPH
        && node.ancestors().all(is_known)
        && paragraph.descendants().all(is_plain)
        && document
            .source()
            .syntax()
            .around(paragraph.span().start)
            .is_none_or(|next| next.start >= paragraph.span().end)
}
