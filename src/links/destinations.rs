//! Every link destination in a note, and its position.

use std::borrow::Cow;

use crate::links::html::{self, Tag};
use crate::markdown::document::{Document, Kind, LinkSyntax, Node};
use crate::markdown::syntax;
use crate::text::source::Span;

/// A destination as written in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDestination<'d> {
    /// Its bytes without delimiters (parentheses, `<` and `>`, quotes). The whole link if it has no destination.
    pub span: Span,
    /// The destination with entities and escapes decoded. Percent-encoding is kept.
    pub to: Cow<'d, str>,
    /// The syntax that contains it.
    pub kind: DestinationKind,
}

/// The syntax that contains a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DestinationKind {
    /// `[text](destination)`
    Link,
    /// `![text](destination)`
    Image,
    /// `[label]: destination`; an index into [`Document::definitions`].
    Definition(usize),
    /// `<destination>`
    Autolink,
    /// A bare URL in text.
    Bare,
    /// An attribute of an HTML tag.
    Tag {
        /// Whether the attribute shows an image, as `<img src>` does.
        image: bool,
    },
}

/// HTML attributes that contain a destination (HTML Living Standard, "Attributes" index), and whether it is an image.
const ATTRIBUTES: [(&str, &str, bool); 16] = [
    ("a", "href", false),
    ("area", "href", false),
    ("link", "href", false),
    ("img", "src", true),
    ("img", "srcset", true),
    ("source", "src", false),
    ("source", "srcset", true),
    ("video", "src", false),
    ("video", "poster", true),
    ("audio", "src", false),
    ("track", "src", false),
    ("iframe", "src", false),
    ("embed", "src", false),
    ("object", "data", false),
    ("input", "src", true),
    ("image", "href", true),
];

/// The destinations in `document`, in the order of the text. A reference (`[text][label]`) has none; its definition
/// does.
pub fn destinations<'d>(document: &'d Document<'_>) -> Vec<WrittenDestination<'d>> {
    let mut found = Vec::new();
    for node in document.nodes() {
        match node.kind() {
            Kind::Link | Kind::Image if node.link().form == LinkSyntax::Inline => {
                let kind = if node.kind() == Kind::Image { DestinationKind::Image } else { DestinationKind::Link };
                let span = syntax::destination(node).unwrap_or(node.span());
                found.push(WrittenDestination { span, to: Cow::Borrowed(&node.link().destination), kind });
            }
            Kind::Autolink => found.push(WrittenDestination {
                span: Span { start: node.span().start + 1, end: node.span().end.max(node.span().start + 2) - 1 },
                to: Cow::Borrowed(&node.link().destination),
                kind: DestinationKind::Autolink,
            }),
            Kind::BareUrl => found.push(WrittenDestination {
                span: node.span(),
                to: Cow::Borrowed(&node.link().destination),
                kind: DestinationKind::Bare,
            }),
            Kind::InlineHtml | Kind::HtmlBlock if document.profile().html.has_elements() => in_html(node, &mut found),
            _ => {}
        }
    }
    for (index, definition) in document.definitions().iter().enumerate() {
        let span = syntax::definition_destination(document.source(), definition.span).unwrap_or(definition.span);
        let to = Cow::Borrowed(&*definition.destination);
        found.push(WrittenDestination { span, to, kind: DestinationKind::Definition(index) });
    }
    found.sort_by_key(|written| written.span);
    found
}

fn in_html<'d>(node: Node<'d>, found: &mut Vec<WrittenDestination<'d>>) {
    let start = node.span().start as usize;
    for tag in html::tags(node.source()).filter(|tag| !tag.end && !is_component(tag)) {
        let attributes = ATTRIBUTES.iter().filter(|(element, ..)| tag.is(&[element]));
        for &(_, name, image) in attributes {
            let Some(attribute) = tag.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
            else {
                continue;
            };
            // An attribute without quotes may be prose about HTML. A fragment (`href=#a`) is not ambiguous.
            let is_anchor = name == "href" && attribute.value.contains('#') && !attribute.value.contains(':');
            if !(attribute.quoted || is_anchor) {
                continue;
            }
            let pieces = if name == "srcset" { candidates(attribute.value) } else { vec![trimmed(attribute.value)] };
            for (at, text) in pieces.into_iter().filter(|(_, text)| !text.is_empty()) {
                let at = start + attribute.at + at;
                let span = Span::new(at, at + text.len());
                found.push(WrittenDestination {
                    span,
                    to: html::decode_attribute(text),
                    kind: DestinationKind::Tag { image },
                });
            }
        }
    }
}

/// Whether `tag` is an MDX component (`<Link href>`). Its attributes mean whatever the component defines.
fn is_component(tag: &Tag<'_>) -> bool {
    tag.name.starts_with(|char: char| char.is_ascii_uppercase())
        && tag.name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// `value` without surrounding white space, and its offset within `value`.
fn trimmed(value: &str) -> (usize, &str) {
    (value.len() - value.trim_ascii_start().len(), value.trim_ascii())
}

/// The URLs of a `srcset` attribute (HTML Living Standard §4.8.4.2.2) with their offsets. Example:
/// `a.png 1x, b.png 2x`.
fn candidates(value: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = &value[at..];
        let start =
            at + (rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || char == ',').len());
        let length = value[start..].find(|char: char| char.is_ascii_whitespace()).unwrap_or(value.len() - start);
        if length == 0 {
            return found;
        }
        let written = &value[start..start + length];
        let url = written.trim_end_matches(',');
        found.push((start, url));
        // A comma at the end of the URL separates it from the next one. Otherwise a descriptor comes first.
        let after = start + length;
        let descriptor = || value[after..].find(',').map_or(value.len(), |comma| after + comma);
        at = if url.len() < length { after } else { descriptor() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn found(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        destinations(&document).iter().map(|one| format!("{} < {}", one.to, source.slice(one.span))).collect()
    }

    #[test]
    fn in_markdown() {
        assert_eq!(found("[a](b\\_c.md \"t\") ![d](<e f.png>)"), ["b_c.md < b\\_c.md", "e f.png < e f.png"]);
        assert_eq!(found("<https://a.b> https://c.d\n"), ["https://a.b < https://a.b", "https://c.d < https://c.d"]);
        assert_eq!(found("[a][b]\n\n[b]: <c&amp;d> 't'\n"), ["c&d < c&amp;d"]);
        assert_eq!(found("`[a](b)` <!-- [a](b) -->"), [""; 0]);
    }

    #[test]
    fn in_html() {
        let picture = "<picture><source srcset=\"a.avif, b.avif 2x,c.png,\"><img src=' d&amp;e.png ' srcset='f.png 100w'></picture>";
        let places = ["a.avif < a.avif", "b.avif < b.avif", "c.png < c.png", "d&e.png < d&amp;e.png", "f.png < f.png"];
        assert_eq!(found(picture), places);
        assert_eq!(
            found("<video src='a.mp4' poster='b.png'><track src='c.vtt'></video>\n<audio src='d.mp3'></audio>"),
            ["a.mp4 < a.mp4", "b.png < b.png", "c.vtt < c.vtt", "d.mp3 < d.mp3"]
        );
        assert_eq!(
            found("<iframe src=\"a.html\"></iframe>\n<link href=\"b.css\">"),
            ["a.html < a.html", "b.css < b.css"]
        );
        assert_eq!(found("<Link href=\"/a\">x</Link> <a href=b> <a href> </a> <x src='c'> <img src=''>"), [""; 0]);
    }
}
