//! The severity of a finding.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The severity of a finding, in increasing order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; does not fail a run by default.
    Advice,
    /// A mistake; fails a run by default.
    Warning,
    /// A mistake that makes readers lose something: text, a file, a link target.
    Error,
}

impl Severity {
    /// The name in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
