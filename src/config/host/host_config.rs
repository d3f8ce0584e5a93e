//! How a host reads the notes of a project.

use std::path::{Path, PathBuf};

use crate::text::profile::Profile;

/// The configuration of a host, and what it makes of the flavour's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostConfig {
    /// The flavour's profile with the options of the files.
    pub profile: Profile,
    /// Whether only `.mdx` files are MDX (`markdown.format: "detect"` of Docusaurus).
    pub mdx_by_extension: bool,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// Those of them that can't be parsed.
    pub unreadable: Vec<PathBuf>,
}

impl HostConfig {
    /// How the host reads the note at `path`.
    pub fn profile_of(&self, path: &Path) -> Profile {
        let mdx = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"));
        if self.mdx_by_extension && !mdx { self.profile.without_mdx() } else { self.profile }
    }
}
