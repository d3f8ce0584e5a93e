//! Renaming headings, labels and footnotes, and updating links when files are moved.

use std::collections::BTreeMap;
use std::path::Path;

use lsp_types::{
    MessageType, PrepareRenameResponse, RenameFilesParams, RenameParams, TextDocumentPositionParams, TextEdit, Uri,
    WorkspaceEdit,
};

use super::client::Client;
use super::edits::{of_documents, text_edits, workspace_edit};
use super::navigation::renamed::heading_of_link;
use super::refusal::Refusal;
use super::uri;
use super::views::{NoteView, Views};
use crate::facts::moved_files::FileMove;
use crate::finding::{Localized as _, NoteEdits};
use crate::lint::config::NoteConfig as _;
use crate::lint::moves::plan_moves;
use crate::lint::rename::{
    HeadingTitle, Label, RenameObstacle, RenameScope, heading_title_at, label_at, rename_heading, rename_label,
};
use crate::markdown::document::Document;
use crate::message;
use crate::text::paths;
use crate::text::source::Span;

/// How many links that can't be updated are listed in a message.
const LISTED: usize = 5;

/// What can be renamed at a position.
enum Named {
    Heading(HeadingTitle),
    Label(Label),
}

impl Named {
    fn at(note: &NoteView<'_, '_>, offset: usize) -> Option<Self> {
        let document = Document::parse(&note.source);
        // A label in a heading is the smaller of the two.
        let label = label_at(&document, offset).map(Self::Label);
        label.or_else(|| heading_title_at(&document, offset).map(Self::Heading))
    }

    /// The name, and its bytes.
    fn name(&self) -> (Span, &str) {
        match self {
            Self::Heading(title) => (title.title, &title.text),
            Self::Label(label) => (label.span, &label.label),
        }
    }
}

/// Answers `textDocument/prepareRename`.
pub(super) fn prepare(
    client: &Client,
    views: &Views<'_>,
    params: &TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let note = views.note(&params.text_document.uri)?;
    let offset = client.encoding.offset(&note.source, params.position);
    let linked = heading_of_link(&note, offset);
    let named = Named::at(&note, offset);
    let (span, name) = match &linked {
        Some(linked) => (linked.fragment, &*linked.title.text),
        None => named.as_ref()?.name(),
    };
    let range = client.encoding.range(&note.source, span);
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: name.to_owned() })
}

/// Answers `textDocument/rename`.
pub(super) fn rename(
    client: &Client,
    views: &Views<'_>,
    params: &RenameParams,
) -> Result<Option<WorkspaceEdit>, Refusal> {
    let lang = client.lang();
    let refused = |obstacle: &RenameObstacle| Refusal(obstacle.text(lang));
    let place = &params.text_document_position;
    let note = views.note(&place.text_document.uri).ok_or_else(|| Refusal::not_found(lang))?;
    let offset = client.encoding.offset(&note.source, place.position);
    // At a link, the heading that it leads to is renamed.
    let (note, named) = if let Some(linked) = heading_of_link(&note, offset) {
        (linked.note, Named::Heading(linked.title))
    } else {
        let named = Named::at(&note, offset).ok_or_else(|| refused(&RenameObstacle::NotFound))?;
        (note, named)
    };
    let notes = match named {
        Named::Label(label) => {
            let renamed = rename_label(&note.source, label.kind, &label.label, &params.new_name);
            let edits = renamed.map_err(|obstacle| refused(&obstacle))?.edits;
            vec![NoteEdits { path: note.path.to_owned(), edits }]
        }
        Named::Heading(title) => {
            let missing = || Refusal::not_found(lang);
            let (facts, sources) = (note.view.facts().ok_or_else(missing)?, note.view.sources().ok_or_else(missing)?);
            let scope = RenameScope { project: &facts.links, path: note.path, source: &note.source, notes: &sources };
            rename_heading(scope, title.title, &params.new_name).map_err(|obstacle| refused(&obstacle))?.notes
        }
    };
    Ok(workspace_edit(client, &note, &[], &notes))
}

/// Answers `workspace/willRenameFiles`: the links to the files, and out of them.
pub(super) fn files(client: &Client, views: &Views<'_>, params: &RenameFilesParams) -> Option<WorkspaceEdit> {
    if !client.settings().rename {
        return None;
    }
    let mut edits: BTreeMap<Uri, (Option<i32>, Vec<TextEdit>)> = BTreeMap::new();
    let mut obstacles: Vec<String> = Vec::new();
    for (index, view) in views.projects().iter().enumerate() {
        let root = &view.project().root;
        let moves: Vec<FileMove> = params
            .files
            .iter()
            .filter_map(|file| Some(FileMove { from: below(root, &file.old_uri)?, to: below(root, &file.new_uri)? }))
            .collect();
        let (Some(facts), Some(sources)) = (view.facts(), view.sources()) else { continue };
        if moves.is_empty() {
            continue;
        }
        let settings = |path: &str| view.session().rules().links(path);
        let plan = plan_moves(&facts.links, &sources, &moves, &settings);
        let broken = plan.obstacles.iter().filter(|obstacle| obstacle.breaks());
        obstacles.extend(broken.map(|obstacle| obstacle.text(client.lang())));
        for changed in &plan.notes {
            let note = view.session().find(&changed.path).and_then(|note| views.get(index, note));
            let Some(note) = note else { continue };
            let version = note.document().map(|document| document.version);
            edits.insert(note.uri.clone(), (version, text_edits(client, &note.source, &changed.edits)));
        }
    }
    if !obstacles.is_empty() {
        let count = obstacles.len();
        let list = obstacles.into_iter().take(LISTED).collect::<Vec<_>>().join("\n");
        let text = message!(
            "notelint can't update {count} of the links:\n{list}",
            "{count} 件のリンクを書き換えられない:\n{list}"
        );
        client.show(MessageType::WARNING, text.text(client.lang()));
    }
    (!edits.is_empty()).then(|| of_documents(client, edits))
}

/// The path of the file `uri` relative to `root`.
fn below(root: &Path, uri: &str) -> Option<String> {
    let path = uri::real(&uri::path(&uri.parse().ok()?)?);
    path.strip_prefix(root).ok().map(paths::with_slashes)
}
