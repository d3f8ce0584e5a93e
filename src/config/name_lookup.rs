//! What the dictionaries of a project know about a name.

use std::path::Path;

use super::dictionaries::Dictionaries;
use super::{Configs, Errors};
use crate::finding::Lang;
use crate::terms::lookup;
use crate::terms::name_facts::{NameFact, NameSources};

/// The dictionaries of a project, and the words that it accepts.
#[derive(Debug)]
pub struct NameLookup {
    dictionaries: Dictionaries,
    accepted: Vec<String>,
}

impl NameLookup {
    /// The dictionaries of the project at `root`.
    ///
    /// # Errors
    /// What is wrong with the configuration or a dictionary.
    pub fn load(configs: &Configs, root: &Path) -> Result<Self, Errors> {
        let config = configs.nearest(root, root);
        let errors = configs.take_errors();
        if !errors.is_empty() {
            return Err(errors);
        }
        let dictionaries = configs.dictionaries(root, &config).map_err(|error| vec![error])?;
        Ok(Self { dictionaries, accepted: config.accepted() })
    }

    /// Whether the project uses the dictionary called `name` that comes with notelint.
    pub fn uses(&self, name: &str) -> bool {
        let file = format!("{name}.toml");
        self.dictionaries.named.iter().any(|named| named.embedded && named.text.name == file)
    }

    /// Whether anything is known about `name`.
    pub fn knows(&self, name: &str) -> bool {
        self.sources().know(name)
    }

    /// What is known about `name`, in `lang`.
    pub fn facts(&self, name: &str, lang: Lang) -> Vec<NameFact> {
        self.sources().facts(name, lang)
    }

    /// Up to 5 names similar to `name`, the most similar first.
    pub fn similar(&self, name: &str) -> Vec<&str> {
        lookup::nearest(&self.dictionaries.named, name)
    }

    fn sources(&self) -> NameSources<'_> {
        let Dictionaries { named, prh, .. } = &self.dictionaries;
        NameSources { named, prh: prh.as_ref(), accepted: &self.accepted, places: true }
    }
}
