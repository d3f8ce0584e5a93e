//! Lists of books, articles and talks, whose titles keep the names of their time.

use std::ops::Range;

use crate::markdown::document::{Document, Kind, Node};
use crate::text::whitespace::Whitespace as _;
use crate::words;

/// What a list of titles is called, or how its name ends.
const LABELS: &[&str] = words!("../../rules/words/mentions.txt", "title_lists");

/// The heads of columns with the people behind a title.
const SPEAKERS: &[&str] = words!("../../rules/words/mentions.txt", "speakers");

/// No label is longer, in bytes.
const LONGEST: usize = 64;

/// Whether the words at `range` of the prose are in a list of titles: its heading, the paragraph before it, or the first line of
/// the paragraph that lists them says so.
pub(super) fn is_listed(document: &Document<'_>, range: &Range<usize>) -> bool {
    let start = document.prose().span(range.clone()).start as usize;
    let node = document.node_at(start);
    if node.ancestors().find(|node| node.kind() == Kind::Table).is_some_and(has_speakers) {
        return true;
    }
    let mut around = node.ancestors();
    let Some(block) = around.find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Item)) else { return false };
    if let Some(list) = block.ancestors().filter(|node| node.kind() == Kind::List).last() {
        let label = list.previous_sibling().filter(|node| matches!(node.kind(), Kind::Heading | Kind::Paragraph));
        return label.is_some_and(|label| label.source().len() <= LONGEST && is_label(&label.text()));
    }
    // Only the start of the paragraph is looked at: it may be one line of megabytes.
    let head = &block.source()[..block.source().floor_char_boundary(LONGEST)];
    let end = head.find(['\n', '\r']);
    end.is_some_and(|end| start >= block.span().start as usize + end && is_label(&head[..end]))
}

/// Whether a column of `table` has the people who gave talks or wrote books: another one has the titles.
fn has_speakers(table: Node<'_>) -> bool {
    let head = table.children().find(|row| row.kind() == Kind::TableHead);
    head.is_some_and(|head| {
        head.children().any(|cell| {
            let text = cell.text();
            SPEAKERS.iter().any(|speaker| text.unicode_trim().eq_ignore_ascii_case(speaker))
        })
    })
}

/// Whether `text` is what a list of titles is called: `参考書籍`, `Recommended books:`.
fn is_label(text: &str) -> bool {
    let text = text.unicode_trim().trim_end_matches([':', '：']);
    LABELS.iter().any(|label| {
        let Some(before) = text.len().checked_sub(label.len()) else { return false };
        let is_end = text.get(before..).is_some_and(|end| end.eq_ignore_ascii_case(label));
        is_end && (!label.is_ascii() || before == 0 || text[..before].ends_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    #[test]
    fn a_table_of_talks_has_speakers() {
        let is_title = |table: &str| {
            let source = Source::new(table.to_owned()).unwrap();
            let document = Document::parse(&source);
            let start = document.prose().text().find("Cloud").unwrap();
            is_listed(&document, &(start..start + 5))
        };
        assert!(is_title("| テーマ | 登壇者 |\n|---|---|\n| Cloud を使う | 山田 |\n"));
        assert!(is_title("| Talk | Speaker |\n|---|---|\n| Cloud at scale | A. Smith |\n"));
        assert!(!is_title("| サービス | 用途 |\n|---|---|\n| Cloud | 保管 |\n"));
    }

    #[test]
    fn a_label_is_recognized_by_its_end() {
        for text in
            ["書籍", "参考書籍：", "AWS の参考図書", "参考文献", "Books", "Recommended books:", " Further reading "]
        {
            assert!(is_label(text), "{text}");
        }
        for text in ["", "本", "書籍の注文", "notebooks", "Ebooks", "books about AWS", "Reading"] {
            assert!(!is_label(text), "{text}");
        }
    }
}
