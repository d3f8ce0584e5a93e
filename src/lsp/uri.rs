//! URIs of files.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use url::Url;

use crate::text::disk;

/// The file that `uri` names; `None` if it is not a `file:` URI.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    Url::parse(uri.as_str()).ok()?.to_file_path().ok()
}

/// The URI of the file at `path`, which is absolute.
pub(super) fn of(path: &Path) -> Option<Uri> {
    Uri::from_str(Url::from_file_path(path).ok()?.as_str()).ok()
}

/// `path` with the symbolic links of its folder resolved, as the paths of notes are. The file need not exist.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = disk::absolute(path);
    let (Some(folder), Some(name)) = (absolute.parent(), absolute.file_name()) else { return absolute };
    disk::canonical(folder).map_or_else(|_| absolute.clone(), |folder| folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_japanese_are_encoded() {
        let file = Path::new("/notes/概要 1.md");
        let uri = of(file).unwrap();
        assert_eq!(uri.as_str(), "file:///notes/%E6%A6%82%E8%A6%81%201.md");
        assert_eq!(path(&uri).as_deref(), Some(file));
        assert_eq!(path(&Uri::from_str("untitled:Untitled-1").unwrap()), None);
    }
}
