//! Runs cmark-gfm and reads its XML.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::shape::{self, Shape};

/// The shape of `text` as cmark-gfm reads it.
pub(super) fn read(program: &Path, text: &str) -> Shape {
    let mut command = Command::new(program);
    command.args(["--to", "xml"]);
    for extension in ["table", "strikethrough", "autolink"] {
        command.args(["-e", extension]);
    }
    command.args(["-e", "footnotes"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{command:?}");
    of(&String::from_utf8_lossy(&output.stdout))
}

/// The shape in `xml`.
fn of(xml: &str) -> Shape {
    // Debian's version writes footnotes, for which it has no name, as `<<unknown>>`.
    let xml = xml.replace("<<unknown>", "<unknown").replace("</<unknown>>", "</unknown>");
    let mut open: Vec<Shape> = vec![Shape::default()];
    let mut rest = &*xml;
    while let Some(start) = rest.find('<') {
        let (tag, after) = rest[start + 1..].split_once('>').unwrap();
        rest = after;
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if tag.starts_with('/') {
            let done = open.pop().unwrap();
            close(open.last_mut().unwrap(), done);
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap();
        let content = rest.split('<').next().unwrap();
        let mut shape = match name {
            "text" => text(&mut open, &unescaped(content)),
            "code" => shape::code(&unescaped(content)),
            "heading" => Shape::new(format!("heading {}", attribute(tag, "level"))),
            "list" if attribute(tag, "type") == "ordered" => Shape::new(format!("list {}", attribute(tag, "start"))),
            "link" | "image" => {
                Shape::new(format!("{name} {}", shape::visible(&unescaped(attribute(tag, "destination")))))
            }
            name => Shape::new(label(name)),
        };
        if name == "code_block" {
            shape.push(shape::text(&unescaped(content)));
        }
        if tag.ends_with('/') {
            if name == "unknown" && open.len() > 2 {
                shape = Shape::new("reference");
            }
            close(open.last_mut().unwrap(), shape);
        } else {
            open.push(shape);
        }
    }
    let mut root = open.pop().unwrap().children.pop().unwrap();
    let notes = root.children.iter().position(|block| block.label == "footnote").unwrap_or(root.children.len());
    root.children[notes..].sort();
    root
}

/// The shape of a text. If it begins an item with a task marker, that becomes part of the item's label: github.com does not
/// use cmark-gfm's extension for task lists, which does not know items in quotes, but looks for markers in the HTML.
fn text(open: &mut [Shape], text: &str) -> Shape {
    let begins = |shape: &Shape| shape.children.is_empty();
    if let [.., item, paragraph] = open {
        let block = paragraph.label == "paragraph" || paragraph.label.starts_with("heading");
        if item.label == "item" && block && begins(item) && begins(paragraph) {
            for (marker, label) in [("[ ]", "item [ ]"), ("[x]", "item [x]"), ("[X]", "item [x]")] {
                if let Some(rest) = text.strip_prefix(marker).filter(|rest| rest.starts_with([' ', '\t'])) {
                    label.clone_into(&mut item.label);
                    return shape::text(rest);
                }
            }
        }
    }
    shape::text(text)
}

fn close(parent: &mut Shape, mut done: Shape) {
    if done.label == "quote" {
        without_alert(&mut done);
    }
    parent.push(done);
}

/// Removes the line `[!NOTE]` of an alert, which Debian's version does not know.
fn without_alert(quote: &mut Shape) {
    let Some(first) = quote.children.first_mut().filter(|first| first.label == "paragraph") else { return };
    let Some(text) = first.children.first() else { return };
    let kinds = ["note", "tip", "important", "warning", "caution"];
    if !kinds.iter().any(|kind| text.label.to_lowercase() == format!("text [!{kind}]")) {
        return;
    }
    match first.children.get(1).map(|next| &*next.label) {
        None => drop(quote.children.remove(0)),
        Some("soft break" | "hard break") => drop(first.children.drain(..2)),
        _ => {}
    }
}

fn label(name: &str) -> &str {
    match name {
        "block_quote" => "quote",
        "code_block" => "code block",
        "html_block" => "html block",
        "unknown" => "footnote",
        "table_header" => "head",
        "table_row" => "row",
        "table_cell" => "cell",
        "thematic_break" => "break",
        "emph" => "emphasis",
        "html_inline" => "html",
        "softbreak" => "soft break",
        "linebreak" => "hard break",
        other => other,
    }
}

fn attribute<'x>(tag: &'x str, name: &str) -> &'x str {
    let value = tag.split_once(&format!(" {name}=\"")).map(|(_, value)| value);
    value.and_then(|value| value.split('"').next()).unwrap_or_default()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
