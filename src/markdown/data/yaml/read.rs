//! Reads YAML into [`Value`]s.

use std::ops::Range;

use serde_saphyr::granit_parser::{ErrorKind, Event, Parser, ScanError, Span as Place};

use crate::markdown::data::value::{Data, Member, Value};

/// YAML text as far as it can be read.
#[derive(Debug, Default)]
pub struct Yaml {
    /// The documents before the error.
    pub documents: Vec<Value>,
    /// Where reading stopped.
    pub error: Option<YamlError>,
}

/// An error in YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// What the parser says.
    pub kind: ErrorKind,
    /// The line, from 0.
    pub line: usize,
    /// The column in characters, from 0.
    pub column: usize,
}

impl From<ScanError> for YamlError {
    fn from(error: ScanError) -> Self {
        let marker = error.marker();
        Self { kind: error.kind().clone(), line: marker.line().saturating_sub(1), column: marker.col() }
    }
}

/// The first error in `text`.
pub(crate) fn error(text: &str) -> Option<YamlError> {
    Parser::new_from_str(text).find_map(|event| event.err().map(YamlError::from))
}

/// A list or map that is being read.
struct OpenCollection {
    start: usize,
    items: Vec<Value>,
    /// In a map: its members so far, and the key whose value comes next.
    map: Option<OpenMap>,
}

#[derive(Default)]
struct OpenMap {
    members: Vec<Member>,
    key: Option<(String, Range<usize>)>,
}

/// Reads `text`. The parser limits the depth; aliases are not resolved.
pub(crate) fn read(text: &str) -> Yaml {
    let mut reader = YamlReader { open: Vec::new(), yaml: Yaml::default() };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, place)) => reader.event(event, place),
            Err(error) => {
                reader.yaml.error = Some(error.into());
                break;
            }
        }
    }
    reader.yaml
}

struct YamlReader {
    open: Vec<OpenCollection>,
    yaml: Yaml,
}

impl YamlReader {
    fn event(&mut self, event: Event<'_>, place: Place) {
        let range = place.byte_range().unwrap_or_default();
        match event {
            Event::Scalar(text, ..) => self.close(Value { range, data: Data::Scalar(text.into_owned()) }),
            Event::Alias(_) => self.close(Value { range, data: Data::Alias }),
            Event::SequenceStart(..) => {
                self.open.push(OpenCollection { start: range.start, items: Vec::new(), map: None });
            }
            Event::MappingStart(..) => {
                let map = Some(OpenMap::default());
                self.open.push(OpenCollection { start: range.start, items: Vec::new(), map });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(OpenCollection { start, items, map }) = self.open.pop() else { return };
                let data = map.map_or(Data::List(items), |map| Data::Map(map.members));
                self.close(Value { range: start..range.end.max(start), data });
            }
            _ => {}
        }
    }

    /// Adds `value` to the list or map that contains it.
    fn close(&mut self, value: Value) {
        let Some(open) = self.open.last_mut() else {
            self.yaml.documents.push(value);
            return;
        };
        match &mut open.map {
            None => open.items.push(value),
            Some(OpenMap { members, key }) => match key.take() {
                None => {
                    let Value { range, data } = value;
                    let text = if let Data::Scalar(text) = data { text } else { String::new() };
                    *key = Some((text, range));
                }
                Some((key, key_range)) => members.push(Member { key, key_range, value }),
            },
        }
    }
}
