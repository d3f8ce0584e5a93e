//! `[links]` in `notelint.toml`.

use toml::de::{DeTable, DeValue};

use super::reader::{ConfigReader, TomlValue, span};
use super::web::{self, WebSettings};
use crate::finding::config_error::ConfigError;
use crate::message;

/// The keys of `[links]`; `None` for a key that the file does not set.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The folder that links starting with `/` are relative to, as a path relative to the folder of the file.
    pub root: Option<String>,
    /// Whether `[[Note]]` is a link.
    pub wikilinks: Option<bool>,
    /// Keys of the front matter that hold links.
    pub front_matter: Option<Vec<String>>,
    /// Settings for external links.
    pub web: WebSettings,
}

impl Links {
    /// Whether the file sets nothing for links within the project.
    pub(super) fn is_empty(&self) -> bool {
        self.root.is_none() && self.wikilinks.is_none() && self.front_matter.is_none()
    }
}

impl ConfigReader<'_> {
    pub(super) fn links(&mut self, table: DeTable<'_>) -> Links {
        let mut links = Links::default();
        for (key, value) in table {
            match &**key.get_ref() {
                "root" => links.root = self.root(&value),
                "wikilinks" => match value.get_ref() {
                    DeValue::Boolean(expected) => links.wikilinks = Some(*expected),
                    _ => self.wrong_type(&value, ("true or false", "true か false")),
                },
                "front-matter" => {
                    links.front_matter = Some(self.strings(&value).into_iter().map(|(key, _)| key).collect());
                }
                name if web::KEYS.contains(&name) => self.web(&mut links.web, &key, value),
                _ => self.unknown_key(&key, &[&["root", "wikilinks", "front-matter"], &web::KEYS[..]].concat()),
            }
        }
        links
    }

    fn root(&mut self, value: &TomlValue<'_>) -> Option<String> {
        let Some(root) = value.get_ref().as_str() else {
            self.wrong_type(value, ("a folder, relative to this file", "このファイルからの相対パス"));
            return None;
        };
        let names: Vec<_> = root.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
        if root.starts_with('/') || names.contains(&"..") {
            let message = message!("`{root}` is outside the project", "`{root}` はプロジェクトの外にある");
            let error = ConfigError::new(message.text(self.lang));
            self.push(
                error,
                span(value),
                ("must be a folder below this file", "このファイルのあるフォルダーより下を指定する"),
            );
            return None;
        }
        Some(names.join("/"))
    }
}
