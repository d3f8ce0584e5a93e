//! Which of markdownlint's files hold for a folder, as markdownlint-cli2 decides.
//!
//! The nearest folder above a note that has rules decides for it: a `.markdownlint.*` file by itself; the `config` of a
//! `.markdownlint-cli2.*` file on top of those of all such files above. What a `.markdownlint-cli2.*` file ignores is
//! ignored in all that lies below it.

use std::path::Path;
use std::sync::Arc;

use super::files::{FolderFiles, MarkdownlintFile};
use super::settings::MarkdownlintSettings;

/// The file that decides for what lies in `folder`, of the project at `root`; `None` where there is none. `in_folder` says
/// what a folder has.
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
            for said in chain.into_iter().filter_map(cli2).filter_map(|file| file.settings.clone()) {
                settings.add(&said);
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

/// Whether `files`, the `.markdownlint-cli2.*` files on the way up from `path`, leave it alone.
pub(in crate::config) fn excludes(files: &[Arc<MarkdownlintFile>], path: &Path) -> bool {
    files.iter().enumerate().any(|(index, file)| file.excludes(path, index + 1 == files.len()))
}
