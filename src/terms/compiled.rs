//! Dictionaries in the form in which they are looked up, and the built-in ones in that form: compiled ahead, so that a run
//! starts without reading TOML or building a table.
//!
//! The dictionaries are the TOML files of `rules/dictionaries`, and nothing else is edited. `compiled.bin` beside them is
//! what [`compile`] makes of them, encoded by postcard; a test here compiles them again and fails where the file is not
//! that. After a change of a dictionary, or of a type that is part of the file, write it anew:
//!
//! ```text
//! UPDATE=1 cargo test --lib compiled
//! ```
//!
//! It is a file of bytes, and not Rust, since the compiler takes long over tables of structs and none over
//! `include_bytes!`; and it is in the repository, and not made by a build script, since a script would need its own build
//! of serde and TOML on every machine that builds notelint. What has an item for each entry is a vector of numbers
//! ([`super::packed`]); the entries themselves are decoded when a note first meets them ([`super::records`]).
//!
//! A project's own dictionaries go through [`compile`] at every start. Plain lists of words need none of this: see
//! [`crate::text::words`].

use serde::{Deserialize, Serialize};

use crate::text::hash::Hash;

use super::abbreviations::Abbreviations;
use super::dictionary::{Dictionary, Term};
use super::patterns::{Patterns, PatternsBuilder};
use super::typos::Typos;

/// Dictionaries in the form in which they are looked up.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Compiled {
    pub(super) patterns: Patterns,
    typos: Typos,
    pub(super) abbreviations: Abbreviations,
}

impl Compiled {
    /// The term that `word`, which is no name, is nearly.
    pub(super) fn nearly(&self, word: &str) -> Option<&Term> {
        self.typos.meant_by(word, &self.patterns.terms).map(AsRef::as_ref)
    }
}

/// What `dictionaries` say; of two entries for one text the first counts.
pub(super) fn compile(dictionaries: &[Dictionary]) -> Compiled {
    let mut patterns = PatternsBuilder::default();
    let mut abbreviations = Abbreviations::default();
    for dictionary in dictionaries {
        abbreviations.add(&dictionary.abbreviations);
        patterns.add(dictionary);
    }
    let typos = Typos::of(patterns.terms());
    let patterns = patterns.build();
    Compiled { patterns, typos, abbreviations }
}

/// The built-in dictionaries, and a hash of what they say.
pub(super) fn built_in() -> (Compiled, Hash) {
    const BYTES: &[u8] = include_bytes!("../../rules/dictionaries/compiled.bin");
    // A test holds the file to what is encoded here.
    postcard::from_bytes(BYTES).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::EMBEDDED;
    use super::*;
    use crate::text::hash::hash;

    #[test]
    fn the_compiled_dictionaries_are_those_in_toml() {
        let read = |(file, text): &(&str, &str)| -> Dictionary {
            toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"))
        };
        let dictionaries: Vec<_> = EMBEDDED.iter().map(read).collect();
        let compiled = compile(&dictionaries);
        let hash = hash(&postcard::to_stdvec(&compiled).unwrap());
        let bytes = postcard::to_stdvec(&(compiled, hash)).unwrap();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/dictionaries/compiled.bin");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &bytes).unwrap();
        }
        let is_fresh = std::fs::read(path).unwrap() == bytes;
        assert!(is_fresh, "{path} is not what the dictionaries say: run the tests with UPDATE=1");
        let decoded: (Compiled, Hash) = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(postcard::to_stdvec(&decoded).unwrap(), bytes);
    }
}
