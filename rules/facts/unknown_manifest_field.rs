//! `unknown-manifest-field`: a field in a manifest that Kubernetes does not have.

use super::kubernetes::objects;
use crate::catalog::kubernetes::{ApiType, FieldType, RELEASE};
use crate::lint::prelude::*;
use crate::markdown::data::Block;
use crate::markdown::data::value::{Member, Value};
use crate::text::slice::Slice as _;

pub(crate) struct UnknownManifestField;

rule!(UnknownManifestField {
    summary: Text {
        en: "a field that a Kubernetes object does not have",
        ja: "Kubernetes のオブジェクトにないフィールド"
    },
    presets: &[Preset::Recommended.member()],
});

impl Check for UnknownManifestField {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['V'..='V']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for object in objects(note.blocks) {
            let Some(value) = object.value else { continue };
            if let Some(of) = ApiType::of_object(object.version, object.kind) {
                check(object.block, value, of, sink);
            }
        }
    }
}

/// Checks the fields of `value` and of everything in it. The parsers limit the depth.
fn check(block: &Block<'_>, value: &Value, of: ApiType, sink: &mut Sink<'_>) {
    if of.is_open() || has_repeated_key(value) {
        return;
    }
    for item in value.items() {
        check(block, item, of, sink);
    }
    for member in value.members() {
        match of.field(&member.key) {
            Some(FieldType::ValuesOf(inner)) => {
                for value in member.value.members() {
                    check(block, &value.value, inner, sink);
                }
            }
            Some(FieldType::Of(inner)) => check(block, &member.value, inner, sink),
            // Anything else is a placeholder.
            None if is_name(&member.key) => {
                let meant = of.fields().find(|field| is_typo(&member.key, field) && value.member(field).is_none());
                if meant.is_none() && is_other_excerpt(block, value, member) {
                    continue;
                }
                let (key, name) = (excerpt(&member.key), of.short_name());
                let span = block.span(member.key_range.clone());
                let report = sink.report(
                    span,
                    message!("`{name}` has no field `{key}`", "`{name}` に `{key}` というフィールドはない"),
                );
                match meant {
                    Some(meant) => report.note(message!("did you mean `{meant}`?", "もしかして: `{meant}`")),
                    // A wrong indentation moves all fields of an object.
                    None => report.about(&format!("{name} in {}", value.range.start)).note(message!(
                        "as of Kubernetes {RELEASE}; it may belong to another level",
                        "Kubernetes {RELEASE} の場合。字下げの深さが違う可能性もある"
                    )),
                };
            }
            Some(FieldType::Plain) | None => {}
        }
    }
}

/// Whether `value` has a key twice: it is two excerpts, one below the other.
fn has_repeated_key(value: &Value) -> bool {
    let mut keys: Vec<_> = value.members().iter().map(|member| &*member.key).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether `member` of the object `value` belongs to another excerpt in the block: between it and `kind`, a comment after a blank
/// line says what comes next.
fn is_other_excerpt(block: &Block<'_>, value: &Value, member: &Member) -> bool {
    let Some(kind) = value.members().iter().find(|member| member.key == "kind") else { return false };
    let (a, b) = (kind.key_range.start, member.key_range.start);
    let mut after_blank = false;
    block.as_str().part(a.min(b)..a.max(b)).md_lines().any(|line| {
        let begins = after_blank && line.starts_with('#');
        after_blank = line.is_blank();
        begins
    })
}

/// Whether `key` can be the name of a field.
fn is_name(key: &str) -> bool {
    key.starts_with(|char: char| char.is_ascii_lowercase()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether `key` is `field` with a typo: one or two other letters, or the name written twice.
fn is_typo(key: &str, field: &str) -> bool {
    let is_near = || strsim::damerau_levenshtein(key, field) <= 1 + usize::from(field.len() > 7);
    field.len() > 3 && (is_near() || field.len() > 7 && key.ends_with(field))
}
