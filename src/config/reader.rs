//! Reads values of a `notelint.toml` and collects errors, each with its place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::select::Catalogue;
use crate::finding::Lang;
use crate::finding::config_error::{ConfigError, FileText, did_you_mean};
use crate::finding::parsers;
use crate::message;
use crate::text::source::Span;

pub(super) type TomlKey<'t> = Spanned<std::borrow::Cow<'t, str>>;
pub(super) type TomlValue<'t> = Spanned<DeValue<'t>>;

/// Reads one file. The modules `file`, `links`, `setting` and `web` add the methods for their keys.
pub(super) struct ConfigReader<'a> {
    pub(super) text: &'a FileText,
    pub(super) catalogue: Catalogue,
    pub(super) lang: Lang,
    pub(super) errors: Vec<ConfigError>,
}

impl<'a> ConfigReader<'a> {
    pub(super) fn new(text: &'a FileText, catalogue: Catalogue, lang: Lang) -> Self {
        Self { text, catalogue, lang, errors: Vec::new() }
    }
}

impl ConfigReader<'_> {
    pub(super) fn strings(&mut self, value: &TomlValue<'_>) -> Vec<(String, Span)> {
        let expected = ("a list of strings", "文字列のリスト");
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(value, expected);
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => strings.push((text.to_owned(), span(item))),
                None => self.wrong_type(item, ("a string", "文字列")),
            }
        }
        strings
    }

    pub(super) fn table<'t>(&mut self, value: TomlValue<'t>) -> Option<DeTable<'t>> {
        if !value.get_ref().is_table() {
            self.wrong_type(&value, ("a table", "表"));
        }
        match value.into_inner() {
            DeValue::Table(table) => Some(table),
            _ => None,
        }
    }

    pub(super) fn unknown_key(&mut self, key: &TomlKey<'_>, known: &[&str]) {
        let name = key.get_ref();
        let message = message!("unknown key `{name}`", "`{name}` というキーはない").text(self.lang);
        let error = ConfigError::new(message).help(self.instead(name, known.iter().copied()));
        self.push(error, key_span(key), ("not allowed here", "ここでは使えない"));
    }

    /// The hint for an unknown `name`: the most similar known name, or else all of them.
    pub(super) fn instead<'n>(&self, name: &str, known: impl Iterator<Item = &'n str>) -> String {
        let known: Vec<_> = known.collect();
        if let Some(meant) = did_you_mean(name, known.iter().copied()) {
            return message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(self.lang);
        }
        let all = known.join(", ");
        message!("available: {all}", "使えるもの: {all}").text(self.lang)
    }

    pub(super) fn wrong_type(&mut self, value: &TomlValue<'_>, (en, ja): (&str, &str)) {
        let found = value.get_ref().type_str();
        let message = message!("expected {en}", "{ja}を書く").text(self.lang);
        let label = message!("found a value of type {found}", "これは {found} 型の値").text(self.lang);
        self.errors.push(ConfigError::new(message).at(self.text, span(value), label));
    }

    pub(super) fn toml_error(&self, error: &toml::de::Error) -> ConfigError {
        let wrong = parsers::plain(error.message(), self.lang).message;
        let message = message!("not valid TOML: {wrong}", "TOML として正しくない: {wrong}").text(self.lang);
        let error_at = ConfigError::new(message);
        match error.span() {
            Some(at) => {
                let label = message!("here", "ここ").text(self.lang);
                error_at.at(self.text, Span::new(at.start, at.end), label)
            }
            None => error_at,
        }
    }

    pub(super) fn push(&mut self, error: ConfigError, span: Span, (en, ja): (&str, &str)) {
        let label = message!("{en}", "{ja}").text(self.lang);
        self.errors.push(error.at(self.text, span, label));
    }
}

pub(super) fn span(value: &TomlValue<'_>) -> Span {
    Span::new(value.span().start, value.span().end)
}

pub(super) fn key_span(key: &TomlKey<'_>) -> Span {
    Span::new(key.span().start, key.span().end)
}
