//! The loop of the server.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError};
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, RequestId, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::Request as _;
use lsp_types::{CancelParams, InitializeParams, MessageType, NumberOrString};
use serde::Deserialize as _;
use serde::de::DeserializeOwned;

use super::client::Client;
use super::config_errors::ShownErrors;
use super::idle::WorkspacePull;
use super::project::How;
use super::publish::Publisher;
use super::settings::Settings;
use super::views::{self, Views};
use super::workspace::Workspace;
use super::{dispatch, initialize, on_save, startup};
use crate::finding::Lang;

/// How the server starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    /// The language of messages, if the client names none.
    pub(crate) lang: Lang,
    /// How many notes are analyzed in parallel.
    pub(crate) threads: NonZeroUsize,
}

/// How long nothing happens before the notes that are not open are checked.
const QUIET: Duration = Duration::from_millis(400);

/// How often the server looks whether its client is still there.
const PARENT: Duration = Duration::from_secs(20);

/// Serves the client of `connection` until it exits. Returns whether it did so in order.
///
/// # Errors
/// If the client does not follow the protocol before the server is initialized.
pub(crate) fn serve(connection: &Connection, start: Start) -> Result<bool, ProtocolError> {
    let (id, raw) = connection.initialize_start()?;
    let params: InitializeParams = match InitializeParams::deserialize(&raw) {
        Ok(params) => params,
        Err(error) => {
            let response = Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string());
            let _ = connection.sender.send(response.into());
            return Ok(false);
        }
    };
    let (client, wrong) = Client::new(connection.sender.clone(), &params, &raw, start.lang);
    connection.initialize_finish(id, initialize::answer(&client))?;
    if let Some(wrong) = wrong {
        client.show(MessageType::ERROR, format!("notelint: {wrong}"));
    }
    let how = How { lang: client.lang(), threads: start.threads };
    let mut workspace = Workspace::new(how);
    for folder in initialize::folders(&params) {
        workspace.add_folder(&folder);
    }
    initialize::watch(&client);
    let mut publisher = Publisher::default();
    let messages = startup::load(&mut workspace, &connection.receiver, &client, &mut publisher);
    let mut server = Server {
        receiver: connection.receiver.clone(),
        client,
        queue: VecDeque::new(),
        publisher,
        errors: ShownErrors::default(),
        pull: WorkspacePull::default(),
        parent: params.process_id,
        is_shut_down: false,
        first: None,
        is_due: true,
    };
    for message in messages {
        server.enqueue(message);
    }
    Ok(server.run(&mut workspace, start))
}

struct Server {
    receiver: Receiver<Message>,
    client: Client,
    /// Messages that were received, but not handled yet.
    queue: VecDeque<Message>,
    publisher: Publisher,
    errors: ShownErrors,
    pull: WorkspacePull,
    /// The process of the client.
    parent: Option<u32>,
    is_shut_down: bool,
    /// The document that changed last.
    first: Option<PathBuf>,
    /// Whether more changed than what is typed: with `onSave`, diagnostics are due.
    is_due: bool,
}

/// Why a state is over.
enum Event {
    /// A notification that changes the workspace.
    Change(Notification),
    /// The client exits, or is gone.
    Exit,
}

impl Server {
    /// Answers requests from one state of `workspace` after the other. Returns whether the client shut the server down
    /// before it exited.
    fn run(&mut self, workspace: &mut Workspace, start: Start) -> bool {
        loop {
            let has_files_changed = workspace.refresh();
            if std::mem::take(&mut self.is_due) && on_save::is_on(&self.client) {
                self.publisher.publish_saved(&self.client, workspace);
            }
            self.pull.changed();
            let event = {
                let options = views::options(workspace);
                let views = Views::new(workspace, &options);
                self.errors.update(&self.client, &views, has_files_changed);
                self.publisher.add_all(&self.client, &views, self.first.take().as_ref());
                self.until_change(&views)
            };
            match event {
                Event::Exit => return self.is_shut_down,
                Event::Change(change) => self.apply(workspace, change, start),
            }
            // Changes that are already there belong to the same state.
            self.receive();
            while let Some(Message::Notification(change)) = self.queue.pop_front_if(is_change) {
                self.apply(workspace, change, start);
            }
        }
    }

    /// Moves the messages that have arrived to the queue. A request that is cancelled before its turn is not answered.
    fn receive(&mut self) {
        while let Ok(message) = self.receiver.try_recv() {
            self.enqueue(message);
        }
    }

    fn enqueue(&mut self, message: Message) {
        if let Message::Notification(notification) = &message
            && notification.method == notification::Cancel::METHOD
        {
            if let Ok(CancelParams { id }) = serde_json::from_value(notification.params.clone()) {
                self.cancel(match id {
                    NumberOrString::Number(id) => id.into(),
                    NumberOrString::String(id) => id.into(),
                });
            }
            return;
        }
        self.queue.push_back(message);
    }

    fn cancel(&mut self, id: RequestId) {
        let is_it = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
        let queued = self.queue.iter().position(is_it);
        if let Some(at) = queued {
            self.queue.remove(at);
        }
        if queued.is_some() || self.pull.cancel(&id) {
            let text = "cancelled by the client".to_owned();
            self.client.respond(Response::new_err(id, ErrorCode::RequestCanceled as i32, text));
        }
    }

    /// Answers requests, and works while there are none, until something changes.
    fn until_change(&mut self, views: &Views<'_>) -> Event {
        loop {
            self.receive();
            let message = match self.queue.pop_front() {
                Some(message) => message,
                None if self.publisher.step(&self.client, views) => continue,
                None => match self.wait(views) {
                    Some(message) => {
                        self.enqueue(message);
                        continue;
                    }
                    None => return Event::Exit,
                },
            };
            match message {
                Message::Request(request) => self.answer(views, request),
                Message::Notification(notification) if notification.method == notification::Exit::METHOD => {
                    return Event::Exit;
                }
                Message::Notification(notification) if changes(&notification.method) => {
                    return Event::Change(notification);
                }
                Message::Notification(_) | Message::Response(_) => {}
            }
        }
    }

    /// Waits for a message, and checks closed notes meanwhile. `None` if the client is gone.
    fn wait(&mut self, views: &Views<'_>) -> Option<Message> {
        let mut quiet = QUIET;
        loop {
            let is_busy = self.pull.is_busy() && !on_save::waits(&self.client, views);
            let timeout = if is_busy { quiet } else { PARENT };
            match self.receiver.recv_timeout(timeout) {
                Ok(message) => return Some(message),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if is_busy => {
                    self.pull.step(&self.client, views);
                    quiet = Duration::ZERO;
                }
                Err(RecvTimeoutError::Timeout) if self.is_orphaned() => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Whether the process of the client has ended. Only Linux shows that without asking for rights; elsewhere, the end of
    /// standard input does.
    fn is_orphaned(&self) -> bool {
        let Some(parent) = self.parent.filter(|_| cfg!(target_os = "linux")) else { return false };
        !Path::new("/proc").join(parent.to_string()).exists()
    }

    fn answer(&mut self, views: &Views<'_>, request: Request) {
        if self.is_shut_down {
            let text = "the server is shut down".to_owned();
            self.client.respond(Response::new_err(request.id, ErrorCode::InvalidRequest as i32, text));
            return;
        }
        match &*request.method {
            lsp_types::request::Shutdown::METHOD => {
                self.is_shut_down = true;
                self.pull.end(&self.client);
                self.client.respond(Response::new_ok(request.id, ()));
            }
            lsp_types::request::WorkspaceDiagnosticRequest::METHOD => match serde_json::from_value(request.params) {
                Ok(params) => self.pull.ask(&self.client, request.id, params),
                Err(error) => {
                    let code = ErrorCode::InvalidParams as i32;
                    self.client.respond(Response::new_err(request.id, code, error.to_string()));
                }
            },
            _ => {
                let response = dispatch::answer(&self.client, views, &mut self.publisher, request);
                self.client.respond(response);
            }
        }
    }

    /// Applies a notification to the workspace.
    fn apply(&mut self, workspace: &mut Workspace, change: Notification, start: Start) {
        let Notification { method, params } = change;
        self.is_due |= method != notification::DidChangeTextDocument::METHOD;
        match &*method {
            notification::DidOpenTextDocument::METHOD => {
                if let Some(params) = read::<notification::DidOpenTextDocument>(params) {
                    self.first = workspace.open(params.text_document);
                }
            }
            notification::DidChangeTextDocument::METHOD => {
                if let Some(params) = read::<notification::DidChangeTextDocument>(params) {
                    self.first = workspace.change(params, self.client.encoding);
                }
            }
            notification::DidSaveTextDocument::METHOD => {
                if let Some(params) = read::<notification::DidSaveTextDocument>(params) {
                    self.first = workspace.save(&params.text_document.uri);
                    if !self.client.can.watch {
                        workspace.reload();
                    }
                }
            }
            notification::DidCloseTextDocument::METHOD => {
                if let Some(params) = read::<notification::DidCloseTextDocument>(params) {
                    workspace.close(&params.text_document.uri);
                    self.publisher.forget(&self.client, &params.text_document.uri);
                }
            }
            notification::DidChangeWatchedFiles::METHOD => {
                if let Some(params) = read::<notification::DidChangeWatchedFiles>(params) {
                    workspace.files_changed(params.changes);
                }
            }
            notification::DidChangeWorkspaceFolders::METHOD => {
                if let Some(params) = read::<notification::DidChangeWorkspaceFolders>(params) {
                    params.event.removed.iter().for_each(|folder| workspace.remove_folder(&folder.uri));
                    params.event.added.iter().for_each(|folder| workspace.add_folder(&folder.uri));
                }
            }
            notification::DidChangeConfiguration::METHOD => {
                if let Some(params) = read::<notification::DidChangeConfiguration>(params) {
                    match Settings::read(&params.settings) {
                        Ok(settings) => *self.client.settings.borrow_mut() = settings,
                        Err(wrong) => self.client.show(MessageType::ERROR, format!("notelint: {wrong}")),
                    }
                    workspace.set_lang(How { lang: self.client.lang(), threads: start.threads });
                }
            }
            // Files were renamed, created or deleted in the editor: clients that watch files report that too.
            _ => workspace.files_moved(),
        }
    }
}

/// The parameters of a notification; `None` if they are not what the protocol says. A notification has no answer.
fn read<N: notification::Notification>(params: serde_json::Value) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(params).ok()
}

/// Whether the notification `method` changes the workspace.
fn changes(method: &str) -> bool {
    matches!(
        method,
        notification::DidOpenTextDocument::METHOD
            | notification::DidChangeTextDocument::METHOD
            | notification::DidSaveTextDocument::METHOD
            | notification::DidCloseTextDocument::METHOD
            | notification::DidChangeWatchedFiles::METHOD
            | notification::DidChangeWorkspaceFolders::METHOD
            | notification::DidChangeConfiguration::METHOD
            | notification::DidRenameFiles::METHOD
            | notification::DidCreateFiles::METHOD
            | notification::DidDeleteFiles::METHOD
    )
}

fn is_change(message: &mut Message) -> bool {
    matches!(message, Message::Notification(notification) if changes(&notification.method))
}
