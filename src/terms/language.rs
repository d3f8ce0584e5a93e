//! Sentences and notes in languages whose words resemble names: `el documento`, `il metodo corretto`.

use std::ops::Range;

use crate::text::whitespace::Whitespace as _;
use crate::words;

use super::window;

/// Function words of Spanish, Portuguese, Italian and French that are not English words.
const FUNCTION_WORDS: &[&str] = words!("../../rules/words/languages.txt", "romance");

/// Function words of German that are not English words.
const GERMAN: &[&str] = words!("../../rules/words/languages.txt", "german");

/// How many of them a line needs. One may be part of a name.
const SOME: usize = 2;

/// Whether the lower-case word at `range` is a word of a sentence in such a language.
pub(super) fn is_foreign_word(text: &str, range: &Range<usize>) -> bool {
    let lower = text[range.clone()].bytes().all(|byte| byte.is_ascii_lowercase());
    let parts = [window::before(text, range.start), window::after(text, range.end)];
    let is_one = |word: &&str| FUNCTION_WORDS.contains(&&*bare(word));
    lower && parts.iter().flat_map(|part| part.unicode_words()).filter(is_one).take(SOME).count() == SOME
}

/// How many words at the start of a note show its language.
const FIRST: usize = 400;

/// One of so many words of a note in such a language, or in German, is a function word that English does not have.
const SHARE: usize = 20;

/// How many different ones a note needs: `per` and `os` are common in notes about computers.
const DIFFERENT: usize = 3;

/// Whether `text`, the prose of a note, is in a language that has the alphabet of English but other words.
pub(super) fn is_foreign_note(text: &str) -> bool {
    let words: Vec<String> = text.unicode_words().take(FIRST).map(bare).collect();
    let is_one = |word: &&String| [FUNCTION_WORDS, GERMAN].iter().any(|words| words.contains(&&***word));
    let mut found: Vec<&String> = words.iter().filter(is_one).collect();
    let share = found.len() * SHARE >= words.len();
    found.sort_unstable();
    found.dedup();
    share && found.len() >= DIFFERENT
}

/// `word` in lower case and without the punctuation around it.
fn bare(word: &str) -> String {
    word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase()
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

    #[test]
    fn a_note_shows_its_language() {
        assert!(is_foreign_note(
            "Posicionamento mental correto; é a maneira de fazer uma revisão das notas que não tem"
        ));
        assert!(is_foreign_note("Das Buch ist alt und der Leser wartet auf eine Antwort."));
        assert!(!is_foreign_note("The OS runs 3 tasks per node, and os.path is read once per task, per user."));
        assert!(!is_foreign_note("CloudWatch でログを見る。de facto な方法。"));
    }
}
