//! Paths of files, as links name them.

use std::borrow::Cow;

use lsp_types::CompletionItemKind;
use percent_encoding::percent_decode_str;

use super::candidate::Candidate;
use super::place::Written;
use super::request::Request;
use crate::facts::files::FileKind;
use crate::facts::{Facts, LocalLinkForm};
use crate::links::path::{folder_of, join, relative_path};
use crate::links::rewrite;
use crate::links::wikilink::is_image;

/// The folders and files that the destination can lead to: those in the folder that is written, and notes anywhere if none is.
pub(super) fn candidates(request: &Request<'_, '_, '_>, written: &Written) -> Vec<Candidate> {
    let Some(facts) = request.note.facts() else { return Vec::new() };
    let path = percent_decode_str(&written.text).decode_utf8().unwrap_or(Cow::Borrowed(&written.text));
    let (above, _) = path.rsplit_once('/').unwrap_or_default();
    let root = facts.settings.root.as_deref().unwrap_or_default();
    let base = if path.starts_with('/') { root } else { folder_of(request.note.path) };
    let Ok(folder) = join(base, above) else { return Vec::new() };
    let names = Names { request, written, manner: manner(facts, written) };
    let mut found = names.in_folder(&folder);
    if !path.contains('/') {
        found.extend(names.elsewhere(&folder));
    }
    let is_up = above.split('/').all(|name| matches!(name, "" | "." | ".."));
    if !folder.is_empty() && is_up && !path.starts_with('/') {
        found.push(Candidate::new("../", CompletionItemKind::FOLDER).ranked(4));
    }
    found
}

/// A text that shows how the destination is to be encoded: what is written of it, or else the links of the note.
pub(super) fn manner(facts: &Facts, written: &Written) -> String {
    let space = if written.spaces { " " } else { "" };
    let links = || facts.links.iter().filter_map(|link| Some((rewrite::encodes_letters(link)?, &*link.written)));
    let example = links().find(|(encoded, _)| *encoded).map(|(_, written)| written);
    let [encoded, plain] = [true, false].map(|wanted| links().filter(|(encoded, _)| *encoded == wanted).count());
    let example = example.filter(|_| encoded > plain && written.text.is_ascii()).unwrap_or_default();
    format!("{}{example}{space}", written.text)
}

struct Names<'n, 'r, 'v, 'a> {
    request: &'n Request<'r, 'v, 'a>,
    written: &'n Written,
    manner: String,
}

impl Names<'_, '_, '_, '_> {
    /// The entries of `folder`, and notes in it that are not saved yet. Notes come first; in an image, images.
    fn in_folder(&self, folder: &str) -> Vec<Candidate> {
        let session = self.request.note.view.session();
        let mut entries = session.tree().linkable(folder);
        let notes = session.project().notes.iter().filter(|note| folder_of(&note.path) == folder);
        let names = notes.map(|note| note.path.rsplit('/').next().unwrap_or_default());
        let is_new = |name: &&str| entries.binary_search_by(|(known, _)| known.as_str().cmp(name)).is_err();
        let new: Vec<_> = names.filter(is_new).map(|name| (name.to_owned(), FileKind::File)).collect();
        entries.extend(new);
        let path = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let others = entries.into_iter().filter(|(name, _)| path(name) != self.request.note.path);
        let candidate = |(name, kind): (String, FileKind)| {
            let is_note = session.find(&path(&name)).is_some();
            match kind {
                FileKind::File => self.file(&name, is_note),
                _ => self.candidate(&format!("{name}/"), CompletionItemKind::FOLDER).ranked(2),
            }
        };
        others.map(candidate).collect()
    }

    fn file(&self, name: &str, is_note: bool) -> Candidate {
        let is_likely = if self.written.image { is_image(name) } else { is_note };
        // Other files come after the folders.
        self.candidate(name, CompletionItemKind::FILE).ranked(if is_likely { 0 } else { 3 })
    }

    /// The notes in other folders than `folder`, by the names of their files.
    fn elsewhere(&self, folder: &str) -> Vec<Candidate> {
        if self.written.image {
            return Vec::new();
        }
        let notes = self.request.note.view.project().notes.iter().filter(|note| folder_of(&note.path) != folder);
        let candidate = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            let candidate = self.candidate(&relative_path(self.request.note.path, path), CompletionItemKind::FILE);
            Candidate { filter: Some(candidate.filter.clone().unwrap_or(name)), ..candidate.ranked(5) }
        };
        notes.map(|note| candidate(&note.path)).collect()
    }

    fn candidate(&self, path: &str, kind: CompletionItemKind) -> Candidate {
        let encoded: Vec<String> =
            path.split('/').map(|name| rewrite::in_manner(LocalLinkForm::Path, &self.manner, name)).collect();
        let text = encoded.join("/");
        // The editor compares with what is written.
        let filter = self.written.text.contains('%').then(|| text.clone());
        Candidate { filter, ..Candidate::new(text, kind).labelled(path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::LocalLink;
    use crate::text::source::Span;

    #[test]
    fn a_destination_is_encoded_as_most_of_the_note() {
        let link = |written: &str| LocalLink {
            span: Span::at(0),
            written: written.into(),
            path: "".into(),
            fragment: None,
            image: false,
            form: LocalLinkForm::Path,
            link_text: None,
        };
        let encoded = |links: &[&str], written: &str, spaces| {
            let facts = Facts { links: links.iter().map(|written| link(written)).collect(), ..Facts::default() };
            let written = Written { text: written.to_owned(), spaces, image: false };
            rewrite::in_manner(LocalLinkForm::Path, &manner(&facts, &written), "概 要.md")
        };
        assert_eq!(encoded(&[], "", false), "概%20要.md");
        assert_eq!(encoded(&[], "", true), "概 要.md");
        assert_eq!(encoded(&["%E6%A6%82.md"], "", false), "%E6%A6%82%20%E8%A6%81.md");
        assert_eq!(encoded(&["%E6%A6%82.md", "要.md"], "", false), "概%20要.md");
        assert_eq!(encoded(&["%E6%A6%82.md"], "日本", false), "概%20要.md", "what is typed shows more");
        assert_eq!(encoded(&[], "%E6%97%A5/", false), "%E6%A6%82%20%E8%A6%81.md");
    }
}
