//! Paths as they are shown to users and stored with `/`.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::{Component, Path, Prefix};
use std::{io, iter};

/// Why a path can't be used.
#[derive(Debug)]
pub enum PathError {
    /// The path can't be read.
    Unreadable {
        /// The path as shown to the user.
        name: String,
        /// The system's error.
        error: io::Error,
    },
    /// The path is outside the project.
    Outside {
        /// The path as shown to the user.
        name: String,
    },
    /// The folder can't be created.
    NoFolder(io::Error),
}

/// Whether `path` has the extension of a note.
pub(crate) fn is_note(path: &Path) -> bool {
    let is = |extension: &std::ffi::OsStr| {
        extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
    };
    path.extension().is_some_and(is)
}

/// `to` relative to the folder `from`, with `/`. Both are absolute. Parts that are not Unicode are shown with
/// replacement characters.
pub fn relative(from: &Path, to: &Path) -> String {
    PathParts::of(from).to(&PathParts::of(to))
}

/// `path` relative to the folder `from`, with each byte that is not Unicode as `\xFF`, so that different names are
/// shown differently.
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

/// `path` with `/`, as the bytes git uses, which need not be Unicode.
pub fn bytes(path: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = path.components().map(|part| part.as_os_str().as_encoded_bytes()).collect();
    parts.join(&b'/')
}

/// `path` with `/`, also on Windows: `C:\a\b` becomes `C:/a/b`, `\\server\share\a` becomes `//server/share/a`. The
/// verbatim prefix that `canonicalize` adds (`\\?\`) is removed.
pub fn with_slashes(path: &Path) -> String {
    PathParts::of(path).shown()
}

/// The parts of a path. They do not depend on the system, so Windows paths can be tested anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PathParts<'p> {
    /// A drive (`C:`) or a share (`//server/share`), with `/`. Empty for other paths.
    prefix: String,
    /// Whether the path begins at the root.
    rooted: bool,
    names: Vec<Cow<'p, str>>,
}

impl<'p> PathParts<'p> {
    fn of(path: &'p Path) -> Self {
        let mut parts = Self { prefix: String::new(), rooted: false, names: Vec::new() };
        for component in path.components() {
            match component {
                Component::Prefix(prefix) => parts.prefix = shown_prefix(prefix.kind()),
                Component::RootDir => parts.rooted = true,
                name => parts.names.push(name.as_os_str().to_string_lossy()),
            }
        }
        parts
    }

    fn shown(&self) -> String {
        // A share is its own root, while `C:a` is relative to the current folder of the drive.
        let root = if self.rooted { "/" } else { "" };
        format!("{}{root}{}", self.prefix, self.names.join("/"))
    }

    /// `to` relative to this path.
    fn to(&self, to: &Self) -> String {
        let other_root = !self.prefix.eq_ignore_ascii_case(&to.prefix) || self.rooted != to.rooted;
        let shared = self.names.iter().zip(&to.names).take_while(|(a, b)| a == b).count();
        let up = self.names.len() - shared;
        // If the paths have nothing in common, the absolute path is clearer.
        if other_root || shared == 0 && up > 0 {
            return to.shown();
        }
        let parts: Vec<_> = iter::repeat_n("..", up).chain(to.names[shared..].iter().map(|name| &**name)).collect();
        if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
    }
}

/// The prefix of a Windows path in its usual form, with `/`.
fn shown_prefix(prefix: Prefix<'_>) -> String {
    match prefix {
        Prefix::VerbatimDisk(letter) | Prefix::Disk(letter) => format!("{}:", char::from(letter)),
        Prefix::VerbatimUNC(server, share) | Prefix::UNC(server, share) => {
            format!("//{}/{}", server.to_string_lossy(), share.to_string_lossy())
        }
        Prefix::Verbatim(name) => format!("//?/{}", name.to_string_lossy()),
        Prefix::DeviceNS(name) => format!("//./{}", name.to_string_lossy()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts with this prefix and these names, at the root.
    fn parts(prefix: Prefix<'_>, names: &'static [&'static str]) -> PathParts<'static> {
        let names = names.iter().map(|name| Cow::Borrowed(*name)).collect();
        PathParts { prefix: shown_prefix(prefix), rooted: true, names }
    }

    #[test]
    fn windows_paths_are_shown_with_slashes_and_without_verbatim_prefix() {
        let share = |verbatim: bool| {
            let (server, share) = ("srv".as_ref(), "notes".as_ref());
            if verbatim { Prefix::VerbatimUNC(server, share) } else { Prefix::UNC(server, share) }
        };
        for prefix in [Prefix::Disk(b'C'), Prefix::VerbatimDisk(b'C')] {
            assert_eq!(parts(prefix, &["Users", "me"]).shown(), "C:/Users/me");
            assert_eq!(parts(prefix, &[]).shown(), "C:/");
        }
        for verbatim in [false, true] {
            assert_eq!(parts(share(verbatim), &["a.md"]).shown(), "//srv/notes/a.md");
        }
        assert_eq!(PathParts { rooted: false, ..parts(Prefix::Disk(b'C'), &["a.md"]) }.shown(), "C:a.md");
    }

    #[test]
    fn windows_paths_are_relative_within_a_drive_or_share() {
        let disk = |letter, names| parts(Prefix::Disk(letter), names);
        let verbatim = |letter, names| parts(Prefix::VerbatimDisk(letter), names);
        // `canonicalize` returns verbatim paths; the command line has others, with the drive letter in either case.
        assert_eq!(disk(b'C', &["a"]).to(&verbatim(b'c', &["a", "b.md"])), "b.md");
        assert_eq!(verbatim(b'C', &["a", "b"]).to(&disk(b'C', &["a", "x.md"])), "../x.md");
        assert_eq!(disk(b'C', &["a"]).to(&disk(b'C', &["a"])), ".");
        assert_eq!(disk(b'C', &["a"]).to(&disk(b'D', &["a", "x.md"])), "D:/a/x.md");
        assert_eq!(disk(b'C', &["a"]).to(&disk(b'C', &["b", "x.md"])), "C:/b/x.md");
        let share = parts(Prefix::UNC("s".as_ref(), "n".as_ref()), &["a", "x.md"]);
        assert_eq!(disk(b'C', &["a"]).to(&share), "//s/n/a/x.md");
        assert_eq!(parts(Prefix::VerbatimUNC("S".as_ref(), "n".as_ref()), &["a"]).to(&share), "x.md");
    }

    #[cfg(unix)]
    #[test]
    fn paths_are_relative_to_the_current_folder() {
        let relative = |from: &str, to: &str| super::relative(Path::new(from), Path::new(to));
        assert_eq!(relative("/a/b", "/a/b/c/d.md"), "c/d.md");
        assert_eq!(relative("/a/b", "/a/x.md"), "../x.md");
        assert_eq!(relative("/a/b", "/a/b"), ".");
        assert_eq!(relative("/", "/a/x.md"), "a/x.md");
        assert_eq!(relative("/a/b", "/c/x.md"), "/c/x.md");
    }
}
