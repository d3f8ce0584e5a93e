//! How a sentence uses a word that is a name, and a command or a word of the language too.

use std::ops::Range;

use super::guards;

/// Words before a name: `with docker`.
const BEFORE: &[&str] = &[
    "a", "an", "and", "as", "by", "for", "from", "in", "into", "like", "of", "on", "our", "or", "the", "through", "to",
    "use", "uses", "using", "via", "with", "your",
];

/// Nouns behind a name: `a lambda function`, `docker images`.
const NOUNS: &[&str] = &[
    "bucket",
    "buckets",
    "cluster",
    "clusters",
    "console",
    "container",
    "containers",
    "database",
    "databases",
    "function",
    "functions",
    "image",
    "images",
    "instance",
    "instances",
    "registry",
    "server",
    "servers",
    "service",
    "trigger",
    "triggers",
];

/// What makes a command of such a noun: `docker image ls`.
const SUBCOMMANDS: &[&str] =
    &["build", "create", "history", "inspect", "load", "ls", "prune", "pull", "push", "rm", "save", "tag"];

/// Whether the lower-case word at `range` is used as a name: Japanese or Chinese goes on behind it, or English has the
/// words around it that a noun has. An argument of a command has none.
pub(super) fn uses_as_name(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (guards::before(text, range.start), guards::after(text, range.end));
    let word = before.strip_suffix(' ').map(|before| before.rsplit(' ').next().unwrap_or_default());
    let rest = after.strip_prefix(' ').unwrap_or(after);
    if rest.starts_with(is_east_asian_word) {
        // Behind an English word it is part of what that word begins: `sudo docker を実行`.
        return word.is_none_or(|word| !word.ends_with(|char: char| char.is_ascii_alphanumeric()));
    }
    let mut following = rest.split(|char: char| !char.is_ascii_alphanumeric());
    let next = following.next().unwrap_or_default();
    let is_english = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if after.starts_with(' ') && NOUNS.contains(&next) && word.is_some_and(is_english) {
        return !SUBCOMMANDS.contains(&following.next().unwrap_or_default());
    }
    if !word.is_some_and(|word| BEFORE.iter().any(|known| word.eq_ignore_ascii_case(known))) {
        return false;
    }
    after.is_empty() || after.starts_with([',', ';', ')', '。', '、']) || after == "." || after.starts_with(". ")
}

/// Whether a word of Japanese or Chinese, or a particle, begins with `char`.
fn is_east_asian_word(char: char) -> bool {
    "をにでのはがとへもや".contains(char) || matches!(char, 'ァ'..='ヺ' | '\u{3400}'..='\u{9fff}')
}

/// Whether the word at `range` has a capital by rights: it begins a sentence, a line or an item, or stands in a title
/// whose words all have one. Not where it is in capitals throughout.
pub(super) fn has_capital_by_rights(text: &str, range: &Range<usize>) -> bool {
    let written = &text[range.clone()];
    let mut letters = written.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase);
    let (before, after) = (guards::before(text, range.start).trim_end(), guards::after(text, range.end));
    capital && (before.is_empty() || before.ends_with(['.', '!', '?', ':', '。', '：']) || is_title_case(before, after))
}

/// Whether all the English words around a word have a capital, and there are some.
fn is_title_case(before: &str, after: &str) -> bool {
    const SOME: usize = 3;
    let words = || [before, after].into_iter().flat_map(|part| part.split(|char: char| !char.is_ascii_alphanumeric()));
    let mut letters = words().filter_map(|word| word.bytes().next());
    letters.clone().count() >= SOME && letters.all(|letter| !letter.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, word: &str) -> Range<usize> {
        let start = text.find(word).unwrap();
        start..start + word.len()
    }

    #[test]
    fn a_name_has_the_words_of_a_noun_around_it() {
        let name = |text: &str| uses_as_name(text, &at(text, "docker"));
        assert!(name("dockerを使う"));
        assert!(name("開発環境は docker で動かす"));
        assert!(name("it runs in docker."));
        assert!(name("the docker image is built"));
        assert!(!name("docker build を実行"));
        assert!(!name("run docker ps"));
        assert!(!name("sudo docker を実行"));
        assert!(!name("the docker build"));
        assert!(!name("docker"));
    }

    #[test]
    fn a_capital_begins_a_sentence() {
        let begins = |text: &str| has_capital_by_rights(text, &at(text, "Etcd"));
        assert!(begins("Etcd stores it"));
        assert!(begins("It is stored. Etcd does that"));
        assert!(begins("Back Up The Etcd Cluster"));
        assert!(!begins("stored in Etcd"));
        assert!(!begins("Runc和Etcd概述"));
        assert!(!has_capital_by_rights("ETCD stores", &(0..4)));
    }
}
