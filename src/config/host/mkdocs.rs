//! `MkDocs`: the key `markdown_extensions` of its configuration.

use super::file::{HostFile, Unparsed};
use super::settings::yaml;
use crate::text::boxes::Admonitions;
use crate::text::profile::{
    BareUrls, ExplicitIds, Fences, FlankingRules, Footnotes, HeadingIds, Nesting, Profile, SmartEmphasis,
    Strikethrough, TaskLists,
};
use crate::text::value::{ObjectKey, Value, ValueKind};

/// Files that inherit from others are followed this far.
const MAX_FILES: usize = 5;

pub(super) fn apply(file: &mut HostFile<'_>, profile: &mut Profile) -> Result<(), Unparsed> {
    let mut texts = vec![file.text.clone()];
    let mut is_complete = true;
    while let Some(parent) = texts.last().and_then(|text| inherited(text)) {
        let Some(text) = file.other(&parent).filter(|_| texts.len() < MAX_FILES) else {
            is_complete = false;
            break;
        };
        texts.push(text);
    }
    // Without a configuration, any extension could be in use; with one, those that it names are.
    profile.explicit_ids = ExplicitIds::None;
    if is_complete {
        profile.boxes.admonitions = Admonitions::NONE;
    }
    // The values of a file override those of its parent; its lists replace them.
    for text in texts.iter().rev() {
        let settings = yaml(text)?;
        for (key, value) in settings.object().unwrap_or_default() {
            match key.text.as_str() {
                "markdown_extensions" => extensions(text, value, profile),
                "plugins" => plugins(value, profile),
                "hooks" => profile.preprocessed = true,
                _ => {}
            }
        }
    }
    Ok(())
}

/// The file that `INHERIT` names.
fn inherited(text: &str) -> Option<String> {
    let settings = yaml(text).ok()?;
    let (_, value) = settings.object()?.iter().find(|(key, _)| key.text == "INHERIT")?;
    value.string().map(str::to_owned)
}

/// Applies the plugins, a list of names and of objects with one name each, or an object.
fn plugins(plugins: &Value, profile: &mut Profile) {
    let name = |plugin: &Value| match (&plugin.kind, plugin.object()) {
        (ValueKind::String(name), _) => Some(name.clone()),
        (_, object) => object.and_then(|object| Some(object.first()?.0.text.clone())),
    };
    let names: Vec<String> = match &plugins.kind {
        ValueKind::Array(items) => items.iter().filter_map(name).collect(),
        _ => plugins.object().unwrap_or_default().iter().map(|(key, _)| key.text.clone()).collect(),
    };
    // They resolve `[text][label]` to headings and documented code anywhere on the site.
    profile.shared_definitions |= names.iter().any(|name| matches!(name.as_str(), "autorefs" | "mkdocstrings"));
}

/// Applies a list of names and of objects with one name each, or an object.
fn extensions(text: &str, extensions: &Value, profile: &mut Profile) {
    match &extensions.kind {
        ValueKind::Array(items) => {
            for item in items {
                match &item.kind {
                    ValueKind::String(name) => extension(name, profile),
                    _ => named(text, item, profile),
                }
            }
        }
        _ => named(text, extensions, profile),
    }
}

fn named(text: &str, item: &Value, profile: &mut Profile) {
    for (key, options) in item.object().unwrap_or_default() {
        extension(&key.text, profile);
        let has = |name: &str| options.object().unwrap_or_default().iter().any(|(key, _)| key.text == name);
        match short(&key.text) {
            "toc" => toc(text, options, profile),
            "pymdownx.tabbed" => profile.other_ids |= has("slugify"),
            "pymdownx.snippets" => profile.shared_definitions |= has("auto_append"),
            "pymdownx.betterem" => betterem(options, profile),
            // The options of the extensions that it loads.
            "extra" | "pymdownx.extra" => named(text, options, profile),
            _ => {}
        }
    }
}

/// The name without the module of Python-Markdown's own extensions.
fn short(name: &str) -> &str {
    name.strip_prefix("markdown.extensions.").unwrap_or(name)
}

/// What the extension `name` adds.
fn extension(name: &str, profile: &mut Profile) {
    match short(name) {
        "footnotes" => profile.footnotes = Footnotes::Any,
        "admonition" => profile.boxes.admonitions.notes = true,
        "pymdownx.details" => profile.boxes.admonitions.details = true,
        "pymdownx.tabbed" => profile.boxes.admonitions.tabs = true,
        "attr_list" => profile.explicit_ids = ExplicitIds::AttributeList,
        "extra" | "pymdownx.extra" => {
            profile.footnotes = Footnotes::Any;
            if short(name) != "extra" {
                profile.fences = Fences::Superfences;
            }
            profile.explicit_ids = ExplicitIds::AttributeList;
        }
        "pymdownx.superfences" => profile.fences = Fences::Superfences,
        "pymdownx.tasklist" => profile.task_lists = TaskLists::Any,
        "sane_lists" => profile.lists.marker_begins_list = true,
        "mdx_truly_sane_lists" => {
            profile.lists.marker_begins_list = true;
            profile.lists.nesting = Nesting::Columns(2);
        }
        "pymdownx.tilde" => profile.strikethrough = Strikethrough::Two,
        "pymdownx.arithmatex" => profile.math.dollars = true,
        "pymdownx.magiclink" => profile.bare_urls = BareUrls::Magiclink,
        "legacy_em" => profile.emphasis = FlankingRules::PythonMarkdown(SmartEmphasis::None),
        "nl2br" => profile.breaks_lines = true,
        "smarty" => profile.smart_punctuation = true,
        _ => {}
    }
}

/// The options of `pymdownx.betterem`.
fn betterem(options: &Value, profile: &mut Profile) {
    for (_, value) in options.object().unwrap_or_default().iter().filter(|(key, _)| key.text == "smart_enable") {
        profile.emphasis = FlankingRules::PythonMarkdown(match value.string() {
            Some("all") => SmartEmphasis::All,
            Some("asterisk") => SmartEmphasis::Asterisk,
            Some("underscore") => SmartEmphasis::Underscore,
            _ => SmartEmphasis::None,
        });
    }
}

/// The options of `toc`.
fn toc(text: &str, options: &Value, profile: &mut Profile) {
    for (key, _) in options.object().unwrap_or_default() {
        match key.text.as_str() {
            "slugify" => profile.heading_ids = slugify(after(text, key)),
            // The character between words and before the number of a repeat.
            "separator" => profile.heading_ids = HeadingIds::Unknown,
            _ => {}
        }
    }
}

/// The text of the value of `key`. Tags such as `!!python/name:…` are not part of the parsed value.
fn after<'t>(text: &'t str, key: &ObjectKey) -> &'t str {
    let start = key.span.range().start;
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let column = start - line;
    let rest = &text[start..];
    let below = |line: &str| line.len() - line.trim_start_matches(' ').len() > column || line.trim_ascii().is_empty();
    let mut end = rest.find('\n').map_or(rest.len(), |end| end + 1);
    while end < rest.len() {
        let next = rest[end..].find('\n').map_or(rest.len(), |next| end + next + 1);
        if !below(&rest[end..next]) {
            break;
        }
        end = next;
    }
    &rest[..end]
}

/// The algorithm that the value of `slugify` names.
fn slugify(value: &str) -> HeadingIds {
    let has = |name: &str| value.contains(name);
    let pymdownx = has("pymdownx.slugs.slugify");
    if has("toc.slugify_unicode") {
        HeadingIds::PythonMarkdownUnicode
    } else if pymdownx && has("case: lower") && !has("normalize") && !has("percent") {
        HeadingIds::PymdownxLower
    } else if has("markdown.extensions.toc.slugify") {
        HeadingIds::PythonMarkdown
    } else {
        HeadingIds::Unknown
    }
}
