//! `textDocument/foldingRange`: sections, lists, code blocks, tables, front matter, comments and block quotes.

use std::collections::BTreeSet;

use lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::lsp::client::Client;
use crate::lsp::views::Views;
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::headings::is_comment;
use crate::markdown::outline::sections;
use crate::text::source::{Source, Span};

/// Answers `textDocument/foldingRange`.
pub(in crate::lsp) fn list(
    client: &Client,
    views: &Views<'_>,
    params: &FoldingRangeParams,
) -> Option<Vec<FoldingRange>> {
    let note = views.note(&params.text_document.uri).filter(|_| client.settings().symbols)?;
    let folds = folds(&Document::parse(&note.source));
    let range = |fold: Fold| FoldingRange {
        start_line: fold.first,
        end_line: fold.last,
        kind: fold.kind(),
        ..FoldingRange::default()
    };
    let most = client.can.most_folds.unwrap_or(usize::MAX);
    Some(folds.into_iter().take(most).map(range).collect())
}

/// Whole lines that can be folded, from 0. The first line stays visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fold {
    first: u32,
    last: u32,
    of: What,
}

/// What a fold has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Section,
    FrontMatter,
    Comment,
    Block,
}

impl Fold {
    fn new(source: &Source, span: Span, of: What) -> Option<Self> {
        let line = |offset: usize| u32::try_from(source.lines().line(offset)).ok();
        let (first, last) = (line(span.start as usize)?, line((span.end.max(span.start + 1) - 1) as usize)?);
        (first < last).then_some(Self { first, last, of })
    }

    fn kind(self) -> Option<FoldingRangeKind> {
        match self.of {
            What::FrontMatter => Some(FoldingRangeKind::Region),
            What::Comment => Some(FoldingRangeKind::Comment),
            What::Section | What::Block => None,
        }
    }
}

/// The folds of `document`, by line. Editors fold one range for each first line.
fn folds(document: &Document<'_>) -> BTreeSet<Fold> {
    let source = document.source();
    let mut folds: BTreeSet<Fold> =
        sections(document).iter().filter_map(|section| Fold::new(source, section.span, What::Section)).collect();
    for node in document.nodes() {
        let of = match node.kind() {
            Kind::FrontMatter => What::FrontMatter,
            Kind::HtmlBlock if is_comment(node) => What::Comment,
            Kind::CodeBlock | Kind::Table | Kind::BlockQuote | Kind::Item | Kind::FootnoteDefinition => What::Block,
            // Otherwise the first item could not be folded alone.
            Kind::List if !is_long(source, node) => What::Block,
            _ => continue,
        };
        folds.extend(Fold::new(source, node.span(), of));
    }
    folds
}

/// Whether the first item of `list` has several lines.
fn is_long(source: &Source, list: Node<'_>) -> bool {
    list.first_child().is_some_and(|item| Fold::new(source, item.span(), What::Block).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(u32, u32, What)> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        folds(&document).into_iter().map(|fold| (fold.first, fold.last, fold.of)).collect()
    }

    #[test]
    fn blocks_of_several_lines() {
        let text = "---\na: b\n---\n\n<!--\nc\n-->\n\n```sh\nd\n```\n\n| a |\n|---|\n| b |\n\n> q\n> r\n\none\n\n<b>\nx\n</b>\n";
        let expected = [
            (0, 2, What::FrontMatter),
            (4, 6, What::Comment),
            (8, 10, What::Block),
            (12, 14, What::Block),
            (16, 17, What::Block),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn sections_end_with_their_last_line_of_text() {
        let text = "# a\r\n\r\n## b\r\n\r\nc\r\n\r\n\r\n## d\r\n\r\n# e\r\n";
        assert_eq!(found(text), [(0, 7, What::Section), (2, 4, What::Section)]);
    }

    #[test]
    fn a_list_folds_as_a_whole_if_its_first_item_does_not_fold_alone() {
        assert_eq!(found("- a\n- b\n  c\n"), [(0, 2, What::Block), (1, 2, What::Block)]);
        assert_eq!(found("- a\n  b\n- c\n"), [(0, 1, What::Block)]);
    }
}
