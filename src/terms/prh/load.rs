//! Loads a prh dictionary file: its version, rules and imports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::finding::Lang;
use crate::finding::config_error::{ConfigError, FileText, MOST_FILES, too_many};
use crate::finding::parsers::plain;
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::paths;
use crate::text::source::Span;
use crate::text::value::{self, Value, ValueKind};
use crate::text::whitespace::Whitespace as _;

use super::entry::Entries;
use super::preference::Preference;

/// Loads prh dictionaries from inside a project.
pub struct PrhLoader<'a> {
    /// The file system.
    files: &'a dyn FileSystem,
    /// The folder that must contain all files, without symbolic links.
    pub within: &'a Path,
    /// The folder to which paths in errors are relative.
    pub cwd: &'a Path,
    /// The language of errors.
    pub lang: Lang,
    /// The files that import the current one, to detect cycles.
    open: Vec<PathBuf>,
    /// The texts of the files read so far.
    read: Vec<Arc<str>>,
}

/// The rules of a file and its imports.
#[derive(Debug, Default)]
pub struct LoadedRules {
    rules: Vec<Arc<Preference>>,
    version: f64,
}

type Result<T> = std::result::Result<T, ConfigError>;

/// The value with this `name`, unless it is null.
fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let (_, value) = value.object()?.iter().find(|(found, _)| found.text == name)?;
    (!matches!(value.kind, ValueKind::Null)).then_some(value)
}

/// A file to import.
struct Import<'v> {
    path: &'v str,
    span: Span,
    alone: bool,
    ignored: Vec<IgnoredRule<'v>>,
}

/// A rule not to import, by its pattern or its `expected`.
#[derive(Clone, Copy)]
struct IgnoredRule<'v>(Option<&'v str>, Option<&'v str>);

impl<'a> PrhLoader<'a> {
    /// Loads dictionaries from `files` that are below `within`.
    pub fn new(files: &'a dyn FileSystem, within: &'a Path, cwd: &'a Path, lang: Lang) -> Self {
        Self { files, within, cwd, lang, open: Vec::new(), read: Vec::new() }
    }

    /// Takes the texts of all files read so far, including imports.
    pub fn take_read(&mut self) -> Vec<Arc<str>> {
        std::mem::take(&mut self.read)
    }

    /// Loads the file `name`, relative to `folder`, with its imports. `named` is where the name appears, for errors.
    ///
    /// # Errors
    /// The first error in the file or its imports.
    pub fn load(&mut self, folder: &Path, name: &str, named: (&FileText, Span)) -> Result<LoadedRules> {
        self.load_with(folder, name, named, true)
    }

    fn load_with(&mut self, folder: &Path, name: &str, named: (&FileText, Span), imports: bool) -> Result<LoadedRules> {
        let path = self.find(folder, name, named)?;
        if self.read.len() >= MOST_FILES {
            return Err(self.fail(named, too_many(self.lang)));
        }
        let text = super::super::accepted::read(self.files, path.clone(), name, self.cwd, self.lang);
        let text = text.map_err(|message| self.fail(named, message))?;
        let text = Arc::new(text);
        self.read.push(text.text.clone());
        let file = paths::relative(self.within, &path).into();
        let entries = Entries { text: &text, file, lang: self.lang };
        let value = value::yaml(&text.text).map_err(|wrong| {
            let (name, why) = (&text.name, plain(&wrong.why, self.lang).message);
            let message = message!("invalid prh dictionary `{name}`: {why}", "prh の辞書 `{name}` の誤り: {why}");
            entries.fail(&message, wrong.span.unwrap_or_default(), &message!("here", "ここ"))
        })?;
        let mut loaded = LoadedRules { rules: Self::rules(&value, &entries)?, version: version(&value) };
        if imports {
            self.open.push(path.clone());
            for import in Self::imports(&value, &entries)? {
                let folder = path.parent().unwrap_or(&path);
                let mut other = self.load_with(folder, import.path, (&text, import.span), !import.alone)?;
                other.rules.retain(|rule| !import.ignored.iter().any(|ignored| ignored.matches(rule)));
                self.merge(&mut loaded, other, (&text, import.span))?;
            }
            self.open.pop();
        }
        Ok(loaded)
    }

    /// Adds the rules of `other` to `loaded`, except those whose `expected` already exists in `loaded`. `named` is
    /// where the file of `other` is named, for errors.
    ///
    /// # Errors
    /// If the versions differ.
    #[allow(clippy::float_cmp, reason = "the numbers are as they are written")]
    pub fn merge(&self, loaded: &mut LoadedRules, other: LoadedRules, named: (&FileText, Span)) -> Result<()> {
        if loaded.rules.is_empty() && loaded.version == 0.0 {
            *loaded = other;
            return Ok(());
        }
        if loaded.version != other.version {
            let message = message!(
                "prh dictionaries of different versions can't be used together",
                "`version` の違う prh の辞書は一緒に使えない"
            );
            return Err(self.fail(named, message.text(self.lang)));
        }
        let known: FxHashSet<&str> = loaded.rules.iter().map(|rule| &*rule.expected).collect();
        let new: Vec<_> = other.rules.into_iter().filter(|rule| !known.contains(&*rule.expected)).collect();
        loaded.rules.extend(new);
        Ok(())
    }

    fn fail(&self, (text, span): (&FileText, Span), message: String) -> ConfigError {
        ConfigError::new(message).at(text, span, message!("named here", "ここで指定").text(self.lang))
    }

    fn find(&self, folder: &Path, name: &str, named: (&FileText, Span)) -> Result<PathBuf> {
        let path = super::super::accepted::find(self.files, folder, name, self.within, self.lang);
        let path = path.map_err(|message| self.fail(named, message))?;
        if self.open.contains(&path) {
            let message = message!("`{name}` imports itself", "`{name}` の imports が循環している");
            return Err(self.fail(named, message.text(self.lang)));
        }
        Ok(path)
    }

    fn rules(value: &Value, entries: &Entries<'_>) -> Result<Vec<Arc<Preference>>> {
        if value.object().is_none() {
            let name = &entries.text.name;
            let message = message!("`{name}` is not a prh dictionary", "`{name}` は prh の辞書ではない");
            return Err(entries.fail(&message, value.span, &message!("expected `rules:`", "`rules:` が必要")));
        }
        let Some(rules) = field(value, "rules") else { return Ok(Vec::new()) };
        let ValueKind::Array(rules) = &rules.kind else {
            let message = message!("`rules` must be a list", "`rules` はリストで書く");
            return Err(entries.fail(&message, rules.span, &message!("this value", "この値")));
        };
        let read = |value: &Value| {
            let rule = Arc::new(entries.rule(value)?);
            entries.check_specs(value, &rule).map(|()| rule)
        };
        rules.iter().map(read).collect()
    }

    fn imports<'v>(value: &'v Value, entries: &Entries<'_>) -> Result<Vec<Import<'v>>> {
        let Some(imports) = field(value, "imports") else { return Ok(Vec::new()) };
        let items = match &imports.kind {
            ValueKind::Array(items) => &items[..],
            _ => std::slice::from_ref(imports),
        };
        let read = |item: &'v Value| {
            let path = item.string().or_else(|| field(item, "path")?.string()).ok_or_else(|| {
                let message = message!("an import needs a `path`", "`imports` には `path` が必要");
                entries.fail(&message, item.span, &message!("this import", "この imports"))
            })?;
            let ignored = match field(item, "ignoreRules").map(|value| &value.kind) {
                Some(ValueKind::Array(items)) => items.iter().map(IgnoredRule::of).collect(),
                _ => Vec::new(),
            };
            let alone = field(item, "disableImports").is_some_and(Value::is_truthy);
            Ok(Import { path, span: item.span, alone, ignored })
        };
        items.iter().map(read).collect()
    }
}

impl LoadedRules {
    /// The rules, in order of precedence.
    pub fn into_rules(self) -> Vec<Arc<Preference>> {
        self.rules
    }
}

impl<'v> IgnoredRule<'v> {
    fn of(value: &'v Value) -> Self {
        let text = |name| field(value, name).and_then(Value::string);
        Self(value.string().or_else(|| text("pattern")), text("expected"))
    }

    fn matches(self, rule: &Preference) -> bool {
        self.0.is_some_and(|pattern| *rule.pattern == *pattern)
            || self.1.is_some_and(|expected| *rule.expected == *expected)
    }
}

/// The version of a dictionary. 1 if it is missing or invalid.
fn version(value: &Value) -> f64 {
    let version = match field(value, "version").map(|value| &value.kind) {
        Some(ValueKind::Integer(number)) => number.to_string().parse().ok(),
        Some(ValueKind::Float(number)) => Some(*number),
        Some(ValueKind::String(text)) => text.unicode_trim().parse().ok(),
        _ => None,
    };
    version.filter(|version| *version != 0.0).unwrap_or(1.0)
}
