//! What Zenn and Qiita show instead of a link: cards, embedded pages, images with a width.

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

mod patterns {
    use super::{LazyLock, Regex, pattern};

    /// `@[card](https://…)`, `@[youtube](id)`
    pub(super) static EMBED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(@\[[A-Za-z][\w-]*\])\(([^()\r\n]*(?:\([^()\r\n]*\)[^()\r\n]*)*)\)"));

    /// A URL alone on its line.
    pub(super) static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^[ \t]*(https?://[!-~]+)[ \t]*\r?$"));

    /// The width of an image: `![](a.png =250x)`
    pub(super) static SIZE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"!\[[^\]\r\n]*\]\([^()\s]+([ \t]+=\d*x\d*)[ \t]*\)"));
}

/// Marks embedded pages as syntax: `@[card](https://…)` is a link, but an id such as `@[youtube](id)` is not.
pub(in crate::markdown::flavour) fn embeds(marks: &mut Marks<'_>) {
    marks.each(&patterns::EMBED, |marks, found| {
        let (Some(whole), Some(name), Some(to)) = (found.get(0), found.get(1), found.get(2)) else { return None };
        let is_link = to.as_str().starts_with("http://") || to.as_str().starts_with("https://");
        if !is_link || to.as_str().contains([' ', '<', '>']) || !to.as_str().is_ascii() {
            marks.object(whole.range());
            return None;
        }
        // The parser reads `<x   ><https://…>`: a tag and an autolink.
        let tag = format!("<x{}><", " ".repeat(name.len() - 3));
        marks.put(name.start(), tag.as_bytes());
        marks.put(to.end(), b">");
        marks.keep(name.start()..to.start());
        marks.keep(to.end()..to.end() + 1);
        None
    });
}

/// Marks URLs that are alone on their line.
pub(in crate::markdown::flavour) fn urls(marks: &mut Marks<'_>) {
    marks.each(&patterns::URL, |marks, found| {
        marks.card(found.get(1)?.range());
        None
    });
}

/// Marks the widths of images.
pub(in crate::markdown::flavour) fn sizes(marks: &mut Marks<'_>) {
    marks.each(&patterns::SIZE, |marks, found| {
        marks.blank(found.get(1)?.range());
        None
    });
}
