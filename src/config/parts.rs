//! A configuration: a file with everything that it extends.

use std::sync::Arc;

use super::file::ConfigFile;
use super::markdownlint::files::MarkdownlintFile;
use super::web::WebSettings;
use crate::finding::config_error::ConfigError;
use crate::finding::{Lang, Preset};
use crate::message;

/// A file with everything that it extends.
#[derive(Debug)]
pub struct Config {
    /// The parts, in order: later ones win.
    pub parts: Vec<ConfigPart>,
    /// The file; `None` for the default configuration.
    pub file: Option<Arc<ConfigFile>>,
}

/// A part of a configuration.
#[derive(Clone, Debug)]
pub enum ConfigPart {
    /// A preset.
    Preset(Preset),
    /// The settings of a file, without those that it extends.
    File(Arc<ConfigFile>),
    /// A markdownlint file.
    Foreign(Arc<MarkdownlintFile>),
}

impl Config {
    /// The `notelint.toml` files among the parts, in order.
    pub fn files(&self) -> impl Iterator<Item = &Arc<ConfigFile>> {
        self.parts.iter().filter_map(|part| match part {
            ConfigPart::File(file) => Some(file),
            ConfigPart::Preset(_) | ConfigPart::Foreign(_) => None,
        })
    }

    /// The words that are never reported (`[terms] accept`).
    pub fn accepted(&self) -> Vec<String> {
        self.files().flat_map(|file| &file.terms.accept).map(|(word, _)| word.clone()).collect()
    }

    /// The name of the file in messages; `None` for the default configuration.
    pub fn name(&self) -> Option<&str> {
        let foreign = || match self.parts.last()? {
            ConfigPart::Foreign(foreign) => Some(&*foreign.name),
            _ => None,
        };
        self.file.as_ref().map(|file| &*file.text.name).or_else(foreign)
    }

    /// The settings for external links. Only those of the project's own configuration are used.
    pub fn web(&self) -> WebSettings {
        let mut web = WebSettings::default();
        self.files().for_each(|file| web.add(&file.links.web));
        web
    }

    /// The error if this configuration, which is not the project's own, sets something for external links. Those settings apply
    /// to a whole project.
    pub(super) fn misplaced_web(&self, lang: Lang) -> Option<ConfigError> {
        let file = self.file.as_ref()?;
        let message = message!(
            "settings for external links apply to the whole project: put them in its topmost notelint.toml",
            "外部リンクの設定はプロジェクト全体に適用される。一番上の notelint.toml に書く"
        );
        let label = message!("has no effect here", "ここでは効果がない");
        Some(ConfigError::new(message.text(lang)).at(&file.text, file.links.web.place?, label.text(lang)))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self { parts: vec![ConfigPart::Preset(Preset::Recommended)], file: None }
    }
}
