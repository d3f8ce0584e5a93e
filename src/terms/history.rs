//! Whether the author knows that a name is a former one.

use std::ops::Range;

use crate::markdown::document::Document;
use crate::words;

use super::dictionary::{Lifecycle, Rename};
use super::meaning::AuthorAwareness;
use super::window;

/// Words before a name that call it a former one: `formerly`.
const BEFORE: &[&str] = words!("../../rules/words/former_names.txt", "before");

/// Words after a name that call it a former one.
const AFTER: &[&str] = words!("../../rules/words/former_names.txt", "after");

/// Words on either side that mention a retirement.
const ENDED: &[&str] = words!("../../rules/words/former_names.txt", "ended");

/// The maximum distance of such a word from the name, in characters.
const MAX_DISTANCE: usize = 16;

/// Phrases anywhere in the sentence that say what a name was or what became of it.
const TOLD: &[&str] = words!("../../rules/words/former_names.txt", "told");

/// Phrases anywhere in the sentence that say that a product has ended.
const GONE: &[&str] = words!("../../rules/words/former_names.txt", "gone");

/// Words directly before and after a name that say that something new does without it.
const REMOVED_BEFORE: &[&str] = words!("../../rules/words/former_names.txt", "removed_before");
const REMOVED_AFTER: &[&str] = words!("../../rules/words/former_names.txt", "removed_after");

/// How a sentence begins whose subject is the product that the sentence before it names.
const SUBJECTS: &[&str] = words!("../../rules/words/former_names.txt", "subjects");

/// Whether the text of `document` shows that its author knows that the name at `range` was replaced.
pub(super) fn known(rename: &Rename, document: &Document<'_>, range: &Range<usize>) -> AuthorAwareness {
    let text = document.prose().text();
    let (before, after) = (window::before(text, range.start), window::after(text, range.end));
    let start = document.prose().span(range.clone()).start as usize;
    let (line, title) = (window::line_around(document, start), window::title(document));
    let says = |mark: &str| [line, title, before, after].iter().any(|part| contains_ignoring_case(part, mark));
    if rename.marks().any(says)
        || is_called_former(before, after)
        || rename.kind != Lifecycle::FormerName
            && (mentions_end(before, after) || tells_end(window::next_sentence(document, range.end)))
    {
        return AuthorAwareness::InThisFile;
    }
    // The lines around, such as other items of a list, only explain the name where it is.
    let neighbours = window::lines_around(document, start);
    if rename.marks().any(|mark| contains_ignoring_case(neighbours, mark)) {
        return AuthorAwareness::Here;
    }
    // If the year of the rename is unknown, any dated line may be older.
    let dated = years(line).any(|found| rename.year.is_none_or(|year| found <= year));
    if dated { AuthorAwareness::Here } else { AuthorAwareness::No }
}

fn is_called_former(before: &str, after: &str) -> bool {
    if says_one_of(TOLD, before, after) {
        return true;
    }
    let (before, after) = near(before, after, MAX_DISTANCE);
    BEFORE.iter().any(|word| contains_ignoring_case(before, word))
        || AFTER.iter().any(|word| contains_ignoring_case(after, word))
}

/// Whether the text near a name mentions that it was retired.
fn mentions_end(before: &str, after: &str) -> bool {
    if says_one_of(GONE, before, after) || is_removed(before, after) {
        return true;
    }
    let (before, after) = near(before, after, 2 * MAX_DISTANCE);
    ENDED.iter().any(|word| contains_ignoring_case(before, word) || contains_ignoring_case(after, word))
}

/// Whether the words directly beside a name say that something new does without it.
fn is_removed(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end_matches(' ').as_bytes(), after.trim_start_matches(' ').as_bytes());
    let ends = |word: &&str| {
        let start = before.len().checked_sub(word.len());
        start.is_some_and(|start| {
            let is_word = start == 0 || !before[start - 1].is_ascii_alphanumeric();
            is_word && before[start..].eq_ignore_ascii_case(word.as_bytes())
        })
    };
    let starts = |word: &&str| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    REMOVED_BEFORE.iter().any(ends) || REMOVED_AFTER.iter().any(starts)
}

/// Whether `sentence`, the one after a name, says that the product has ended. It has no subject of its own, or one that stands for
/// the name, such as "it". Example: `2018/4に廃止されている。`
fn tells_end(sentence: &str) -> bool {
    let begins = |word: &&str| sentence.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let has_subject = |char: char| char.is_ascii_alphabetic() || matches!(char, 'は' | 'が');
    let is_about_name = !sentence.contains(has_subject) || SUBJECTS.iter().any(begins);
    is_about_name && ENDED.iter().chain(GONE).any(|phrase| contains_ignoring_case(sentence, phrase))
}

/// The `chars` characters on each side of a name.
fn near<'t>(before: &'t str, after: &'t str, chars: usize) -> (&'t str, &'t str) {
    let from = before.char_indices().rev().nth(chars - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(chars).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}

/// Whether the sentence of a name has one of `phrases`.
fn says_one_of(phrases: &[&str], before: &str, after: &str) -> bool {
    let parts = [window::sentence_end(before), window::sentence_start(after)];
    phrases.iter().any(|phrase| parts.iter().any(|part| contains_ignoring_case(part, phrase)))
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return true };
    let mut places = memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text);
    places.any(|at| text.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word)))
}

/// The years of the dates on a line: `2016/6/14`, `2016年`, `2016-06`. Only 1990 to 2099.
fn years(line: &str) -> impl Iterator<Item = u16> {
    let bytes = line.as_bytes();
    (0..bytes.len().saturating_sub(4)).filter_map(move |at| {
        let digits = bytes[at..at + 4].iter().all(u8::is_ascii_digit) && (at == 0 || !bytes[at - 1].is_ascii_digit());
        let dated = digits && (matches!(bytes[at + 4], b'/' | b'-' | b'.') || line[at + 4..].starts_with('年'));
        let year: u16 = if dated { line[at..at + 4].parse().ok()? } else { return None };
        (1990..2100).contains(&year).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_year_with_a_separator_after_it() {
        assert_eq!(years("2016/6/14 と 2019年、port 2020").collect::<Vec<_>>(), [2016, 2019]);
        assert_eq!(years("12016/6").count(), 0);
    }
}
