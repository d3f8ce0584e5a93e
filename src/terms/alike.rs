//! Words among others of their kind in a column: tags (`AIAgent, GoogleCloud`), and the entities of a model (`MemoryStore` below
//! `UserStore`).

use std::ops::Range;

use crate::markdown::document::{Document, Kind, Node};
use crate::text::whitespace::Whitespace as _;

/// Rows before and after one that are looked at, so that the cost stays bounded in a long table.
const NEAR: usize = 6;

/// The largest cell whose items are looked at, in bytes.
const LONGEST: usize = 200;

/// How many of the other items must be words that are run together.
const SOME: usize = 2;

/// How a word is written like others of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alike {
    /// It is not.
    No,
    /// It is one of several items in a cell: a tag.
    Here,
    /// It is all of a cell: an entity, wherever the note names it.
    InNote,
}

/// Whether the word at `range` of the prose is an item in a column of a table whose items are all single words, and of which some
/// others are run together, too. `is_name` tells which words are names in any spelling: those show nothing.
pub(super) fn is_one(document: &Document<'_>, range: &Range<usize>, is_name: impl Fn(&str) -> bool) -> Alike {
    let prose = document.prose();
    let node = document.node_at(prose.span(range.clone()).start as usize);
    let cell = std::iter::once(node).chain(node.ancestors()).find(|node| node.kind() == Kind::TableCell);
    let Some((cell, row)) = cell.and_then(|cell| Some((cell, cell.parent()?))) else { return Alike::No };
    let own = text(cell);
    let written = &prose.text()[range.clone()];
    if !items(&own).any(|item| item == written) {
        return Alike::No;
    }
    let kind = if items(&own).count() == 1 { Alike::InNote } else { Alike::Here };
    let column = std::iter::successors(cell.previous_sibling(), |cell| cell.previous_sibling()).count();
    let before = std::iter::successors(row.previous_sibling(), |row| row.previous_sibling()).take(NEAR);
    let after = std::iter::successors(row.next_sibling(), |row| row.next_sibling()).take(NEAR);
    let rows = before.chain(after).filter(|row| row.kind() == Kind::TableRow);
    let mut cells: Vec<String> = rows.filter_map(|row| row.children().nth(column)).map(text).collect();
    cells.push(own);
    let all = || cells.iter().flat_map(|cell| items(cell));
    let is_alike = |item: &&str| *item != written && is_run_together(item) && !is_name(item);
    let found = !all().any(|item| item.contains(' ')) && all().filter(is_alike).take(SOME).count() == SOME;
    if found { kind } else { Alike::No }
}

/// The text of `cell`. If it is long, it is a sentence.
fn text(cell: Node<'_>) -> String {
    if cell.source().len() > LONGEST { String::from("a sentence") } else { cell.text() }
}

/// The items in the text of a cell, without remarks in brackets after them.
fn items(cell: &str) -> impl Iterator<Item = &str> {
    let items = cell.split([',', '、']).filter_map(|item| item.split(['（', '(']).next());
    items.map(str::unicode_trim).filter(|item| !item.is_empty())
}

/// Whether `word` is several words without spaces, each with a capital: `MemoryState`, `AIAgent`.
pub(super) fn is_run_together(word: &str) -> bool {
    let bytes = word.as_bytes();
    let begins_word = |at: usize| {
        let [before, here] = [at - 1, at].map(|at| bytes.get(at).is_some_and(u8::is_ascii_uppercase));
        here && (!before || bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase))
    };
    bytes.iter().all(u8::is_ascii_alphanumeric)
        && word.starts_with(|char: char| char.is_ascii_uppercase())
        && (1..bytes.len()).any(begins_word)
}

/// Whether `written` has more words run together than `name`: `MemoryState` is not a slip of `Memorystore`.
pub(super) fn has_more_words(written: &str, name: &str) -> bool {
    let words = |word: &str| {
        let pairs = word.as_bytes().windows(2);
        pairs
            .filter(|pair| matches!(pair, [before, here] if before.is_ascii_lowercase() && here.is_ascii_uppercase()))
            .count()
    };
    words(written) > words(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_run_together() {
        for word in ["MemoryState", "AIAgent", "LLMOps", "UserStore2"] {
            assert!(is_run_together(word), "{word}");
        }
        for word in ["Memory", "AI", "memoryState", "Memory State", "SOUL.md", ""] {
            assert!(!is_run_together(word), "{word}");
        }
    }

    #[test]
    fn a_cell_has_items() {
        let found = |cell| items(cell).collect::<Vec<_>>();
        assert_eq!(found("FirstParty (api / web)"), ["FirstParty"]);
        assert_eq!(found("AI, CloudRun、 MCP"), ["AI", "CloudRun", "MCP"]);
        assert_eq!(found("Cloud Run, MCP"), ["Cloud Run", "MCP"]);
    }

    #[test]
    fn slips_keep_the_words_of_a_name() {
        assert!(has_more_words("MemoryState", "Memorystore"));
        assert!(has_more_words("LooGLE", "Google"));
        assert!(!has_more_words("EventBrige", "EventBridge"));
        assert!(!has_more_words("CLoudFormaton", "CloudFormation"));
        assert!(!has_more_words("kubenetes", "Kubernetes"));
    }
}
