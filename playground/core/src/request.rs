//! The requests.

use std::collections::BTreeMap;

use notelint::{Flavour, Lang, Preset};
use serde::{Deserialize, Deserializer, de};

/// Texts by path, relative to the project, with `/`.
pub(crate) type Files = BTreeMap<String, String>;

/// A request.
#[derive(Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub(crate) enum Request {
    /// What is wrong with the notes of a project.
    Lint(ProjectRequest),
    /// The notes of a project, fixed.
    Fix {
        /// The project.
        #[serde(flatten)]
        project: ProjectRequest,
        /// Whether to apply unsafe fixes, too.
        #[serde(default, rename = "unsafe")]
        unsafe_fixes: bool,
    },
    /// The page of a rule.
    Explain {
        /// The name of the rule, or an alias.
        rule: String,
        #[serde(default)]
        lang: RequestLang,
    },
    /// What the dictionaries know about a name.
    ExplainName {
        name: String,
        #[serde(default)]
        lang: RequestLang,
        /// The project, whose configuration may name other dictionaries.
        #[serde(default)]
        files: Files,
    },
    /// The ids of the headings of a note on each host.
    Slugs { text: String },
    /// The rules, presets and flavours.
    About {
        #[serde(default)]
        lang: RequestLang,
    },
}

/// A project, and how to check it.
#[derive(Deserialize)]
pub(crate) struct ProjectRequest {
    pub(crate) files: Files,
    /// Instead of the presets of the configuration.
    #[serde(default, deserialize_with = "preset")]
    pub(crate) preset: Option<Preset>,
    /// Instead of the flavour of the configuration.
    #[serde(default, deserialize_with = "flavour")]
    pub(crate) flavour: Option<Flavour>,
    #[serde(default)]
    pub(crate) lang: RequestLang,
}

/// The language of an answer.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RequestLang {
    #[default]
    En,
    Ja,
}

impl From<RequestLang> for Lang {
    fn from(lang: RequestLang) -> Self {
        match lang {
            RequestLang::En => Self::En,
            RequestLang::Ja => Self::Ja,
        }
    }
}

fn preset<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Option<Preset>, D::Error> {
    named(deserializer, "preset", |name| Preset::ALL.into_iter().find(|preset| preset.name() == name))
}

fn flavour<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Option<Flavour>, D::Error> {
    named(deserializer, "flavour", Flavour::named)
}

fn named<'d, D: Deserializer<'d>, T>(
    deserializer: D,
    kind: &str,
    find: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, D::Error> {
    let Some(name) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    find(&name).map(Some).ok_or_else(|| de::Error::custom(format!("unknown {kind} `{name}`")))
}
