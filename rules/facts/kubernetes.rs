//! What Kubernetes serves, from the tables in `tables/`, and the objects in the code blocks of a note.
//!
//! The tables are text and are searched when a note has a manifest; other notes pay nothing.

use std::ops::Range;

use memchr::memmem;

use crate::markdown::data::shape::Shape;
use crate::markdown::data::value::Value;
use crate::markdown::data::{Block, Blocks};
use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace as _;

/// The release of Kubernetes that the tables describe.
pub(super) const RELEASE: &str = "1.37";

const SERVED: &str = include_str!("tables/kubernetes_served.tsv");
const REMOVED: &str = include_str!("tables/kubernetes_removed.tsv");
const FIELDS: &str = include_str!("tables/kubernetes_fields.tsv");

/// The rows of a table, without its comment.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    let rows = table.split('\n').filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.map(|row| {
        let mut cells = row.split('\t');
        [(); 4].map(|()| cells.next().unwrap_or_default())
    })
}

/// The versions of the API that serve `kind`, the newest last.
pub(super) fn served(kind: &str) -> impl Iterator<Item = &'static str> {
    rows(SERVED).filter(move |[_, name, ..]| *name == kind).map(|[version, ..]| version)
}

/// Whether Kubernetes had `kind` in any version of the API in the tables.
pub(super) fn is_known(kind: &str) -> bool {
    rows(SERVED).chain(rows(REMOVED)).any(|[_, name, ..]| name == kind)
}

/// Whether `version` is one of an API group that is part of Kubernetes.
pub(super) fn is_built_in(version: &str) -> bool {
    let group = |version: &str| version.rsplit_once('/').map_or(String::new(), |(group, _)| group.to_owned());
    let wanted = group(version);
    rows(SERVED).chain(rows(REMOVED)).any(|[other, ..]| group(other) == wanted)
}

/// The release that no longer serves `kind` in `version`, and the version that replaces it, if there is one.
pub(super) fn removed(version: &str, kind: &str) -> Option<(&'static str, Option<&'static str>)> {
    let [.., release, new] = rows(REMOVED).find(|row| row[0] == version && row[1] == kind)?;
    Some((release, Some(new).filter(|new| !new.is_empty())))
}

/// A type of the API with its fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct ApiType {
    name: &'static str,
    fields: &'static str,
}

impl ApiType {
    /// The type of the object `kind` in `version`.
    pub(super) fn of_object(version: &str, kind: &str) -> Option<Self> {
        Self::row(&format!("\t{version} {kind}\t"))
    }

    /// The type with this `name`.
    fn named(name: &str) -> Option<Self> {
        Self::row(&format!("\n{name}\t"))
    }

    /// The type whose row has `needle`.
    fn row(needle: &str) -> Option<Self> {
        let at = memmem::find(FIELDS.as_bytes(), needle.as_bytes())? + 1;
        let start = FIELDS.head(at).rfind('\n').map_or(0, |end| end + 1);
        let row = FIELDS.tail(start);
        let mut cells = row.head(row.find('\n').unwrap_or(row.len())).split('\t');
        let (name, _, fields) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Self { name, fields })
    }

    /// The name without its group: `PodSpec`.
    pub(super) fn short_name(self) -> &'static str {
        self.name.rsplit('.').next().unwrap_or(self.name)
    }

    /// Whether anything may be in it.
    pub(super) fn is_open(self) -> bool {
        self.fields.is_empty()
    }

    /// Its fields, each with its type.
    fn with_types(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.fields.split(' ').map(|field| field.split_once('=').unwrap_or((field, "")))
    }

    /// The names of its fields.
    pub(super) fn fields(self) -> impl Iterator<Item = &'static str> {
        self.with_types().map(|(name, _)| name)
    }

    /// The type of the field `name`. `None` if there is no such field.
    pub(super) fn field(self, name: &str) -> Option<FieldType> {
        let (_, of) = self.with_types().find(|(field, _)| *field == name)?;
        let (of, new): (_, fn(Self) -> FieldType) = match of.strip_prefix('*') {
            Some(of) => (of, FieldType::ValuesOf),
            None => (of, FieldType::Of),
        };
        Some(Self::named(of).filter(|_| !of.is_empty()).map_or(FieldType::Plain, new))
    }
}

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum FieldType {
    /// Its value has no fields.
    Plain,
    /// Its value, or each of its items.
    Of(ApiType),
    /// Each value of its map, whose keys are free.
    ValuesOf(ApiType),
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        assert_eq!(removed("apps/v1beta2", "Deployment"), Some(("1.16", Some("apps/v1"))));
        assert_eq!(removed("policy/v1beta1", "PodSecurityPolicy"), Some(("1.25", None)));
        assert_eq!(removed("apps/v1", "Deployment"), None);
        assert_eq!(served("HorizontalPodAutoscaler").collect::<Vec<_>>(), ["autoscaling/v1", "autoscaling/v2"]);
        assert!(is_built_in("v1") && is_built_in("extensions/v1") && !is_built_in("example.com/v1"));
        assert!(is_known("Pod") && is_known("PodSecurityPolicy") && !is_known("Config"));
    }

    #[test]
    fn fields_lead_from_an_object_to_its_parts() {
        let deployment = ApiType::of_object("apps/v1", "Deployment").unwrap();
        let Some(FieldType::Of(spec)) = deployment.field("spec") else { panic!("no type") };
        assert_eq!(spec.short_name(), "DeploymentSpec");
        assert!(matches!(spec.field("replicas"), Some(FieldType::Plain)) && spec.field("replica").is_none());
        let requirements = ApiType::named("core.v1.ResourceRequirements").unwrap();
        assert!(matches!(requirements.field("limits"), Some(FieldType::ValuesOf(_))));
    }

    #[test]
    fn every_type_of_a_field_has_a_row() {
        for row in rows(FIELDS).filter(|[name, ..]| !name.is_empty()) {
            let of = ApiType::named(row[0]);
            // The first row has no line end before it.
            let Some(of) = of else { continue };
            for (field, name) in of.with_types().filter(|(_, name)| !name.is_empty()) {
                assert!(!matches!(of.field(field), Some(FieldType::Plain) | None), "{}.{field}: {name}", row[0]);
            }
        }
    }
}
