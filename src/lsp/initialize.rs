//! What the server and the client tell each other at the start.

use lsp_types::notification::{DidChangeWatchedFiles, Notification as _};
use lsp_types::request::RegisterCapability;
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DeclarationCapability, DiagnosticOptions, DiagnosticServerCapabilities, DidChangeWatchedFilesRegistrationOptions,
    DocumentLinkOptions, FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions,
    FileSystemWatcher, FoldingRangeProviderCapability, GlobPattern, HoverProviderCapability, InitializeParams,
    LinkedEditingRangeServerCapabilities, OneOf, Registration, RegistrationParams, RenameOptions, SaveOptions,
    SelectionRangeProviderCapability, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri, WatchKind, WorkDoneProgressOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use serde_json::{Value, json};

use super::client::Client;
use super::completion::TRIGGERS;
use super::diagnostics::SOURCE;

/// "Fix all" when a note is saved.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.notelint");

/// The answer to `initialize`.
pub(super) fn answer(client: &Client) -> Value {
    json!({
        "capabilities": capabilities(client),
        "serverInfo": { "name": "notelint", "version": env!("CARGO_PKG_VERSION") },
    })
}

fn capabilities(client: &Client) -> ServerCapabilities {
    let settings = client.settings();
    let progress = WorkDoneProgressOptions::default;
    let on = |is_on: bool| is_on.then_some(());
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: on(settings.diagnostics && client.can.pull).map(|()| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some(SOURCE.to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                work_done_progress_options: progress(),
            })
        }),
        code_action_provider: on(settings.code_actions).map(|()| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
                resolve_provider: Some(client.can.resolve_edits),
                work_done_progress_options: progress(),
            })
        }),
        rename_provider: on(settings.rename).map(|()| {
            let options = RenameOptions { prepare_provider: Some(true), work_done_progress_options: progress() };
            OneOf::Right(options)
        }),
        linked_editing_range_provider: on(settings.rename).map(|()| LinkedEditingRangeServerCapabilities::Simple(true)),
        document_formatting_provider: on(settings.formatting).map(|()| OneOf::Left(true)),
        definition_provider: on(settings.navigation).map(|()| OneOf::Left(true)),
        declaration_provider: on(settings.navigation).map(|()| DeclarationCapability::Simple(true)),
        references_provider: on(settings.navigation).map(|()| OneOf::Left(true)),
        document_highlight_provider: on(settings.navigation).map(|()| OneOf::Left(true)),
        document_link_provider: on(settings.navigation)
            .map(|()| DocumentLinkOptions { resolve_provider: Some(false), work_done_progress_options: progress() }),
        document_symbol_provider: on(settings.symbols).map(|()| OneOf::Left(true)),
        workspace_symbol_provider: on(settings.symbols).map(|()| OneOf::Left(true)),
        folding_range_provider: on(settings.symbols).map(|()| FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: on(settings.symbols).map(|()| SelectionRangeProviderCapability::Simple(true)),
        code_lens_provider: on(settings.code_lens)
            .map(|()| CodeLensOptions { resolve_provider: Some(client.can.show_references) }),
        inlay_hint_provider: on(settings.inlay_hints).map(|()| OneOf::Left(true)),
        completion_provider: on(settings.completion).map(|()| CompletionOptions {
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: on(settings.hover).map(|()| HoverProviderCapability::Simple(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: on(settings.rename).map(|()| any_file()),
                did_rename: Some(any_file()),
                did_create: Some(any_file()),
                did_delete: Some(any_file()),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    }
}

/// Files and folders of any name: all of them may be targets of links.
fn any_file() -> FileOperationRegistrationOptions {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern };
    FileOperationRegistrationOptions { filters: vec![filter] }
}

/// The folders of the workspace.
#[allow(deprecated, reason = "older clients send `rootUri` only")]
pub(super) fn folders(params: &InitializeParams) -> Vec<Uri> {
    match &params.workspace_folders {
        Some(folders) if !folders.is_empty() => folders.iter().map(|folder| folder.uri.clone()).collect(),
        _ => params.root_uri.iter().cloned().collect(),
    }
}

/// Asks the client to report changes of files: any that appears or disappears, because it may be the target of a link, and
/// the contents of notes and configurations.
pub(super) fn watch(client: &Client) {
    if !client.can.watch {
        return;
    }
    let watcher = |glob: &str, kind: WatchKind| FileSystemWatcher {
        glob_pattern: GlobPattern::String(glob.to_owned()),
        kind: Some(kind),
    };
    let watchers = vec![
        watcher("**/*", WatchKind::Create | WatchKind::Delete),
        watcher("**/*.{md,markdown,mdx,toml,yml,yaml,json,jsonc,js,ts,mjs,cjs,mts}", WatchKind::Change),
        watcher("**/{.gitignore,.gitattributes,.markdownlintrc}", WatchKind::Change),
    ];
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    client.request::<RegisterCapability>(RegistrationParams {
        registrations: vec![Registration {
            id: "notelint-files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        }],
    });
}
