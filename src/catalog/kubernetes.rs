//! What Kubernetes serves: the versions of its API, and the fields of its objects.
//!
//! The tables are text and are searched when a note has a manifest; other notes pay nothing.

use std::sync::LazyLock;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::origin::Origin;
use crate::text::slice::Slice as _;

/// The release of Kubernetes that the tables describe.
pub const RELEASE: &str = "1.37";

const SERVED: &str = include_str!("../../rules/catalog/kubernetes_served.tsv");
const REMOVED: &str = include_str!("../../rules/catalog/kubernetes_removed.tsv");
const FIELDS: &str = include_str!("../../rules/catalog/kubernetes_fields.tsv");

/// Where the tables come from.
pub fn origins() -> [Origin; 3] {
    [SERVED, REMOVED, FIELDS].map(|table| Origin::read(table.split('\n').next().unwrap_or_default()))
}

/// The rows of a table, without the one about its origin.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    let rows = table.split('\n').skip(1).filter(|row| !row.is_empty());
    rows.map(|row| {
        let mut cells = row.split('\t');
        [(); 4].map(|()| cells.next().unwrap_or_default())
    })
}

/// The versions of the API that serve `kind`, the newest last.
pub fn served(kind: &str) -> impl Iterator<Item = &'static str> {
    rows(SERVED).filter(move |[_, name, ..]| *name == kind).map(|[version, ..]| version)
}

/// Whether Kubernetes had `kind` in any version of the API in the tables.
pub fn is_known(kind: &str) -> bool {
    rows(SERVED).chain(rows(REMOVED)).any(|[_, name, ..]| name == kind)
}

/// Whether `version` is one of an API group that is part of Kubernetes.
pub fn is_built_in(version: &str) -> bool {
    let group = |version: &str| version.rsplit_once('/').map_or(String::new(), |(group, _)| group.to_owned());
    let wanted = group(version);
    rows(SERVED).chain(rows(REMOVED)).any(|[other, ..]| group(other) == wanted)
}

/// The release that no longer serves `kind` in `version`, and the version that replaces it, if there is one.
pub fn removed(version: &str, kind: &str) -> Option<(&'static str, Option<&'static str>)> {
    let [.., release, new] = rows(REMOVED).find(|row| row[0] == version && row[1] == kind)?;
    Some((release, Some(new).filter(|new| !new.is_empty())))
}

/// A type of the API with its fields.
#[derive(Clone, Copy, Debug)]
pub struct ApiType {
    name: &'static str,
    fields: &'static str,
}

impl ApiType {
    /// The type of the object `kind` in `version`.
    pub fn of_object(version: &str, kind: &str) -> Option<Self> {
        Self::row(&format!("\t{version} {kind}\t"))
    }

    /// The type with this `name`.
    fn named(name: &str) -> Option<Self> {
        /// Where the rows begin, by the names of their types.
        static ROWS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
            let lines = memchr::memchr_iter(b'\n', FIELDS.as_bytes()).map(|end| end + 1);
            lines.filter_map(|start| Some((FIELDS.tail(start).split('\t').next()?, start))).collect()
        });
        Self::at(*ROWS.get(name)?)
    }

    /// The type whose row has `needle`.
    fn row(needle: &str) -> Option<Self> {
        let at = memmem::find(FIELDS.as_bytes(), needle.as_bytes())? + 1;
        Self::at(FIELDS.head(at).rfind('\n').map_or(0, |end| end + 1))
    }

    /// The type whose row begins at byte `start`.
    fn at(start: usize) -> Option<Self> {
        let row = FIELDS.tail(start);
        let mut cells = row.head(row.find('\n').unwrap_or(row.len())).split('\t');
        let (name, _, fields) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Self { name, fields })
    }

    /// The name without its group: `PodSpec`.
    pub fn short_name(self) -> &'static str {
        self.name.rsplit('.').next().unwrap_or(self.name)
    }

    /// Whether anything may be in it.
    pub fn is_open(self) -> bool {
        self.fields.is_empty()
    }

    /// Its fields, each with its type.
    fn with_types(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.fields.split(' ').map(|field| field.split_once('=').unwrap_or((field, "")))
    }

    /// The names of its fields.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        self.with_types().map(|(name, _)| name)
    }

    /// The type of the field `name`. `None` if there is no such field.
    pub fn field(self, name: &str) -> Option<FieldType> {
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
pub enum FieldType {
    /// Its value has no fields.
    Plain,
    /// Its value, or each of its items.
    Of(ApiType),
    /// Each value of its map, whose keys are free.
    ValuesOf(ApiType),
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
