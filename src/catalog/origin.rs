//! Where the facts of a table come from.

use std::fmt;

/// Where the facts of a table come from. Shown as `AWS CLI 2.36.12 (2026-07-30)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What the table describes. Example: `AWS CLI`.
    pub name: &'static str,
    /// The version of it, or of the package that the facts were taken from.
    pub version: &'static str,
    /// The date as of which the facts are true: `2026-07-30`.
    pub date: &'static str,
    /// The package that the facts were taken from.
    pub source: &'static str,
}

impl Origin {
    pub(super) const EMPTY: Self = Self { name: "", version: "", date: "", source: "" };

    /// Reads the first line of a table: name, version, date and source, separated by tabs.
    pub(super) fn read(line: &'static str) -> Self {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        Self { name: next(), version: next(), date: next(), source: next() }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.name, self.version, self.date)
    }
}
