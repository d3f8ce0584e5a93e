//! Folders without notes: a check of nothing must not look like a check that found nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::context::Context;
use crate::config::Configs;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::project::root::root_of;
use crate::project::walk::Selection;
use crate::text::disk;

/// An error for each of the folders among `paths` (as on the command line) in which no note is selected.
pub(super) fn without_notes(
    paths: &[PathBuf],
    selection: &Selection,
    configs: &Arc<Configs>,
    context: &Context<'_>,
) -> Vec<String> {
    let selected = selection.projects.iter().flat_map(|project| &project.notes).filter(|note| note.selected);
    let folders = paths.iter().filter_map(|path| {
        let folder = disk::canonical(&context.cwd.join(path)).ok().filter(|folder| folder.is_dir())?;
        Some((path, folder))
    });
    let empty = folders.filter(|(_, folder)| !selected.clone().any(|note| note.file.starts_with(folder)));
    empty.map(|(path, folder)| no_notes(&path.to_string_lossy(), &folder, configs)).collect()
}

/// Says that `folder`, shown as `shown`, has no notes.
pub(super) fn no_notes(shown: &str, folder: &Path, configs: &Arc<Configs>) -> String {
    let root = root_of(folder).folder;
    if root != folder && configs.excludes(&root, folder) {
        return message!(
            "no notes in `{shown}`: the configuration excludes this folder",
            "`{shown}` にノートがない: 設定の `exclude` で除外されている"
        )
        .text(configs.lang);
    }
    let mdx = if configs.flavour(&root, folder) == Flavour::Docusaurus { ", *.mdx" } else { "" };
    message!("no notes (*.md, *.markdown{mdx}) in `{shown}`", "`{shown}` にノート（*.md, *.markdown{mdx}）がない")
        .text(configs.lang)
}
