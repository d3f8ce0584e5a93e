//! Names that the dictionaries of the project know, in prose and in code.

use super::place::{Part, Place};
use crate::markdown::document::Kind;
use crate::text::source::Span;

/// The most words of a name.
const MAX_WORDS: usize = 6;

/// What is known about the name at the position: the longest that the words around it are.
pub(super) fn part(place: &Place<'_, '_, '_>) -> Option<Part> {
    if !matches!(place.document.node_at(place.offset).kind(), Kind::Text | Kind::Code | Kind::CodeBlock) {
        return None;
    }
    let names = place.note.names()?;
    let source = place.document.source();
    let line = source.line_at(place.offset);
    let start = line.start as usize;
    let candidates = around(source.slice(line), place.offset - start);
    let (text, at) = candidates.into_iter().find(|(text, _)| names.index.is_name(text))?;
    let facts = names.sources().facts(text, place.client.lang());
    let mut writer = place.writer();
    writer.strong(text);
    if facts.is_empty() {
        return None;
    }
    writer.raw("\n");
    for fact in facts {
        writer.item().plain(&fact.label).raw(": ");
        // Escapes would become part of a URL.
        if fact.text.contains("://") {
            writer.raw(&fact.text)
        } else {
            writer.plain(&fact.text)
        };
    }
    Some(Part { span: Span::new(start + at, start + at + text.len()), text: writer.finish() })
}

/// The runs of words of `line` that byte `at` is in or right after, the longest first, each with its start.
fn around(line: &str, at: usize) -> Vec<(&str, usize)> {
    let words = words(line);
    let Some(own) = words.iter().position(|&(start, end)| (start..=end).contains(&at)) else { return Vec::new() };
    let are_joined = |left: usize| line[words[left].1..words[left + 1].0] == *" ";
    let mut first = own;
    while first > 0 && own - first + 1 < MAX_WORDS && are_joined(first - 1) {
        first -= 1;
    }
    let mut last = own;
    while last + 1 < words.len() && last - own + 1 < MAX_WORDS && are_joined(last) {
        last += 1;
    }
    let mut found: Vec<(&str, usize)> = Vec::new();
    for from in first..=own {
        for to in (own..=last).filter(|to| to - from < MAX_WORDS) {
            found.push((&line[words[from].0..words[to].1], words[from].0));
        }
    }
    found.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    found
}

/// The words of `line`: ASCII letters and digits with what may join them, and Japanese words in katakana.
fn words(line: &str) -> Vec<(usize, usize)> {
    let class = |char: char| match char {
        _ if char.is_ascii_alphanumeric() => 1,
        '-' | '.' | '+' | '#' | '/' | '&' => 2,
        'ァ'..='ヺ' | 'ー' | '・' => 3,
        _ => 0,
    };
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut previous = 0;
    for (at, char) in line.char_indices() {
        let class = class(char);
        let joins = matches!((previous, class), (1 | 2, 1 | 2) | (3, 3));
        match words.last_mut() {
            Some(word) if joins => word.1 = at + char.len_utf8(),
            _ if matches!(class, 1 | 3) => words.push((at, at + char.len_utf8())),
            _ => {}
        }
        previous = if class == 2 && !joins { 0 } else { class };
    }
    // A full stop ends a sentence, not a name.
    for word in &mut words {
        word.1 = word.0 + line[word.0..word.1].trim_end_matches(['-', '.', '/', '&', '・']).len();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_position_may_be_a_name() {
        let texts = |line: &str, needle: &str| {
            let at = line.find(needle).unwrap();
            around(line, at).into_iter().map(|(text, _)| text.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts("😀これはAzure AD。", "Azure"), ["Azure AD", "Azure"]);
        assert_eq!(texts("か\u{3099}サーバーの EC2.", "EC2"), ["EC2"]);
        assert_eq!(texts("サーバーの", "ー"), ["サーバー"]);
        assert_eq!(texts("use CI/CD, now", "CD"), ["use CI/CD", "CI/CD"]);
        assert_eq!(texts("a  b", "b"), ["b"]);
        assert!(around("a , b", 3).is_empty());
    }
}
