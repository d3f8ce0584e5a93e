//! Elements of HTML whose content is not read as Markdown, although blank lines are around it (`CommonMark` 0.31 §4.6).

use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::text::slice::Slice as _;
use crate::text::source::Span;

use super::{Loss, Shown};

/// Elements of blocks that notes use around Markdown. Python-Markdown and kramdown take everything up to the end tag for
/// HTML.
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
    for node in document.root().children() {
        if let Some(element) = &mut open {
            if node.kind() == Kind::HtmlBlock {
                element.depth += depth_change(node.source(), element.name);
                if element.depth <= 0 {
                    found.extend(open.take().and_then(Open::loss));
                }
            } else {
                element.hides |=
                    MARKDOWN.contains(node.kind()) || node.descendants().any(|inside| MARKDOWN.contains(inside.kind()));
            }
        } else if node.kind() == Kind::HtmlBlock {
            open = Open::of(node);
        }
    }
    found
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
    fn of(block: Node<'d>) -> Option<Self> {
        let text = block.source();
        let inside = text.strip_prefix('<')?;
        let name = inside.head(inside.find(|char: char| !char.is_ascii_alphanumeric())?);
        let tag = inside.head(inside.find('>')?);
        // `markdown="1"` asks for Markdown within the element.
        let asks = tag.split([' ', '\t', '\n']).skip(1).any(|attribute| attribute.starts_with("markdown"));
        let depth = depth_change(text, name);
        let known = ELEMENTS.iter().any(|element| name.eq_ignore_ascii_case(element));
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
        let begins = |at: usize| !html.tail(at).starts_with(|char: char| char.is_ascii_alphanumeric() || char == '-');
        html.match_indices(start).filter(|(at, _)| begins(at + start.len())).count()
    };
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX / 2);
    count(tags(&format!("<{name}"))) - count(tags(&format!("</{name}")))
}
