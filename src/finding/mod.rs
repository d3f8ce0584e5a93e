//! Findings: a [`Finding`] has a severity, a [`Message`] in both languages, and a [`Fix`].
//!
//! Fixes are data here: edits, and the effect they declare. Rule metadata is data too ([`Meta`]). Errors in files that
//! the user wrote have a location ([`config_error`]), which reports draw.

mod applied;
pub mod config_error;
pub mod fingerprint;
mod fix;
mod found;
mod message;
mod meta;
pub mod parsers;
mod severity;
mod told_once;
mod wording;

pub use applied::{AppliedEdits, apply};
pub use fix::{Applicability, Edit, Effect, Fix, NoteEdits};
pub use found::{Finding, Inert};
pub use message::{Lang, Localized, Message, Text, excerpt, plural};
pub use meta::{FindingKind, Membership, Meta, Preset};
pub use severity::Severity;
pub use told_once::{tell_once, told};
pub use wording::{reason, unreadable, unwritable};
