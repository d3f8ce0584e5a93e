//! Attribute lists: `{: .class #id }` (kramdown), `{ .class }` (Python-Markdown), `{#id}` (Hugo).

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

/// Braces around classes, ids and pairs of key and value; kramdown's `{:toc}` and `{::options /}` too.
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    let word = r#"(?:[.#][\w.:+-]+|[\w:-]+=(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'{}]+)|data-[\w-]+)"#;
    let bare = format!(r"\{{:?[ \t]*{word}(?:[ \t]+(?:{word}|[\w-]+))*[ \t]*\}}");
    pattern(&format!(r"({bare}|\{{:[ \t]*[A-Za-z][\w-]*(?:[ \t]+{word})*[ \t]*\}}|\{{::?/?[^{{}}\r\n]*\}})"))
});

/// Marks attribute lists. The parser reads them: what an id at the end of a heading names is known there.
pub(super) fn read(marks: &mut Marks<'_>) {
    marks.each(&LIST, |marks, found| {
        let list = found.get(1)?;
        marks.keep(list.range());
        let words = list.as_str().trim_matches(['{', ':', '}']).split_whitespace();
        for id in words.filter_map(|word| word.strip_prefix('#')) {
            marks.id(id, list.range());
        }
        None
    });
}
