//! How a run ended, as its exit code says.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing to complain of.
    Clean = 0,
    /// There are findings as grave as `--fail-on`.
    Findings = 1,
    /// Something could not be done.
    Error = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
