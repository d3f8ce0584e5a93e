//! What can be said of a span of a note: a [`Finding`] with its severity, its [`Message`] in both languages and its [`Fix`].
//!
//! Fixes are data here: edits, with what they promise to leave alone. What is known of a rule is data too ([`Meta`]). A
//! mistake in a file of the user's is kept with its place ([`config_error`]), for a report to draw.

mod applied;
pub mod config_error;
pub mod fingerprint;
mod fix;
mod found;
mod message;
mod meta;
mod severity;
mod wording;

pub use applied::{AppliedEdits, apply};
pub use fix::{Applicability, Edit, Effect, Fix, NoteEdits};
pub use found::Finding;
pub use message::{Lang, Localized, Message, Text, excerpt, plural};
pub use meta::{Membership, Meta, Preset};
pub use severity::Severity;
pub use wording::{reason, unreadable, unwritable};
