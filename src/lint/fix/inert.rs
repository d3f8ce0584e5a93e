//! Fixes that need no comparison of the note before and after: they replace letters with letters where only punctuation could
//! change how the note is read.
//!
//! `CommonMark` reads blocks by what is at the start of lines, and inlines by ASCII punctuation and by whether the characters
//! beside a delimiter are white space, punctuation or something else (section 6.2). So a word in a paragraph can be replaced with
//! another word without parsing the note again, if there is no punctuation beside it that could matter, and no bracket, `<` or
//! brace in its paragraph that a word could belong to. In a heading, only the anchor changes.

use super::snapshot::has_html_headings;
use crate::finding::{Edit, Effect, Finding, Inert};
use crate::markdown::document::{Document, Kind, Kinds, LinkSyntax, Node};
use crate::text::source::Span;
use crate::text::whitespace::is_space_or_ending;

/// The bytes of the longest block that is searched. Each fix searches its whole block, so many fixes in a long one would take
/// quadratic time.
const MAX_BLOCK: usize = 4096;

/// Marks the `findings` in `document` whose fixes are inert ([`Finding::inert`]).
pub(crate) fn mark(document: &Document<'_>, findings: &mut [Finding]) {
    // A paragraph may be the text of a heading in HTML, which has an anchor.
    let mut in_html = None;
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let is_text = fix.effect == Effect::Text && fix.elsewhere.is_empty() && !fix.edits.is_empty();
        finding.inert = if is_text && !*in_html.get_or_insert_with(|| has_html_headings(document.source())) {
            fix.edits.iter().map(|edit| of_edit(document, edit)).min().unwrap_or_default()
        } else {
            Inert::No
        };
    }
}

fn of_edit(document: &Document<'_>, edit: &Edit) -> Inert {
    let source = document.source();
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    let Some(old) = source.text().get(start..end) else { return Inert::No };
    let node = document.node_at(start);
    if !is_word(old) || !is_word(&edit.text) || node.kind() != Kind::Text || !node.span().covers(edit.span) {
        return Inert::No;
    }
    // Letters at the start of a line start no block; digits may.
    let begins_line = node.span().start == edit.span.start;
    if begins_line && !(old.starts_with(char::is_alphabetic) && edit.text.starts_with(char::is_alphabetic)) {
        return Inert::No;
    }
    // Otherwise the text has character references or escapes, or what the parser reads differs from what is written.
    let is_verbatim = source.slice(node.span()) == node.literal();
    if is_verbatim && stands_alone(source.text(), node.span(), start..end) {
        in_block(document, node)
    } else {
        Inert::No
    }
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
    let (before, after) = (&text[node.start as usize..word.start], &text[word.end..node.end as usize]);
    let before = before.rsplit(is_space_or_ending).next().unwrap_or(before);
    let after = after.split(is_space_or_ending).next().unwrap_or(after);
    // Beside the node, the line or the cell ends, or there is a delimiter: of emphasis, for which all letters and digits are
    // alike, or of something that does not depend on what is beside it.
    let is_edge =
        |beside: Option<char>| beside.is_none_or(|char| is_space_or_ending(char) || "|*_~`[]()!<>".contains(char));
    let open_before = before.len() == word.start - node.start as usize;
    let open_after = after.len() == node.end as usize - word.end;
    let sentence = after.trim_end_matches(['.', ':', ',', ';', '!', '?', ')', '"', '\'']);
    let sentence = if after[sentence.len()..].contains("::") { after } else { sentence };
    !before.contains(joins)
        && !sentence.contains(joins)
        && (!open_before || is_edge(text[..node.start as usize].chars().next_back()))
        && (!open_after || is_edge(text[node.end as usize..].chars().next()))
}

/// How inert a word in `node` is: [`Inert::Yes`] in a paragraph or a cell, perhaps of a list or a quote, whose text has nothing
/// that a word could become a part of: no bracket that is not that of a link, no `<` or brace, and no syntax of the host. A
/// link has to be an inline one, because the text of others may be their label.
fn in_block(document: &Document<'_>, node: Node<'_>) -> Inert {
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
        Kind::Heading,
        Kind::Emphasis,
        Kind::Strong,
    ]);
    let is_block = |above: &Node<'_>| matches!(above.kind(), Kind::Paragraph | Kind::TableCell | Kind::Heading);
    let Some(block) = node.ancestors().find(is_block) else { return Inert::No };
    let is_known = |above: Node<'_>| {
        KNOWN.contains(above.kind()) || above.kind() == Kind::Link && above.link().form == LinkSyntax::Inline
    };
    let belongs = |char: char| "[]<{}".contains(char);
    let is_plain = |text: Node<'_>| text.kind() != Kind::Text || !text.literal().contains(belongs);
    let is_inert = block.span().len() <= MAX_BLOCK
        && node.ancestors().all(is_known)
        && block.descendants().all(is_plain)
        && document.source().syntax().around(block.span().start).is_none_or(|next| next.start >= block.span().end);
    match (is_inert, block.kind()) {
        (false, _) => Inert::No,
        (true, Kind::Heading) => Inert::InHeading,
        (true, _) => Inert::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    /// How inert the replacement of `old` by `new` in `text` is.
    fn inert(text: &str, old: &str, new: &str) -> Inert {
        let source = Source::new(text.to_owned()).unwrap();
        let start = text.find(old).unwrap();
        of_edit(&Document::parse(&source), &Edit::replace(Span::new(start, start + old.len()), new))
    }

    #[test]
    fn a_word_among_words() {
        for text in [
            "Elasticache は速い。\n",
            "- 一覧\n  - **Elasticache**を使う（`cache` ではない）\n",
            "| a | Elasticache |\n|---|---|\n| b | Elasticache |\n",
            "> See [the Elasticache guide](https://example.com/a).\n",
            "In short: Elasticache, or A -> B & C.\n",
        ] {
            assert_eq!(inert(text, "Elasticache", "ElastiCache"), Inert::Yes, "{text}");
        }
        assert_eq!(inert("か\u{3099}そう\n", "か\u{3099}", "が"), Inert::Yes);
        assert_eq!(inert("## Elasticache とは\n", "Elasticache", "ElastiCache"), Inert::InHeading);
    }

    #[test]
    fn a_word_that_something_else_could_be_made_of() {
        for text in [
            "[Elasticache]\n\n[elasticache]: a.md\n",
            "[one [Elasticache] two\n",
            "See <Elasticache 東京> here\n",
            "a:Elasticache:b\n",
            "write to me@Elasticache.com\n",
            "see www.Elasticache.com\n",
            "`Elasticache`\n",
            "    Elasticache\n",
            "![Elasticache](a.png)\n",
            "{{ Elasticache }}\n",
            "key:: Elasticache:: b\n",
            "<p>Elasticache</p>\n",
            "\\Elasticache\n",
            "x &Elasticache; y\n",
        ] {
            assert_eq!(inert(text, "Elasticache", "ElastiCache"), Inert::No, "{text}");
        }
        assert_eq!(inert("１. 一つ\n", "１", "1"), Inert::No, "a digit may begin a list");
        assert_eq!(inert("A－B\n", "－", "-"), Inert::No, "punctuation");
        assert_eq!(inert("a\u{200b}b\n", "\u{200b}", ""), Inert::No, "a deletion");
    }
}
