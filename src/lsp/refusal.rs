//! Why a request can't be answered.

use crate::finding::Lang;
use crate::message;

/// Why a request can't be answered, in the language of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) String);

impl Refusal {
    /// What was asked about is not a note of the workspace, or has changed.
    pub(super) fn not_found(lang: Lang) -> Self {
        Self(message!("this no longer exists", "対象がなくなっている").text(lang))
    }
}
