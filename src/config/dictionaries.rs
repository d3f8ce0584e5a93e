//! The dictionaries that a project names under `[terms]`, and the words that it accepts.

use std::path::Path;
use std::sync::Arc;

use super::file::ConfigFile;
use super::{Config, Configs};
use crate::finding::mistake::{ConfigError, did_you_mean};
use crate::message;
use crate::terms::dictionary::names;
use crate::terms::named::Named;
use crate::terms::prh::Prh;
use crate::terms::prh::load::{Loaded, Loader};
use crate::terms::{Terms, contradictions, own};
use crate::text::hash::Hasher;
use crate::text::source::Span;

/// The dictionaries of a project, in the order in which they are named.
#[derive(Debug, Default)]
pub struct Dictionaries {
    /// Those in notelint's own form.
    pub named: Vec<Named>,
    /// Those of prh, merged.
    pub prh: Option<Prh>,
    /// The texts that these were read from.
    pub read: Vec<Arc<str>>,
}

impl Configs {
    /// The terms of the project at `root`, whose own configuration is `config`.
    ///
    /// # Errors
    /// A dictionary that is not there, or wrong in itself.
    pub fn terms(&self, root: &Path, config: &Config) -> Result<Terms, ConfigError> {
        let words = config.files().flat_map(|file| &file.terms.accept).map(|(word, _)| word.clone());
        let words: Vec<_> = words.collect();
        let mut hasher = Hasher::default();
        let terms = if naming(config).is_none() {
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

    /// The dictionaries of the project at `root`, whose own configuration is `config`.
    ///
    /// # Errors
    /// A dictionary that is not there, or wrong in itself.
    pub fn dictionaries(&self, root: &Path, config: &Config) -> Result<Dictionaries, ConfigError> {
        let Some(file) = naming(config) else {
            let named = names().filter_map(|name| Named::built_in(name, self.lang)).collect::<Result<_, _>>()?;
            return Ok(Dictionaries { named, prh: None, read: Vec::new() });
        };
        let within = Self::within(root, &file.text.path);
        let mut loader = Loader::new(&*self.files, &within, &self.cwd, self.lang);
        let (mut named, mut prh) = (Vec::new(), Loaded::default());
        for (name, span) in file.terms.dictionaries.iter().flatten() {
            if is_prh(name) {
                let loaded = loader.load(&file.folder, name, (&file.text, *span))?;
                loader.merge(&mut prh, loaded, (&file.text, *span))?;
            } else {
                named.push(self.dictionary(file, &within, name, *span)?);
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

    /// Says that `config`, which is not the project's own, says something of terms: words are one for a whole project.
    pub(super) fn misplaced_terms(&self, config: &Config) -> Option<ConfigError> {
        let file = config.file.as_ref()?;
        let label = message!("of no effect here", "ここでは効かない").text(self.lang);
        if let Some((_, span)) = file.terms.dictionaries.as_ref().and_then(|names| names.first()) {
            let message = message!(
                "dictionaries are one for the whole project: name them in its topmost notelint.toml",
                "辞書はプロジェクト全体で一つ。一番上の notelint.toml で指定する"
            );
            return Some(ConfigError::new(message.text(self.lang)).at(&file.text, *span, label));
        }
        let (_, span) = file.terms.accept.first()?;
        let message = message!(
            "words are accepted for the whole project: name them in its topmost notelint.toml",
            "`accept` はプロジェクト全体に効く。一番上の notelint.toml に書く"
        );
        Some(ConfigError::new(message.text(self.lang)).at(&file.text, *span, label))
    }

    fn dictionary(&self, file: &ConfigFile, within: &Path, name: &str, span: Span) -> Result<Named, ConfigError> {
        if let Some(named) = Named::built_in(name, self.lang) {
            return named;
        }
        let fail = |message: String| {
            let label = message!("this dictionary", "この辞書").text(self.lang);
            ConfigError::new(message).at(&file.text, span, label)
        };
        if !name.contains('/') {
            let message = message!("no dictionary is called `{name}`", "`{name}` という辞書はない").text(self.lang);
            let all = names().collect::<Vec<_>>().join(", ");
            return Err(fail(message).help(match did_you_mean(name, names()) {
                Some(meant) => message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(self.lang),
                None => message!(
                    "available: {all}; a file of your own is written `./{name}`",
                    "使えるもの: {all}。自分のファイルは `./{name}` のように書く"
                )
                .text(self.lang),
            }));
        }
        let path = own::find(&*self.files, &file.folder, name, within, self.lang).map_err(fail)?;
        Named::of(own::read(&*self.files, path, name, &self.cwd, self.lang).map_err(fail)?, self.lang)
    }
}

/// The file of `config` whose dictionaries count; `None` where none names any, and the built-in ones do.
fn naming(config: &Config) -> Option<&ConfigFile> {
    config.files().filter(|file| file.terms.dictionaries.is_some()).last().map(AsRef::as_ref)
}

/// Whether the dictionary called `name` is one of prh's.
fn is_prh(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("yml") || extension.eq_ignore_ascii_case("yaml"))
}
