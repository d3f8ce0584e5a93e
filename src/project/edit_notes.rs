//! Writes the notes of a rename or a move to the disk, and moves files: all of it, or nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::facts::files::fold;
use crate::facts::moved_files::{FileMove, PathMoves};
use crate::finding::{Lang, Localized, reason, unwritable};
use crate::lint::fix::write::{WriteError, replace_all};
use crate::message;
use crate::project::git::{GitError, Repository};

/// A note before and after an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedNote {
    /// Its path before the move, relative to the project.
    pub path: String,
    /// The text before.
    pub before: String,
    /// The text after.
    pub after: String,
}

/// Why notes were not edited and files not moved.
#[derive(Debug)]
pub enum EditError {
    /// Something exists at this path already.
    Exists(String),
    /// The file or folder at the first path can't be moved to the second.
    Move(String, String, io::Error),
    /// The same, with git.
    Git(GitError),
    /// The note at this path can't be written.
    Write(String, WriteError),
}

impl Localized for EditError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Exists(path) => message!("`{path}` already exists", "`{path}` はすでに存在する").text(lang),
            Self::Move(from, to, error) => {
                let reason = reason(error, lang);
                message!("`{from}` can't be moved to `{to}`: {reason}", "`{from}` を `{to}` に移動できない: {reason}")
                    .text(lang)
            }
            Self::Git(error) => error.text(lang),
            Self::Write(path, WriteError::Changed) => {
                message!("`{path}` was changed in the meantime", "`{path}` が途中で変更された").text(lang)
            }
            Self::Write(path, WriteError::ReadOnly) => {
                message!("`{path}` is read-only", "`{path}` が読み取り専用になっている").text(lang)
            }
            Self::Write(path, WriteError::Full) => message!(
                "`{path}` can't be written: no space left on the disk",
                "`{path}` を書き込めない: ディスクに空きがない"
            )
            .text(lang),
            Self::Write(path, WriteError::Folder(error) | WriteError::Io(error)) => unwritable(path, error, lang),
            Self::Write(path, WriteError::Half(_)) => message!(
                "`{path}` can't be restored, so only some of the notes are written",
                "`{path}` を元に戻せず、一部のノートだけが書き込まれている"
            )
            .text(lang),
        }
    }
}

/// Moves files of the project at `root`, then replaces the texts of `notes`. Files that git tracks are moved with git.
/// Folders are created as needed.
///
/// # Errors
/// Why that failed. Everything is as before then, except with [`WriteError::Half`].
pub fn edit(root: &Path, notes: &[EditedNote], moves: &[FileMove]) -> Result<(), EditError> {
    let mut made: Vec<Moved> = Vec::new();
    for one in moves {
        match Moved::make(root, one) {
            Ok(moved) => made.push(moved),
            Err(error) => {
                made.iter().rev().for_each(Moved::undo);
                return Err(error);
            }
        }
    }
    let paths = PathMoves::new(moves);
    let places: Vec<PathBuf> = notes.iter().map(|note| root.join(paths.after(&note.path))).collect();
    let files = places.iter().zip(notes).map(|(place, note)| (&**place, &*note.before, &*note.after));
    replace_all(&files.collect::<Vec<_>>()).map_err(|(index, error)| {
        made.iter().rev().for_each(Moved::undo);
        EditError::Write(notes[index].path.clone(), error)
    })
}

/// A file or folder that was moved.
struct Moved {
    from: PathBuf,
    to: PathBuf,
    /// The repository, if git moved it.
    repository: Option<Repository>,
    /// The folders that were created, the outermost first.
    created: Vec<PathBuf>,
}

impl Moved {
    fn make(root: &Path, one: &FileMove) -> Result<Self, EditError> {
        let (from, to) = (root.join(&one.from), root.join(&one.to));
        if to.symlink_metadata().is_ok() && !is_same(&from, &to) {
            return Err(EditError::Exists(one.to.clone()));
        }
        let repository = from.parent().and_then(|folder| Repository::of(folder).ok());
        let repository = repository.filter(|repository| repository.tracks(&from).unwrap_or(false));
        let above = to.ancestors().skip(1).take_while(|folder| !folder.exists());
        let mut created: Vec<PathBuf> = above.map(Path::to_owned).collect();
        created.reverse();
        let moved = Self { from, to, repository, created };
        let done = moved.create().and_then(|()| moved.rename());
        done.map_err(|error| {
            moved.remove_created();
            match error {
                Failed::Git(error) => EditError::Git(error),
                Failed::Io(error) => EditError::Move(one.from.clone(), one.to.clone(), error),
            }
        })?;
        Ok(moved)
    }

    fn create(&self) -> Result<(), Failed> {
        self.created.iter().try_for_each(fs::create_dir).map_err(Failed::Io)
    }

    fn rename(&self) -> Result<(), Failed> {
        match &self.repository {
            Some(repository) => repository.rename(&self.from, &self.to).map_err(Failed::Git),
            None => fs::rename(&self.from, &self.to).map_err(Failed::Io),
        }
    }

    /// Moves it back. There is nothing more to do if that fails.
    fn undo(&self) {
        let _ = match &self.repository {
            Some(repository) => repository.rename(&self.to, &self.from).is_ok(),
            None => fs::rename(&self.to, &self.from).is_ok(),
        };
        self.remove_created();
    }

    fn remove_created(&self) {
        self.created.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

enum Failed {
    Git(GitError),
    Io(io::Error),
}

/// Whether both are the same file, as `a.md` and `A.md` are where the file system ignores case.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let name = |path: &Path| path.file_name().map(|name| fold(&name.to_string_lossy()));
    if name(one) != name(other) {
        return false;
    }
    let (Ok(one), Ok(other)) = (crate::text::disk::canonical(one), crate::text::disk::canonical(other)) else {
        return false;
    };
    one == other
}
