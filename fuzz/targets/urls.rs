//! Bare URLs: the part that GitHub links, and the part that readers see as the URL, are inside the text and on
//! character boundaries.
#![no_main]

use libfuzzer_sys::fuzz_target;
use notelint::markdown::document::Document;
use notelint::links::{destinations, html};
use notelint::markdown::autolink;
use notelint::text::profile::BareUrls;
use notelint::text::source::Source;

fuzz_target!(|text: &str| {
    for link in autolink::autolinks(text, None) {
        let url = &text[link.range.clone()];
        assert!(url.get(..autolink::url_extent(url)).is_some(), "{url}");
        let _ = url::Url::parse(&link.destination(text));
    }
    assert!(text.get(..autolink::reach(BareUrls::Github, text)).is_some());
    html::tags(text).for_each(drop);
    let Ok(source) = Source::new(text.into()) else { return };
    for link in destinations::destinations(&Document::parse(&source)) {
        assert!(text.get(link.span.range()).is_some());
    }
});
