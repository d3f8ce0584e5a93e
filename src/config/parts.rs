//! A configuration: a file with all that it builds on.

use std::sync::Arc;

use super::file::ConfigFile;
use super::markdownlint::files::MarkdownlintFile;
use super::web::WebSettings;
use crate::finding::config_error::ConfigError;
use crate::finding::{Lang, Preset};
use crate::message;

/// A file with all that it builds on, the base first.
#[derive(Debug)]
pub struct Config {
    /// The parts, in the order in which the later win.
    pub parts: Vec<ConfigPart>,
    /// The file itself; `None` for the defaults.
    pub file: Option<Arc<ConfigFile>>,
}

/// A piece of a configuration.
#[derive(Clone, Debug)]
pub enum ConfigPart {
    /// A preset.
    Preset(Preset),
    /// What a file says itself.
    File(Arc<ConfigFile>),
    /// What a file of markdownlint's says.
    Foreign(Arc<MarkdownlintFile>),
}

impl Config {
    /// The files it is made of.
    pub fn files(&self) -> impl Iterator<Item = &Arc<ConfigFile>> {
        self.parts.iter().filter_map(|part| match part {
            ConfigPart::File(file) => Some(file),
            ConfigPart::Preset(_) | ConfigPart::Foreign(_) => None,
        })
    }

    /// The file that decides, as it is shown; `None` for the defaults.
    pub fn name(&self) -> Option<&str> {
        let foreign = || match self.parts.last()? {
            ConfigPart::Foreign(foreign) => Some(&*foreign.name),
            _ => None,
        };
        self.file.as_ref().map(|file| &*file.text.name).or_else(foreign)
    }

    /// What it says of links to the web. That is asked of the project's own configuration only.
    pub fn web(&self) -> WebSettings {
        let mut web = WebSettings::default();
        self.files().for_each(|file| web.add(&file.links.web));
        web
    }

    /// What is wrong where this configuration, which is not the project's own, speaks of links to the web: how they are
    /// looked at is the same for a whole project.
    pub(super) fn misplaced_web(&self, lang: Lang) -> Option<ConfigError> {
        let file = self.file.as_ref()?;
        let message = message!(
            "how links to the web are looked at is one for the whole project: say it in its topmost notelint.toml",
            "Web へのリンクの検査方法はプロジェクト全体で一つ。一番上の notelint.toml で指定する"
        );
        let label = message!("of no effect here", "ここでは効かない");
        Some(ConfigError::new(message.text(lang)).at(&file.text, file.links.web.place?, label.text(lang)))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self { parts: vec![ConfigPart::Preset(Preset::Recommended)], file: None }
    }
}
