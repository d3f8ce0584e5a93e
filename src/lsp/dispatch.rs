//! Which function answers a request.

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::request::{self as requests, Request as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::client::Client;
use super::publish::Publisher;
use super::views::Views;
use super::{code_actions, completion, hover, rename};
use crate::finding::Lang;
use crate::lint::panics::catch;
use crate::message;

/// Why a request can't be answered, in the language of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) String);

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
        requests::WillRenameFiles::METHOD => {
            reply::<requests::WillRenameFiles>(request, |params| Ok(rename::files(client, views, &params)))
        }
        requests::Completion::METHOD => {
            reply::<requests::Completion>(request, |params| Ok(completion::offer(client, views, &params)))
        }
        requests::HoverRequest::METHOD => {
            reply::<requests::HoverRequest>(request, |params| Ok(hover::show(client, views, &params)))
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

impl Refusal {
    /// What was asked about is not a note of the workspace, or has changed.
    pub(super) fn not_found(lang: Lang) -> Self {
        Self(message!("this is no longer there", "対象がなくなっている").text(lang))
    }
}
