//! The root folder of a project.

use std::path::{Path, PathBuf};

use crate::config::FILE_NAME;

/// The root folder of a project, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it has a `notelint.toml` or is a git repository. Otherwise it is just the requested folder.
    pub marked: bool,
}

/// The root of the project that contains `folder`: the folder of the topmost `notelint.toml`, else the root of the git
/// repository, else `folder` itself.
///
/// Nothing above the root of a git repository counts, so that every clone has the same findings.
pub fn root_of(folder: &Path) -> Root {
    let mut topmost = None;
    for above in folder.ancestors() {
        let git = is_repository(above);
        if git || above.join(FILE_NAME).is_file() {
            let configured = above.join(FILE_NAME).is_file();
            topmost = if configured || topmost.is_none() { Some(above) } else { topmost };
        }
        if git {
            break;
        }
    }
    Root { folder: topmost.unwrap_or(folder).to_owned(), marked: topmost.is_some() }
}

/// Whether `folder` is the root of a git repository, a worktree or a submodule.
pub fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(files: &[&str], folder: &str) -> Option<String> {
        let temp = tempfile::tempdir().unwrap();
        for file in files {
            let path = temp.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let root = root_of(&temp.path().join(folder));
        let folder = root.folder.strip_prefix(temp.path()).ok()?;
        root.marked.then(|| folder.to_str().unwrap().to_owned())
    }

    // In a repository, because nothing above it counts: the machine may have a `notelint.toml` above its temporary folder.
    #[test]
    fn the_topmost_configuration_below_the_repository_wins() {
        let nested = ["r/.git/x", "r/a/notelint.toml", "r/a/b/notelint.toml", "r/a/b/c/x"];
        assert_eq!(root(&nested, "r/a/b/c"), Some("r/a".into()));
        assert_eq!(root(&["r/.git/x", "r/a/x"], "r/a"), Some("r".into()));
        assert_eq!(root(&["r/.git/x", "r/a/notelint.toml"], "r/a"), Some("r/a".into()));
    }

    #[test]
    fn nothing_above_a_repository_counts() {
        assert_eq!(root(&["notelint.toml", "r/.git/x", "r/a/x"], "r/a"), Some("r".into()));
        assert_eq!(root(&["notelint.toml", "r/.git", "r/notelint.toml"], "r"), Some("r".into()));
    }

    #[test]
    fn without_either_the_folder_is_the_project() {
        assert_eq!(root(&["a/x"], "a"), None);
    }
}
