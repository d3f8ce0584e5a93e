//! The pre-commit hook: a script in the repository's folder of hooks.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{GitError, Repository, line, path};
use crate::finding::{Lang, Localized, unwritable};
use crate::message;

/// In the second line of each script that notelint wrote.
const MARK: &str = "# Written by `notelint hook install`";

/// Where a hook of others waits while notelint's stands in its place.
const KEPT: &str = "pre-commit.before-notelint";

/// The hook that git runs before a commit.
#[derive(Debug)]
pub struct Hook {
    folder: PathBuf,
    /// Whether the folder belongs to this repository alone.
    own: bool,
}

/// What there is by the name of the hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookState {
    /// Nothing.
    Nothing,
    /// A hook that notelint wrote.
    Ours,
    /// Another.
    Others,
}

/// Why it was not done.
#[derive(Debug)]
pub enum HookError {
    /// A hook of others stands there.
    Others(PathBuf),
    /// The folder of hooks is not this repository's alone (`core.hooksPath`).
    Shared(PathBuf),
    /// The file system's own words.
    Io(PathBuf, io::Error),
}

impl Localized for HookError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Others(path) => {
                let path = path.display();
                message!(
                    "`{path}` is there already, and not notelint's; `--force` puts it aside",
                    "`{path}` には notelint のものでないフックがある。`--force` を付けると退避して置き換える"
                )
                .text(lang)
            }
            Self::Shared(path) => {
                let path = path.display();
                message!(
                    "`core.hooksPath` leads to `{path}`, which other repositories may share; `--force` writes there",
                    "`core.hooksPath` の指す `{path}` はほかのリポジトリと共有かもしれない。`--force` で書き込める"
                )
                .text(lang)
            }
            Self::Io(path, error) => unwritable(&path.to_string_lossy(), error, lang),
        }
    }
}

impl Hook {
    /// That of `repository`: in `core.hooksPath` where that is set, else in git's own folder, which worktrees share.
    ///
    /// # Errors
    /// Those of git.
    pub fn of(repository: &Repository) -> Result<Self, GitError> {
        let folder = repository.top().join(path(line(&repository.run(["rev-parse", "--git-path", "hooks"])?)));
        let common = repository.top().join(path(line(&repository.run(["rev-parse", "--git-common-dir"])?)));
        let real = |path: &Path| crate::text::disk::canonical(path).unwrap_or_else(|_| path.to_owned());
        let own = real(&folder).starts_with(repository.top()) || real(&folder).starts_with(real(&common));
        Ok(Self { folder, own })
    }

    /// The script.
    pub fn file(&self) -> PathBuf {
        self.folder.join("pre-commit")
    }

    /// What stands there now.
    pub fn standing(&self) -> HookState {
        match std::fs::read(self.file()) {
            Ok(bytes) if String::from_utf8_lossy(&bytes).contains(MARK) => HookState::Ours,
            Err(error) if error.kind() == io::ErrorKind::NotFound => HookState::Nothing,
            Ok(_) | Err(_) => HookState::Others,
        }
    }

    /// Writes the script, which runs `program` where no `notelint` is on the path. With `force`, what others wrote is put
    /// aside; gives where.
    ///
    /// # Errors
    /// Without `force`, a hook of others and a folder that is shared; a second hook to put aside; those of the file
    /// system.
    pub fn install(&self, program: &Path, force: bool) -> Result<Option<PathBuf>, HookError> {
        if !self.own && !force {
            return Err(HookError::Shared(self.folder.clone()));
        }
        let mut aside = None;
        if self.standing() == HookState::Others {
            let kept = self.folder.join(KEPT);
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

    /// Takes the script away, and puts back what stood there before; gives whether that is so.
    ///
    /// # Errors
    /// A hook of others; those of the file system.
    pub fn uninstall(&self) -> Result<bool, HookError> {
        if self.standing() == HookState::Others {
            return Err(HookError::Others(self.file()));
        }
        let kept = self.folder.join(KEPT);
        let io = |error| HookError::Io(self.file(), error);
        if kept.exists() {
            std::fs::rename(kept, self.file()).map_err(io)?;
            return Ok(true);
        }
        std::fs::remove_file(self.file()).map_err(io)?;
        Ok(false)
    }
}

/// What git runs. It checks what is staged, as it is staged: `notelint check --staged`.
fn script(program: &Path) -> String {
    let program = program.to_string_lossy().replace('\\', "/").replace('\'', "'\\''");
    format!(
        "#!/bin/sh\n\
         {MARK}; `notelint hook uninstall` takes it away.\n\
         if command -v notelint >/dev/null 2>&1; then\n    \
             exec notelint check --staged\n\
         elif [ -x '{program}' ]; then\n    \
             exec '{program}' check --staged\n\
         fi\n\
         echo 'notelint is not installed: the notes were not checked (git commit --no-verify does without)' >&2\n\
         exit 1\n"
    )
}
