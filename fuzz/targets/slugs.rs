//! GitHub's anchors: they are unique within a note, and each is found by its own fragment.
#![no_main]

use libfuzzer_sys::fuzz_target;
use notelint::markdown::slug::{Slugger, decode_fragment, fragment_matches};
use notelint::text::profile::HeadingIds;

fuzz_target!(|text: &str| {
    let mut slugger = Slugger::new(HeadingIds::Github);
    let mut seen = std::collections::BTreeSet::new();
    for heading in text.lines() {
        let anchor = slugger.add(heading);
        assert!(seen.insert(anchor.clone()), "{anchor} twice");
        assert!(fragment_matches(&anchor, &anchor) || decode_fragment(&anchor) != anchor, "{anchor}");
    }
});
