//! Settings in a configuration that is a program (`docusaurus.config.js`, `.vitepress/config.ts`): the program is not run, only
//! literal values next to their keys are read.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::whitespace::Whitespace as _;

/// Comments, and strings, which may contain what looks like a comment.
static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?s)"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(//[^\n]*|/\*.*?\*/)"#;
    Regex::new(pattern).expect("constant patterns are valid")
});

/// `program` without comments.
pub(super) fn without_comments(program: &str) -> String {
    let keep = |found: &regex::Captures<'_>| {
        if found.get(1).is_some() { String::new() } else { found[0].to_owned() }
    };
    TOKENS.replace_all(program, keep).into_owned()
}

/// The object that follows `key:` in `program`, without the braces around it. `program` has no comments.
pub(super) fn object<'p>(program: &'p str, key: &str) -> Option<&'p str> {
    let after = value(program, key)?.strip_prefix('{')?;
    let mut depth = 1_usize;
    let end = after.char_indices().find(|(_, char)| {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.map(|(end, _)| &after[..end])
}

/// The text that follows the first `key:` in `program`.
pub(super) fn value<'p>(program: &'p str, key: &str) -> Option<&'p str> {
    let is_word = |char: char| char.is_alphanumeric() || matches!(char, '_' | '$' | '.');
    program.match_indices(key).find_map(|(at, _)| {
        let after = program[at + key.len()..].trim_start_matches(['"', '\'']);
        let after = after.unicode_trim_start().strip_prefix(':')?;
        (!program[..at].ends_with(is_word)).then(|| after.unicode_trim_start())
    })
}

/// The literal `true` or `false` that follows `key:`.
pub(super) fn flag(program: &str, key: &str) -> Option<bool> {
    let value = value(program, key)?;
    let word = |word: &str| {
        value.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric()))
    };
    if word("true") { Some(true) } else { word("false").then_some(false) }
}

/// The literal string that follows `key:`.
pub(super) fn string<'p>(program: &'p str, key: &str) -> Option<&'p str> {
    let value = value(program, key)?;
    let quote = value.chars().next().filter(|char| matches!(char, '"' | '\'' | '`'))?;
    value[1..].split_once(quote).map(|(string, _)| string)
}
