//! The dictionaries that a project names under `[terms]`.

use std::path::Path;

use super::error::{ConfigError, Text, did_you_mean};
use super::file::ConfigFile;
use super::{Config, Configs};
use crate::finding::Lang;
use crate::source::Span;
use crate::terms::Terms;
use crate::terms::dictionary::{Dictionary, EMBEDDED};
use crate::{message, paths};

impl Configs {
    /// The terms of the project whose own configuration is `config`.
    ///
    /// # Errors
    /// A dictionary that is not there, or wrong in itself.
    pub fn terms(&self, config: &Config) -> Result<Terms, ConfigError> {
        let naming = |file: &ConfigFile| file.dictionaries.is_some();
        let Some(file) = config.files().filter(|file| naming(file)).last() else { return Ok(Terms::embedded()) };
        let names = file.dictionaries.iter().flatten();
        let dictionaries: Vec<_> =
            names.map(|(name, span)| self.dictionary(file, name, *span)).collect::<Result<_, _>>()?;
        Ok(Terms::new(dictionaries))
    }

    /// Says that `config`, which is not the project's own, names dictionaries: words are one for a whole project.
    pub(super) fn misplaced_terms(&self, config: &Config) -> Option<ConfigError> {
        let file = config.file.as_ref()?;
        let (_, span) = file.dictionaries.as_ref()?.first()?;
        let message = message!(
            "dictionaries are one for the whole project: name them in its topmost notelint.toml",
            "辞書はプロジェクト全体で一つ。一番上の notelint.toml で指定する"
        );
        let label = message!("of no effect here", "ここでは効かない");
        Some(ConfigError::new(message.text(self.lang)).at(&file.text, *span, label.text(self.lang)))
    }

    fn dictionary(&self, file: &ConfigFile, name: &str, span: Span) -> Result<Dictionary, ConfigError> {
        if let Some((embedded, text)) = EMBEDDED.iter().find(|(embedded, _)| stem(embedded) == name) {
            let text = Text { path: embedded.into(), name: (*embedded).to_owned(), text: (*text).into() };
            return parse(&text, self.lang);
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
        let path = file.folder.join(name);
        let content =
            std::fs::read_to_string(&path).map_err(|error| fail(paths::unreadable(name, &error, self.lang)))?;
        parse(&Text { name: paths::relative(&self.cwd, &path), path, text: content.into() }, self.lang)
    }
}

fn parse(text: &Text, lang: Lang) -> Result<Dictionary, ConfigError> {
    toml::from_str(&text.text).map_err(|error| {
        let (name, wrong) = (&text.name, error.message().trim_end().replace('\n', ", "));
        let message = message!("bad dictionary {name}: {wrong}", "辞書 {name} の誤り: {wrong}").text(lang);
        let at = error.span().unwrap_or(0..0);
        ConfigError::new(message).at(text, Span::new(at.start, at.end), message!("here", "ここ").text(lang))
    })
}

/// `aws` of `aws.toml`.
fn stem(file: &str) -> &str {
    Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or(file)
}
