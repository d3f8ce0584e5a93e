//! What the dictionaries of a project know of names.

use std::path::Path;

use crate::config::Configs;
use crate::config::dictionaries::Dictionaries;
use crate::terms::name_facts::NameSources;
use crate::terms::name_index::NameIndex;

/// The dictionaries of a project.
#[derive(Debug)]
pub(super) struct ProjectNames {
    dictionaries: Dictionaries,
    accepted: Vec<String>,
    /// Their names.
    pub(super) index: NameIndex,
}

impl ProjectNames {
    /// The dictionaries of the project at `root`; `None` if one has an error, which is reported where the configuration is
    /// read.
    pub(super) fn read(configs: &Configs, root: &Path) -> Option<Self> {
        let config = configs.nearest(root, root);
        let dictionaries = configs.dictionaries(root, &config).ok()?;
        let index = NameIndex::new(dictionaries.named.iter().map(|named| &named.dictionary));
        Some(Self { dictionaries, accepted: config.accepted(), index })
    }

    /// What to look up a name in.
    pub(super) fn sources(&self) -> NameSources<'_> {
        let Dictionaries { named, prh, .. } = &self.dictionaries;
        NameSources { named, prh: prh.as_ref(), accepted: &self.accepted, places: false }
    }
}
