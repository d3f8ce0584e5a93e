//! Texts that a match of a pattern must contain. One automaton finds them for all patterns, so that a regular
//! expression runs only where it can match.

use super::syntax::{CharClass, Item, PatternNode};

/// The maximum number of alternative texts per pattern.
const MANY: usize = 40;

/// Character ranges wider than this are not expanded to single characters.
const SMALL: u32 = 6;

/// Folds the width and case of Latin characters. Returns other characters unchanged.
pub(super) fn fold(char: char) -> char {
    match char {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(char as u32 - 0xfee0).unwrap_or(char).to_ascii_lowercase(),
        // JavaScript matches these with `s` and `k` if the `i` flag is set.
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        _ => char.to_ascii_lowercase(),
    }
}

/// Folded texts, at least one of which every match of `node` contains. `None` if there are no such texts. `any_case` is
/// the `i` flag.
pub(super) fn required(node: &PatternNode, any_case: bool) -> Option<Vec<String>> {
    let texts = match node {
        PatternNode::Concat(nodes) => of_concat(nodes, any_case)?,
        PatternNode::Alternation(nodes) => {
            let branches: Option<Vec<_>> = nodes.iter().map(|node| required(node, any_case)).collect();
            branches?.concat()
        }
        PatternNode::Group(_, node) | PatternNode::Repeat { node, min: 1.., .. } => required(node, any_case)?,
        PatternNode::Char(_) => vec![single(node, any_case)?.to_string()],
        PatternNode::CharClass(class) => of_class(class, any_case)?,
        _ => return None,
    };
    (!texts.is_empty() && texts.len() <= MANY).then_some(texts)
}

/// The longest requirement of the parts. Adjacent single characters form one text.
fn of_concat(nodes: &[PatternNode], any_case: bool) -> Option<Vec<String>> {
    let mut choices: Vec<Vec<String>> = Vec::new();
    let mut run = String::new();
    for node in nodes {
        if let Some(char) = single(node, any_case) {
            run.push(char);
            continue;
        }
        choices.extend((!run.is_empty()).then(|| vec![std::mem::take(&mut run)]));
        choices.extend(required(node, any_case));
    }
    choices.extend((!run.is_empty()).then(|| vec![run]));
    let worth = |texts: &Vec<String>| texts.iter().map(|text| text.chars().count()).min();
    choices.into_iter().rev().max_by_key(worth)
}

/// The character to which all characters that `node` matches fold, if there is exactly one.
fn single(node: &PatternNode, any_case: bool) -> Option<char> {
    match node {
        PatternNode::Char(char) => folded(*char, any_case),
        PatternNode::CharClass(class) => {
            let mut chars = chars_of(class)?.map(|char| folded(char, any_case));
            let first = chars.next()??;
            chars.all(|char| char == Some(first)).then_some(first)
        }
        _ => None,
    }
}

fn of_class(class: &CharClass, any_case: bool) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for char in chars_of(class)? {
        let text = folded(char, any_case)?.to_string();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    Some(texts)
}

fn folded(char: char, any_case: bool) -> Option<char> {
    let fold = fold(char);
    // Case folding outside ASCII is more complex, so such characters are not used.
    let is_complex = any_case && !fold.is_ascii() && (char.is_lowercase() || char.is_uppercase());
    (!is_complex).then_some(fold)
}

fn chars_of(class: &CharClass) -> Option<impl Iterator<Item = char>> {
    let small =
        class.items.iter().all(|item| matches!(item, Item::Range(from, to) if *to as u32 - *from as u32 <= SMALL));
    let chars = class.items.iter().flat_map(|item| match item {
        Item::Range(from, to) => *from..=*to,
        // Excluded by `small`.
        Item::Shorthand(_) | Item::Property(..) => 'b'..='a',
    });
    (small && !class.negated).then_some(chars)
}

#[cfg(test)]
mod tests {
    use super::super::parser::parse;
    use super::*;

    fn texts(pattern: &str) -> Option<Vec<String>> {
        required(&parse(pattern).unwrap(), false)
    }

    #[test]
    fn a_match_contains_one_of_the_texts() {
        let some = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(texts("[AaＡａ][WwＷｗ][SsＳｓ]"), some(&["aws"]));
        assert_eq!(texts(r"(\d+)ヶ([所月])"), some(&["ヶ"]));
        assert_eq!(texts("サーバ(?!ー)"), some(&["サーバ"]));
        assert_eq!(texts("(?:foo|Bar)+"), some(&["foo", "bar"]));
        assert_eq!(texts("(記|大)?事"), some(&["事"]));
        assert_eq!(texts("a*"), None);
        assert_eq!(texts("[^a]"), None);
        assert_eq!(required(&parse("é").unwrap(), true), None);
    }
}
