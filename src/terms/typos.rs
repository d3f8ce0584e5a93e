//! Typos of names that are one word: `Kubernets`, `Lmabda`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::dictionary::Term;
use super::near_words::{NearWords, distance, is_inflected};
use super::packed::numbers;
use super::records::ByName;
use crate::words;

/// The names whose typos are recognised.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Typos {
    /// The names in lower case, sorted.
    names: NearWords,
    /// The number of the term of each name.
    #[serde(with = "numbers")]
    terms: Vec<u32>,
}

/// English words that resemble a name.
const WORDS: &[&str] = words!("../../rules/words/near_names.txt", "english");

impl Typos {
    /// Collects the names of `terms` that are marked for this and consist of ASCII letters. Each term comes with its
    /// number.
    pub(super) fn of<'a>(terms: impl Iterator<Item = (u32, &'a Term)>) -> Self {
        let marked = |term: &Term| term.typos && term.canonical.bytes().all(|byte| byte.is_ascii_alphabetic());
        let name = |(number, term): (u32, &Term)| (term.canonical.to_ascii_lowercase(), number);
        let mut names: Vec<_> = terms.filter(|(_, term)| marked(term)).map(name).collect();
        names.sort_by(|a, b| a.0.cmp(&b.0));
        let terms = names.iter().map(|(_, term)| *term).collect();
        Self { names: NearWords::of(names.iter().map(|(name, _)| &**name)), terms }
    }

    /// The term of which `word` is a typo. `None` if `word` is a name or an inflected one, is in all capitals, or
    /// resembles no name. `terms` are the terms of the dictionaries.
    pub(super) fn meant_by<'t>(&self, word: &str, terms: &'t ByName<Term>) -> Option<&'t Arc<Term>> {
        let term = |name: u32| terms.get(*self.terms.get(name as usize)?);
        let nearest = self.names.nearest(word, |lower, near| {
            let nearest = near.min()?;
            let name = self.names.get(nearest);
            // `recogntion` is nearer to `recognition` than to `Rekognition`.
            let is_nearer = |other: &str| distance(other.as_bytes(), lower) < distance(name, lower);
            let unlike = term(nearest)?.unlike.iter().any(|other| is_nearer(other));
            (!unlike && !self.names.words().any(|name| is_inflected(name, lower))).then_some(nearest)
        })?;
        // `docter` is as near to `doctor` as to `Docker`. A capital decides for the name.
        let is_lower = word.starts_with(|char: char| char.is_ascii_lowercase());
        let is_common = is_lower && is_near_word(&word.to_ascii_lowercase(), self.names.get(nearest));
        term(nearest).filter(|_| !is_common)
    }
}

/// Whether `lower` is as near to an English word as to `name`.
fn is_near_word(lower: &str, name: &[u8]) -> bool {
    let own = distance(name, lower.as_bytes());
    WORDS.iter().any(|word| distance(word.as_bytes(), lower.as_bytes()) <= own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_of_names_are_recognised() {
        let mut terms = ByName::default();
        for name in ["Lambda", "Kubernetes", "Textract", "PostgreSQL", "Docker"] {
            let unlike = "unlike = ['extract', 'postgrest', 'kubernetic']";
            let term = toml::from_str(&format!("canonical = '{name}'\ntypos = true\n{unlike}\nsource = 'x'")).unwrap();
            terms.push(name, &term);
        }
        let typos = Typos::of((0..5).map(|number| (number, &**terms.get(number).unwrap())));
        let found = |text: &str| -> Vec<String> {
            let words = text.split(|char: char| !char.is_ascii_alphanumeric());
            words.filter_map(|word| Some(format!("{word} {}", typos.meant_by(word, &terms)?.canonical))).collect()
        };
        assert_eq!(found("LambaをVPCに置く"), ["Lamba Lambda"]);
        assert_eq!(found("docter, Docter"), ["Docter Docker"]);
        assert_eq!(found("kubernets, Kubemetes"), ["kubernets Kubernetes", "Kubemetes Kubernetes"]);
        let none: [String; 0] = [];
        assert_eq!(
            found("Lambda lambdas Lambda1 LAMBA extract exttact PostgREST kubernetik lambdaを Kubernetesの"),
            none
        );
    }
}
