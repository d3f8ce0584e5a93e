//! Limits of cloud services that have been raised.

use super::origin::Origin;
use crate::rows;

/// Where the limits come from. `rules/words/limits.txt` is written by hand, so it does not say it itself.
const ORIGIN: Origin =
    Origin { name: "AWS limits of botocore", version: "1.44.8", date: "2026-11-28", source: "PyPI botocore" };

/// The limits: service, former amounts, what is limited, other services, names of the limit, the limit now.
const LIMITS: &[[&str; 7]] = rows!("../../rules/words/limits.txt", "limits");

/// Where the table comes from.
pub fn origin() -> Origin {
    ORIGIN
}

/// All limits.
pub fn all() -> &'static [[&'static str; 7]] {
    LIMITS
}
