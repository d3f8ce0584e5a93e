//! Recognises words that look like a name but are not: in identifiers, commands, quotations and other words.
//!
//! Every check reads a bounded window around the word, so that the cost stays bounded even on a line of 10 MB.

use std::ops::Range;

use crate::markdown::document::{Document, Kind};
use crate::text::characters::OBJECT;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};
use crate::words;

use super::dictionary::{BRANDS, MatchMode, Rename, Term};
use super::window::{after, before, line_around};
use super::{command, compound, output, sentence, values};

/// Commands whose arguments are not prose, as they appear at the start of a line.
const COMMANDS: &[&str] = words!("../../rules/words/literals.txt", "commands");

/// Words that introduce a literal in lower case: `a bucket named sagemaker`.
const NAMING: &[&str] = words!("../../rules/words/literals.txt", "naming");

/// What authors name, after a name and という.
const NAMED_THINGS: &[&str] = words!("../../rules/words/literals.txt", "named");

/// Nouns that mark the lower-case word before them as a literal.
const LITERAL_NOUNS: &[&str] = words!("../../rules/words/literals.txt", "nouns");

/// Evidence that words are meant as a name although they are spelled differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameEvidence {
    /// No evidence.
    Nowhere,
    /// A brand before the words.
    ByBrand,
    /// Other words in the note ([`Term::meant_in_file`]) or next to the words ([`Term::meant_followed_by`]).
    ByNote,
}

/// Whether `written`, which differs from the right spelling of `term`, is a misspelling of it. `in_prose` returns
/// whether the sentence uses it as a name.
pub(super) fn is_wrong_spelling(
    term: &Term,
    written: &str,
    shown: NameEvidence,
    in_prose: impl FnOnce() -> bool,
) -> bool {
    let lower = !written.bytes().any(|byte| byte.is_ascii_uppercase());
    let upper = !written.bytes().any(|byte| byte.is_ascii_lowercase());
    let spaced = written.matches(' ').count() > term.canonical.matches(' ').count();
    // All capitals may be the style of a heading or a constant.
    let meant = upper && written.is_ascii() || term.also.iter().any(|also| **also == *written);
    if meant {
        return false;
    }
    if lower && written.is_ascii() {
        let named = shown != NameEvidence::Nowhere && term.matching != MatchMode::CommonWord;
        if !term.lower && !named && !in_prose() || spaced && !term.lower_spaced && shown == NameEvidence::Nowhere {
            return false;
        }
    }
    // `open Search` and `app Sync` are words.
    let brand = BRANDS.into_iter().find_map(|brand| written.strip_prefix(brand)?.strip_prefix(' '));
    let is_name = || term.canonical.contains('-') || has_its_capitals(&term.canonical, brand.unwrap_or(written));
    if spaced && shown == NameEvidence::Nowhere && !term.lower_spaced && !is_name() {
        return false;
    }
    match term.matching {
        MatchMode::Distinctive => shown == NameEvidence::ByNote || !is_a_thing_of_the_kind(&term.canonical, written),
        MatchMode::Phrase => shown != NameEvidence::Nowhere || has_its_capitals(&term.canonical, written),
        MatchMode::CommonWord => shown == NameEvidence::ByBrand,
    }
}

/// Whether only the words after the first are in lower case, which makes a common noun: `an API gateway`, `CloudWatch
/// logs`.
fn is_a_thing_of_the_kind(canonical: &str, written: &str) -> bool {
    let first = canonical.split_inclusive(' ').next().unwrap_or_default();
    first.ends_with(' ')
        && written.strip_prefix(first).is_some_and(|rest| {
            canonical[first.len()..].eq_ignore_ascii_case(rest) && !rest.bytes().any(|byte| byte.is_ascii_uppercase())
        })
}

/// Whether `written` has all the capitals of `canonical`, whatever joins the words: `StepFunctions`.
fn has_its_capitals(canonical: &str, written: &str) -> bool {
    let letters = |text: &str| -> Vec<u8> { text.bytes().filter(u8::is_ascii_alphanumeric).collect() };
    letters(canonical).iter().zip(letters(written)).all(|(name, here)| !name.is_ascii_uppercase() || *name == here)
}

/// The brand directly before byte `at`, in its exact case.
pub(super) fn brand_before(text: &str, at: usize) -> Option<&'static str> {
    let before = text[..at].strip_suffix(' ')?;
    let brand = BRANDS.into_iter().find(|brand| before.ends_with(brand))?;
    let alone = !before[..before.len() - brand.len()].ends_with(|char: char| char.is_ascii_alphanumeric());
    alone.then_some(brand)
}

/// The length in bytes of the brand directly before byte `at`, in any case, including the space after it. 0 if there is
/// none.
pub(super) fn brand_width(text: &str, at: usize) -> usize {
    let before = text[..at].strip_suffix(' ').unwrap_or_default();
    let word = before.rsplit(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
    if BRANDS.iter().any(|brand| brand.eq_ignore_ascii_case(word)) { word.len() + 1 } else { 0 }
}

/// Whether the words at `range` are only the start of a text in quotation marks, such as a console label or a title.
pub(super) fn begins_quotation(text: &str, range: &Range<usize>) -> bool {
    const MARKS: [(char, char); 3] = [('"', '"'), ('“', '”'), ('「', '」')];
    let after = after(text, range.end);
    let quoted = |(open, close): (char, char)| text[..range.start].ends_with(open) && after.contains(close);
    MARKS.into_iter().any(|marks| quoted(marks) && !after.starts_with(marks.1))
}

/// What a text calls a title in 「」 before and after it.
const TITLES_BEFORE: &[&str] = words!("../../rules/words/mentions.txt", "before_titles");
const TITLES_AFTER: &[&str] = words!("../../rules/words/mentions.txt", "after_titles");

/// Whether the words at `range` are part of a title in 「」: `「… AAD …」の章`, `記事: 「…」`.
pub(super) fn is_in_title(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (before(text, range.start), after(text, range.end));
    let open = before.rfind('「').filter(|open| !before[*open..].contains('」'));
    let close = after.find('」').filter(|close| !after[..*close].contains('「'));
    open.zip(close).is_some_and(|(open, close)| {
        let introduction = before[..open].trim_end_matches([' ', ':', '：', '　']);
        let rest = &after[close + '」'.len_utf8()..];
        let quoted = &before[open + '「'.len_utf8()..];
        if is_numbered(quoted) {
            return true;
        }
        TITLES_BEFORE.iter().any(|word| introduction.ends_with(word))
            || TITLES_AFTER.iter().any(|word| rest.starts_with(word))
    })
}

/// Whether `text` begins with a number and a sign after it, as the titles of chapters and exercises do: `04 - MFA`.
fn is_numbered(text: &str) -> bool {
    let after = text.trim_start_matches(|char: char| char.is_ascii_digit());
    after.len() < text.len() && after.trim_start_matches(' ').starts_with(['-', '.', ':', '：', '．', '–', '_'])
}

/// Whether `written` can be the former name. Plain lower-case words can't, unless the entry lists them in lower case.
pub(super) fn is_former_name(rename: &Rename, written: &str) -> bool {
    let capital = !rename.exact && written.bytes().any(|byte| byte.is_ascii_uppercase());
    capital || rename.old.iter().any(|old| has_its_capitals_but_humps(old, written))
}

/// Whether `written` equals `name`, ignoring case only for capitals inside a word: `Cloudwatch Events`.
fn has_its_capitals_but_humps(name: &str, written: &str) -> bool {
    let is_hump = |at: usize| at > 0 && name.as_bytes().get(at - 1).is_some_and(u8::is_ascii_lowercase);
    let mut letters = name.bytes().zip(written.bytes()).enumerate();
    name.len() == written.len()
        && letters.all(|(at, (name, here))| name == here || is_hump(at) && name.eq_ignore_ascii_case(&here))
}

/// Whether the ASCII words at `range` stand alone: not part of a longer word, an identifier, a path, a URL or a host
/// name. A Japanese character is a word boundary.
pub(super) fn is_whole_token(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let (previous, next) = (before.next(), after.next());
    let joins = |char: char| {
        is_latin(char)
            || char == OBJECT
            || matches!(char, '/' | '\\' | '_' | '@' | '$' | '=' | '#' | '%' | '&' | '~' | '|' | '<' | '>')
    };
    if previous.is_some_and(joins) || next.is_some_and(joins) {
        return false;
    }
    let after_mark = match previous {
        Some('-' | '.') => true,
        Some(':') => before.next().is_none_or(|char| char.is_ascii_alphanumeric() || is_unicode_space(char)),
        _ => false,
    };
    let second = after.next();
    let before_mark = match next {
        // `cloudwatch:*` is every action of a service.
        Some('.' | ':' | '-') => second.is_some_and(|char| char.is_ascii_alphanumeric() || matches!(char, ':' | '*')),
        Some('(') => second == Some(')'),
        _ => false,
    };
    !after_mark && !before_mark
}

/// Whether `char` is a letter or digit of a script that puts spaces between words.
fn is_latin(char: char) -> bool {
    char.is_ascii_alphanumeric() || ('\u{c0}'..='\u{52f}').contains(&char)
}

/// Whether the text directly before the words ends with one of `before`, or the text directly after starts with one of
/// `after`.
pub(super) fn is_next_to(text: &str, range: &Range<usize>, before: &[Box<str>], after: &[Box<str>]) -> bool {
    before.iter().any(|word| text[..range.start].ends_with(&**word))
        || after.iter().any(|word| text[range.end..].starts_with(&**word))
}

/// Whether the katakana word at `range` ends there. A dash after it is a mistyped `ー`, so the word continues.
pub(super) fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    const CONTINUING: &str = "ーァィゥェォャュョッ-‐―—−－ｰ";
    !text[range.end..].chars().next().is_some_and(|char| CONTINUING.contains(char))
}

/// Whether the katakana word at `range` ends a company's name: `テクノロジー社`.
pub(super) fn is_company(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].ends_with(compound::is_katakana) && text[range.end..].starts_with('社')
}

/// Whether byte `at` is part of a title that is quoted as it is: inside `『…』`, or on a line that ends with the name of
/// a site.
pub(super) fn in_title_quotes(text: &str, at: usize) -> bool {
    let before = before(text, at);
    let open = before.rfind('『');
    open.is_some_and(|open| !before[open..].contains('』')) || is_cited(after(text, at))
}

/// Names that sites append to the titles of their pages.
const SITES: &[&str] = words!("../../rules/words/literals.txt", "sites");

/// Whether the line contains the name of a site after the word, as in the title of a web page.
fn is_cited(after: &str) -> bool {
    SITES.iter().any(|site| after.contains(site))
}

/// Whether `text` contains anything that [`in_title_quotes`] looks for.
pub(super) fn has_titles(text: &str) -> bool {
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    has("『") || SITES.iter().any(|site| has(site))
}

/// Whether the words at `range` are a literal: in a wikilink, on a command line, in output, a value, a tag or
/// a quoted string.
pub(super) fn is_literal(document: &Document<'_>, range: &Range<usize>) -> bool {
    let prose = document.prose();
    let text = prose.text();
    let (before, after) = (before(text, range.start), after(text, range.end));
    if in_wikilink(text, range.start)
        || in_template_tag(before, after)
        || is_command_line(document, range, before)
        || command::is_argument(text, range.start)
        || is_explained_as_literal(after)
        || output::is_row(document, range)
    {
        return true;
    }
    let written = &text[range.clone()];
    let lower = written.is_ascii() && !written.bytes().any(|byte| byte.is_ascii_uppercase());
    lower
        && (is_lower_case_literal(before, after)
            || command::is_code_on_line(document, range, written)
            || values::is_one(document, range))
}

/// Whether the text after a word says that the word is a tag or a command: `AppService - このタグは`.
fn is_explained_as_literal(after: &str) -> bool {
    let explanation = after.trim_start_matches([' ', '-', '–', ':', '：']);
    explanation.len() < after.len()
        && ["このタグ", "このコマンド", "this tag", "this command"].iter().any(|start| explanation.starts_with(start))
}

/// Whether byte `at` is inside `[[…]]`. Replacing text there would break the link.
pub(super) fn in_wikilink(text: &str, at: usize) -> bool {
    let before = before(text, at);
    before.rfind("[[").is_some_and(|open| !before[open..].contains("]]"))
}

/// Whether the text between `before` and `after` is in a tag of a template language: `{% github owner/name %}`.
fn in_template_tag(before: &str, after: &str) -> bool {
    before.rfind("{%").is_some_and(|open| !before[open..].contains("%}")) && after.contains("%}")
}

/// Whether the words at `range` are the whole content of a table cell, such as the name of an image or a package.
pub(super) fn is_cell(document: &Document<'_>, range: &Range<usize>) -> bool {
    let prose = document.prose();
    let block = prose.block_at(range.start).filter(|block| block.range == *range);
    block.is_some_and(|block| document.node(block.node).kind() == Kind::TableCell)
}

/// Whether byte `at` is inside `[…]` that is not a link: the output of a program, the title of another note.
pub(super) fn in_square_brackets(text: &str, at: usize) -> bool {
    let before = before(text, at);
    before.rfind('[').is_some_and(|open| !before[open..].contains(']')) && after(text, at).contains(']')
}

fn is_command_line(document: &Document<'_>, range: &Range<usize>, before: &str) -> bool {
    let line = line_around(document, document.prose().span(range.clone()).start as usize);
    let option = |word: &str| {
        let name = word.strip_prefix("--").unwrap_or_default();
        name.starts_with(|char: char| char.is_ascii_lowercase()) && !name.contains("--")
    };
    if line.unicode_words().any(option) {
        return true;
    }
    // A command as the previous word: `sudo apt install x`, `use aws x`.
    let last = before.unicode_words().next_back().filter(|_| before.ends_with(' '));
    last.is_some_and(|word| COMMANDS.contains(&word))
}

/// The further cases of [`is_literal`] for a word in lower case.
fn is_lower_case_literal(before: &str, after: &str) -> bool {
    // A word that continues in Japanese or Chinese is part of a phrase: `[docker内部]`, `terraform: docker イメージ`.
    let phrase = after.strip_prefix(' ').unwrap_or(after).starts_with(sentence::is_east_asian_word);
    let quoted = before.ends_with(['"', '\'', '“', '‘', '[', '{', '*']) && !phrase
        || after.starts_with(['"', '\'', '”', '’', ']', '}', '*']);
    let line = before.rsplit('\n').next().unwrap_or_default();
    // `tags: kubernetes`, `image: mysql`
    let value = line.unicode_trim_end().strip_suffix(':').is_some_and(|key| {
        !phrase && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte == b'-')
    });
    let next = after.unicode_trim_start();
    let begins = |text: &str, noun: &str| text.get(..noun.len()).is_some_and(|start| start.eq_ignore_ascii_case(noun));
    let noun = LITERAL_NOUNS.iter().any(|noun| begins(next, noun))
        || after_naming(next)
            .is_some_and(|thing| LITERAL_NOUNS.iter().chain(NAMED_THINGS).any(|noun| begins(thing, noun)));
    let named = before.unicode_words().next_back().is_some_and(|word| NAMING.contains(&word));
    quoted || value || noun || named || is_named_value(before)
}

/// The part of `after` that says what the word before it is the name of: `ディレクトリ` in `」というディレクトリ`.
fn after_naming(after: &str) -> Option<&str> {
    let unquoted = after.strip_prefix(['」', '』', '"', '”']).unwrap_or(after).trim_start_matches(' ');
    let thing = ["という名前の", "という名の", "という"].iter().find_map(|word| unquoted.strip_prefix(word))?;
    Some(thing.trim_start_matches(' '))
}

/// Nouns for a value or a list of values: `タグ: docker, kubernetes`.
const VALUES: &[&str] = words!("../../rules/words/literals.txt", "values");

/// Words before 名 that make it the name of a product, and not of a thing of the author's: `サービス名`.
const PRODUCTS: &[&str] = words!("../../rules/words/literals.txt", "products");

/// Whether `before`, the text before a word in lower case, calls the word a name that the author gave to something, or a value:
/// `コンテナ名は`, `リポジトリ名：`, `标签：redis，`.
fn is_named_value(before: &str) -> bool {
    let is_item = |char: char| {
        char.is_ascii_lowercase() || char.is_ascii_digit() || char == OBJECT || "-_./ ,、，\u{3000}".contains(char)
    };
    let label = before.trim_end_matches(is_item);
    let separated = label.strip_suffix([':', '：', '=', '＝', 'は', 'が', 'に', '「']);
    let is_name = |label: &str| {
        let thing = label.trim_end_matches(' ').strip_suffix('名');
        thing.is_some_and(|thing| !thing.is_empty() && !PRODUCTS.iter().any(|product| thing.ends_with(product)))
    };
    let is_value = |label: &str| VALUES.iter().any(|noun| label.trim_end_matches(' ').ends_with(noun));
    is_name(label) && before.len() > label.len() || separated.is_some_and(|label| is_name(label) || is_value(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str, word: &str) -> bool {
        let start = text.find(word).unwrap();
        is_whole_token(text, &(start..start + word.len()))
    }

    #[test]
    fn values_have_labels() {
        for before in [
            "リポジトリ名：",
            "コンテナ名は ",
            "変数名 ",
            "タグ: redis, ",
            "标签：",
            "라벨: ",
            "ホスト名: web、DB 名: ",
        ] {
            assert!(is_named_value(before), "{before}");
        }
        for before in ["サービス名：", "製品名は ", "タグ ", "有名", "名は", "リポジトリ名を付けて、", "", "ツール: "]
        {
            assert!(!is_named_value(before), "{before}");
        }
    }

    #[test]
    fn a_name_is_a_whole_token() {
        assert!(alone("をElasticacheに", "Elasticache"));
        assert!(alone("（Github）", "Github"));
        assert!(alone("Github.", "Github"));
        assert!(alone("サービス:Github", "Github"));
        assert!(!alone("Github.com", "Github"));
        assert!(!alone("my-github", "github"));
        assert!(!alone("cloudwatch:PutMetricData", "cloudwatch"));
        assert!(!alone("arn:aws:dynamodb:us", "dynamodb"));
        assert!(!alone("Github2", "Github"));
        assert!(!alone("#github", "github"));
        assert!(!alone(".vscode", "vscode"));
        assert!(!alone("\u{fffc}ubernetes", "ubernetes"));
    }
}
