//! Settings in YAML, TOML or JSON, by their path of keys.

use super::file::Unparsed;
use crate::text::value::{self, Value, ValueKind};

/// Parses `text`, a file with the extension `extension`.
///
/// # Errors
/// If it is neither YAML, TOML nor JSON.
pub(super) fn parse(text: &str, extension: &str) -> Result<toml::Value, Unparsed> {
    match extension {
        "toml" => text.parse::<toml::Table>().map(toml::Value::Table).map_err(|_| Unparsed),
        "json" => value::json(text).ok().and_then(|value| value.to_toml()).ok_or(Unparsed),
        _ => yaml(text).map(|value| value.to_toml().unwrap_or(toml::Value::Table(toml::Table::new()))),
    }
}

/// Parses YAML. An empty file is an empty object.
///
/// # Errors
/// If `text` is not YAML.
pub(super) fn yaml(text: &str) -> Result<Value, Unparsed> {
    let value = value::yaml(text).map_err(|_| Unparsed)?;
    let kind = if matches!(value.kind, ValueKind::Null) { ValueKind::Object(Vec::new()) } else { value.kind };
    Ok(Value { kind, ..value })
}

/// The setting at `path`, keys joined with `.`. Case is ignored, as Hugo does.
pub(super) fn at<'v>(settings: &'v toml::Value, path: &str) -> Option<&'v toml::Value> {
    path.split('.').try_fold(settings, |settings, key| {
        let mut pairs = settings.as_table()?.iter();
        pairs.find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    })
}

/// Whether the setting at `path` is on; `None` where it is not set.
pub(super) fn flag(settings: &toml::Value, path: &str) -> Option<bool> {
    at(settings, path).and_then(toml::Value::as_bool)
}

/// The text of the setting at `path`.
pub(super) fn text<'v>(settings: &'v toml::Value, path: &str) -> Option<&'v str> {
    at(settings, path).and_then(toml::Value::as_str)
}
