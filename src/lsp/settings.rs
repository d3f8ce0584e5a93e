//! The settings that a client sends, as `initializationOptions` and in `workspace/didChangeConfiguration`.

use serde::Deserialize;
use serde_json::Value;

use crate::finding::Lang;

/// When findings of a note that is being edited are updated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum RunOn {
    /// After each change.
    #[default]
    OnType,
    /// When it is saved.
    OnSave,
}

/// The settings of the server. Unknown ones are ignored, as editors send those of their own along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch")]
pub(super) struct Settings {
    /// When findings are updated.
    pub(super) run: RunOn,
    /// The language of messages; else the one of the editor.
    #[serde(deserialize_with = "lang")]
    pub(super) lang: Option<Lang>,
    /// Findings.
    pub(super) diagnostics: bool,
    /// Quick fixes and "fix all".
    pub(super) code_actions: bool,
    /// Safe fixes when the user formats a note.
    pub(super) formatting: bool,
    /// Links of pasted texts.
    pub(super) paste: bool,
    /// Completion.
    pub(super) completion: bool,
    /// Hover.
    pub(super) hover: bool,
    /// Definition, references, highlights and links.
    pub(super) navigation: bool,
    /// Symbols of a note and of the workspace, folding and selection ranges.
    pub(super) symbols: bool,
    /// Renaming, and updating links when files are moved.
    pub(super) rename: bool,
    /// How many links lead to a heading.
    pub(super) code_lens: bool,
    /// What a bare reference leads to.
    pub(super) inlay_hints: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            run: RunOn::OnType,
            lang: None,
            diagnostics: true,
            code_actions: true,
            formatting: false,
            paste: true,
            completion: true,
            hover: true,
            navigation: true,
            symbols: true,
            rename: true,
            code_lens: true,
            inlay_hints: false,
        }
    }
}

impl Settings {
    /// Reads `value`: the settings, or an object with them as `notelint`. Wrong ones are an error message.
    pub(super) fn read(value: &Value) -> Result<Self, String> {
        let own = value.get("notelint").unwrap_or(value);
        if own.is_null() {
            return Ok(Self::default());
        }
        Self::deserialize(own).map_err(|error| error.to_string())
    }
}

/// Whether the initialization options `value` say that the client has the command `notelint.showReferences`. That depends on
/// the client, not on its user, so it is not a setting.
pub(super) fn shows_references(value: &Value) -> bool {
    let own = value.get("notelint").unwrap_or(value);
    own.get("showReferences").and_then(Value::as_bool).unwrap_or(false)
}

/// `en`, `ja`, or the like, such as `ja-JP`; `auto` and null are none.
fn lang<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Lang>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.and_then(|text| of_locale(&text)))
}

/// The language of `locale` (BCP 47), if notelint has it.
pub(super) fn of_locale(locale: &str) -> Option<Lang> {
    match locale.split(['-', '_']).next() {
        Some("ja") => Some(Lang::Ja),
        Some("en") => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_with_and_without_their_section() {
        let expected = Settings { run: RunOn::OnSave, hover: false, lang: Some(Lang::Ja), ..Settings::default() };
        let own = json!({ "run": "onSave", "hover": false, "lang": "ja-JP", "path": "/usr/bin/notelint" });
        assert_eq!(Settings::read(&own), Ok(expected));
        assert_eq!(Settings::read(&json!({ "notelint": own, "editor": {} })), Ok(expected));
        assert_eq!(Settings::read(&Value::Null), Ok(Settings::default()));
        assert!(Settings::read(&json!({ "run": "sometimes" })).is_err());
        assert!(shows_references(&json!({ "notelint": { "showReferences": true } })));
        assert!(shows_references(&json!({ "showReferences": true })) && !shows_references(&Value::Null));
    }
}
