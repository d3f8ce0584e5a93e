//! Names with a letter too many, too few, another one, or two that have changed places: `Kubernets`, `Lmabda`.

use std::sync::Arc;

use super::dictionary::Term;

/// The names that are recognised in spite of such a slip.
#[derive(Debug)]
pub(super) struct Typos {
    names: Vec<Name>,
    /// Which three letters a name begins or ends with, and how long it is then, a bit each ([`end_bits`]): a slip leaves
    /// one of the two as it is.
    ends: Box<[u64]>,
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
        let mut ends = vec![0; 1 << 10].into_boxed_slice();
        for name in &names {
            let most = most_slips(&name.lower);
            let lengths = name.lower.len() - most..=name.lower.len() + most;
            for (at, bit) in lengths.flat_map(|length| end_bits(name.lower.as_bytes(), length)) {
                if let Some(bits) = ends.get_mut(at) {
                    *bits |= bit;
                }
            }
        }
        Self { names, ends }
    }

    /// The name that `word` is nearly; `None` where it is a name itself, an inflected one, a constant in capitals, or
    /// near to none.
    pub(super) fn meant_by(&self, word: &str) -> Option<&Arc<Term>> {
        let bytes = word.as_bytes();
        let begins_or_ends = || {
            let mut ends = end_bits(bytes, bytes.len()).into_iter();
            ends.any(|(at, bit)| self.ends.get(at).is_some_and(|bits| bits & bit != 0))
        };
        if bytes.len() < SHORTEST
            || !begins_or_ends()
            || !bytes.iter().all(u8::is_ascii_alphabetic)
            || !bytes.iter().any(u8::is_ascii_lowercase)
        {
            return None;
        }
        let lower = word.to_ascii_lowercase();
        let mask = letters(lower.as_bytes());
        let near = |name: &&Name| {
            let most = most_slips(&name.lower);
            let apart = name.lower.len().abs_diff(lower.len());
            let begins = || name.lower.get(..3) == lower.get(..3);
            let ends = || name.lower.get(name.lower.len().saturating_sub(3)..) == lower.get(lower.len() - 3..);
            // Each slip changes two of the letters used at most. It puts letters in, takes them out, changes them, or
            // swaps neighbours.
            apart <= most
                && (begins() || ends())
                && (name.letters ^ mask).count_ones() as usize <= 2 * most
                && strsim::osa_distance(&name.lower, &lower) <= most
        };
        let name = self.names.iter().find(near)?;
        // `lambdas`, `workspace` for `WorkSpaces`, `xcodebuild`: another form of a name, a word that it is made of, one
        // that is made of it.
        let inflected = |name: &Name| {
            lower.starts_with(&*name.lower) || name.lower.starts_with(&lower) || lower.ends_with(&*name.lower)
        };
        let unlike = name.term.unlike.iter().any(|other| **other == lower);
        (!unlike && !self.names.iter().any(inflected)).then_some(&name.term)
    }
}

/// How many slips `name` may have and still be recognised.
fn most_slips(name: &str) -> usize {
    if name.len() >= LONG { 2 } else { 1 }
}

/// The bits of the first and the last three letters of `word`, for words of `length` letters: which 64 bits, and which
/// of them.
fn end_bits(word: &[u8], length: usize) -> [(usize, u64); 2] {
    let fold = |side: usize, letters: &[u8]| {
        let bits = letters.iter().fold(side ^ length << 1, |bits, byte| bits << 5 ^ usize::from(byte & 31));
        (bits >> 6 & 0x3FF, 1 << (bits & 63))
    };
    let last = word.len().saturating_sub(3);
    [fold(0, word.get(..3).unwrap_or_default()), fold(1, word.get(last..).unwrap_or_default())]
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
            let words = text.split(|char: char| !char.is_ascii_alphanumeric());
            words.filter_map(|word| Some(format!("{word} {}", typos.meant_by(word)?.canonical))).collect()
        };
        assert_eq!(found("LambaをVPCに置く"), ["Lamba Lambda"]);
        assert_eq!(found("kubernets, Kubemetes"), ["kubernets Kubernetes", "Kubemetes Kubernetes"]);
        let none: [String; 0] = [];
        assert_eq!(found("Lambda lambdas Lambda1 LAMBA extract PostgREST lambdaを Kubernetesの"), none);
    }
}
