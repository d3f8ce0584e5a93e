//! Names with a letter too many, too few, another one, or two that have changed places: `Kubernets`, `Lmabda`.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::dictionary::Term;

/// The names that are recognised in spite of such a slip.
#[derive(Debug, Default)]
pub(super) struct Typos {
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    /// In lower case.
    lower: Box<str>,
    letters: u32,
    term: Arc<Term>,
}

/// From so many letters on a name may have two slips.
const LONG: usize = 10;

/// The shortest word that is looked at, in letters.
const SHORTEST: usize = 5;

impl Typos {
    /// Those of `terms` that are a word of ASCII letters and marked for it.
    pub(super) fn of<'a>(terms: impl Iterator<Item = &'a Arc<Term>>) -> Self {
        let marked = |term: &&Arc<Term>| term.typos && term.canonical.bytes().all(|byte| byte.is_ascii_alphabetic());
        let name = |term: &Arc<Term>| {
            let lower = term.canonical.to_ascii_lowercase().into_boxed_str();
            Name { letters: letters(lower.as_bytes()), lower, term: term.clone() }
        };
        let mut names: Vec<Name> = terms.filter(marked).map(name).collect();
        names.sort_by(|a, b| a.lower.cmp(&b.lower));
        Self { names }
    }

    /// The words of `text` that are nearly a name, and what name.
    pub(super) fn find<'t>(&'t self, text: &str) -> Vec<(Range<usize>, &'t Arc<Term>)> {
        let mut known: FxHashMap<&str, Option<&'t Arc<Term>>> = FxHashMap::default();
        let mut found = Vec::new();
        for range in words(text.as_bytes()) {
            let word = &text[range.clone()];
            if let Some(term) = *known.entry(word).or_insert_with(|| self.meant_by(word)) {
                found.push((range, term));
            }
        }
        found
    }

    /// The name that `word` is nearly; `None` where it is a name itself, an inflected one, or near to none.
    fn meant_by(&self, word: &str) -> Option<&Arc<Term>> {
        let word = word.to_ascii_lowercase();
        let mask = letters(word.as_bytes());
        let mut meant = None;
        for name in &self.names {
            // `lambdas`, and `workspace` for `WorkSpaces`: another form of it, or a word that it is made of.
            if word.starts_with(&*name.lower) || name.lower.starts_with(&word) {
                return None;
            }
            let most = if name.lower.len() >= LONG { 2 } else { 1 };
            let apart = name.lower.len().abs_diff(word.len());
            // Each slip changes two of the letters used at most.
            if meant.is_none() && apart <= most && (name.letters ^ mask).count_ones() as usize <= 2 * most {
                let unlike = || name.term.unlike.iter().any(|other| **other == word);
                // Letters put in, taken out, changed, or swapped with their neighbour.
                meant = (strsim::osa_distance(&name.lower, &word) <= most && !unlike()).then_some(&name.term);
            }
        }
        meant
    }
}

/// The runs of ASCII letters in `text` that are words by themselves, long enough, and no constant in capitals.
fn words(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            while text.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            let word = &text[start..at];
            at += usize::from(word.is_empty());
            let letters = word.iter().all(u8::is_ascii_alphabetic);
            if word.len() >= SHORTEST && letters && word.iter().any(u8::is_ascii_lowercase) {
                return Some(start..at);
            }
        }
        None
    })
}

/// Which of the 26 letters `word` has.
fn letters(word: &[u8]) -> u32 {
    word.iter().filter(|byte| byte.is_ascii_lowercase()).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typos(names: &[&str]) -> Typos {
        let term = |name: &&str| -> Arc<Term> {
            let unlike = "unlike = ['extract', 'postgrest']";
            Arc::new(toml::from_str(&format!("canonical = '{name}'\ntypos = true\n{unlike}\nsource = 'x'")).unwrap())
        };
        let terms: Vec<_> = names.iter().map(term).collect();
        Typos::of(terms.iter())
    }

    #[test]
    fn a_word_is_nearly_a_name_or_it_is_not() {
        let typos = typos(&["Lambda", "Kubernetes", "Textract", "PostgreSQL"]);
        let found = |text: &str| -> Vec<String> {
            typos.find(text).into_iter().map(|(range, term)| format!("{} {}", &text[range], term.canonical)).collect()
        };
        assert_eq!(found("LambaをVPCに置く"), ["Lamba Lambda"]);
        assert_eq!(found("kubernets, Kubemetes"), ["kubernets Kubernetes", "Kubemetes Kubernetes"]);
        let none: [String; 0] = [];
        assert_eq!(found("Lambda lambdas Lambda1 LAMBA extract PostgREST lambdaを Kubernetesの"), none);
    }
}
