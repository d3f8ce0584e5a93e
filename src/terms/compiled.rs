//! The lookup form of dictionaries. The built-in dictionaries are compiled ahead, so that a run starts without parsing
//! TOML or building tables.
//!
//! The sources are the TOML files in `rules/dictionaries`. `compiled.bin` in the same folder is the result of
//! [`compile`], encoded with postcard. A test here compiles the sources again and fails if the file differs. After
//! changing a dictionary, or a type that is encoded in the file, regenerate it:
//!
//! ```text
//! UPDATE=1 cargo test --lib compiled
//! ```
//!
//! The file is binary because rustc compiles large tables of structs slowly but `include_bytes!` at once. It is
//! committed because a build script would have to build serde and a TOML parser on every machine that builds notelint.
//! Data with an item per entry is stored as one vector of numbers ([`super::packed`]); the entries themselves are
//! decoded on first use ([`super::records`]).
//!
//! A project's own dictionaries are compiled with [`compile`] at every start. Plain word lists don't need this: see
//! [`crate::text::words`].

use serde::{Deserialize, Serialize};

use crate::text::hash::Hash;

use super::abbreviations::Abbreviations;
use super::dictionary::{Dictionary, Lifecycle, Term};
use super::part_typos::PartTypos;
use super::patterns::{Patterns, PatternsBuilder};
use super::typos::Typos;

/// Dictionaries in their lookup form.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Compiled {
    pub(super) patterns: Patterns,
    typos: Typos,
    pub(super) part_typos: PartTypos,
    pub(super) abbreviations: Abbreviations,
}

impl Compiled {
    /// The term that `word` is a typo of. `word` must not be a name itself.
    pub(super) fn nearly(&self, word: &str) -> Option<&Term> {
        self.typos.meant_by(word, &self.patterns.terms).map(AsRef::as_ref)
    }
}

/// Compiles `dictionaries`. If a text has several entries, the first one wins.
pub(super) fn compile(dictionaries: &[Dictionary]) -> Compiled {
    let mut patterns = PatternsBuilder::default();
    let mut abbreviations = Abbreviations::default();
    for dictionary in dictionaries {
        abbreviations.add(&dictionary.abbreviations);
        patterns.add(dictionary);
    }
    let typos = Typos::of(patterns.terms());
    let renames = dictionaries.iter().flat_map(|dictionary| &dictionary.renames);
    let part_typos = PartTypos::of(patterns.terms(), renames.filter(|rename| rename.kind == Lifecycle::FormerName));
    let patterns = patterns.build();
    Compiled { patterns, typos, part_typos, abbreviations }
}

/// The built-in dictionaries, and a hash of their content.
pub(super) fn built_in() -> (Compiled, Hash) {
    const BYTES: &[u8] = include_bytes!("../../rules/dictionaries/compiled.bin");
    // Decoding can't fail: a test checks the file.
    postcard::from_bytes(BYTES).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::EMBEDDED;
    use super::*;
    use crate::text::hash::hash;

    #[test]
    fn the_compiled_dictionaries_are_up_to_date() {
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
        assert!(is_fresh, "{path} is out of date: run the tests with UPDATE=1");
        let decoded: (Compiled, Hash) = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(postcard::to_stdvec(&decoded).unwrap(), bytes);
    }
}
