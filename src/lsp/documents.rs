//! The texts of open documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::encoding::Encoding;
use super::uri;
use crate::text::source::Source;

/// A document that is open in the editor.
#[derive(Debug)]
pub(super) struct Document {
    /// As the client names it.
    pub(super) uri: Uri,
    /// The version of the text.
    pub(super) version: i32,
    source: Source,
    /// The text of the file, as far as the client says, if it was edited since.
    saved_text: Option<String>,
}

impl Document {
    /// The text.
    pub(super) fn text(&self) -> &str {
        self.source.text()
    }

    /// The text when it was opened or saved last.
    pub(super) fn saved_text(&self) -> &str {
        self.saved_text.as_deref().unwrap_or_else(|| self.text())
    }

    /// Whether it was not edited since.
    pub(super) fn is_saved(&self) -> bool {
        self.saved_text.is_none()
    }
}

/// The open documents, by the path of the file.
#[derive(Debug, Default)]
pub(super) struct Documents(BTreeMap<PathBuf, Document>);

impl Documents {
    /// Opens a document, or replaces its text. Returns its path; `None` if it is not a file or too long. A new document without
    /// a name gets a path in `folder`.
    pub(super) fn open(&mut self, item: TextDocumentItem, folder: Option<&Path>) -> Option<PathBuf> {
        let path = self.path(&item.uri).or_else(|| self.new_path(&item, folder?))?;
        let source = Source::new(item.text).ok()?;
        self.0.insert(path.clone(), Document { uri: item.uri, version: item.version, source, saved_text: None });
        Some(path)
    }

    /// The path of a new document without a name: one that nothing else has.
    fn new_path(&self, item: &TextDocumentItem, folder: &Path) -> Option<PathBuf> {
        let extension = if item.language_id == "mdx" { "mdx" } else { "md" };
        let mut name = uri::untitled_name(&item.uri, extension)?;
        while self.0.contains_key(&folder.join(&name)) || folder.join(&name).exists() {
            name.insert(0, '_');
        }
        Some(folder.join(name))
    }

    /// The path of the document `uri`; `None` if it is neither a file nor open.
    pub(super) fn path(&self, uri: &Uri) -> Option<PathBuf> {
        let of_document = || self.0.iter().find(|(_, document)| document.uri == *uri).map(|(path, _)| path.clone());
        uri::path(uri).map(|path| uri::real(&path)).or_else(of_document)
    }

    /// Applies `changes` in their order. Returns the path of the document; `None` if it is not open.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<PathBuf> {
        let path = self.path(uri)?;
        let document = self.0.get_mut(&path)?;
        document.saved_text.get_or_insert_with(|| document.source.text().to_owned());
        for change in changes {
            let text = match change.range {
                Some(range) => {
                    let span = encoding.span(&document.source, range);
                    let mut text = document.source.text().to_owned();
                    text.replace_range(span.range(), &change.text);
                    text
                }
                None => change.text,
            };
            // A text of 4 GiB is not taken: the last one stays.
            if let Ok(source) = Source::new(text) {
                document.source = source;
            }
        }
        document.version = version;
        Some(path)
    }

    /// Marks the document as saved. Returns its path; `None` if it is not open.
    pub(super) fn save(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = self.path(uri)?;
        self.0.get_mut(&path)?.saved_text = None;
        Some(path)
    }

    /// Closes the document. Returns its path; `None` if it is not open.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = self.path(uri)?;
        self.0.remove(&path)?;
        Some(path)
    }

    /// The document at `path`.
    pub(super) fn get(&self, path: &Path) -> Option<&Document> {
        self.0.get(path)
    }

    /// All documents, by path.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, &Document)> {
        self.0.iter().map(|(path, document)| (path.as_path(), document))
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use lsp_types::{Position, Range};

    use super::*;

    fn change(line: u32, from: u32, to: u32, text: &str) -> TextDocumentContentChangeEvent {
        let at = |character| Position { line, character };
        TextDocumentContentChangeEvent {
            range: Some(Range { start: at(from), end: at(to) }),
            range_length: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn changes_are_applied_one_after_the_other() {
        let uri = Uri::from_str("file:///notes/a.md").unwrap();
        let mut documents = Documents::default();
        let item = TextDocumentItem::new(uri.clone(), "markdown".to_owned(), 1, "a😀b\r\nか\u{3099}\r\n".to_owned());
        let path = documents.open(item, None).unwrap();
        let changes = vec![change(0, 1, 3, ""), change(0, 1, 1, "x"), change(1, 0, 2, "が")];
        assert_eq!(documents.change(&uri, 2, changes, Encoding::Utf16).as_ref(), Some(&path));
        assert_eq!(documents.get(&path).unwrap().text(), "axb\r\nが\r\n");
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "z".to_owned() };
        documents.change(&uri, 3, vec![whole], Encoding::Utf16);
        assert_eq!(documents.get(&path).unwrap().text(), "z");
        assert_eq!(documents.get(&path).unwrap().saved_text(), "a😀b\r\nか\u{3099}\r\n");
        documents.save(&uri);
        assert_eq!(documents.get(&path).unwrap().saved_text(), "z");
        assert_eq!(documents.close(&uri), Some(path));
        assert_eq!(documents.change(&uri, 4, Vec::new(), Encoding::Utf16), None);
    }
}
