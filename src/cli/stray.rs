//! Broken configurations of folders that nobody asked to check: why they are read, and how to leave them out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::context::Context;
use crate::config::{Configs, FILE_NAME};
use crate::finding::config_error::ConfigError;
use crate::message;
use crate::project::root::root_of;
use crate::text::{disk, paths};

/// Explains those of `errors` that are in the configuration of a folder beside the `named` paths.
pub(super) fn explain(errors: &[ConfigError], named: &[PathBuf], configs: &Configs, context: &Context<'_>) {
    let named: Vec<_> = named.iter().map(|path| disk::absolute(&context.cwd.join(path))).collect();
    let files: BTreeSet<_> = errors.iter().filter_map(|error| Some(error.place()?.file.path.as_path())).collect();
    // The project of the named paths, which may be larger than that of the broken file.
    let root = root_of(named.first().unwrap_or(&context.cwd)).folder;
    for file in files {
        let Some(folder) = file.parent().filter(|folder| is_beside(folder, &named)) else { continue };
        if root == folder || !folder.starts_with(&root) || configs.choice.file.is_some() {
            continue;
        }
        let below = paths::relative(&root, folder);
        let (shown, own) = (paths::relative(&context.cwd, file), paths::relative(&context.cwd, &root.join(FILE_NAME)));
        context.err.hint(
            &message!(
                "`{shown}` is read because links and spellings are checked across the whole project; \
                 to leave its folder out, put `exclude = [\"{below}\"]` in `{own}`",
                "リンクと表記はプロジェクト全体で確認するため `{shown}` も読む。このフォルダーを除くには \
                 `{own}` に `exclude = [\"{below}\"]` と書く"
            )
            .text(context.lang()),
        );
    }
}

/// Whether `folder` is neither above nor below any of `named`.
fn is_beside(folder: &Path, named: &[PathBuf]) -> bool {
    !named.iter().any(|named| named.starts_with(folder) || folder.starts_with(named))
}
