//! Any bytes can be read and checked, and all findings are inside the text.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use notelint::text::read;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = read::decode(bytes.to_vec()) else { return };
    for finding in common::findings(source.text()) {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in edits.chain([finding.span]) {
            assert!(source.text().get(span.range()).is_some(), "{}: {span:?}", finding.rule.name);
        }
    }
});
