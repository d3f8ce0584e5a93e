//! The texts of other notes that are likely to be written in the same way.

use std::sync::Arc;

use super::request::Request;
use crate::links::path::folder_of;
use crate::text::source::Source;

/// The most notes to read. The texts of closed notes are on the disk.
const MAX: usize = 200;

/// The texts of the notes that are open, of those in the same folder, and of others, up to a limit. Without the note itself.
pub(super) fn sources(request: &Request<'_, '_, '_>) -> impl Iterator<Item = Arc<Source>> {
    let view = request.note.view;
    let notes = &view.project().notes;
    let own = request.note.index;
    let folder = folder_of(request.note.path);
    let mut near: Vec<usize> = (0..notes.len()).filter(|index| *index != own).collect();
    near.sort_by_key(|index| (!notes[*index].selected, folder_of(&notes[*index].path) != folder));
    near.into_iter().take(MAX).filter_map(|index| view.source(index))
}
