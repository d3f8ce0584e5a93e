//! Hugo: the section `markup` of its configuration.

use super::file::{HostFile, Unparsed};
use super::settings::{at, flag, parse, text};
use crate::text::profile::{BareUrls, ExplicitIds, Footnotes, HeadingIds, Html, Profile, Strikethrough};

/// `config.*` also belongs to other programs; a file without the section changes nothing.
pub(super) const NAMES: [&str; 16] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.yml",
    "config/_default/hugo.json",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/config.yml",
    "config/_default/config.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];

/// The files that have the section on their own, below `config/_default/`.
const SECTION: [&str; 4] = ["markup.toml", "markup.yaml", "markup.yml", "markup.json"];

pub(super) fn apply(file: &mut HostFile<'_>, profile: &mut Profile) -> Result<(), Unparsed> {
    let settings = parse(&file.text, file.extension())?;
    if let Some(markup) = at(&settings, "markup") {
        set(markup, profile);
    }
    let folder =
        if file.path.parent().is_some_and(|folder| folder.ends_with("_default")) { "" } else { "config/_default/" };
    for name in SECTION {
        if let Some(text) = file.other(&format!("{folder}{name}")) {
            set(&parse(&text, name.rsplit('.').next().unwrap_or_default())?, profile);
        }
    }
    Ok(())
}

/// Applies the section `markup`.
fn set(markup: &toml::Value, profile: &mut Profile) {
    let Some(goldmark) = at(markup, "goldmark") else { return };
    match text(goldmark, "parser.autoHeadingIDType").or_else(|| text(goldmark, "parser.autoIDType")) {
        Some("github") => profile.heading_ids = HeadingIds::Hugo,
        Some("github-ascii") => profile.heading_ids = HeadingIds::HugoAscii,
        Some("blackfriday") => profile.heading_ids = HeadingIds::HugoBlackfriday,
        Some(_) => profile.heading_ids = HeadingIds::Unknown,
        None => {}
    }
    profile.other_ids = flag(goldmark, "parser.autoDefinitionTermID").unwrap_or(profile.other_ids);
    let off = |path| flag(goldmark, path) == Some(false);
    if off("parser.autoHeadingID") {
        profile.heading_ids = HeadingIds::None;
    }
    if off("parser.attribute.title") {
        profile.explicit_ids = ExplicitIds::None;
    }
    if let Some(shown) = flag(goldmark, "renderer.unsafe") {
        profile.html = if shown { Html::Shown } else { Html::Dropped };
    }
    profile.breaks_lines = flag(goldmark, "renderer.hardWraps").unwrap_or(profile.breaks_lines);
    if off("extensions.linkify") {
        profile.bare_urls = BareUrls::Never;
    }
    if off("extensions.strikethrough") {
        profile.strikethrough = Strikethrough::None;
    }
    profile.tables.supported = flag(goldmark, "extensions.table").unwrap_or(profile.tables.supported);
    if off("extensions.footnote") || off("extensions.footnote.enable") {
        profile.footnotes = Footnotes::None;
    }
    if off("extensions.typographer") || flag(goldmark, "extensions.typographer.disable") == Some(true) {
        profile.smart_punctuation = false;
    }
    if flag(goldmark, "extensions.passthrough.enable") == Some(true) {
        let delimiters = at(goldmark, "extensions.passthrough.delimiters.inline").and_then(toml::Value::as_array);
        let dollar = |pair: &toml::Value| {
            pair.as_array().and_then(|pair| pair.first()).and_then(toml::Value::as_str) == Some("$")
        };
        profile.math.dollars = delimiters.is_some_and(|pairs| pairs.iter().any(dollar));
    }
}
