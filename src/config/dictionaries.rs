//! The dictionaries that a project names under `[terms]`, and the words that it accepts.

use std::path::Path;
use std::sync::Arc;

use super::file::ConfigFile;
use super::{Config, Configs};
use crate::finding::Lang;
use crate::finding::mistake::{ConfigError, Text, did_you_mean};
use crate::message;
use crate::terms::dictionary::{Dictionary, EMBEDDED};
use crate::terms::prh::Prh;
use crate::terms::prh::load::{Loaded, Loader};
use crate::terms::{Terms, contradictions, own};
use crate::text::hash::Hasher;
use crate::text::paths;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// A dictionary, and the file that it was read from.
#[derive(Debug)]
pub struct Named {
    /// What it says.
    pub dictionary: Dictionary,
    /// Where.
    pub text: Text,
    /// Whether it comes with notelint.
    pub embedded: bool,
}

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
        let Dictionaries { named, prh, read } = self.dictionaries(root, config)?;
        let words = config.files().flat_map(|file| &file.terms.accept).map(|(word, _)| word.clone());
        let words: Vec<_> = words.collect();
        let mut hasher = Hasher::default();
        let texts = named
            .iter()
            .flat_map(|named| [&*named.text.name, &*named.text.text])
            .chain(read.iter().map(|text| &**text));
        for text in texts.chain(words.iter().map(|word| &**word)) {
            hasher.part(text);
        }
        let terms = Terms::new(named.into_iter().map(|named| named.dictionary));
        let terms = terms.accepting(&words).map_err(|error| self.too_large(&error))?;
        let terms = terms.with_fingerprint(hasher.hash());
        Ok(match prh {
            Some(prh) => terms.with_prh(prh),
            None => terms,
        })
    }

    /// The dictionaries of the project at `root`, whose own configuration is `config`.
    ///
    /// # Errors
    /// A dictionary that is not there, or wrong in itself.
    pub fn dictionaries(&self, root: &Path, config: &Config) -> Result<Dictionaries, ConfigError> {
        let naming = |file: &ConfigFile| file.terms.dictionaries.is_some();
        let Some(file) = config.files().filter(|file| naming(file)).last() else {
            let named =
                EMBEDDED.iter().map(|(name, text)| embedded(name, text, self.lang)).collect::<Result<_, _>>()?;
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
        if let Some((name, text)) = EMBEDDED.iter().find(|(embedded, _)| stem(embedded) == name) {
            return embedded(name, text, self.lang);
        }
        let fail = |message: String| {
            let label = message!("this dictionary", "この辞書").text(self.lang);
            ConfigError::new(message).at(&file.text, span, label)
        };
        if !name.contains('/') {
            let message = message!("no dictionary is called `{name}`", "`{name}` という辞書はない").text(self.lang);
            let names = || EMBEDDED.iter().map(|(embedded, _)| stem(embedded));
            let all = names().collect::<Vec<_>>().join(", ");
            return Err(fail(message).help(match did_you_mean(name, names()) {
                Some(meant) => message!("did you mean `{meant}`?", "`{meant}` の誤りでは?").text(self.lang),
                None => message!(
                    "there are: {all}; a file of your own is written `./{name}`",
                    "使えるもの: {all}。自分のファイルは `./{name}` のように書く"
                )
                .text(self.lang),
            }));
        }
        let path = own::find(&*self.files, &file.folder, name, within, self.lang).map_err(fail)?;
        let content =
            self.files.read(&path).map_err(|error| fail(crate::finding::unreadable(name, &error, self.lang)))?;
        let text = Text::new(path.clone(), paths::relative(&self.cwd, &path), content);
        Ok(Named { dictionary: parse(&text, self.lang)?, text, embedded: false })
    }
}

/// Whether the dictionary called `name` is one of prh's.
fn is_prh(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("yml") || extension.eq_ignore_ascii_case("yaml"))
}

fn embedded(name: &str, text: &str, lang: Lang) -> Result<Named, ConfigError> {
    let text = Text::new(name.into(), name.to_owned(), text);
    Ok(Named { dictionary: parse(&text, lang)?, text, embedded: true })
}

fn parse(text: &Text, lang: Lang) -> Result<Dictionary, ConfigError> {
    toml::from_str(&text.text).map_err(|error| {
        let (name, wrong) = (&text.name, error.message().unicode_trim_end().replace('\n', ", "));
        let message = message!("bad dictionary {name}: {wrong}", "辞書 {name} の誤り: {wrong}").text(lang);
        let at = error.span().unwrap_or(0..0);
        ConfigError::new(message).at(text, Span::new(at.start, at.end), message!("here", "ここ").text(lang))
    })
}

/// `aws` of `aws.toml`.
fn stem(file: &str) -> &str {
    Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or(file)
}
