//! Which function answers a request.

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::request::{self as requests, Request as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::client::Client;
use super::navigation::{definition, document_links, inlay_hints, lenses, references};
use super::paste::{self, Paste};
use super::publish::Publisher;
use super::refusal::Refusal;
use super::structure::{document_symbols, folding, selection, workspace_symbols};
use super::views::Views;
use super::{code_actions, completion, formatting, hover, linked_editing, rename};
use crate::lint::panics::catch;
use crate::message;

/// The answer to `request` in the state of `views`.
pub(super) fn answer(client: &Client, views: &Views<'_>, publisher: &mut Publisher, request: Request) -> Response {
    let id = request.id.clone();
    let lang = client.lang();
    let answered = catch(|| handle(client, views, publisher, request));
    answered.unwrap_or_else(|panic| Response::new_err(id, ErrorCode::InternalError as i32, panic.text(lang)))
}

fn handle(client: &Client, views: &Views<'_>, publisher: &mut Publisher, request: Request) -> Response {
    match &*request.method {
        requests::DocumentDiagnosticRequest::METHOD => {
            reply::<requests::DocumentDiagnosticRequest>(request, |params| Ok(publisher.pull(client, views, &params)))
        }
        requests::CodeActionRequest::METHOD => {
            reply::<requests::CodeActionRequest>(request, |params| Ok(code_actions::offer(client, views, &params)))
        }
        requests::CodeActionResolveRequest::METHOD => {
            reply::<requests::CodeActionResolveRequest>(request, |action| code_actions::resolve(client, views, action))
        }
        requests::PrepareRenameRequest::METHOD => {
            reply::<requests::PrepareRenameRequest>(request, |params| Ok(rename::prepare(client, views, &params)))
        }
        requests::Rename::METHOD => reply::<requests::Rename>(request, |params| rename::rename(client, views, &params)),
        requests::LinkedEditingRange::METHOD => {
            reply::<requests::LinkedEditingRange>(request, |params| Ok(linked_editing::find(client, views, &params)))
        }
        requests::Formatting::METHOD => {
            reply::<requests::Formatting>(request, |params| Ok(formatting::format(client, views, &params)))
        }
        requests::WillRenameFiles::METHOD => {
            reply::<requests::WillRenameFiles>(request, |params| Ok(rename::files(client, views, &params)))
        }
        Paste::METHOD => reply::<Paste>(request, |params| Ok(paste::change(client, views, &params))),
        requests::Completion::METHOD => {
            reply::<requests::Completion>(request, |params| Ok(completion::offer(client, views, &params)))
        }
        requests::HoverRequest::METHOD => {
            reply::<requests::HoverRequest>(request, |params| Ok(hover::show(client, views, &params)))
        }
        _ => navigate(client, views, publisher, request),
    }
}

/// Answers a request about what leads where.
fn navigate(client: &Client, views: &Views<'_>, publisher: &mut Publisher, request: Request) -> Response {
    match &*request.method {
        requests::GotoDefinition::METHOD => reply::<requests::GotoDefinition>(request, |params| {
            Ok(definition::find(client, views, &params, client.can.definition_links))
        }),
        requests::GotoDeclaration::METHOD => reply::<requests::GotoDeclaration>(request, |params| {
            Ok(definition::find(client, views, &params, client.can.declaration_links))
        }),
        requests::References::METHOD => {
            reply::<requests::References>(request, |params| Ok(references::find(client, views, &params)))
        }
        requests::DocumentHighlightRequest::METHOD => reply::<requests::DocumentHighlightRequest>(request, |params| {
            Ok(references::highlight(client, views, &params))
        }),
        requests::DocumentLinkRequest::METHOD => {
            reply::<requests::DocumentLinkRequest>(request, |params| Ok(document_links::find(client, views, &params)))
        }
        requests::CodeLensRequest::METHOD => {
            reply::<requests::CodeLensRequest>(request, |params| Ok(publisher.lenses.find(client, views, &params)))
        }
        requests::CodeLensResolve::METHOD => {
            reply::<requests::CodeLensResolve>(request, |lens| lenses::resolve(client, views, lens))
        }
        requests::InlayHintRequest::METHOD => {
            reply::<requests::InlayHintRequest>(request, |params| Ok(inlay_hints::find(client, views, &params)))
        }
        _ => show_structure(client, views, request),
    }
}

/// Answers a request about the structure of notes.
fn show_structure(client: &Client, views: &Views<'_>, request: Request) -> Response {
    match &*request.method {
        requests::DocumentSymbolRequest::METHOD => reply::<requests::DocumentSymbolRequest>(request, |params| {
            Ok(document_symbols::list(client, views, &params))
        }),
        requests::WorkspaceSymbolRequest::METHOD => reply::<requests::WorkspaceSymbolRequest>(request, |params| {
            Ok(workspace_symbols::find(client, views, &params))
        }),
        requests::FoldingRangeRequest::METHOD => {
            reply::<requests::FoldingRangeRequest>(request, |params| Ok(folding::list(client, views, &params)))
        }
        requests::SelectionRangeRequest::METHOD => {
            reply::<requests::SelectionRangeRequest>(request, |params| Ok(selection::list(client, views, &params)))
        }
        _ => {
            let method = &request.method;
            let text = message!("unknown method `{method}`", "`{method}` には対応していない").text(client.lang());
            Response::new_err(request.id, ErrorCode::MethodNotFound as i32, text)
        }
    }
}

/// Answers `request` with what `answer` makes of its parameters.
fn reply<R: requests::Request>(
    request: Request,
    answer: impl FnOnce(R::Params) -> Result<R::Result, Refusal>,
) -> Response
where
    R::Params: DeserializeOwned,
    R::Result: Serialize,
{
    match serde_json::from_value(request.params) {
        Ok(params) => match answer(params) {
            Ok(result) => Response::new_ok(request.id, result),
            Err(Refusal(text)) => Response::new_err(request.id, ErrorCode::RequestFailed as i32, text),
        },
        Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}
