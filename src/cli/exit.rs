//! The exit code.

use std::process::ExitCode;

/// How a run ended, by exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// No finding is as severe as `--fail-on`.
    Clean = 0,
    /// There are findings at least as severe as `--fail-on`.
    Findings = 1,
    /// An error: part of the run could not be done.
    Error = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
