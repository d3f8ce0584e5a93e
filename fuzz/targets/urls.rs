//! Bare URLs: the part that GitHub links, and the part that readers see as the URL, are inside the text and on
//! character boundaries.
#![no_main]

use libfuzzer_sys::fuzz_target;
use notelint::markdown::document::Document;
use notelint::links::{html, url_extent, destinations};
use notelint::markdown::autolink;
use notelint::text::source::Source;

fuzz_target!(|text: &str| {
    for link in autolink::autolinks(text, None) {
        let url = &text[link.range.clone()];
        assert!(url.get(..url_extent::url_extent(url)).is_some(), "{url}");
        let _ = url::Url::parse(&link.destination(text));
    }
    assert!(text.get(..autolink::reach(text)).is_some());
    html::tags(text).for_each(drop);
    let Ok(source) = Source::new(text.into()) else { return };
    for link in destinations::destinations(&Document::parse(&source)) {
        assert!(text.get(link.span.range()).is_some());
    }
});
