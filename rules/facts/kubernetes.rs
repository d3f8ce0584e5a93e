//! The Kubernetes objects in the code blocks of a note.

use std::ops::Range;

use memchr::memmem;

use crate::markdown::data::shape::Shape;
use crate::markdown::data::value::Value;
use crate::markdown::data::{Block, Blocks};
use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace as _;

/// An object in a code block.
pub(super) struct Object<'b> {
    /// The block.
    pub(super) block: &'b Block<'b>,
    /// Its `apiVersion`, and the bytes of that.
    pub(super) version: &'b str,
    pub(super) version_range: Range<usize>,
    /// Its `kind`.
    pub(super) kind: &'b str,
    /// The object. `None` if the block can't be parsed.
    pub(super) value: Option<&'b Value>,
}

/// The objects in the blocks of a note.
pub(super) fn objects<'b>(blocks: &'b Blocks<'b>) -> Vec<Object<'b>> {
    let has_version = |block: &&Block<'_>| memmem::find(block.as_str().as_bytes(), b"apiVersion").is_some();
    let blocks = blocks.all().iter().filter(|block| !block.is_skipped()).filter(has_version);
    blocks.flat_map(in_block).collect()
}

fn in_block<'b>(block: &'b Block<'b>) -> Vec<Object<'b>> {
    if let Some(json) = block.json() {
        return in_value(block, json);
    }
    let yaml = block.yaml();
    if yaml.error.is_some() {
        // A document within a command is a block of its own.
        let has_parts = memmem::find(block.as_str().as_bytes(), b"<<").is_some();
        return if has_parts { Vec::new() } else { in_lines(block) };
    }
    yaml.documents.iter().flat_map(|document| in_value(block, document)).collect()
}

/// The object `value`, or those in it if it is a list of objects.
fn in_value<'b>(block: &'b Block<'b>, value: &'b Value) -> Vec<Object<'b>> {
    if Shape::of(value) != Some(Shape::Manifest) {
        return Vec::new();
    }
    let object = |value: &'b Value| {
        let version = &value.member("apiVersion")?.value;
        let range = version.range.clone();
        Some(Object {
            block,
            version: version.scalar()?,
            version_range: range,
            kind: value.text("kind")?,
            value: Some(value),
        })
    };
    let items = value.member("items").filter(|_| value.text("kind") == Some("List"));
    let items = items.map_or(&[][..], |items| items.value.items());
    std::iter::once(value).chain(items).filter_map(object).collect()
}

/// The objects in a block that can't be parsed: pairs of an `apiVersion` and a `kind` at the start of a line.
fn in_lines<'b>(block: &'b Block<'b>) -> Vec<Object<'b>> {
    let mut found = Vec::new();
    let (mut version, mut kind): (Option<Range<usize>>, Option<&str>) = (None, None);
    let text = block.as_str();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let of = |key: &str| {
            let after = line.strip_prefix(key)?.strip_prefix(':')?;
            let value = after.split(" #").next()?.md_trim().trim_matches(['"', '\'']);
            let at = line.len() - after.len() + after.find(value)?;
            (!value.is_empty()).then_some(start + at..start + at + value.len())
        };
        if line.starts_with("---") {
            (version, kind) = (None, None);
        }
        version = of("apiVersion").or(version);
        kind = of("kind").map(|range| text.part(range)).or(kind);
        if let (Some(range), Some(name)) = (&version, kind) {
            let (version_range, version_text) = (range.clone(), text.part(range.clone()));
            found.push(Object { block, version: version_text, version_range, kind: name, value: None });
            (version, kind) = (None, None);
        }
        start += line.len();
    }
    found
}
