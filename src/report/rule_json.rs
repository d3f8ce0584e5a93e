//! The metadata of a rule as JSON: an element of `notelint rules --format json`.

use serde_json::json;

use crate::finding::{Applicability, Meta, Preset};

/// The metadata of `meta`, without its page.
pub fn rule_json(meta: &Meta) -> serde_json::Value {
    let fix_name = |fix| match fix {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
        Applicability::Manual => "manual",
    };
    json!({
        "name": meta.name,
        "group": meta.group,
        "aliases": meta.aliases,
        "severity": meta.severity.name(),
        "presets": Preset::ALL.into_iter().filter(|p| meta.membership(*p).is_some()).map(Preset::name).collect::<Vec<_>>(),
        "fix": meta.fix.map(fix_name),
        "since": meta.since,
        "summary": { "en": meta.summary.en, "ja": meta.summary.ja },
    })
}
