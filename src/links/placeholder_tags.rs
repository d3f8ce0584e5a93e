//! Placeholders and type parameters that are read as HTML tags: `<bucket>`, `List<String>`. Pages don't show them.

use rustc_hash::FxHashSet;

use super::shortcodes;
use super::tags::{StartTag, start_tags};
use crate::markdown::document::{Document, Kind, Node};
use crate::text::profile::Html;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;
use crate::words;

/// The elements of HTML, obsolete ones included.
const HTML: &[&str] = words!("../../rules/words/elements.txt", "html");

/// The elements of SVG and `MathML`, which occur within `svg` and `math`.
const EMBEDDED: [(&str, &[&str]); 2] = [
    ("svg", words!("../../rules/words/elements.txt", "svg")),
    ("math", words!("../../rules/words/elements.txt", "mathml")),
];

/// A tag that is not meant as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceholderTag {
    /// From `<` to `>`.
    pub span: Span,
    /// Whether it is in the text of a paragraph, a heading or a cell, and not in an HTML block.
    pub is_inline: bool,
}

/// The tags in `document` that are not meant as such, in the order of the text: start tags without attributes that have
/// values, whose element does not exist and is never closed. Empty where the host does not read HTML, or compiles it.
pub fn placeholder_tags(document: &Document<'_>) -> Vec<PlaceholderTag> {
    if !matches!(document.profile().html, Html::Shown | Html::Dropped) {
        return Vec::new();
    }
    let html: Vec<Node<'_>> =
        document.nodes().filter(|node| matches!(node.kind(), Kind::InlineHtml | Kind::HtmlBlock)).collect();
    let mut unknown: Vec<(StartTag<'_>, Node<'_>)> = Vec::new();
    for node in html.iter().filter(|node| !is_raw(node.source())) {
        unknown.extend(start_tags(node.source()).filter(|tag| !is_in(HTML, tag.name)).map(|tag| (tag, *node)));
    }
    if unknown.is_empty() {
        return Vec::new();
    }
    let closed: FxHashSet<String> = html.iter().flat_map(|node| end_tags(node.source())).collect();
    let embedded: Vec<&[&str]> =
        (EMBEDDED.iter()).filter(|(around, _)| closed.contains(*around)).map(|(_, elements)| *elements).collect();
    let is_element = |tag: &StartTag<'_>| {
        closed.contains(&tag.name.to_ascii_lowercase()) || embedded.iter().any(|elements| is_in(elements, tag.name))
    };
    let has_components = unknown.iter().any(|(tag, node)| {
        tag.name.starts_with(|char: char| char.is_ascii_uppercase())
            && (closed.contains(&tag.name.to_ascii_lowercase()) || is_self_closing(tag, *node))
    });
    let contents = shortcodes::contents(document.source().text());
    let syntax = document.source().syntax();
    let placeholder = |(tag, node): &(StartTag<'_>, Node<'_>)| {
        let start = node.span().start as usize;
        let span = Span::new(start + tag.range.start, start + tag.range.end);
        let written = &node.source()[tag.range.clone()];
        let is_component = has_components && is_pascal_case(tag.name);
        let is_meant = written.contains('=') || is_self_closing(tag, *node) || is_component || is_element(tag);
        let is_syntax = syntax.covers(span.start) || shortcodes::covers(&contents, span);
        let is_shown = !node.ancestors().take(4).any(|around| around.kind() == Kind::Image);
        (!is_meant && !is_syntax && is_shown)
            .then_some(PlaceholderTag { span, is_inline: node.kind() == Kind::InlineHtml })
    };
    unknown.iter().filter_map(placeholder).collect()
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_self_closing(tag: &StartTag<'_>, node: Node<'_>) -> bool {
    node.source()[..tag.range.end].ends_with("/>")
}

/// Whether `name` is written like a component of JSX: `TabItem`, but not `BUCKET` or `T`.
fn is_pascal_case(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_uppercase()) && name.contains(|char: char| char.is_ascii_lowercase())
}

/// Whether `html` is a block whose content is not HTML.
fn is_raw(html: &str) -> bool {
    let name = html.md_trim_start().strip_prefix('<').unwrap_or_default();
    let end = name.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(name.len());
    is_in(&["script", "style", "textarea"], &name[..end])
}

/// The names of the end tags in `html`, in lower case.
fn end_tags(html: &str) -> impl Iterator<Item = String> {
    html.match_indices("</").filter_map(|(at, _)| {
        let name = &html[at + 2..];
        let end = name.find(|char: char| !(char.is_ascii_alphanumeric() || char == '-')).unwrap_or(name.len());
        (end > 0).then(|| name[..end].to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn found(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        placeholder_tags(&document).into_iter().map(|tag| source.slice(tag.span).to_owned()).collect()
    }

    #[test]
    fn only_elements_that_exist_are_meant() {
        assert_eq!(found("<bucket> <b>a</b> <T> <your name> a<br>b <center>c"), ["<bucket>", "<T>", "<your name>"]);
        assert_eq!(found("<BUCKET_NAME> <バケット> <https://a.example> <1> `<a-b>` \\<c>"), [""; 0]);
        assert_eq!(found("<x-tabs>a</x-tabs> <icon/> <badge text=\"a\">"), [""; 0]);
        assert_eq!(found("<div>\n<region>\n</div>"), ["<region>"]);
        assert_eq!(found("<path>\n"), ["<path>"]);
        assert_eq!(found("<svg><path><rect></svg>"), [""; 0]);
        assert_eq!(found("<script>\nif (a<b>c) {}\n</script>"), [""; 0]);
    }

    #[test]
    fn components_are_left_alone_where_a_note_uses_them() {
        assert_eq!(found("<Badge/>\n\n<TabItem>\n\n<T> and <bucket>"), ["<T>", "<bucket>"]);
        assert_eq!(found("Task<Product>"), ["<Product>"]);
    }
}
