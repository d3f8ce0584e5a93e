//! Sentences in languages whose words resemble names: `el documento`, `il metodo corretto`.

use std::ops::Range;

use crate::text::whitespace::Whitespace as _;
use crate::words;

use super::window;

/// Function words of Spanish, Portuguese, Italian and French that are not English words.
const FUNCTION_WORDS: &[&str] = words!("../../rules/words/languages.txt", "romance");

/// How many of them a line needs. One may be part of a name.
const SOME: usize = 2;

/// Whether the lower-case word at `range` is a word of a sentence in such a language.
pub(super) fn is_foreign_word(text: &str, range: &Range<usize>) -> bool {
    let lower = text[range.clone()].bytes().all(|byte| byte.is_ascii_lowercase());
    let parts = [window::before(text, range.start), window::after(text, range.end)];
    let is_one = |word: &&str| {
        let word = word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
        FUNCTION_WORDS.contains(&&*word)
    };
    lower && parts.iter().flat_map(|part| part.unicode_words()).filter(is_one).take(SOME).count() == SOME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_shows_its_language() {
        let foreign = |text: &str, word: &str| {
            let start = text.find(word).unwrap();
            is_foreign_word(text, &(start..start + word.len()))
        };
        assert!(foreign("El documento se guarda en la carpeta.", "documento"));
        assert!(foreign("il metodo corretto per la configurazione", "corretto"));
        assert!(foreign("o parametro correto para uma função", "correto"));
        assert!(!foreign("documento を保存する", "documento"));
        assert!(!foreign("the corretto image of Los Angeles", "corretto"));
        assert!(!foreign("El Documento se guarda en la carpeta.", "Documento"));
    }
}
