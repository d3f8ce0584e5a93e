//! What safe fixes may change: code stays the same, and so does every visible letter if no rule about words is on.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use notelint::finding::Applicability;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The code blocks and code spans of `text`.
fn code(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut block = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => block = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => found.extend(block.take()),
            Event::Text(part) => block.iter_mut().for_each(|block| block.push_str(&part)),
            Event::Code(part) => found.push(part.into_string()),
            _ => {}
        }
    }
    found
}

fuzz_target!(|text: &str| {
    let (after, _) = common::fix(text, text, Applicability::Safe);
    if after != text {
        let trimmed = |text: &str| code(text).iter().map(|part| part.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(trimmed(text), trimmed(&after));
    }
});
