//! Which markdownlint files apply to a folder. The rules are those of markdownlint-cli2.
//!
//! The nearest folder with rules, that of the note or one above, decides. A `.markdownlint.*` file applies alone. The `config`
//! of a `.markdownlint-cli2.*` file applies on top of the `config` of all such files above. The `ignores` of a
//! `.markdownlint-cli2.*` file apply to all folders below it.

use std::path::Path;
use std::sync::Arc;

use super::files::{FolderFiles, MarkdownlintFile};
use super::settings::MarkdownlintSettings;

/// The file that applies to notes in `folder`, in the project at `root`; `None` if there is none. `in_folder` returns the
/// markdownlint files of a folder.
pub(in crate::config) fn nearest(
    root: &Path,
    folder: &Path,
    in_folder: impl Fn(&Path) -> Arc<FolderFiles>,
) -> Option<Arc<MarkdownlintFile>> {
    let above = || folder.ancestors().take_while(|above| above.starts_with(root));
    let cli2 = |folder: &Path| in_folder(folder).cli2.clone();
    for folder in above() {
        let found = in_folder(folder);
        if let Some(rules) = &found.rules {
            return Some(rules.clone());
        }
        if let Some(own) = found.cli2.as_ref().filter(|own| own.settings.is_some()) {
            let mut chain: Vec<_> = folder.ancestors().take_while(|above| above.starts_with(root)).collect();
            chain.reverse();
            let mut settings = MarkdownlintSettings::default();
            for file_settings in chain.into_iter().filter_map(cli2).filter_map(|file| file.settings.clone()) {
                settings.add(&file_settings);
            }
            return Some(Arc::new(own.with(settings)));
        }
    }
    above().find_map(cli2)
}

/// The `.markdownlint-cli2.*` files of `folder` and of the folders above it, up to `root`.
pub(in crate::config) fn all_above(
    root: &Path,
    folder: &Path,
    in_folder: impl Fn(&Path) -> Arc<FolderFiles>,
) -> Vec<Arc<MarkdownlintFile>> {
    let above = folder.ancestors().take_while(|above| above.starts_with(root));
    above.filter_map(|folder| in_folder(folder).cli2.clone()).collect()
}

/// Whether `files`, the `.markdownlint-cli2.*` files in the folders above `path`, the nearest first, exclude it.
pub(in crate::config) fn excludes(files: &[Arc<MarkdownlintFile>], path: &Path) -> bool {
    files.iter().enumerate().any(|(index, file)| file.excludes(path, index + 1 == files.len()))
}
