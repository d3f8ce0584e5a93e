//! The text of an analyzed note.

use std::sync::Arc;

use crate::text::hash::Hash;
use crate::text::source::Source;

/// The text of an analyzed note.
pub(super) enum NoteText {
    /// Not kept, because the note is not selected.
    Unneeded,
    /// Read.
    Read(Arc<Source>),
    /// Not read, or no longer kept. The results are those of the text with this hash.
    Unread(Hash),
}
