//! Writes fixed notes atomically, and only if they have not changed since they were read.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::finding::{Lang, Localized, reason};
use crate::message;

/// Why a fixed note was not written. The note itself is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Someone else changed it after it was read.
    #[error("changed since it was read")]
    Changed,
    /// Its mode is read-only.
    #[error("read-only")]
    ReadOnly,
    /// No temporary file can be created next to it.
    #[error("can't write to its folder: {0}")]
    Folder(io::Error),
    /// The disk is full.
    #[error("no space left on the disk")]
    Full,
    /// Any other error of the system.
    #[error("{0}")]
    Io(io::Error),
    /// Several notes belong together, and some were replaced and can't be restored.
    #[error("only some of the notes were replaced: {0}")]
    Half(Box<WriteError>),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match plain(error) {
            error if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => Self::Full,
            error => Self::Io(error),
        }
    }
}

/// `error` without the name of the temporary file, which is of no use to the user.
fn plain(error: io::Error) -> io::Error {
    if error.get_ref().is_some() { io::Error::from(error.kind()) } else { error }
}

impl Localized for WriteError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Changed => message!(
                "not fixed: the note was changed while it was being checked; run notelint again",
                "修正していない: 検査中にファイルが変更された。もう一度実行する"
            )
            .text(lang),
            Self::ReadOnly => {
                message!("not fixed: the file is read-only", "修正していない: ファイルが読み取り専用になっている")
                    .text(lang)
            }
            Self::Folder(error) => {
                let reason = reason(error, lang);
                message!(
                    "not fixed: can't write to its folder: {reason}",
                    "修正していない: ファイルのあるフォルダーに書き込めない: {reason}"
                )
                .text(lang)
            }
            Self::Full => message!(
                "not fixed: no space left on the disk; free some space and run notelint again",
                "修正していない: ディスクに空きがない。空きを作ってもう一度実行する"
            )
            .text(lang),
            Self::Half(error) => {
                let error = error.text(lang);
                message!(
                    "a fix across several notes was only partly applied: {error}",
                    "複数のノートにまたがる修正が途中までしか適用されていない: {error}"
                )
                .text(lang)
            }
            Self::Io(error) => {
                let reason = reason(error, lang);
                message!("not fixed: {reason}", "修正していない: {reason}").text(lang)
            }
        }
    }
}

/// Replaces the note at `path`, whose text is `before`, with `after`. The replacement is atomic and keeps the mode.
/// `path` must not contain a symbolic link: one that exists was created after the note was read, and may lead anywhere.
///
/// # Errors
/// See [`WriteError`]; the note is unchanged then.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), WriteError> {
    Replacement::prepare(path, before, after)?.write()
}

/// Like [`replace`] for several notes (path, text before, text after): all of them are replaced, or none. Writes all
/// new texts to temporary files first, so that most errors occur before the first note is replaced. If replacing a note
/// still fails, the notes before it are restored.
///
/// If the process is killed between two replacements, the notes replaced so far keep their new text. Each note is
/// intact, but links in the others may lead to an anchor that no longer exists.
///
/// # Errors
/// The index of the note that can't be replaced, and why. All notes are unchanged then, except with
/// [`WriteError::Half`]: a note could not be restored.
pub fn replace_all(notes: &[(&Path, &str, &str)]) -> Result<(), (usize, WriteError)> {
    let mut prepared = Vec::with_capacity(notes.len());
    for (index, (path, before, after)) in notes.iter().enumerate() {
        prepared.push(Replacement::prepare(path, before, after).map_err(|error| (index, error))?);
    }
    write_all(prepared)
}

fn write_all(prepared: Vec<Replacement<'_>>) -> Result<(), (usize, WriteError)> {
    let mut made: Vec<(&Path, &str, &str)> = Vec::with_capacity(prepared.len());
    for replacement in prepared {
        let Replacement { path, before, after, .. } = replacement;
        if let Err(error) = replacement.write() {
            let put_back = made.iter().rev().map(|(path, before, after)| replace(path, after, before));
            // Try to restore every note, even if restoring one fails.
            let failed: Vec<_> = put_back.filter_map(Result::err).collect();
            let failed = failed.into_iter().next();
            return Err((made.len(), failed.map_or(error, |wrong| WriteError::Half(Box::new(wrong)))));
        }
        made.push((path, before, after));
    }
    Ok(())
}

/// A new text in a temporary file next to its note.
struct Replacement<'a> {
    path: &'a Path,
    before: &'a str,
    after: &'a str,
    file: tempfile::NamedTempFile,
}

impl<'a> Replacement<'a> {
    fn prepare(path: &'a Path, before: &'a str, after: &'a str) -> Result<Self, WriteError> {
        let folder = path.parent().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() || crate::text::disk::canonical(folder)? != folder {
            return Err(WriteError::Changed);
        }
        if metadata.permissions().readonly() {
            return Err(WriteError::ReadOnly);
        }
        let mut file =
            tempfile::Builder::new().prefix(".notelint-").tempfile_in(folder).map_err(|error| match error.into() {
                WriteError::Io(error) => WriteError::Folder(error),
                other => other,
            })?;
        file.as_file_mut().write_all(after.as_bytes())?;
        file.as_file().set_permissions(metadata.permissions())?;
        file.as_file().sync_all()?;
        let replacement = Self { path, before, after, file };
        replacement.is_already_fixed()?;
        Ok(replacement)
    }

    /// Whether another process has already written the new text.
    fn is_already_fixed(&self) -> Result<bool, WriteError> {
        match fs::read(self.path)? {
            now if now == self.before.as_bytes() => Ok(false),
            now if now == self.after.as_bytes() => Ok(true),
            _ => Err(WriteError::Changed),
        }
    }

    fn write(self) -> Result<(), WriteError> {
        if !self.is_already_fixed()? {
            self.file.persist(self.path).map_err(|error| error.error)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(name: &str, text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join(name);
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn the_note_is_replaced_and_nothing_else_is_left() {
        let (folder, path) = folder_with("メモ.md", "old");
        replace(&path, "old", "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_changed_note_is_not_replaced() {
        let (folder, path) = folder_with("note.md", "theirs");
        assert!(matches!(replace(&path, "what was read", "ours"), Err(WriteError::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_note_with_the_same_fix_counts_as_fixed() {
        let (folder, path) = folder_with("note.md", "new");
        replace(&path, "old", "new").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_read_only_note_is_not_replaced() {
        let (_folder, path) = folder_with("note.md", "old");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(matches!(replace(&path, "old", "new"), Err(WriteError::ReadOnly)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }

    #[test]
    fn several_notes_are_replaced_together_or_not_at_all() {
        let (folder, first) = folder_with("a.md", "old a");
        let second = first.with_file_name("b.md");
        fs::write(&second, "theirs").unwrap();
        let notes = [(&*first, "old a", "new a"), (&*second, "old b", "new b")];
        assert!(matches!(replace_all(&notes), Err((1, WriteError::Changed))));
        assert_eq!(fs::read_to_string(&first).unwrap(), "old a");
        fs::write(&second, "old b").unwrap();
        replace_all(&notes).unwrap();
        assert_eq!(fs::read_to_string(&first).unwrap(), "new a");
        assert_eq!(fs::read_to_string(&second).unwrap(), "new b");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn replaced_notes_are_restored() {
        let (folder, first) = folder_with("a.md", "old a");
        let second = first.with_file_name("b.md");
        fs::write(&second, "old b").unwrap();
        let prepared = [
            Replacement::prepare(&first, "old a", "new a").unwrap(),
            Replacement::prepare(&second, "old b", "new b").unwrap(),
        ];
        // Another process changes the second note after it was checked.
        fs::write(&second, "theirs").unwrap();
        assert!(matches!(write_all(prepared.into()), Err((1, WriteError::Changed))));
        assert_eq!(fs::read_to_string(&first).unwrap(), "old a");
        assert_eq!(fs::read_to_string(&second).unwrap(), "theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_is_kept() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = folder_with("note.md", "old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, "old", "new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn the_target_of_a_symbolic_link_is_not_replaced() {
        use std::os::unix::fs::symlink;
        let (folder, path) = folder_with("note.md", "old");
        let folder = folder.path().canonicalize().unwrap();
        symlink(&path, folder.join("link.md")).unwrap();
        symlink(&folder, folder.join("linked_folder")).unwrap();
        for link in ["link.md", "linked_folder/note.md"] {
            assert!(matches!(replace(&folder.join(link), "old", "new"), Err(WriteError::Changed)), "{link}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }
}
