//! The fragments that markdownlint accepts within a note: headings, `{#id}` in a heading, HTML attributes. Unlike
//! [`super::anchors`], this does not depend on the host.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::links::tags::start_tags;
use crate::markdown::document::{Document, Kind, Node, NodeId};
use crate::markdown::slug::slug;
use crate::text::profile::HeadingIds;
use crate::text::slice::Slice as _;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// What JavaScript's `encodeURIComponent` encodes.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The known fragments of a note, without their `#`. Those of headings are percent-encoded, ids are as written.
#[derive(Debug, Default)]
pub struct StrictFragments {
    known: FxHashSet<String>,
    /// The first fragment with these letters in lower case.
    folded: FxHashMap<String, String>,
}

impl StrictFragments {
    /// The fragments of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        let mut found = Self::default();
        found.add("top".to_owned());
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for heading in document.of_kind(Kind::Heading) {
            found.heading(heading, &mut counts);
        }
        for html in document.nodes().filter(|node| matches!(node.kind(), Kind::InlineHtml | Kind::HtmlBlock)) {
            let source = html.source();
            for tag in start_tags(source) {
                let text = source.part(tag.range);
                let name = || attribute(text, "name").filter(|_| tag.name.eq_ignore_ascii_case("a"));
                if let Some(id) = attribute(text, "id").or_else(name) {
                    found.add(id.to_owned());
                }
            }
        }
        found
    }

    fn add(&mut self, fragment: String) {
        self.folded.entry(fragment.to_lowercase()).or_insert_with(|| fragment.clone());
        self.known.insert(fragment);
    }

    fn heading(&mut self, heading: Node<'_>, counts: &mut FxHashMap<String, usize>) {
        let fragment = encoded(&slug(HeadingIds::Github, &text(heading)));
        if fragment.is_empty() {
            return;
        }
        let count = counts.entry(fragment.clone()).or_default();
        *count += 1;
        let repeated = (*count > 1).then(|| format!("{fragment}-{}", *count - 1));
        if let Some(repeated) = repeated {
            counts.entry(repeated.clone()).or_default();
            self.add(repeated);
        }
        self.add(fragment);
        for id in explicit_ids(heading.source()) {
            self.add(id.to_owned());
        }
    }

    /// Whether a link to `#fragment` is valid: it is one of these, or the lines of a file. With `ignore_case`, upper and
    /// lower case may differ.
    pub fn accepts(&self, fragment: &str, ignore_case: bool) -> bool {
        let encoded = encoded(fragment);
        self.known.contains(&encoded)
            || is_lines(&encoded)
            || self.folded.get(&fragment.to_lowercase()).is_some_and(|known| ignore_case || known == fragment)
    }
}

fn encoded(fragment: &str) -> String {
    utf8_percent_encode(fragment, ENCODED).to_string()
}

/// The text of `heading`, without that of images, autolinks and HTML tags.
fn text(heading: Node<'_>) -> String {
    let mut text = String::new();
    let mut skip_to = NodeId(0);
    for node in heading.descendants().filter(|node| node.kind() != Kind::TaskMarker) {
        if node.id() < skip_to {
            continue;
        }
        match node.kind() {
            Kind::Image | Kind::Autolink => {
                let last = node.descendants().last().map_or(node.id(), Node::id);
                skip_to = NodeId(last.0 + 1);
            }
            Kind::Text | Kind::Code | Kind::Math | Kind::FootnoteReference => text.push_str(node.literal()),
            _ => {}
        }
    }
    text
}

/// The ids in `{#id}`, anywhere in `heading`: letters in lower case and digits, in words with `-` and `_` between them.
fn explicit_ids(heading: &str) -> impl Iterator<Item = &str> {
    heading.split("{#").skip(1).filter_map(|rest| {
        let (id, _) = rest.split_once('}')?;
        let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let inner = id.bytes().all(|byte| is_word(byte) || matches!(byte, b'-' | b'_'));
        (inner && id.bytes().next().is_some_and(is_word) && id.bytes().last().is_some_and(is_word)).then_some(id)
    })
}

/// The value of the attribute `name` in `tag`, read as loosely as markdownlint does.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let folded = tag.to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = folded.tail(at).find(name).map(|found| at + found) {
        at = found + name.len();
        let value = tag.tail(at).unicode_trim_start().strip_prefix('=').map(str::unicode_trim_start);
        if let (true, Some(value)) = (tag.head(found).ends_with(is_unicode_space), value) {
            let value = value.strip_prefix(['\'', '"']).unwrap_or(value);
            let end = value.find(|char: char| is_unicode_space(char) || matches!(char, '\'' | '"' | '>'));
            return Some(value.head(end.unwrap_or(value.len())));
        }
    }
    None
}

/// Whether `fragment` names a line or a range of lines: `L3`, `L3-L5`, `L3C1-L5C2`.
fn is_lines(fragment: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let place = |text: &str| match text.strip_prefix('L').map(|rest| rest.split_once('C').unwrap_or((rest, "0"))) {
        Some((line, column)) => number(line) && number(column),
        None => false,
    };
    match fragment.split_once('-') {
        Some((from, to)) => place(from) && place(to),
        None => fragment.strip_prefix('L').is_some_and(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    #[test]
    fn fragments() {
        let text =
            "# A b\n\n# A b\n\n## 日本 <https://a.b> `c`\n\n# d {#e__f} g\n\n<a id=\"H\" name='i'></a>\n\n<a name=j>\n";
        let source = Source::new(text.to_owned()).unwrap();
        let known = StrictFragments::of(&Document::parse(&source));
        for fragment in
            ["a-b", "a-b-1", "日本--c", "d-e__f-g", "e__f", "H", "j", "top", "L3-L5", "%E6%97%A5%E6%9C%AC--c"]
        {
            assert!(known.accepts(fragment, false), "{fragment}");
        }
        for fragment in ["a-b-2", "A-b", "h", "i", "l3", "L3-5", "E__f"] {
            assert!(!known.accepts(fragment, false), "{fragment}");
        }
        assert!(known.accepts("A-B", true) && known.accepts("h", true));
    }
}
