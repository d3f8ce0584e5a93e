//! The shape of a text: its blocks and inlines as one line each, indented by depth. Both readings are brought into this
//! form: notelint's tree here, cmark-gfm's XML in [`super::cmark`].

use notelint::markdown::document::{Document, Kind, Node};

/// A node of either reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    /// What it is, such as `heading 2` or `link https://a.example/`.
    pub(super) label: String,
    pub(super) children: Vec<Shape>,
}

impl Shape {
    pub(super) fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), children: Vec::new() }
    }

    /// Adds a child. Adjacent texts become one, and a text without visible characters is left out.
    pub(super) fn push(&mut self, child: Shape) {
        if let (Some(text), Some(last)) = (child.label.strip_prefix(TEXT), self.children.last_mut())
            && last.label.starts_with(TEXT)
        {
            last.label.push_str(text);
            return;
        }
        if child.label != TEXT {
            self.children.push(child);
        }
    }
}

impl std::fmt::Display for Shape {
    /// A line for each node, indented by its depth.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut open = vec![(0, self)];
        while let Some((depth, shape)) = open.pop() {
            writeln!(f, "{:1$}{2}", "", 2 * depth, shape.label)?;
            open.extend(shape.children.iter().rev().map(|child| (depth + 1, child)));
        }
        Ok(())
    }
}

/// The beginning of a text's label.
const TEXT: &str = "text ";

/// `text` without white space: the readings may differ in what they leave out at the ends of lines. cmark-gfm shows
/// U+0000 as a replacement character, which is not a question of syntax.
pub(super) fn visible(text: &str) -> String {
    let visible = text.chars().filter(|char| !char.is_whitespace() && *char != '\u{1}');
    visible.map(|char| if char == '\0' { '\u{fffd}' } else { char }).collect()
}

/// A text.
pub(super) fn text(text: &str) -> Shape {
    Shape::new(TEXT.to_owned() + &visible(text))
}

/// A code span. The readings differ in how much white space a line ending in it becomes.
pub(super) fn code(code: &str) -> Shape {
    Shape::new("code ".to_owned() + &visible(code))
}

/// The shape of `document`. Footnotes are at the end, sorted, and only those that are referenced, as cmark-gfm has them.
pub(super) fn of(document: &Document<'_>) -> Shape {
    let mut notes = Vec::new();
    let mut root = Shape::new("document");
    for node in document.root().children() {
        add(&mut root, node, &mut notes);
    }
    let referenced: Vec<String> = document.of_kind(Kind::FootnoteReference).map(|node| fold(node.literal())).collect();
    let mut seen: Vec<String> = Vec::new();
    notes.retain(|(label, _)| {
        let first = !seen.contains(label);
        seen.push(label.clone());
        first && referenced.contains(label)
    });
    let mut notes: Vec<Shape> = notes.into_iter().map(|(_, note)| note).collect();
    notes.sort();
    root.children.extend(notes);
    root
}

/// A label as `CommonMark` compares it.
fn fold(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add(parent: &mut Shape, node: Node<'_>, notes: &mut Vec<(String, Shape)>) {
    let mut shape = match node.kind() {
        Kind::FrontMatter | Kind::Document | Kind::TaskMarker | Kind::Html => return,
        Kind::Paragraph => Shape::new("paragraph"),
        Kind::Heading => Shape::new(format!("heading {}", node.level())),
        Kind::BlockQuote => Shape::new("quote"),
        Kind::CodeBlock => Shape::new("code block"),
        Kind::HtmlBlock => Shape::new("html block"),
        Kind::List => Shape::new(node.list_start().map_or("list".to_owned(), |start| format!("list {start}"))),
        Kind::Item => {
            let marker =
                node.first_child().and_then(Node::first_child).filter(|first| first.kind() == Kind::TaskMarker);
            let state = marker.map(|marker| if marker.is_checked() { " [x]" } else { " [ ]" });
            Shape::new(format!("item{}", state.unwrap_or_default()))
        }
        Kind::FootnoteDefinition => Shape::new("footnote"),
        Kind::Table => Shape::new("table"),
        Kind::TableHead => Shape::new("head"),
        Kind::TableRow => Shape::new("row"),
        Kind::TableCell => Shape::new("cell"),
        Kind::ThematicBreak => Shape::new("break"),
        Kind::Emphasis => Shape::new("emphasis"),
        Kind::Strong => Shape::new("strong"),
        Kind::Strikethrough => Shape::new("strikethrough"),
        // The tree leaves out the scheme of an email address.
        Kind::Autolink if node.link().destination.contains('@') && !node.link().destination.contains(':') => {
            Shape::new(format!("link mailto:{}", visible(&node.link().destination)))
        }
        Kind::Link | Kind::Autolink | Kind::BareUrl => {
            Shape::new(format!("link {}", visible(&node.link().destination)))
        }
        Kind::Image => Shape::new(format!("image {}", visible(&node.link().destination))),
        Kind::Text => text(node.literal()),
        Kind::Code => code(node.literal()),
        Kind::Math => Shape::new("math"),
        Kind::InlineHtml => Shape::new("html"),
        Kind::FootnoteReference => Shape::new("reference"),
        Kind::SoftBreak => Shape::new("soft break"),
        Kind::HardBreak => Shape::new("hard break"),
    };
    if node.kind() == Kind::BareUrl {
        shape.push(text(node.source()));
    }
    for child in node.children() {
        add(&mut shape, child, notes);
    }
    if node.kind() == Kind::FootnoteDefinition {
        notes.push((fold(node.literal()), shape));
    } else {
        parent.push(shape);
    }
}
