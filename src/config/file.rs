//! Reads a `notelint.toml`: its keys, types and names. Each error has a place in the file.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::globs::Globs;
use super::links::Links;
use super::reader::{ConfigReader, TomlValue, key_span, span};
use super::select::{self, Catalogue};
use super::setting::RuleSetting;
use crate::finding::config_error::{ConfigError, FileText};
use crate::finding::{Lang, Preset};
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// A configuration file.
#[derive(Debug)]
pub struct ConfigFile {
    /// Its path and its text.
    pub text: FileText,
    /// Its folder; its globs are relative to it.
    pub folder: PathBuf,
    /// The presets and files that it extends, in order.
    pub extends: Vec<Extend>,
    /// Notes to skip.
    pub exclude: Globs,
    /// The flavour of the notes, if the file sets one.
    pub flavour: Option<Flavour>,
    /// `[rules]`.
    pub rules: Vec<RuleSetting>,
    /// `[links]`.
    pub links: Links,
    /// `[terms]`.
    pub terms: TermSettings,
    /// `[[overrides]]`; later ones win.
    pub overrides: Vec<Override>,
}

/// The keys of `[terms]`.
#[derive(Clone, Debug, Default)]
pub struct TermSettings {
    /// The dictionaries to use, each with its place; `None` for the built-in ones.
    pub dictionaries: Option<Vec<(String, Span)>>,
    /// Dictionaries to use in addition, each with its place.
    pub extra: Vec<(String, Span)>,
    /// The words that no rule about terms reports, each with its place.
    pub accept: Vec<(String, Span)>,
}

/// A preset or a file that a file extends.
#[derive(Clone, Debug)]
pub enum Extend {
    /// A preset.
    Preset(Preset),
    /// A path to another file, as written, and its place.
    File(String, Span),
}

/// Settings for some notes: an entry of `[[overrides]]`.
#[derive(Debug)]
pub struct Override {
    /// The notes that it applies to.
    pub files: Globs,
    /// Their flavour, if the entry sets one.
    pub flavour: Option<Flavour>,
    /// The settings of rules for them.
    pub rules: Vec<RuleSetting>,
}

/// The keys of `[terms]`.
const TERM_KEYS: [&str; 3] = ["dictionaries", "extra-dictionaries", "accept"];

/// Reads the text of a configuration file.
///
/// # Errors
/// All errors in the file.
pub fn parse(
    text: FileText,
    folder: PathBuf,
    catalogue: Catalogue,
    lang: Lang,
) -> Result<ConfigFile, Vec<ConfigError>> {
    let content = text.text.clone();
    let mut reader = ConfigReader::new(&text, catalogue, lang);
    let mut file = TopLevelTables::default();
    match DeTable::parse(&content) {
        Ok(table) => reader.file(table.into_inner(), &mut file),
        Err(error) => reader.errors.push(reader.toml_error(&error)),
    }
    if !reader.errors.is_empty() {
        return Err(reader.errors);
    }
    let extends = file.extends.unwrap_or_else(|| vec![Extend::Preset(Preset::Recommended)]);
    let TopLevelTables { exclude, flavour, rules, terms, links, overrides, .. } = file;
    Ok(ConfigFile { text, folder, extends, exclude, flavour, rules, links, terms, overrides })
}

#[derive(Default)]
struct TopLevelTables {
    extends: Option<Vec<Extend>>,
    exclude: Globs,
    flavour: Option<Flavour>,
    rules: Vec<RuleSetting>,
    terms: TermSettings,
    links: Links,
    overrides: Vec<Override>,
}

impl ConfigReader<'_> {
    fn file(&mut self, table: DeTable<'_>, file: &mut TopLevelTables) {
        for (key, value) in table {
            match &**key.get_ref() {
                "extends" => file.extends = Some(self.extends(&value)),
                "exclude" => file.exclude = self.globs(&value),
                "flavour" => file.flavour = self.flavour(&value),
                "rules" => file.rules = self.table(value).map(|rules| self.rules(rules)).unwrap_or_default(),
                "terms" => file.terms = self.table(value).map(|terms| self.terms(terms)).unwrap_or_default(),
                "links" => file.links = self.table(value).map(|links| self.links(links)).unwrap_or_default(),
                "overrides" => file.overrides = self.overrides(&value),
                name if TERM_KEYS.contains(&name) => {
                    let message = message!("`{name}` belongs under `[terms]`", "`{name}` は `[terms]` の下に書く");
                    let error = ConfigError::new(message.text(self.lang));
                    self.push(error, key_span(&key), ("not allowed here", "ここでは使えない"));
                }
                _ => self.unknown_key(&key, &["extends", "exclude", "flavour", "rules", "terms", "links", "overrides"]),
            }
        }
    }

    fn extends(&mut self, value: &TomlValue<'_>) -> Vec<Extend> {
        let mut extends = Vec::new();
        for (name, span) in self.strings(value) {
            if name.contains('\\') {
                // Windows would read another file than other systems.
                let slashes = name.replace('\\', "/");
                let message = message!(
                    "`{name}` must be written with `/`, not `\\`",
                    "`{name}` の区切りには `\\` ではなく `/` を使う"
                );
                let help = message!("write `{slashes}`", "`{slashes}` と書く").text(self.lang);
                let error = ConfigError::new(message.text(self.lang)).help(help);
                self.push(error, span, ("this path", "このパス"));
                continue;
            }
            if name.contains('/') || Path::new(&name).extension().is_some() {
                extends.push(Extend::File(name, span));
                continue;
            }
            match select::preset(&name, self.lang) {
                Ok(preset) => extends.push(Extend::Preset(preset)),
                Err(error) => self.push(error, span, ("not a preset", "プリセットではない")),
            }
        }
        extends
    }

    fn globs(&mut self, value: &TomlValue<'_>) -> Globs {
        let strings = self.strings(value);
        let globs: Vec<&str> = strings.iter().map(|(glob, _)| glob.as_str()).collect();
        Globs::new(&globs, self.lang).unwrap_or_else(|(index, wrong)| {
            let message = message!("invalid glob: {wrong}", "パターンの誤り: {wrong}").text(self.lang);
            self.push(ConfigError::new(message), strings[index].1, ("this glob", "このパターン"));
            Globs::default()
        })
    }

    fn flavour(&mut self, value: &TomlValue<'_>) -> Option<Flavour> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(value, ("the name of a flavour", "flavour の名前"));
            return None;
        };
        let flavour = Flavour::named(name);
        if flavour.is_none() {
            let message = message!("unknown flavour `{name}`", "`{name}` という flavour はない").text(self.lang);
            let error = ConfigError::new(message).help(self.instead(name, Flavour::ALL.into_iter().map(Flavour::name)));
            self.push(error, span(value), ("this flavour", "この flavour"));
        }
        flavour
    }

    fn terms(&mut self, terms: DeTable<'_>) -> TermSettings {
        let mut settings = TermSettings::default();
        for (key, value) in terms {
            match &**key.get_ref() {
                "dictionaries" => settings.dictionaries = Some(self.strings(&value)),
                "extra-dictionaries" => settings.extra = self.strings(&value),
                "accept" => settings.accept = self.strings(&value),
                _ => self.unknown_key(&key, &TERM_KEYS),
            }
        }
        for (_, span) in settings.accept.iter().filter(|(word, _)| word.unicode_trim().is_empty()) {
            let message = message!("an accepted word can't be empty", "`accept` に空の言葉は書けない").text(self.lang);
            self.push(ConfigError::new(message), *span, ("this word", "この言葉"));
        }
        settings
    }

    fn overrides(&mut self, value: &TomlValue<'_>) -> Vec<Override> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(
                value,
                ("a list of tables, each starting with `[[overrides]]`", "`[[overrides]]` で始まる表"),
            );
            return Vec::new();
        };
        items.iter().filter_map(|item| self.override_of(item.clone())).collect()
    }

    fn override_of(&mut self, item: TomlValue<'_>) -> Option<Override> {
        let whole = span(&item);
        let (mut files, mut flavour, mut rules) = (None, None, Vec::new());
        for (key, value) in self.table(item)? {
            match &**key.get_ref() {
                "files" => files = Some(self.globs(&value)),
                "flavour" => flavour = self.flavour(&value),
                "rules" => rules = self.table(value).map(|rules| self.rules(rules)).unwrap_or_default(),
                _ => self.unknown_key(&key, &["files", "flavour", "rules"]),
            }
        }
        if files.is_none() {
            let message =
                message!("missing key `files` in `[[overrides]]`", "`[[overrides]]` に `files` がない").text(self.lang);
            self.push(
                ConfigError::new(message),
                whole,
                ("`files` says which notes this applies to", "どのノートに適用するかを `files` に書く"),
            );
        }
        Some(Override { files: files?, flavour, rules })
    }
}
