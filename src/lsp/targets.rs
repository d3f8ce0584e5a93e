//! What the links of a note lead to.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::views::NoteView;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::project::PathTarget;
use crate::links::target::{index_page, target};
use crate::links::vault;
use crate::text::source::Span;

/// What a path leads to.
#[derive(Clone, Debug)]
pub(super) enum Target<'v, 'a> {
    /// A note; that of a folder is its index page.
    Note(NoteView<'v, 'a>),
    /// Another file or folder, relative to the project.
    File(String),
}

/// What `link` of `note` leads to, if that exists.
pub(super) fn of_link<'v, 'a>(note: &NoteView<'v, 'a>, link: &LocalLink) -> Option<Target<'v, 'a>> {
    let links = &note.view.facts()?.links;
    let path = match target(links, note.path, link) {
        PathTarget::Exists(path) | PathTarget::OtherCase(path) => path,
        // Wikilinks are shown where they are written, whatever the host makes of them.
        PathTarget::Unknown if link.path.is_empty() => note.path.to_owned(),
        PathTarget::Unknown if link.form != LocalLinkForm::Path => vault::find(links, "", note.path, &link.path)?,
        _ => return None,
    };
    let page = index_page(links, path);
    Some(note.other(&page).map_or(Target::File(page), Target::Note))
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
    match of_link(note, &link)? {
        Target::Note(note) => Some(note),
        Target::File(_) => None,
    }
}
