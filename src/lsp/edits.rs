//! Edits of notes as the protocol writes them.

use std::collections::BTreeMap;

use lsp_types::{
    CodeAction, CodeActionKind, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::views::NoteView;
use crate::finding::{Edit, NoteEdits};
use crate::text::diff;
use crate::text::source::{Source, Span};

/// A code action without an edit.
pub(super) fn action(title: String, kind: CodeActionKind) -> CodeAction {
    CodeAction { title, kind: Some(kind), ..CodeAction::default() }
}

/// `edits` of the text `source`.
pub(super) fn text_edits(client: &Client, source: &Source, edits: &[Edit]) -> Vec<TextEdit> {
    let edit = |edit: &Edit| TextEdit { range: client.encoding.range(source, edit.span), new_text: edit.text.clone() };
    edits.iter().map(edit).collect()
}

/// The edits, by lines, that turn `source` into `after`.
pub(super) fn difference(source: &Source, after: &str) -> Vec<Edit> {
    let before = source.text();
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(before), lines(after));
    let starts = |lines: &[&str]| {
        let mut starts = vec![0];
        for line in lines {
            starts.push(starts.last().copied().unwrap_or(0) + line.len());
        }
        starts
    };
    let (old_starts, new_starts) = (starts(&old), starts(&new));
    let mut edits = Vec::new();
    for operation in diff::operations(&old, &new) {
        let (tag, gone, come) = operation.as_tag_tuple();
        if tag != similar::DiffTag::Equal {
            let span = Span::new(old_starts[gone.start], old_starts[gone.end]);
            edits.push(Edit::replace(span, &after[new_starts[come.start]..new_starts[come.end]]));
        }
    }
    edits
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The edit of a workspace that changes `note` by `own`, and other notes of its project by `elsewhere`. `None` if one of
/// those can't be read.
pub(super) fn workspace_edit(
    client: &Client,
    note: &NoteView<'_, '_>,
    own: &[Edit],
    elsewhere: &[NoteEdits],
) -> Option<WorkspaceEdit> {
    let mut edits = BTreeMap::new();
    if !own.is_empty() {
        edits.insert(note.uri.clone(), edits_of(client, note, own));
    }
    for other in elsewhere {
        let note = note.other(&other.path)?;
        edits.insert(note.uri.clone(), edits_of(client, &note, &other.edits));
    }
    Some(of_documents(client, edits))
}

/// The version of a document, and its edits.
type VersionedEdits = (Option<i32>, Vec<TextEdit>);

fn edits_of(client: &Client, note: &NoteView<'_, '_>, edits: &[Edit]) -> VersionedEdits {
    let version = note.document().map(|document| document.version);
    (version, text_edits(client, &note.source, edits))
}

/// The edit of the documents `edits`, by URI.
pub(super) fn of_documents(client: &Client, edits: BTreeMap<Uri, VersionedEdits>) -> WorkspaceEdit {
    if client.can.document_changes {
        let change = |(uri, (version, edits)): (Uri, VersionedEdits)| {
            DocumentChangeOperation::Edit(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
                edits: edits.into_iter().map(OneOf::Left).collect(),
            })
        };
        let changes = DocumentChanges::Operations(edits.into_iter().map(change).collect());
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let changes = edits.into_iter().map(|(uri, (_, edits))| (uri, edits)).collect();
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::apply;

    #[test]
    fn a_difference_turns_one_text_into_the_other() {
        for (before, after) in
            [("a\nb\nc\n", "a\nx\nc\n"), ("a", "a\n"), ("", "a\n"), ("a\r\nb", "b"), ("あ\nい\n", "あ\n\nい\n")]
        {
            let source = Source::new(before.to_owned()).unwrap();
            let edits = difference(&source, after);
            assert_eq!(apply(before, &edits).text, after);
        }
        let source = Source::new("a\nb\nc\n".to_owned()).unwrap();
        assert_eq!(difference(&source, "a\nx\nc\n"), [Edit::replace(Span::new(2, 4), "x\n")]);
    }
}
