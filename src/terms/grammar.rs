//! The grammatical form of a name that replaces a former one.

use std::ops::Range;

use crate::finding::Edit;
use crate::markdown::document::Document;
use crate::text::whitespace::Whitespace as _;
use crate::words;

use super::window;

/// Whether the name at `range` qualifies a noun: `Azure AD tenant`, `Azure AD テナント`, `an Azure AD …`. False before
/// punctuation, particles and other function words. The rule comes from Microsoft's guide to the name Entra.
pub(super) fn is_before_noun(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (window::before(text, range.start), window::after(text, range.end));
    let article = before.unicode_trim_end().rsplit(' ').next().unwrap_or_default();
    if ["a", "an", "your"].iter().any(|word| article.eq_ignore_ascii_case(word)) {
        return true;
    }
    let rest = after.strip_prefix(' ').unwrap_or(after);
    let word = rest.split(|char: char| !char.is_ascii_alphanumeric() && char != '-').next().unwrap_or_default();
    let among = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    if word.ends_with('s') && !among(PLURALS) {
        // More likely a verb: `Azure AD issues tokens`.
        return false;
    }
    if !word.is_empty() {
        return !among(GRAMMAR);
    }
    rest.starts_with(|char: char| matches!(char, 'ァ'..='ヺ' | '\u{3400}'..='\u{9fff}'))
        && !SUFFIXES.iter().any(|suffix| rest.starts_with(suffix))
}

/// What follows a name in Japanese or Chinese and is not a noun that it qualifies: `Azure AD 等`.
const SUFFIXES: &[&str] = words!("../../rules/words/before_nouns.txt", "suffixes");

/// Plural nouns that the name qualifies.
const PLURALS: &[&str] = words!("../../rules/words/before_nouns.txt", "plurals");

/// English words that are not nouns, and names of editions.
const GRAMMAR: &[&str] = words!("../../rules/words/before_nouns.txt", "grammar");

/// The edit that adapts the article before the name at `range` to `new`: `a Microsoft Entra tenant` for `an Azure AD
/// tenant`. `None` if the article is missing or already fits.
pub fn article(document: &Document<'_>, range: &Range<usize>, new: &str) -> Option<Edit> {
    let prose = document.prose();
    let before = window::before(prose.text(), range.start).strip_suffix(' ')?;
    let article = before.rsplit(' ').next().unwrap_or_default();
    let vowel = new.starts_with(['A', 'E', 'I', 'O']);
    let right = match (article, vowel) {
        ("an", false) => "a",
        ("An", false) => "A",
        ("a", true) => "an",
        ("A", true) => "An",
        _ => return None,
    };
    let end = range.start - 1;
    Some(Edit::replace(prose.verbatim(end - article.len()..end)?, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_before_a_noun_is_recognised() {
        let noun = |text: &str| {
            let start = text.find("Azure AD").unwrap();
            is_before_noun(text, &(start..start + "Azure AD".len()))
        };
        assert!(noun("Azure AD tenant"));
        assert!(noun("Azure ADテナントを作る"));
        assert!(noun("register it with your Azure AD."));
        assert!(!noun("Azure ADの設定"));
        assert!(!noun("Azure AD is"));
        assert!(!noun("Azure AD Premium"));
        assert!(!noun("Azure AD"));
        assert!(!noun("Azure AD issues tokens"));
        assert!(!noun("Okta や Azure AD 等と連携する"));
        assert!(!noun("Azure AD側で許可する"));
        assert!(noun("Azure AD users"));
    }
}
