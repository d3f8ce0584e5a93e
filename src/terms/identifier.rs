//! Identifiers that are made of a name: `AppService` as a service tag, `no SQL` as two words.

use std::ops::Range;

use crate::markdown::document::Document;
use crate::words;

use super::{maker, window};

/// What a line calls values that are identifiers: `サービスタグ`, `種別`.
const KINDS: &[&str] = words!("../../rules/words/identifiers.txt", "kinds");

/// Whether the words at `range`, which have the letters of the name `right`, are an identifier or plain words.
pub(super) fn is_one(text: &str, range: &Range<usize>, right: &str) -> bool {
    let written = &text[range.clone()];
    let [spaces, right_spaces] = [written, right].map(|text| text.matches(' ').count());
    if spaces > right_spaces {
        return are_plain_words(text, range, right);
    }
    if written.contains('-') && is_beside_compound(text, range) {
        return true;
    }
    let sentence = || window::sentence_end(window::before(text, range.start));
    spaces < right_spaces && !written.contains('-') && KINDS.iter().any(|kind| is_called(sentence(), kind))
}

/// Whether the item before or after the words at `range`, in a list with commas, is a compound with a hyphen as well. Then both
/// are adjectives: `Highly Available, Self-Healing, Auto-Scaling`.
fn is_beside_compound(text: &str, range: &Range<usize>) -> bool {
    const COMMAS: [char; 3] = [',', '、', '，'];
    let is_compound = |item: &str| {
        let item = item.trim_matches([' ', '.', '。', '\u{3000}']);
        item.contains('-') && item.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    };
    let before = window::before(text, range.start).trim_end_matches(' ').strip_suffix(COMMAS);
    let after = window::after(text, range.end).trim_start_matches(' ').strip_prefix(COMMAS);
    before.and_then(|before| before.rsplit(COMMAS).next()).is_some_and(is_compound)
        || after.and_then(|after| after.split(COMMAS).next()).is_some_and(is_compound)
}

/// Whether the words at `range`, which the name `right` runs together, mean what they say: the line has the name as well,
/// or the first word introduces other words on the line, too (`no schema, no SQL`). Not after the maker's name.
fn are_plain_words(text: &str, range: &Range<usize>, right: &str) -> bool {
    let (before, after) = (window::before(text, range.start), window::after(text, range.end));
    let written = &text[range.clone()];
    let first = written.split(' ').next().unwrap_or_default();
    let introduces = |part: &str| {
        part.match_indices(first).any(|(at, _)| {
            let alone = !part[..at].ends_with(|char: char| char.is_ascii_alphanumeric());
            let here = &part[at..];
            alone && here[first.len()..].starts_with(' ') && !here.starts_with(written)
        })
    };
    // In `AWS::CloudFormation::Init`, it is part of an identifier.
    let has_name = |part: &str| {
        part.match_indices(right)
            .any(|(at, _)| !part[..at].ends_with(':') && !part[at + right.len()..].starts_with(':'))
    };
    let lower = first.bytes().all(|byte| byte.is_ascii_lowercase());
    lower
        && maker::width(text, range.start) == 0
        && [before, after].iter().any(|part| has_name(part) || introduces(part))
}

/// Whether the name of a type, run together, follows: `AWS EC2 SecurityGroup`. Or another item of the list has that, and here
/// follows a type of one word: `AWS EC2 Subnet`.
pub(super) fn precedes_type(document: &Document<'_>, range: &Range<usize>) -> bool {
    let text = document.prose().text();
    let after = window::after(text, range.end);
    let is_word = after.strip_prefix(' ').is_some_and(|word| word.starts_with(|char: char| char.is_ascii_uppercase()));
    let is_among_types = || {
        let lines = window::lines_around(document, document.prose().span(range.clone()).start as usize);
        let written = &text[range.clone()];
        lines.match_indices(written).any(|(at, _)| is_type(&lines[at + written.len()..]))
    };
    is_type(after) || is_word && is_among_types()
}

/// Whether `after`, the text after a name, begins with a space and the name of a type, run together.
fn is_type(after: &str) -> bool {
    let word = after.strip_prefix(' ').unwrap_or_default();
    let word = &word[..word.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(word.len())];
    // `SecurityGroup`: at least two words of three letters.
    let starts: Vec<usize> = word.match_indices(|char: char| char.is_ascii_uppercase()).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.len() > 1 && starts.first() == Some(&0) && starts.iter().zip(ends).all(|(start, end)| end - start > 2)
}

/// Whether a code span in `line` has `word` as a part of a longer identifier: `CreateAndInitKubelet` beside Kubelet. Then the
/// word may be the type that the identifier is named after.
pub(super) fn is_part_of_code(line: &str, word: &str) -> bool {
    let is_letter = |char: char| char.is_ascii_alphanumeric();
    let mut code = line.split('`').skip(1).step_by(2);
    code.any(|code| {
        code.match_indices(word).any(|(at, _)| {
            let after = &code[at + word.len()..];
            code[..at].ends_with(is_letter) || after.starts_with(|char: char| char.is_ascii_uppercase())
        })
    })
}

/// How far before the words a line may call them a kind of value, in bytes.
const NEAR: usize = 60;

/// Whether the end of `before` calls what follows `kind`: `サービスタグに`, `種別（MySQL, `, `type: `.
fn is_called(before: &str, kind: &str) -> bool {
    let is_letter = |char: char| char.is_ascii_alphanumeric();
    let called = before.rfind(kind).filter(|at| before.len() - at <= NEAR);
    called.is_some_and(|at| {
        let after = &before[at + kind.len()..];
        let whole = !kind.is_ascii() || !before[..at].ends_with(is_letter);
        // `value AppService`, but not `values in a record, Route53`.
        let is_next = after.trim_matches([' ', '"', '\'']).is_empty();
        whole
            && (is_next
                || after.starts_with(['（', '(', ':', '：', '=', '＝', 'に', 'は', 'が', 'で', '「', '"', '、']))
    })
}
