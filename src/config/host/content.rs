//! Where the pages of a host are. Notes beside their folder, such as the README of the repository, are read on GitHub.

use std::path::Path;

use crate::markdown::flavour::Flavour;
use crate::text::file_system::FileSystem;

/// Whether the notes directly in `folder` are not pages of the host of `flavour`, whose pages are in a folder below.
/// `configuration` is the names of the host's files.
pub(super) fn is_beside(files: &dyn FileSystem, folder: &Path, flavour: Flavour, configuration: &[&str]) -> bool {
    let has = |name: &str| files.is_file(&folder.join(name));
    let is_configured = |below: &str| configuration.iter().any(|name| has(&format!("{below}{name}")));
    let (folders, is_site): (&[&str], bool) = match flavour {
        Flavour::Zenn => (&["articles", "books"], true),
        Flavour::Qiita => (&["public"], has("package.json") || has("qiita.config.json")),
        Flavour::Hugo => (&["content"], is_configured("")),
        Flavour::Mkdocs => (&["docs"], is_configured("")),
        Flavour::Docusaurus => (&["docs", "blog"], is_configured("")),
        Flavour::Vitepress => (&["docs"], is_configured("docs/")),
        Flavour::Github | Flavour::Gitlab | Flavour::Commonmark | Flavour::Obsidian | Flavour::Jekyll => return false,
    };
    let names = || files.names_in(folder).unwrap_or_default();
    is_site && names().iter().any(|name| folders.iter().any(|folder| name == folder))
}
