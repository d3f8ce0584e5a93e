//! The dictionaries and the accepted words of a project, from `[terms]`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::file::ConfigFile;
use super::{Config, Configs};
use crate::finding::config_error::{ConfigError, did_you_mean};
use crate::message;
use crate::terms::dictionary::names;
use crate::terms::named_dictionary::NamedDictionary;
use crate::terms::prh::Prh;
use crate::terms::prh::load::{LoadedRules, PrhLoader};
use crate::terms::{Terms, accepted, contradictions};
use crate::text::hash::Hasher;
use crate::text::source::Span;

/// The dictionaries of a project.
#[derive(Debug, Default)]
pub struct Dictionaries {
    /// Those in notelint's format, in the order in which they are listed.
    pub named: Vec<NamedDictionary>,
    /// The rules of all prh dictionaries.
    pub prh: Option<Prh>,
    /// The texts of the prh dictionaries, for the key of the cache.
    pub read: Vec<Arc<str>>,
}

/// A dictionary that a configuration file lists: the file, the name, and its place in the file.
type ListedDictionary<'c> = (&'c ConfigFile, &'c str, Span);

impl Configs {
    /// The terms of the project at `root`, whose own configuration is `config`.
    ///
    /// # Errors
    /// A dictionary that does not exist, or has an error.
    pub fn terms(&self, root: &Path, config: &Config) -> Result<Terms, ConfigError> {
        let words = config.accepted();
        let mut hasher = Hasher::default();
        let terms = if is_default(config) {
            let terms = Terms::embedded();
            hasher.part(terms.fingerprint().copied().unwrap_or_default());
            terms
        } else {
            let Dictionaries { named, prh, read } = self.dictionaries(root, config)?;
            let texts = named.iter().flat_map(|named| [&*named.text.name, &*named.text.text]);
            for text in texts.chain(read.iter().map(|text| &**text)) {
                hasher.part(text);
            }
            let terms = Terms::new(named.into_iter().map(|named| named.dictionary));
            match prh {
                Some(prh) => terms.with_prh(prh),
                None => terms,
            }
        };
        for word in &words {
            hasher.part(word);
        }
        let terms =
            if words.is_empty() { terms } else { terms.accepting(&words).map_err(|error| self.too_large(&error))? };
        Ok(terms.with_fingerprint(hasher.hash()))
    }

    /// The dictionaries of the project at `root`, whose own configuration is `config`: those listed under `dictionaries`,
    /// or else the built-in ones, then those listed under `extra-dictionaries`. One that is listed twice is read once.
    ///
    /// # Errors
    /// A dictionary that does not exist, or has an error.
    pub fn dictionaries(&self, root: &Path, config: &Config) -> Result<Dictionaries, ConfigError> {
        let (mut named, mut prh) = (Vec::new(), LoadedRules::default());
        let base = replacing(config);
        if base.is_none() {
            named = names().filter_map(|name| NamedDictionary::built_in(name, self.lang)).collect::<Result<_, _>>()?;
        }
        let Some(deciding) = &config.file else { return Ok(Dictionaries { named, prh: None, read: Vec::new() }) };
        let within = Self::within(root, &deciding.text.path);
        let mut loader = PrhLoader::new(&*self.files, &within, &self.cwd, self.lang);
        let mut read: FxHashSet<PathBuf> = FxHashSet::default();
        for (file, name, span) in base.into_iter().flat_map(listed).chain(config.files().flat_map(|file| extra(file))) {
            // Errors in the path are reported where the file is read.
            let path = self.files.canonical(&file.folder.join(name)).unwrap_or_default();
            let known = if names().any(|built_in| built_in == name) {
                named.iter().any(|known: &NamedDictionary| {
                    known.embedded && known.text.name.strip_suffix(".toml") == Some(name)
                })
            } else {
                path != Path::new("") && !read.insert(path)
            };
            if known {
                continue;
            }
            if is_prh(name) {
                let loaded = loader.load(&file.folder, name, (&file.text, span))?;
                loader.merge(&mut prh, loaded, (&file.text, span))?;
            } else {
                named.push(self.dictionary(file, &within, name, span)?);
            }
        }
        let read = loader.take_read();
        let rules = prh.into_rules();
        let prh = if rules.is_empty() { None } else { Some(Prh::new(rules).map_err(|error| self.too_large(&error))?) };
        contradictions::check(&named, prh.as_ref(), self.lang)?;
        Ok(Dictionaries { named, prh, read })
    }

    fn too_large(&self, error: &dyn std::fmt::Display) -> ConfigError {
        ConfigError::new(
            message!("the dictionaries are too large: {error}", "辞書が大きすぎる: {error}").text(self.lang),
        )
    }

    /// The error if `config`, which is not the project's own, has settings for terms. Those apply to a whole project.
    pub(super) fn misplaced_terms(&self, config: &Config) -> Option<ConfigError> {
        let file = config.file.as_ref()?;
        let label = message!("has no effect here", "ここでは効果がない").text(self.lang);
        if let Some((_, _, span)) = listed(file).chain(extra(file)).next() {
            let message = message!(
                "dictionaries apply to the whole project: list them in its topmost notelint.toml",
                "辞書はプロジェクト全体に適用される。一番上の notelint.toml に書く"
            );
            return Some(ConfigError::new(message.text(self.lang)).at(&file.text, span, label));
        }
        let (_, span) = file.terms.accept.first()?;
        let message = message!(
            "accepted words apply to the whole project: list them in its topmost notelint.toml",
            "`accept` はプロジェクト全体に適用される。一番上の notelint.toml に書く"
        );
        Some(ConfigError::new(message.text(self.lang)).at(&file.text, *span, label))
    }

    fn dictionary(
        &self,
        file: &ConfigFile,
        within: &Path,
        name: &str,
        span: Span,
    ) -> Result<NamedDictionary, ConfigError> {
        if let Some(named) = NamedDictionary::built_in(name, self.lang) {
            return named;
        }
        let fail = |message: String| {
            let label = message!("this dictionary", "この辞書").text(self.lang);
            ConfigError::new(message).at(&file.text, span, label)
        };
        if !name.contains('/') && Path::new(name).extension().is_none() {
            let message = message!("unknown dictionary `{name}`", "`{name}` という辞書はない").text(self.lang);
            let all = names().collect::<Vec<_>>().join(", ");
            return Err(fail(message).help(match did_you_mean(name, names()) {
                Some(meant) => message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(self.lang),
                None => message!(
                    "available: {all}; to use a file of your own, write `./{name}`",
                    "使えるもの: {all}。自分のファイルは `./{name}` のように書く"
                )
                .text(self.lang),
            }));
        }
        let path = accepted::find(&*self.files, &file.folder, name, within, self.lang).map_err(fail)?;
        NamedDictionary::of(accepted::read(&*self.files, path, name, &self.cwd, self.lang).map_err(fail)?, self.lang)
    }
}

/// The last file of `config` that lists `dictionaries`, which replace the built-in ones.
fn replacing(config: &Config) -> Option<&ConfigFile> {
    config.files().filter(|file| file.terms.dictionaries.is_some()).last().map(AsRef::as_ref)
}

/// Whether `config` has the built-in dictionaries and no others.
pub fn is_default(config: &Config) -> bool {
    let built_in = |(_, name, _): ListedDictionary<'_>| names().any(|built_in| built_in == name);
    replacing(config).is_none() && config.files().flat_map(|file| extra(file)).all(built_in)
}

/// The names of the dictionaries of `config`, a project's own, in the order in which they are used.
pub fn names_of(config: &Config) -> Vec<&str> {
    let base = replacing(config);
    let mut all: Vec<&str> = names().filter(|_| base.is_none()).collect();
    for (_, name, _) in base.into_iter().flat_map(listed).chain(config.files().flat_map(|file| extra(file))) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// What `file` lists under `dictionaries`.
fn listed(file: &ConfigFile) -> impl Iterator<Item = ListedDictionary<'_>> {
    file.terms.dictionaries.iter().flatten().map(move |(name, span)| (file, &**name, *span))
}

/// What `file` lists under `extra-dictionaries`.
fn extra(file: &ConfigFile) -> impl Iterator<Item = ListedDictionary<'_>> {
    file.terms.extra.iter().map(move |(name, span)| (file, &**name, *span))
}

/// Whether the dictionary `name` is in prh's format.
fn is_prh(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("yml") || extension.eq_ignore_ascii_case("yaml"))
}
