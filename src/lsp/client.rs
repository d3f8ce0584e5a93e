//! What the server knows of the editor, and messages to it.

use std::cell::{Cell, RefCell};

use crossbeam_channel::Sender;
use lsp_server::{Message, Notification, Request, RequestId, Response};
use lsp_types::{ClientCapabilities, InitializeParams, MessageType, ShowMessageParams};
use serde::Serialize;
use serde_json::Value;

use super::encoding::Encoding;
use super::settings::{Settings, of_locale, shows_references};
use crate::finding::Lang;

/// The editor.
#[derive(Debug)]
pub(super) struct Client {
    sender: Sender<Message>,
    /// How it counts characters.
    pub(super) encoding: Encoding,
    /// What it can do.
    pub(super) can: Abilities,
    /// Its settings.
    pub(super) settings: RefCell<Settings>,
    /// The language of the server if the settings name none.
    lang: Lang,
    requests: Cell<i32>,
}

/// What an editor can do, as far as the server asks.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an ability")]
pub(super) struct Abilities {
    /// It asks for diagnostics (`textDocument/diagnostic`).
    pub(super) pull: bool,
    /// It asks again when told so (`workspace/diagnostic/refresh`).
    pub(super) refresh_diagnostics: bool,
    /// The same for code lenses.
    pub(super) refresh_lenses: bool,
    /// It shows related places of a diagnostic.
    pub(super) related: bool,
    /// It takes edits of documents with their versions.
    pub(super) document_changes: bool,
    /// It creates files as part of an edit.
    pub(super) create_files: bool,
    /// It asks for the edit of a code action when the user chooses it.
    pub(super) resolve_edits: bool,
    /// It takes code actions rather than commands.
    pub(super) code_actions: bool,
    /// It watches files.
    pub(super) watch: bool,
    /// It shows Markdown in hovers.
    pub(super) markdown_hover: bool,
    /// It takes definitions with the range of their origin.
    pub(super) definition_links: bool,
    /// The same for declarations.
    pub(super) declaration_links: bool,
    /// It shows what a link leads to.
    pub(super) link_tooltips: bool,
    /// The most folds of a note that it takes.
    pub(super) most_folds: Option<usize>,
    /// It has the command `notelint.showReferences`.
    pub(super) show_references: bool,
    /// It shows symbols as a tree.
    pub(super) symbol_tree: bool,
}

impl Abilities {
    fn of(capabilities: &ClientCapabilities, raw: &Value) -> Self {
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let action = text.and_then(|text| text.code_action.as_ref());
        let resolves = |support: &lsp_types::CodeActionCapabilityResolveSupport| {
            support.properties.iter().any(|property| property == "edit")
        };
        let creates =
            |kinds: &Vec<lsp_types::ResourceOperationKind>| kinds.contains(&lsp_types::ResourceOperationKind::Create);
        let markdown = |kinds: &Vec<lsp_types::MarkupKind>| kinds.contains(&lsp_types::MarkupKind::Markdown);
        Self {
            pull: text.is_some_and(|text| text.diagnostic.is_some()),
            // The types call it `diagnostic`, the protocol (3.17) `diagnostics`.
            refresh_diagnostics: raw["capabilities"]["workspace"]["diagnostics"]["refreshSupport"] == true,
            refresh_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
                .unwrap_or(false),
            related: text.and_then(|text| text.publish_diagnostics.as_ref()?.related_information).unwrap_or(false),
            document_changes: edit.and_then(|edit| edit.document_changes).unwrap_or(false),
            create_files: edit.and_then(|edit| edit.resource_operations.as_ref()).is_some_and(creates),
            resolve_edits: action.is_some_and(|action| action.resolve_support.as_ref().is_some_and(resolves))
                && action.is_some_and(|action| action.data_support == Some(true)),
            code_actions: action.is_some_and(|action| action.code_action_literal_support.is_some()),
            watch: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            markdown_hover: text.and_then(|text| text.hover.as_ref()?.content_format.as_ref()).is_some_and(markdown),
            definition_links: text.and_then(|text| text.definition?.link_support).unwrap_or(false),
            declaration_links: text.and_then(|text| text.declaration?.link_support).unwrap_or(false),
            link_tooltips: text.and_then(|text| text.document_link.as_ref()?.tooltip_support).unwrap_or(false),
            most_folds: text
                .and_then(|text| text.folding_range.as_ref()?.range_limit)
                .and_then(|most| usize::try_from(most).ok()),
            show_references: false,
            symbol_tree: text
                .and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
        }
    }
}

impl Client {
    /// The client that sent `params`. Without a language in them, messages are in `lang`.
    /// `raw` is `params` as it was sent. Also returns what is wrong with its settings.
    pub(super) fn new(
        sender: Sender<Message>,
        params: &InitializeParams,
        raw: &Value,
        lang: Lang,
    ) -> (Self, Option<String>) {
        let general = params.capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let read = params.initialization_options.as_ref().map_or(Ok(Settings::default()), Settings::read);
        let (settings, wrong) = match read {
            Ok(settings) => (settings, None),
            Err(wrong) => (Settings::default(), Some(wrong)),
        };
        let client = Self {
            sender,
            encoding: Encoding::negotiate(encodings),
            can: Abilities {
                show_references: params.initialization_options.as_ref().is_some_and(shows_references),
                ..Abilities::of(&params.capabilities, raw)
            },
            settings: RefCell::new(settings),
            lang: params.locale.as_deref().and_then(of_locale).unwrap_or(lang),
            requests: Cell::new(0),
        };
        (client, wrong)
    }

    /// The current settings.
    pub(super) fn settings(&self) -> Settings {
        *self.settings.borrow()
    }

    /// The language of messages.
    pub(super) fn lang(&self) -> Lang {
        self.settings().lang.unwrap_or(self.lang)
    }

    /// Sends the answer to a request. A client that is gone gets nothing.
    pub(super) fn respond(&self, response: Response) {
        let _ = self.sender.send(response.into());
    }

    /// Sends a notification.
    pub(super) fn notify<N: lsp_types::notification::Notification>(&self, params: N::Params)
    where
        N::Params: Serialize,
    {
        let _ = self.sender.send(Notification::new(N::METHOD.to_owned(), params).into());
    }

    /// Sends a request whose answer does not matter.
    pub(super) fn request<R: lsp_types::request::Request>(&self, params: R::Params)
    where
        R::Params: Serialize,
    {
        let id = self.requests.get() + 1;
        self.requests.set(id);
        let _ = self.sender.send(Request::new(RequestId::from(id), R::METHOD.to_owned(), params).into());
    }

    /// Shows a message to the user.
    pub(super) fn show(&self, typ: MessageType, message: String) {
        self.notify::<lsp_types::notification::ShowMessage>(ShowMessageParams { typ, message });
    }
}
