//! `[links]` in `notelint.toml`.

use std::path::Path;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::error::ConfigError;
use super::file::{ConfigFile, Reader, Value, span};
use super::web::{self, Web};
use super::{Config, Configs};
use crate::links::settings::Settings;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::text::paths;

/// What a file says of links; `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The folder that `/` leads to, relative to the file's own.
    pub root: Option<String>,
    /// Whether `[[Note]]` is a link.
    pub wikilinks: Option<bool>,
    /// Keys of the front matter that hold links.
    pub front_matter: Option<Vec<String>>,
    /// Of those to the web.
    pub web: Web,
}

impl Links {
    /// Whether it says nothing of links within the project.
    fn is_empty(&self) -> bool {
        self.root.is_none() && self.wikilinks.is_none() && self.front_matter.is_none()
    }
}

impl Reader<'_> {
    pub(super) fn links(&mut self, table: DeTable<'_>) -> Links {
        let mut links = Links::default();
        for (key, value) in table {
            match &**key.get_ref() {
                "root" => links.root = self.root(&value),
                "wikilinks" => match value.get_ref() {
                    DeValue::Boolean(wanted) => links.wikilinks = Some(*wanted),
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

    fn root(&mut self, value: &Value<'_>) -> Option<String> {
        let Some(root) = value.get_ref().as_str() else {
            self.wrong_type(value, ("a folder, relative to this file", "このファイルからの相対パス"));
            return None;
        };
        let names: Vec<_> = root.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
        if root.starts_with('/') || names.contains(&"..") {
            let message = message!("`{root}` lies outside of the project", "`{root}` はプロジェクトの外にある");
            let error = ConfigError::new(message.text(self.lang));
            self.push(
                error,
                span(value),
                ("name a folder below this file's", "このファイルのあるフォルダーより下を指定する"),
            );
            return None;
        }
        Some(names.join("/"))
    }
}

impl Configs {
    /// What `config`, of the project at `project`, says of the links of notes that are read in `flavour`: of each key, what
    /// is said last.
    pub fn links(project: &Path, config: &Config, flavour: Flavour) -> Arc<Settings> {
        let mut settings = Settings { routes: flavour.has_routes(), ..Settings::default() };
        for file in config.files().filter(|file| !file.links.is_empty()) {
            let Links { root, wikilinks, front_matter, web: _ } = &file.links;
            settings.root = root.as_ref().map(|root| below(project, file, root)).or(settings.root);
            settings.wikilinks = wikilinks.or(settings.wikilinks);
            settings.front_matter = front_matter.clone().unwrap_or(settings.front_matter);
        }
        Arc::new(settings)
    }
}

/// The folder `root` of `file`, relative to the project.
fn below(project: &Path, file: &ConfigFile, root: &str) -> String {
    let folder = Configs::base(project, file).strip_prefix(project).map(paths::with_slashes).unwrap_or_default();
    [&*folder, root].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
