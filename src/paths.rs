//! Paths for reading.

use std::fmt::Write;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::finding::Lang;
use crate::message;

/// Says that `path` can't be read, and why.
pub fn unreadable(path: &str, error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            message!("`{path}`: no such file or folder", "`{path}`: ファイルもフォルダーもない").text(lang)
        }
        _ => message!("`{path}` can't be read: {error}", "`{path}` を読み込めない: {error}").text(lang),
    }
}

/// `path` without symbolic links, which has to lie below `root` then; it is called `name`.
///
/// # Errors
/// Where it is not there, or lies outside; in the language `lang`.
pub fn within(root: &Path, path: &Path, name: &str, lang: Lang) -> Result<PathBuf, String> {
    let real = |path: &Path| path.canonicalize().map_err(|error| unreadable(name, &error, lang));
    let found = real(path)?;
    if found.starts_with(real(root)?) {
        return Ok(found);
    }
    Err(message!("`{name}` lies outside of the project", "`{name}` はプロジェクトの外にある").text(lang))
}

/// Makes the folder of the file at `path`, if need be, and gives it. It has to lie below `root`: a repository may hold a
/// symbolic link by its name.
///
/// # Errors
/// What stands in the way, in the language `lang`.
pub fn folder_for(root: &Path, path: &Path, lang: Lang) -> Result<PathBuf, String> {
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    within(root, folder, &relative(root, folder), lang)
}

/// `to` as seen from the folder `from`, with `/`; both absolute. Names that are not Unicode are shown as well as it
/// goes.
pub fn relative(from: &Path, to: &Path) -> String {
    let (mut from, mut to) = (from.components().peekable(), to.components().peekable());
    let mut shared = 0;
    while let (Some(a), Some(b)) = (from.peek(), to.peek()) {
        if a != b {
            break;
        }
        shared += usize::from(matches!(a, Component::Normal(_)));
        from.next();
        to.next();
    }
    if from.clone().any(|part| matches!(part, Component::Prefix(_))) {
        return with_slashes(&to.collect::<std::path::PathBuf>());
    }
    let up = from.filter(|part| matches!(part, Component::Normal(_))).count();
    let below: Vec<_> = to.map(|part| part.as_os_str().to_string_lossy()).collect();
    // A path that shares nothing is clearer from the root on.
    if shared == 0 && up > 0 {
        return format!("/{}", below.join("/"));
    }
    let parts: Vec<_> = std::iter::repeat_n("..".into(), up).chain(below).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// `path` without `.`, `..` and symbolic links, as far as it is there.
pub fn absolute(path: &Path) -> PathBuf {
    let mut there = path;
    let mut rest = Vec::new();
    loop {
        if let Ok(found) = there.canonicalize() {
            return rest.iter().rev().fold(found, |path, name| path.join(name));
        }
        let (Some(folder), Some(name)) = (there.parent(), there.file_name()) else { return path.to_owned() };
        rest.push(name);
        there = folder;
    }
}

/// `path` as seen from the folder `from`, with each byte that is not Unicode as `\xFF`: names that differ are shown so.
pub fn escaped(path: &Path, from: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.strip_prefix(from).unwrap_or(path).as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02X}");
        }
    }
    shown.replace(std::path::MAIN_SEPARATOR, "/")
}

/// `path` with `/`, byte by byte: as git names it, whether it is Unicode or not.
pub fn bytes(path: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = path.components().map(|part| part.as_os_str().as_encoded_bytes()).collect();
    parts.join(&b'/')
}

/// `path` with `/`.
pub fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_working_directory() {
        let relative = |from: &str, to: &str| super::relative(Path::new(from), Path::new(to));
        assert_eq!(relative("/a/b", "/a/b/c/d.md"), "c/d.md");
        assert_eq!(relative("/a/b", "/a/x.md"), "../x.md");
        assert_eq!(relative("/a/b", "/a/b"), ".");
        assert_eq!(relative("/", "/a/x.md"), "a/x.md");
        assert_eq!(relative("/a/b", "/c/x.md"), "/c/x.md");
    }
}
