//! The pre-commit hook: a script in the hooks folder of the repository.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{GitError, Repository, line, path};
use crate::finding::{Lang, Localized, unwritable};
use crate::message;

/// The second line of scripts that notelint wrote.
const MARK: &str = "# Written by `notelint hook install`";

/// The name that an existing hook is moved to while notelint's hook is installed.
const DISPLACED: &str = "pre-commit.before-notelint";

/// The hook that git runs before a commit.
#[derive(Debug)]
pub struct Hook {
    folder: PathBuf,
    /// Whether only this repository uses the folder.
    own: bool,
}

/// What exists at the path of the hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookState {
    /// Nothing.
    Nothing,
    /// A hook that notelint wrote.
    Ours,
    /// Another hook.
    Others,
}

/// Why a hook was not installed or removed.
#[derive(Debug)]
pub enum HookError {
    /// There is a hook that notelint did not write; `--force` replaces it.
    Others(PathBuf),
    /// The hook to remove was not written by notelint.
    NotOurs(PathBuf),
    /// The hooks folder (`core.hooksPath`) may be shared with other repositories.
    Shared(PathBuf),
    /// An error of the file system.
    Io(PathBuf, io::Error),
}

impl Localized for HookError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::NotOurs(path) => {
                let path = path.display();
                message!(
                    "`{path}` was not written by notelint; left unchanged",
                    "`{path}` は notelint のフックではないため変更していない"
                )
                .text(lang)
            }
            Self::Others(path) => {
                let path = path.display();
                message!(
                    "`{path}` already exists and was not written by notelint; `--force` moves it aside",
                    "`{path}` には notelint のものでないフックがある。`--force` を付けると退避して置き換える"
                )
                .text(lang)
            }
            Self::Shared(path) => {
                let path = path.display();
                message!(
                    "`core.hooksPath` points to `{path}`, which other repositories may share; `--force` writes to it anyway",
                    "`core.hooksPath` の指す `{path}` はほかのリポジトリと共有されている可能性がある。`--force` を付けると書き込む"
                )
                .text(lang)
            }
            Self::Io(path, error) => unwritable(&path.to_string_lossy(), error, lang),
        }
    }
}

impl Hook {
    /// The hook of `repository`: in `core.hooksPath` if it is set, else in the git folder, which all worktrees share.
    ///
    /// # Errors
    /// If git fails.
    pub fn of(repository: &Repository) -> Result<Self, GitError> {
        let folder = repository.top().join(path(line(&repository.run(["rev-parse", "--git-path", "hooks"])?)));
        let common = repository.top().join(path(line(&repository.run(["rev-parse", "--git-common-dir"])?)));
        let real = |path: &Path| crate::text::disk::canonical(path).unwrap_or_else(|_| path.to_owned());
        let own = real(&folder).starts_with(repository.top()) || real(&folder).starts_with(real(&common));
        Ok(Self { folder, own })
    }

    /// The path of the script.
    pub fn file(&self) -> PathBuf {
        self.folder.join("pre-commit")
    }

    /// What exists at the path of the hook.
    pub fn state(&self) -> HookState {
        match std::fs::read(self.file()) {
            Ok(bytes) if String::from_utf8_lossy(&bytes).contains(MARK) => HookState::Ours,
            Err(error) if error.kind() == io::ErrorKind::NotFound => HookState::Nothing,
            Ok(_) | Err(_) => HookState::Others,
        }
    }

    /// Writes the script. It runs `notelint` or, if there is none on the path, `program`. With `force`, an existing hook is moved
    /// aside; returns its new path.
    ///
    /// # Errors
    /// Without `force`, if there is another hook or the folder may be shared. If another hook was already moved aside. Errors of the
    /// file system.
    pub fn install(&self, program: &Path, force: bool) -> Result<Option<PathBuf>, HookError> {
        if !self.own && !force {
            return Err(HookError::Shared(self.folder.clone()));
        }
        let mut aside = None;
        if self.state() == HookState::Others {
            let kept = self.folder.join(DISPLACED);
            if !force || kept.exists() {
                return Err(HookError::Others(if force { kept } else { self.file() }));
            }
            std::fs::rename(self.file(), &kept).map_err(|error| HookError::Io(self.file(), error))?;
            aside = Some(kept);
        }
        self.write(program).map_err(|error| HookError::Io(self.file(), error))?;
        Ok(aside)
    }

    fn write(&self, program: &Path) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::Builder::new().prefix(".pre-commit").tempfile_in(&self.folder)?;
        file.write_all(script(program).as_bytes())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.as_file().set_permissions(std::fs::Permissions::from_mode(0o755))?;
        }
        file.persist(self.file())?;
        Ok(())
    }

    /// Removes the script, and restores a hook that was moved aside. Returns whether there was one.
    ///
    /// # Errors
    /// If notelint did not write the hook; errors of the file system.
    pub fn uninstall(&self) -> Result<bool, HookError> {
        if self.state() == HookState::Others {
            return Err(HookError::NotOurs(self.file()));
        }
        let kept = self.folder.join(DISPLACED);
        let io = |error| HookError::Io(self.file(), error);
        if kept.exists() {
            std::fs::rename(kept, self.file()).map_err(io)?;
            return Ok(true);
        }
        std::fs::remove_file(self.file()).map_err(io)?;
        Ok(false)
    }
}

/// The script. It checks the staged notes as they are staged.
fn script(program: &Path) -> String {
    let program = program.to_string_lossy().replace('\\', "/").replace('\'', "'\\''");
    format!(
        "#!/bin/sh\n\
         {MARK}; `notelint hook uninstall` removes it.\n\
         if command -v notelint >/dev/null 2>&1; then\n    \
             exec notelint check --staged\n\
         elif [ -x '{program}' ]; then\n    \
             exec '{program}' check --staged\n\
         fi\n\
         echo 'commit stopped: notelint is not installed; to commit anyway: git commit --no-verify' >&2\n\
         exit 1\n"
    )
}
