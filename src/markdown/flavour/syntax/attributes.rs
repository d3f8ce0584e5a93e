//! Attribute lists: `{: .class #id }` (kramdown), `{ .class }` (Python-Markdown), `{#id}` (Hugo).

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

use crate::text::whitespace::Whitespace as _;

/// Braces around classes, ids and key-value pairs, and kramdown's `{:toc}` and `{::options /}`.
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    let word = r#"(?:[.#][\w.:+-]+|[\w:-]+=(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'{}]+)|data-[\w-]+)"#;
    let bare = format!(r"\{{:?[ \t]*{word}(?:[ \t]+(?:{word}|[\w-]+))*[ \t]*\}}");
    pattern(&format!(r"({bare}|\{{:[ \t]*[A-Za-z][\w-]*(?:[ \t]+{word})*[ \t]*\}}|\{{::?/?[^{{}}\r\n]*\}})"))
});

/// The attribute lists of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::markdown::flavour) enum Lists {
    /// With or without a colon after the brace.
    All,
    /// Only those without: `{: .note }` is text.
    Braces,
}

/// Marks attribute lists as syntax. The parser still reads those within a line: the code for anchors needs ids at the
/// end of headings.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>, lists: Lists) {
    marks.each(&LIST, |marks, found| {
        let list = found.get(1).filter(|list| lists == Lists::All || !list.as_str().starts_with("{:"))?;
        let (line, text) = (marks.line(list.start()), marks.text());
        let prefix = text[line.start..list.start()].trim_matches([' ', '\t', '>']);
        // An attribute list alone on its line belongs to the block above, so there must not be a blank line between
        // them.
        if prefix.is_empty() && text[list.end()..line.end].is_blank() {
            marks.blank(list.range());
            if list.as_str().trim_matches(['{', ':', '}', ' ']) == "toc" {
                // `{:toc}` replaces the list above with a table of contents, whatever the list contains.
                let above = marks.line(line.start.saturating_sub(1));
                marks.keep(above);
            }
        } else {
            marks.keep(list.range());
        }
        let words = list.as_str().trim_matches(['{', ':', '}']).unicode_words();
        for id in words.filter_map(|word| word.strip_prefix('#').or(word.strip_prefix("id="))) {
            marks.id(id.trim_matches(['"', '\'']), list.range());
        }
        None
    });
}
