//! Filters HTML as the host does. No script, event handler, form or embedded page gets through on any host.

use std::collections::HashSet;

use ammonia::Builder;

use crate::host::{Host, RawHtml};

/// The elements that GitHub shows, from its documentation and its filter `html-pipeline`.
const ELEMENTS: [&str; 71] = [
    "a",
    "abbr",
    "b",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "ul",
    "var",
    "wbr",
    "col",
    "colgroup",
    "center",
    "font",
    "big",
    "u",
    "nav",
];

/// Elements that other hosts show as well.
const MORE_ELEMENTS: [&str; 10] =
    ["article", "aside", "audio", "video", "track", "footer", "header", "main", "address", "hgroup"];

/// Attributes that GitHub allows, or that the renderer writes itself, and that do nothing.
const ATTRIBUTES: [&str; 38] = [
    "abbr",
    "align",
    "alt",
    "axis",
    "border",
    "cellpadding",
    "cellspacing",
    "char",
    "charoff",
    "checked",
    "cite",
    "clear",
    "color",
    "cols",
    "colspan",
    "compact",
    "datetime",
    "dir",
    "disabled",
    "height",
    "hspace",
    "id",
    "lang",
    "open",
    "reversed",
    "rowspan",
    "rules",
    "scope",
    "size",
    "span",
    "start",
    "summary",
    "title",
    "valign",
    "value",
    "vspace",
    "width",
    "class",
];

/// Attributes of the renderer.
const RENDERED: [&str; 10] = [
    "data-sourcepos",
    "data-math-style",
    "data-footnotes",
    "data-footnote-ref",
    "data-footnote-backref",
    "data-footnote-backref-idx",
    "data-wikilink",
    "data-callout",
    "data-callout-fold",
    "aria-label",
];

/// `html` without what `host` does not show.
pub(crate) fn filter(host: Host, html: &str) -> String {
    let mut builder = Builder::empty();
    let more: &[&str] = if host.raw_html() == RawHtml::Shown { &MORE_ELEMENTS } else { &[] };
    builder
        .tags(ELEMENTS.into_iter().chain(more.iter().copied()).collect())
        // Of these, not even the text is shown.
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(ATTRIBUTES.into_iter().chain(RENDERED).collect())
        .add_tag_attributes("a", &["href", "name"])
        .add_tag_attributes("img", &["src", "longdesc", "loading"])
        .add_tag_attributes("source", &["srcset", "media", "type"])
        .add_tag_attributes("ol", &["type"])
        .add_tag_attributes("li", &["type"])
        .add_tag_attributes("video", &["src", "controls", "poster"])
        .add_tag_attributes("audio", &["src", "controls"])
        .add_tag_attributes("track", &["src", "kind", "srclang", "label"])
        .add_url_schemes(["http", "https", "mailto", "github-windows", "github-mac"])
        // The box of a task: nothing else may be an input, and it does nothing.
        .add_tag_attribute_values("input", "type", &["checkbox"])
        .set_tag_attribute_value("input", "disabled", "")
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true);
    builder.clean(html).to_string()
}
