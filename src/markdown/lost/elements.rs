//! Elements of HTML whose content is not read as Markdown, although blank lines are around it (`CommonMark` 0.31 §4.6).

use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::text::profile::BlockParser;
use crate::text::slice::Slice as _;
use crate::text::source::Span;

use super::loss::{Loss, Shown};

/// Elements of blocks that notes use around Markdown. Python-Markdown takes everything up to the end tag for HTML.
const ELEMENTS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "figure",
    "footer",
    "header",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "tr",
    "ul",
];

/// The elements of text (HTML 4.01 §7.5.3, and newer ones) and those without an end tag. kramdown takes everything in
/// other elements for HTML, known or not.
const TEXT_ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "area", "b", "base", "bdo", "big", "br", "button", "cite", "code", "col", "del", "dfn",
    "em", "embed", "hr", "i", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "option", "param", "q",
    "rb", "rp", "rt", "ruby", "s", "samp", "select", "small", "source", "span", "strike", "strong", "sub", "sup",
    "textarea", "time", "track", "tt", "u", "var", "wbr",
];

/// What is not read within such an element.
const MARKDOWN: Kinds = Kinds::of(&[
    Kind::Heading,
    Kind::BlockQuote,
    Kind::CodeBlock,
    Kind::List,
    Kind::Table,
    Kind::Emphasis,
    Kind::Strong,
    Kind::Strikethrough,
    Kind::Link,
    Kind::Image,
    Kind::Code,
]);

pub(super) fn losses<'d>(document: &'d Document<'_>) -> Vec<Loss<'d>> {
    let mut found = Vec::new();
    let mut open: Option<Open<'d>> = None;
    let parser = document.profile().blocks;
    for node in document.root().children() {
        if let Some(element) = &mut open {
            if node.kind() == Kind::HtmlBlock {
                element.depth += depth_change(node.source(), element.name);
                if element.depth <= 0 {
                    found.extend(open.take().and_then(Open::loss));
                }
            } else {
                element.hides |= is_markdown(node) || node.descendants().any(is_markdown);
            }
        } else if node.kind() == Kind::HtmlBlock {
            open = Open::of(node, parser);
        }
    }
    found
}

/// Whether `node` would be read in another way. Code that is indented is HTML here: blank lines are in it.
fn is_markdown(node: Node<'_>) -> bool {
    MARKDOWN.contains(node.kind()) && (node.kind() != Kind::CodeBlock || node.is_fenced())
}

/// An element whose end tag is in a later block.
struct Open<'d> {
    name: &'d str,
    span: Span,
    /// How many elements of this name are open.
    depth: i32,
    /// Whether there is Markdown in it.
    hides: bool,
}

impl<'d> Open<'d> {
    /// The element that `block` begins and does not end.
    fn of(block: Node<'d>, parser: BlockParser) -> Option<Self> {
        let text = block.source();
        let inside = text.strip_prefix('<')?;
        let name = inside.head(inside.find(|char: char| !char.is_ascii_alphanumeric())?);
        let tag = inside.head(inside.find('>')?);
        // `markdown="1"` asks for Markdown within the element.
        let asks = tag.split([' ', '\t', '\n']).skip(1).any(|attribute| attribute.starts_with("markdown"));
        let depth = depth_change(text, name);
        if !name.starts_with(|char: char| char.is_ascii_alphabetic()) {
            return None;
        }
        let in_list = |names: &[&str]| names.iter().any(|element| name.eq_ignore_ascii_case(element));
        let known = if parser == BlockParser::Kramdown { !in_list(TEXT_ELEMENTS) } else { in_list(ELEMENTS) };
        let start = block.span().start as usize;
        let span = Span::new(start, start + tag.len() + 2);
        (known && !asks && depth > 0).then_some(Self { name, span, depth, hides: false })
    }

    fn loss(self) -> Option<Loss<'d>> {
        self.hides.then(|| Loss { span: self.span, shown: Shown::Element(self.name), edits: Vec::new() })
    }
}

/// How many more start tags than end tags of element `name` are in `html`.
fn depth_change(html: &str, name: &str) -> i32 {
    let html = html.to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    let tags = |start: &str| {
        let begins = |at: usize| {
            let rest = html.tail(at);
            let whole = !rest.starts_with(|char: char| char.is_ascii_alphanumeric() || char == '-');
            whole && !rest.find('>').is_some_and(|end| rest.head(end).ends_with('/'))
        };
        html.match_indices(start).filter(|(at, _)| begins(at + start.len())).count()
    };
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX / 2);
    count(tags(&format!("<{name}"))) - count(tags(&format!("</{name}")))
}
