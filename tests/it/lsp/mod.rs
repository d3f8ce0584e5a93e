//! The language server, as a process, with an editor that speaks its protocol.

mod actions;
mod client;
mod completion;
mod configuration;
mod diagnostics;
mod hostile;
mod hover;
mod navigation;
mod paste;
mod reader;
mod renames;
mod states;
mod structure;
mod untitled;

use std::path::Path;

use tempfile::TempDir;

/// A folder with `files`: paths and texts.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The text of the file at `path`.
fn read(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap()
}
