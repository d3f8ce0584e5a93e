//! A block as JSON and YAML: a value is inside the one around it, and findings are inside the note.
#![no_main]

mod blocks;
mod common;

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use notelint::markdown::data::value::{Data, Value};
use notelint::markdown::data::{Block, Blocks};
use notelint::markdown::document::Document;
use notelint::text::read;
use notelint::text::source::Source;

const LABELS: [&str; 5] = ["yaml", "json", "", "sh", "jsonc"];

fuzz_target!(|code: &str| {
    let note = blocks::note(code, &LABELS);
    for finding in blocks::within_a_second(|| common::facts(&note)) {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in edits.chain([finding.span]) {
            assert!(note.get(span.range()).is_some(), "{}: {span:?}", finding.rule.name);
        }
    }
    let Ok(source) = read::decode(note.into_bytes()) else { return };
    let document = Document::parse(&source);
    let blocks = Blocks::of(&document);
    for block in blocks.all() {
        let whole = 0..block.as_str().len();
        let values = blocks::within_a_second(|| block.json().into_iter().chain(&block.yaml().documents));
        values.for_each(|value| check(value, &whole, block, &source));
    }
});

/// Checks the places of `value` and of what is in it. `around` is what `value` is in.
fn check(value: &Value, around: &Range<usize>, block: &Block<'_>, source: &Source) {
    check_range(&value.range, around, block, source);
    match &value.data {
        Data::List(items) => items.iter().for_each(|item| check(item, &value.range, block, source)),
        Data::Map(members) => {
            for member in members {
                check_range(&member.key_range, &value.range, block, source);
                check(&member.value, &value.range, block, source);
            }
        }
        Data::Scalar(_) | Data::Alias => {}
    }
}

fn check_range(range: &Range<usize>, around: &Range<usize>, block: &Block<'_>, source: &Source) {
    let text = block.as_str().get(range.clone()).expect("values are on character boundaries");
    assert!(around.start <= range.start && range.end <= around.end, "{range:?} is not in {around:?}");
    // A map has the line ending after its last value, which the block may not have, and an empty value may be after that.
    let length = text.trim_end_matches(['\n', '\r']).len();
    let span = block.span(range.start..range.start + length);
    assert!(source.text().get(span.range()).is_some(), "{span:?}");
    assert!(length == 0 || block.node().span().covers(span), "{span:?}");
}
