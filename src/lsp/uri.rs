//! URIs of files.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use url::Url;

use crate::text::disk;

/// The file that `uri` names, or that a new document with a name (`untitled:/notes/a.md`) will be.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(uri.as_str()).ok()?;
    if matches!(url.scheme(), "file" | "untitled") { url.to_file_path().ok() } else { None }
}

/// The name of a file for `uri`, a new document without a name (`untitled:Untitled-1`), with this `extension`. `None` for any
/// other URI.
pub(super) fn untitled_name(uri: &Uri, extension: &str) -> Option<String> {
    let url = Url::parse(uri.as_str()).ok()?;
    let name = (url.scheme() == "untitled" && url.cannot_be_a_base()).then(|| url.path())?;
    let plain = |char: char| if char.is_ascii_alphanumeric() || char == '-' { char } else { '_' };
    Some(format!("{}.{extension}", name.chars().map(plain).collect::<String>()))
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
    }

    #[test]
    fn new_documents_have_a_name() {
        let uri = |text| Uri::from_str(text).unwrap();
        assert_eq!(path(&uri("untitled:Untitled-1")), None);
        assert_eq!(untitled_name(&uri("untitled:Untitled-1"), "md").as_deref(), Some("Untitled-1.md"));
        assert_eq!(untitled_name(&uri("untitled:..%2Fa.b"), "md").as_deref(), Some("___2Fa_b.md"));
        assert_eq!(path(&uri("untitled:///notes/a.md")).as_deref(), Some(Path::new("/notes/a.md")));
        assert_eq!(path(&uri("git:///notes/a.md")), None);
        assert_eq!(untitled_name(&uri("file:///notes/a.md"), "md"), None);
    }
}
