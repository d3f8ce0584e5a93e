//! Which of markdownlint's files hold for a folder, as markdownlint-cli2 decides.
//!
//! The nearest folder above a note that has rules decides for it: a `.markdownlint.*` file by itself; the `config` of a
//! `.markdownlint-cli2.*` file on top of those of all such files above. What a `.markdownlint-cli2.*` file ignores is
//! ignored in all that lies below it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{self, Foreign, InFolder};
use super::notices;
use super::settings::Settings;
use crate::config::{Config, Configs, Errors, Part};
use crate::finding::Preset;

/// Whether `files`, the `.markdownlint-cli2.*` files on the way up from `path`, leave it alone.
pub(in crate::config) fn foreign_excludes(files: &[Arc<Foreign>], path: &Path) -> bool {
    files.iter().enumerate().any(|(index, file)| file.excludes(path, index + 1 == files.len()))
}

impl Configs {
    /// The configuration for what lies in `folder`, of the project at `root`, that markdownlint's files make; `None`
    /// where there are none.
    pub(in crate::config) fn foreign(&self, root: &Path, folder: &Path) -> Option<Arc<Config>> {
        let above = || folder.ancestors().take_while(|above| above.starts_with(root));
        let cli2 = |folder: &Path| self.in_folder(root, folder).cli2.clone();
        for folder in above() {
            let found = self.in_folder(root, folder);
            if let Some(rules) = &found.rules {
                return Some(self.config_of(rules.clone()));
            }
            if let Some(own) = found.cli2.as_ref().filter(|own| own.settings.is_some()) {
                let mut chain: Vec<_> = folder.ancestors().take_while(|above| above.starts_with(root)).collect();
                chain.reverse();
                let mut settings = Settings::default();
                for said in chain.into_iter().filter_map(cli2).filter_map(|file| file.settings.clone()) {
                    settings.add(&said);
                }
                return Some(self.config_of(Arc::new(own.with(settings))));
            }
        }
        above().find_map(cli2).map(|file| self.config_of(file))
    }

    /// The `.markdownlint-cli2.*` files of `folder` and of the folders above it, up to `root`.
    pub(in crate::config) fn foreign_above(&self, root: &Path, folder: &Path) -> Vec<Arc<Foreign>> {
        let above = folder.ancestors().take_while(|above| above.starts_with(root));
        above.filter_map(|folder| self.in_folder(root, folder).cli2.clone()).collect()
    }

    /// What `folder` has, read once.
    pub(crate) fn in_folder(&self, root: &Path, folder: &Path) -> Arc<InFolder> {
        if let Some(known) = self.known().folders.get(folder) {
            return known.clone();
        }
        let mut errors = Errors::new();
        let found = Arc::new(files::in_folder(self, root, folder, &mut errors));
        let notices = notices::notices(self, folder, found.cli2.as_deref());
        let mut known = self.known();
        // Another thread may have read it meanwhile: what is wrong with it is said once.
        if let Some(known) = known.folders.get(folder) {
            return known.clone();
        }
        known.folders.insert(folder.to_owned(), found.clone());
        known.notices.extend(notices);
        known.errors.extend(errors);
        found
    }

    /// The configuration that `file` decides.
    fn config_of(&self, file: Arc<Foreign>) -> Arc<Config> {
        let path = PathBuf::from(&*file.name);
        self.loaded(&path, || {
            let presets = [Preset::Recommended, Preset::Markdownlint].map(Part::Preset);
            Some(Config { parts: presets.into_iter().chain([Part::Foreign(file)]).collect(), file: None })
        })
    }
}
