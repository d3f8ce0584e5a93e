//! Where the pages of a host are. Notes beside their folder, such as the README of the repository, are read on GitHub.

use std::path::Path;

use super::{docusaurus, hugo, vitepress};
use crate::markdown::flavour::Flavour;
use crate::text::file_system::FileSystem;

/// Whether the notes directly in `folder` are not pages of the host of `flavour`, whose pages are in a folder below.
pub(super) fn is_beside(files: &dyn FileSystem, folder: &Path, flavour: Flavour) -> bool {
    let (folders, signs): (&[&str], &[&str]) = match flavour {
        Flavour::Zenn => (&["articles", "books"], &[]),
        Flavour::Qiita => (&["public"], &["package.json", "qiita.config.json"]),
        Flavour::Hugo => (&["content"], &hugo::NAMES),
        Flavour::Mkdocs => (&["docs"], &["mkdocs.yml", "mkdocs.yaml"]),
        Flavour::Docusaurus => (&["docs", "blog"], &docusaurus::NAMES),
        Flavour::Vitepress => (&["docs"], &vitepress::BELOW_DOCS),
        Flavour::Github | Flavour::Gitlab | Flavour::Commonmark | Flavour::Obsidian | Flavour::Jekyll => return false,
    };
    let has_sign = || signs.is_empty() || signs.iter().any(|sign| files.is_file(&folder.join(sign)));
    let names = files.names_in(folder).unwrap_or_default();
    names.iter().any(|name| folders.iter().any(|folder| name == folder)) && has_sign()
}
