//! The start. If it takes long to load the workspace, notes that are opened meanwhile are checked by themselves, so that their
//! first diagnostics do not wait for thousands of other notes.

use std::collections::VecDeque;
use std::time::Duration;

use crossbeam_channel::{Receiver, after, bounded, select_biased};
use lsp_server::Message;
use lsp_types::notification::{DidOpenTextDocument, Notification as _};
use lsp_types::{DidOpenTextDocumentParams, TextDocumentItem};

use super::client::Client;
use super::documents::Documents;
use super::publish::Publisher;
use super::views::{self, Views};
use super::workspace::{Workspace, load_folders};

/// How long notes wait for the workspace before they are checked by themselves. Diagnostics that come and grow a moment later are
/// worse than waiting for a moment.
const PATIENCE: Duration = Duration::from_secs(1);

/// Loads the folders of `workspace`. Returns the messages that arrived meanwhile; none of them is handled yet.
pub(super) fn load(
    workspace: &mut Workspace,
    receiver: &Receiver<Message>,
    client: &Client,
    publisher: &mut Publisher,
) -> VecDeque<Message> {
    load_within(PATIENCE, workspace, receiver, client, publisher)
}

fn load_within(
    patience: Duration,
    workspace: &mut Workspace,
    receiver: &Receiver<Message>,
    client: &Client,
    publisher: &mut Publisher,
) -> VecDeque<Message> {
    let (sender, loaded) = bounded(1);
    let (folders, how) = (workspace.folders(), workspace.how());
    std::thread::spawn(move || sender.send(load_folders(&folders, &Documents::default(), how)));
    let is_late = after(patience);
    let (mut messages, mut checked) = (VecDeque::new(), None);
    loop {
        select_biased! {
            recv(is_late) -> _ => checked = Some(0),
            recv(receiver) -> message => match message {
                Ok(message) => messages.push_back(message),
                Err(_) => break,
            },
            recv(loaded) -> projects => {
                // Without an answer, that thread panicked. Then they are loaded as after any other change.
                if let Ok(projects) = projects {
                    workspace.set_loaded(projects);
                }
                break;
            }
        }
        if let Some(checked) = &mut checked {
            for item in messages.range(*checked..).filter_map(opened) {
                check_alone(workspace, item, client, publisher);
            }
            *checked = messages.len();
        }
    }
    messages
}

/// The document that `message` opens.
fn opened(message: &Message) -> Option<TextDocumentItem> {
    let Message::Notification(notification) = message else { return None };
    let is_open = notification.method == DidOpenTextDocument::METHOD;
    let params = is_open.then(|| serde_json::from_value(notification.params.clone()).ok()).flatten();
    params.map(|DidOpenTextDocumentParams { text_document }| text_document)
}

fn check_alone(workspace: &Workspace, item: TextDocumentItem, client: &Client, publisher: &mut Publisher) {
    let Some((mut alone, path)) = workspace.alone(item) else { return };
    alone.refresh();
    let options = views::options(&alone);
    if let Some(note) = Views::new(&alone, &options).at(&path) {
        publisher.publish_alone(client, &note);
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use crossbeam_channel::unbounded;
    use lsp_server::Notification;
    use lsp_types::notification::PublishDiagnostics;
    use lsp_types::{InitializeParams, PublishDiagnosticsParams};
    use serde_json::Value;

    use super::super::project::How;
    use super::super::uri;
    use super::*;
    use crate::finding::Lang;

    #[test]
    fn a_note_that_is_opened_meanwhile_is_checked_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("a.md");
        let text = "# A\n\nElasticache を[使う](b.md#none)。\n".to_owned();
        std::fs::write(&note, &text).unwrap();
        std::fs::write(folder.path().join("b.md"), "# B\n\ntext\n").unwrap();
        let mut workspace = Workspace::new(How { lang: Lang::En, threads: NonZeroUsize::MIN });
        workspace.add_folder(&uri::of(folder.path()).unwrap());
        let (to_client, from_server) = unbounded();
        let (client, _) = Client::new(to_client, &InitializeParams::default(), &Value::Null, Lang::En);
        let (to_server, receiver) = unbounded();
        let uri = uri::of(&note).unwrap();
        let item = TextDocumentItem::new(uri, "markdown".to_owned(), 1, text);
        let params = DidOpenTextDocumentParams { text_document: item };
        to_server.send(Notification::new(DidOpenTextDocument::METHOD.to_owned(), params).into()).unwrap();

        let messages = load_within(Duration::ZERO, &mut workspace, &receiver, &client, &mut Publisher::default());
        assert_eq!(messages.len(), 1);
        let Message::Notification(first) = from_server.try_recv().unwrap() else { panic!() };
        assert_eq!(first.method, PublishDiagnostics::METHOD);
        let PublishDiagnosticsParams { diagnostics, .. } = serde_json::from_value(first.params).unwrap();
        let codes: Vec<_> = diagnostics.iter().map(|it| it.data.as_ref().unwrap()["rule"].clone()).collect();
        assert_eq!(codes, ["misspelled-term"], "the dead anchor needs the other note");
        assert!(workspace.refresh());
        assert_eq!(workspace.projects()[0].session.project().notes.len(), 2);
    }
}
