//! What the links of a note lead to.

use std::borrow::Cow;

use lsp_types::Uri;
use percent_encoding::percent_decode_str;

use super::views::NoteView;
use crate::facts::files::Presence;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::linked_notes::meant;
use crate::text::source::Span;

/// The file or folder that a link leads to.
#[derive(Clone, Debug)]
pub(super) struct Target<'v, 'a> {
    /// The path, relative to the project.
    pub(super) path: String,
    /// The same as a URI.
    pub(super) uri: Uri,
    /// The file, if it is a note. That of a folder is its index page.
    pub(super) note: Option<NoteView<'v, 'a>>,
    /// Whether it is a folder without an index page.
    pub(super) is_folder: bool,
}

/// What `link` of `note` leads to, if that exists. Wikilinks lead to a note outside vaults too, unless the configuration
/// says that they are text.
pub(super) fn of_link<'v, 'a>(note: &NoteView<'v, 'a>, link: &LocalLink) -> Option<Target<'v, 'a>> {
    let project = &note.view.facts()?.links;
    let path = meant(project, note.path, link)?;
    if let Some(found) = note.other(&path) {
        return Some(Target { path, uri: found.uri.clone(), note: Some(found), is_folder: false });
    }
    let (path, presence) = match project.index.entry(&path) {
        Presence::OtherCase(path) => {
            let presence = project.index.entry(&path);
            (path, presence)
        }
        presence => (path, presence),
    };
    let is_folder = match presence {
        Presence::File => false,
        Presence::Folder => true,
        _ => return None,
    };
    Some(Target { uri: note.file(&path)?, path, note: None, is_folder })
}

/// The note that `path`, as written in a link of `note`, leads to. An empty path is the note itself.
pub(super) fn note<'v, 'a>(note: &NoteView<'v, 'a>, path: &str, form: LocalLinkForm) -> Option<NoteView<'v, 'a>> {
    let decoded = match form {
        LocalLinkForm::Path => percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path)),
        _ => Cow::Borrowed(path),
    };
    if decoded.is_empty() {
        return Some(note.clone());
    }
    let (span, fragment) = (Span::default(), None);
    let link =
        LocalLink { span, written: path.into(), path: decoded.into(), fragment, image: false, form, link_text: None };
    of_link(note, &link)?.note
}
