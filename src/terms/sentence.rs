//! Whether a sentence uses a word as a name that can also be a command or an ordinary word.

use std::ops::Range;

use super::dictionary::Term;
use super::window;

use crate::text::whitespace::{Whitespace as _, is_unicode_space};
use crate::words;

/// Words before a name: `with docker`.
const BEFORE: &[&str] = words!("../../rules/words/name_use.txt", "before");

/// Articles before a name. They are weaker evidence, because a common noun has one too: `a lambda in Python`.
const ARTICLES: &[&str] = words!("../../rules/words/name_use.txt", "articles");

/// Chinese verbs before a name: `安装helm`.
const CHINESE_BEFORE: &[&str] = words!("../../rules/words/name_use.txt", "chinese_before");

/// Words after a name that are not arguments of a command: `with docker and …`.
const AFTER: &[&str] = words!("../../rules/words/name_use.txt", "after");

/// Words that start a clause: `what docker executes`. Without `if`, because `if docker exists` asks for the command.
const CLAUSES: &[&str] = words!("../../rules/words/name_use.txt", "clauses");

/// Verbs after a name that are not subcommands.
const VERBS: &[&str] = words!("../../rules/words/name_use.txt", "verbs");

/// Nouns after a name: `a lambda function`, `docker images`. An entry can add more ([`Term::nouns`]).
const NOUNS: &[&str] = words!("../../rules/words/name_use.txt", "nouns");

/// Words after such a noun that make it a command: `docker image ls`.
const SUBCOMMANDS: &[&str] = words!("../../rules/words/name_use.txt", "subcommands");

/// Kinds of things that are listed as literals: `commands (docker, …)`.
const LISTED: &[&str] = words!("../../rules/words/name_use.txt", "listed");

/// Whether the lower-case word at `range` is used as the name of `term`: Japanese or Chinese text follows, or the
/// English words around it are those around a noun and not around an argument of a command.
pub(super) fn uses_as_name(text: &str, range: &Range<usize>, term: &Term) -> bool {
    let around = WordSurroundings::of(text, range);
    if around.continues_in_east_asian() || around.qualifies_noun(&term.nouns) {
        return true;
    }
    let by_tool = || around.is_part_of_sentence() || around.explains(&term.nouns) || around.is_one_of_several();
    !around.is_listed() && (around.is_noun() || term.tool && by_tool())
}

/// The text around a word.
struct WordSurroundings<'t> {
    before: &'t str,
    /// The word before it, if they are separated by a space.
    word: Option<&'t str>,
    after: &'t str,
}

impl<'t> WordSurroundings<'t> {
    fn of(text: &'t str, range: &Range<usize>) -> Self {
        let (before, after) = (window::before(text, range.start), window::after(text, range.end));
        let parted = before.strip_suffix(is_unicode_space);
        let word = parted.map(last_word);
        Self { before, word, after }
    }

    fn continues_in_east_asian(&self) -> bool {
        let rest = self.after.strip_prefix(' ').unwrap_or(self.after);
        // After an English word, it belongs to the command that this word starts: `sudo docker を実行`.
        rest.starts_with(is_east_asian_word)
            && self.word.is_none_or(|word| !word.ends_with(|char: char| char.is_ascii_alphanumeric()))
    }

    /// Whether a noun follows that is not an argument of the command: `a docker image`, `docker image方式`, `helm
    /// charts`.
    fn qualifies_noun(&self, nouns: &[Box<str>]) -> bool {
        let (noun, following) = first_word(self.after.strip_prefix(' ').unwrap_or_default());
        let next = following.strip_prefix(' ').unwrap_or_default();
        let argument = next.starts_with(['-', '{', '<', '[']) || SUBCOMMANDS.contains(&first_word(next).0);
        // The noun is part of a longer token: `chart.yaml`, `engine-api`.
        let mut joint = following.chars();
        let longer = match joint.next() {
            Some('.' | ':') => joint.next().is_some_and(|char| char.is_ascii_alphanumeric()),
            mark => mark.is_some_and(|mark| "-_@=".contains(mark)),
        };
        if argument || longer {
            return false;
        }
        // `docker images` alone is a command.
        let joined = !noun.ends_with('s') && following.starts_with(is_east_asian_noun);
        nouns.iter().any(|own| **own == *noun)
            || NOUNS.contains(&noun) && (joined || self.word.is_some_and(is_english_word))
    }

    /// Whether the word before it is among `words`.
    fn follows_any(&self, words: &[&str]) -> bool {
        let word = self.word.unwrap_or_default().trim_start_matches(['(', '（']);
        words.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// Whether the clause ends or pauses after the word.
    fn is_last(&self) -> bool {
        let mark = [',', ';', ')', '。', '、', '，', '；', '）'];
        self.after.is_empty() || self.after.starts_with(mark) || self.after == "." || self.after.starts_with(". ")
    }

    /// Whether the word is a noun at the end of a clause: `with docker.`
    fn is_noun(&self) -> bool {
        self.is_last() && (self.follows_any(BEFORE) || self.follows_any(ARTICLES))
    }

    /// Whether only a noun fits here, provided that the word is not an ordinary noun.
    fn is_part_of_sentence(&self) -> bool {
        let lead = self.before.unicode_trim_end();
        if self.is_last() {
            return ["can run", "to run"].iter().chain(CHINESE_BEFORE).any(|verb| lead.ends_with(verb));
        }
        let rest = self.after.strip_prefix(' ').unwrap_or_default();
        if let Some(aside) = rest.strip_prefix('(') {
            return self.follows_any(ARTICLES) && aside.starts_with(char::is_alphabetic);
        }
        let next = first_word(rest).0;
        // Not `installed as docker in /usr/bin`, `podman instead of docker in tests`.
        let noun = self.follows_any(BEFORE) && !self.follows_any(&["as"]) && !lead.ends_with("instead of");
        noun && AFTER.contains(&next) || self.follows_any(CLAUSES) && VERBS.contains(&next)
    }

    /// Whether it is listed as a literal: `Commands: docker and helm`.
    fn is_listed(&self) -> bool {
        self.before.rsplit_once(':').is_some_and(|(kind, _)| is_listed(last_word(kind)))
    }

    /// Whether it is in brackets before a noun: `an ECS (docker) cluster`.
    fn explains(&self, nouns: &[Box<str>]) -> bool {
        let noun = first_word(self.after.strip_prefix(") ").unwrap_or_default()).0;
        self.before.ends_with(" (") && (NOUNS.contains(&noun) || nouns.iter().any(|own| **own == *noun))
    }

    /// Whether it is an item of an open-ended list in brackets: `the kind of image (docker, python, ...)`.
    fn is_one_of_several(&self) -> bool {
        let Some((lead, listed)) = self.before.rsplit_once(" (") else { return false };
        let (rest, _) = self.after.split_once(')').unwrap_or_default();
        let kind = last_word(lead);
        (listed.is_empty() || listed.ends_with(", ") && !listed.contains(')'))
            && rest.starts_with(", ")
            && ["...", "…", "etc", "etc."].iter().any(|more| rest.ends_with(more))
            && is_english_word(kind)
            && !is_listed(kind)
    }
}

/// The ASCII letters and digits at the start of `text`, and the rest.
fn first_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(text.len()))
}

/// The part of `text` after its last space.
fn last_word(text: &str) -> &str {
    text.rsplit(is_unicode_space).next().unwrap_or_default()
}

/// Whether `kind` is a kind of things that are listed as literals.
fn is_listed(kind: &str) -> bool {
    LISTED.iter().any(|listed| listed.eq_ignore_ascii_case(kind))
}

/// Whether `word` looks like an English word: letters and hyphens, such as `pre-built`.
fn is_english_word(word: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphabetic() || byte == b'-';
    word.starts_with(|char: char| char.is_ascii_alphabetic()) && word.bytes().all(letters)
}

/// Whether `char` can start a Japanese or Chinese word or a particle.
pub(super) fn is_east_asian_word(char: char) -> bool {
    "をにでのはがとへもや".contains(char) || is_east_asian_noun(char)
}

/// Whether `char` is katakana or kanji, the scripts of Japanese and Chinese nouns.
fn is_east_asian_noun(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | '\u{3400}'..='\u{9fff}')
}

/// Whether the word at `range` is capitalised for its position: it starts a sentence, a line or an item, or is in a
/// title with every word capitalised or in a series of names. False for a word in all capitals.
pub(super) fn has_capital_by_rights(text: &str, range: &Range<usize>) -> bool {
    let written = &text[range.clone()];
    let mut letters = written.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase);
    let (before, after) = (window::before(text, range.start).unicode_trim_end(), window::after(text, range.end));
    // In a Japanese or Chinese sentence, no word has a capital because it is the first: `Nginxを起動する`.
    let is_east_asian = after.unicode_trim_start().starts_with(is_east_asian_word);
    let is_first = before.is_empty() || before.ends_with(['.', '!', '?', ':', '。', '：']);
    let by_place = !is_east_asian && (is_first || is_title_case(before, after));
    capital && (by_place || is_in_series(before, after))
}

/// Whether the word is an item of a series of names in a line, at least two of which are next to it and begin with capitals:
/// `(Tomcat, Apache, Nginx)`.
fn is_in_series(before: &str, after: &str) -> bool {
    const SEPARATORS: [char; 3] = [',', '、', '，'];
    const ENDS: [char; 8] = ['(', ')', '（', '）', ':', '：', '.', '。'];
    const NEAR: usize = 2;
    let is_name = |item: &&str| {
        let item = item.unicode_trim();
        !item.is_empty() && item.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" +#".contains(&byte))
    };
    let earlier = before.strip_suffix(SEPARATORS).map(|series| series.rsplit(ENDS).next().unwrap_or_default());
    let later = after.strip_prefix(SEPARATORS).map(|series| series.split(ENDS).next().unwrap_or_default());
    let earlier = earlier.into_iter().flat_map(|series| series.rsplit(SEPARATORS).take_while(is_name).take(NEAR));
    let later = later.into_iter().flat_map(|series| series.split(SEPARATORS).take_while(is_name).take(NEAR));
    let mut names = earlier.chain(later).map(str::unicode_trim).filter(|name| *name != "etc");
    let (first, second) = (names.next(), names.next());
    second.is_some() && first.into_iter().chain(second).chain(names).all(|name| name.starts_with(char::is_uppercase))
}

/// Whether the words around the word begin with capitals, apart from short ones such as `of` and `vs`: at least three, or fewer
/// in a line of at most five words, as in a heading.
fn is_title_case(before: &str, after: &str) -> bool {
    const SOME: usize = 3;
    const SHORT: usize = 3;
    let words = || [before, after].into_iter().flat_map(|part| part.split(|char: char| !char.is_ascii_alphanumeric()));
    let words = || words().filter(|word| !word.is_empty());
    let is_capital = |word: &str| !word.starts_with(|char: char| char.is_ascii_lowercase());
    let latin = [before, after].iter().all(|part| part.is_ascii());
    let (capitals, all) = (words().filter(|word| is_capital(word)).count(), words().count());
    let others_are_short = words().all(|word| is_capital(word) || word.len() <= SHORT);
    capitals == all && all >= SOME || latin && others_are_short && (capitals >= SOME || capitals > 0 && all < SOME + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, word: &str) -> Range<usize> {
        let start = text.find(word).unwrap();
        start..start + word.len()
    }

    #[test]
    fn a_name_is_used_like_a_noun() {
        let term: Term = toml::from_str("canonical = 'Docker'\ntool = true\nnouns = ['host']").unwrap();
        let word: Term = toml::from_str("canonical = 'Docker'").unwrap();
        let name = |text: &str| uses_as_name(text, &at(text, "docker"), &term);
        assert!(name("dockerを使う"));
        assert!(name("開発環境は docker で動かす"));
        assert!(name("it runs in docker."));
        assert!(name("the docker image is built"));
        assert!(name("docker host"));
        assert!(name("a pre-built docker container image"));
        assert!(name("docker image方式で入れる"));
        assert!(name("deploy it with docker and a script"));
        assert!(name("the path that docker uses"));
        assert!(name("any machine that can run docker"));
        assert!(name("安装docker"));
        assert!(name("an ECS (docker) cluster"));
        assert!(name("the runtime (python, docker, ...) to use"));
        assert!(!name("the commands (docker, kubectl, ...)"));
        assert!(!name("Commands: docker and kubectl"));
        assert!(!name("Commands: kubectl and docker"));
        assert!(!name("docker host.conf"));
        assert!(!name("the docker (1) page"));
        assert!(!name("installed as docker in a folder"));
        assert!(!name("use podman instead of docker in tests"));
        assert!(!name("check if docker is there"));
        assert!(!uses_as_name("sort with docker and map", &(10..16), &word));
        assert!(!name("the docker images -a"));
        assert!(!name("docker container {id}"));
        assert!(!name("then run docker in"));
        assert!(!name("docker build を実行"));
        assert!(!name("run docker ps"));
        assert!(!name("sudo docker を実行"));
        assert!(!name("the docker build"));
        assert!(!name("docker"));
    }

    #[test]
    fn a_capital_may_come_from_the_position() {
        let begins = |text: &str| has_capital_by_rights(text, &at(text, "Etcd"));
        assert!(begins("Etcd stores it"));
        assert!(begins("It is stored. Etcd does that"));
        assert!(begins("Back Up The Etcd Cluster"));
        assert!(begins("2. Check the Node and Etcd Itself"));
        assert!(!begins("stored in Etcd"));
        assert!(begins("Works with Tomcat, Etcd, Java SE and others"));
        assert!(begins("监控组件（Etcd、Redis、Kafka）"));
        assert!(!begins("Runc和Etcd概述"));
        assert!(!begins("Etcd を使う"));
        assert!(!begins("works with Tomcat, Etcd"));
        assert!(!begins("node, Etcd, Redis, Kafka"));
        assert!(!has_capital_by_rights("ETCD stores", &(0..4)));
    }
}
