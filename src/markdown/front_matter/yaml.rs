//! Front matter in YAML.

use crate::text::whitespace::Whitespace as _;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span as Place, StructureStyle, Tag};

use super::value::{Field, FrontMatterString, QuotingStyle, ScalarType, quoted};
use crate::text::source::Span;

/// A node that has been read completely.
#[derive(Clone)]
struct YamlNode {
    strings: Rc<[FrontMatterString]>,
    has_value: bool,
    kind: YamlKind,
    /// The id of the anchor that it has or is an alias of; 0 for none.
    anchor: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum YamlKind {
    Scalar,
    List,
    Map,
}

/// A list or a map that is being read.
struct OpenCollection {
    kind: YamlKind,
    flow: bool,
    anchor: usize,
    /// In a list: its strings so far.
    strings: Vec<FrontMatterString>,
    /// In a map: the key whose value comes next.
    key: Option<String>,
    is_empty: bool,
}

/// The keys and values at the top level of `text`, which begins at byte `start` of the note. `None` where `text` is not
/// YAML or not a map.
pub(super) fn fields(text: &str, start: usize) -> Option<Vec<Field>> {
    let mut reader = YamlReader { text, start, open: Vec::new(), anchors: FxHashMap::default(), fields: Vec::new() };
    for event in Parser::new_from_str(text) {
        let (event, place) = event.ok()?;
        reader.event(event, place)?;
    }
    Some(reader.fields)
}

struct YamlReader<'t> {
    text: &'t str,
    start: usize,
    open: Vec<OpenCollection>,
    anchors: FxHashMap<usize, YamlNode>,
    fields: Vec<Field>,
}

impl YamlReader<'_> {
    fn event(&mut self, event: Event<'_>, place: Place) -> Option<()> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(text.into_owned(), style, tag.as_deref(), place)?;
                self.close(YamlNode { anchor, ..node })
            }
            // An alias within its own anchor refers to a node that is still open.
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).cloned();
                let within = || YamlNode { strings: Rc::default(), has_value: true, kind: YamlKind::Map, anchor };
                self.close(node.unwrap_or_else(within))
            }
            Event::SequenceStart(style, anchor, _) => {
                self.begin(YamlKind::List, style, anchor);
                Some(())
            }
            Event::MappingStart(style, anchor, _) => {
                self.begin(YamlKind::Map, style, anchor);
                Some(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let OpenCollection { kind, anchor, strings, is_empty, .. } = self.open.pop()?;
                self.close(YamlNode { strings: strings.into(), has_value: !is_empty, kind, anchor })
            }
            _ => Some(()),
        }
    }

    fn begin(&mut self, kind: YamlKind, style: StructureStyle, anchor: usize) {
        let flow = style == StructureStyle::Flow || self.open.last().is_some_and(|open| open.flow);
        self.open.push(OpenCollection { kind, flow, anchor, strings: Vec::new(), key: None, is_empty: true });
    }

    /// Adds `node` to the list or map that contains it. `None` for a document that is not a map.
    fn close(&mut self, node: YamlNode) -> Option<()> {
        if node.anchor != 0 {
            self.anchors.entry(node.anchor).or_insert_with(|| node.clone());
        }
        let is_top = self.open.len() == 1;
        let Some(open) = self.open.last_mut() else { return (node.kind == YamlKind::Map).then_some(()) };
        open.is_empty = false;
        if open.kind == YamlKind::List {
            if node.kind == YamlKind::Scalar {
                open.strings.extend(node.strings.iter().cloned());
            }
            return Some(());
        }
        match open.key.take() {
            None => open.key = Some(node.strings.first().map_or_else(String::new, |key| key.text.clone())),
            Some(key) if is_top => {
                let YamlNode { strings, has_value, anchor, .. } = node;
                self.fields.push(Field { key, nested: false, has_value, strings, anchor });
            }
            Some(_) => {}
        }
        Some(())
    }

    fn scalar(&self, text: String, style: ScalarStyle, tag: Option<&Tag>, place: Place) -> Option<YamlNode> {
        let resolved = match (tag, style) {
            (None, ScalarStyle::Plain) => ScalarType::of(&text),
            (None, _) => ScalarType::String,
            (Some(tag), _) if tag.is_yaml_core_schema_tag("str") => ScalarType::String,
            // A type defined by the application.
            (Some(_), _) => ScalarType::BooleanOrNumber,
        };
        let has_value = resolved != ScalarType::Null && !text.is_empty();
        let strings: Rc<[FrontMatterString]> = match resolved {
            ScalarType::String if !text.is_empty() => Rc::from([self.value(text, style, place)?]),
            _ => Rc::default(),
        };
        Some(YamlNode { strings, has_value, kind: YamlKind::Scalar, anchor: 0 })
    }

    fn value(&self, text: String, style: ScalarStyle, place: Place) -> Option<FrontMatterString> {
        let range = place.byte_range()?;
        let raw = self.text.get(range.clone())?;
        let start = self.start + range.start;
        let flow = self.open.last().is_some_and(|open| open.flow);
        Some(match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted(raw, start, text),
            ScalarStyle::Plain if raw == text => FrontMatterString {
                span: Span::new(start, start + raw.len()),
                text,
                style: QuotingStyle::Plain { flow },
            },
            _ => {
                // The header of a block scalar and its indentation are not part of the text.
                let body = text.unicode_trim();
                let at = raw.find(body).filter(|_| !body.is_empty());
                let range = at.map_or(0..raw.unicode_trim_end().len(), |at| at..at + body.len());
                FrontMatterString {
                    span: Span::new(start + range.start, start + range.end),
                    text,
                    style: QuotingStyle::Encoded,
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |field: Field| {
            let strings = field.strings.iter().map(|value| {
                let plain = if value.style == QuotingStyle::Encoded { "~" } else { "" };
                format!("{} < {plain}{}", value.text, &text[value.span.start as usize..value.span.end as usize])
            });
            format!("{}: {}", field.key, strings.collect::<Vec<_>>().join(" | "))
        };
        fields(text, 0).into_iter().flatten().map(show).collect()
    }

    #[test]
    fn strings_have_their_spans() {
        assert_eq!(shown("a: b.md # c\n'd': 'e f'\n"), ["a: b.md < b.md", "d: e f < e f"]);
        assert_eq!(shown("a: \"b\\x2emd\"\r\nb: 'it''s'\r\n"), ["a: b.md < ~b\\x2emd", "b: it's < ~it''s"]);
        assert_eq!(shown("概: 要.md\nb: \"図\"\n"), ["概: 要.md < 要.md", "b: 図 < 図"]);
        assert_eq!(shown("a: b\n  c.md\n"), ["a: b c.md < ~b\n  c.md"]);
        assert_eq!(shown("a: >-\n  b.md\nc: |\n  d\n"), ["a: b.md < ~b.md", "c: d\n < ~d"]);
        assert_eq!(shown("a:\n  b.md\nc: !!str 1\nd: !x y\n"), ["a: b.md < b.md", "c: 1 < 1", "d: "]);
    }

    #[test]
    fn lists_in_both_styles() {
        assert_eq!(shown("a:\n- b\n- 'c'\nd: [e, \"f\",\n g ]\n"), ["a: b < b | c < c", "d: e < e | f < f | g < g"]);
        assert_eq!(shown("a: [1, true, null, b, [c], {d: e}]\nf: {g: h}\n"), ["a: b < b", "f: "]);
        assert_eq!(shown("{a: b, c: [d]}"), ["a: b < b", "c: d < d"]);
    }

    #[test]
    fn an_alias_is_the_node_of_its_anchor() {
        assert_eq!(shown("a:\n  - &x b.md\n  - *x\n"), ["a: b.md < b.md | b.md < b.md"]);
        assert_eq!(shown("a: &x [b, c]\nd: *x\n"), ["a: b < b | c < c", "d: b < b | c < c"]);
        assert_eq!(shown("a: {b: &x c}\nd: *x\n"), ["a: ", "d: c < c"]);
        assert_eq!(shown("a: &x [*x, b]\n"), ["a: b < b"]);
    }

    #[test]
    fn other_values_have_no_fields() {
        for text in ["a: b: c\n", "- a\n", "a: *x\n", "a: [b\n", "\"a\n", "a: 'b\n", "text\n", "%", "a:\n\t- b: c\n d"]
        {
            assert_eq!(shown(text), [""; 0], "{text}");
        }
        assert!(fields(&"[".repeat(100_000), 0).is_none());
        assert!(fields(&"- ".repeat(100_000), 0).is_none());
    }
}
