//! Fixing twice is the same as fixing once, and no two rules undo each other.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use notelint::finding::Applicability;

fuzz_target!(|text: &str| {
    for allowed in [Applicability::Safe, Applicability::Unsafe] {
        let (once, problems) = common::fix(text, text, allowed);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(common::fix(&once, text, allowed).0, once);
    }
});
