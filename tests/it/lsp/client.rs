//! An editor: it starts the server as a process, and speaks its protocol.

use std::collections::{BTreeMap, VecDeque};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// How long the server may take for an answer before a test fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// The result of a request, or why it was refused.
pub type Answer = Result<Value, lsp_server::ResponseError>;

/// An editor with one workspace.
pub struct Client {
    process: Child,
    input: Option<ChildStdin>,
    output: Receiver<Message>,
    folder: PathBuf,
    requests: i32,
    /// What the server can do.
    pub server: Value,
    /// What the server published last, by the path of the note.
    pub published: BTreeMap<String, Value>,
    /// Requests of the server that the editor has answered.
    pub asked: Vec<Request>,
    /// Messages that the server showed to the user.
    pub shown: Vec<String>,
    /// Responses that arrived before they were waited for.
    early: VecDeque<Response>,
}

/// What an editor like Visual Studio Code can do, but for asking for diagnostics.
pub fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source"] } },
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "publishDiagnostics": { "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "hover": { "contentFormat": ["markdown"] },
        },
        "workspace": {
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "codeLens": { "refreshSupport": true },
            "diagnostics": { "refreshSupport": true },
        },
    })
}

impl Client {
    /// Opens `folder` in an editor with these `capabilities` and `options` of initialization.
    pub fn with(folder: &Path, capabilities: &Value, options: &Value) -> Self {
        let mut client = Self::unready(folder);
        let uri = client.uri("");
        let answer = client.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "capabilities": capabilities,
                "initializationOptions": options,
                "workspaceFolders": [{ "uri": uri, "name": "notes" }],
            }),
        );
        assert!(answer["capabilities"].is_object(), "{answer}");
        client.server = answer["capabilities"].clone();
        client.notify("initialized", json!({}));
        client.wait_until_loaded();
        client
    }

    /// Waits until the server knows all notes. On a slow machine, it first publishes what a note has by itself.
    pub fn wait_until_loaded(&mut self) {
        self.request("workspace/symbol", json!({ "query": "" }));
    }

    /// Opens `folder` in an editor like Visual Studio Code.
    pub fn open_folder(folder: &Path) -> Self {
        Self::with(folder, &capabilities(), &Value::Null)
    }

    /// A server that is not initialized.
    pub fn unready(folder: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_notelint"))
            .args(["lsp", "--lang", "en"])
            .env("XDG_CACHE_HOME", folder.join(".cache"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, output) = channel();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        std::thread::spawn(move || {
            while let Ok(Some(message)) = Message::read(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            input: process.stdin.take(),
            process,
            output,
            folder: folder.canonicalize().unwrap(),
            requests: 0,
            server: Value::Null,
            published: BTreeMap::new(),
            asked: Vec::new(),
            shown: Vec::new(),
            early: VecDeque::new(),
        }
    }

    /// The URI of the file at `path`.
    pub fn uri(&self, path: &str) -> String {
        let path = if path.is_empty() { self.folder.clone() } else { self.folder.join(path) };
        url::Url::from_file_path(path).unwrap().into()
    }

    /// The path of the file `uri`; another URI as it is.
    pub fn path(&self, uri: &str) -> String {
        let Ok(path) = url::Url::parse(uri).unwrap().to_file_path() else { return uri.to_owned() };
        path.strip_prefix(&self.folder).unwrap().to_str().unwrap().replace('\\', "/")
    }

    /// Sends `message`. A server that is gone gets nothing.
    pub fn send(&mut self, message: &Message) {
        if let Some(input) = &mut self.input {
            let _ = message.write(input);
        }
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&Notification { method: method.to_owned(), params }.into());
    }

    /// Sends a request. Returns its number.
    pub fn ask(&mut self, method: &str, params: Value) -> i32 {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.send(&Request { id, method: method.to_owned(), params }.into());
        self.requests
    }

    /// Sends a request, and waits for the response.
    pub fn respond(&mut self, method: &str, params: Value) -> Answer {
        let id = self.ask(method, params);
        self.response(id)
    }

    /// Waits for the response to the request with the number `id`.
    pub fn response(&mut self, id: i32) -> Answer {
        let id = RequestId::from(id);
        loop {
            if let Some(at) = self.early.iter().position(|response| response.id == id) {
                return self.early.remove(at).unwrap().response_result;
            }
            self.receive();
        }
    }

    /// Sends a request. Returns its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        self.respond(method, params).unwrap_or_else(|error| panic!("{method}: {error:?}"))
    }

    /// Waits for a message of the server. Returns the method of a notification.
    pub fn receive(&mut self) -> Option<String> {
        let message = self.output.recv_timeout(PATIENCE).expect("the server answers");
        match message {
            Message::Response(response) => self.early.push_back(response),
            Message::Request(request) => {
                self.send(&Response::new_ok(request.id.clone(), Value::Null).into());
                self.asked.push(request);
            }
            Message::Notification(Notification { method, params }) => {
                if method == "textDocument/publishDiagnostics" {
                    let path = self.path(params["uri"].as_str().unwrap());
                    self.published.insert(path, params);
                } else if method == "window/showMessage" {
                    self.shown.push(params["message"].as_str().unwrap().to_owned());
                }
                return Some(method);
            }
        }
        None
    }

    pub fn open(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the whole text of an open note.
    pub fn replace(&mut self, path: &str, version: i32, text: &str) {
        self.change(path, version, &json!([{ "text": text }]));
    }

    pub fn change(&mut self, path: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": self.uri(path), "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    pub fn close(&mut self, path: &str) {
        let uri = self.uri(path);
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Writes a file, and reports it as a watcher does.
    pub fn write(&mut self, path: &str, text: &str) {
        let file = self.folder.join(path);
        let kind = if file.exists() { 2 } else { 1 };
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        self.file_event(path, kind);
    }

    /// Deletes a file, and reports it as a watcher does.
    pub fn delete(&mut self, path: &str) {
        std::fs::remove_file(self.folder.join(path)).unwrap();
        self.file_event(path, 3);
    }

    fn file_event(&mut self, path: &str, kind: u8) {
        let uri = self.uri(path);
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri, "type": kind }] }));
    }

    /// The diagnostics of the note at `path` in the state after all that was sent, as `line:column rule`.
    pub fn pull(&mut self, path: &str) -> Vec<String> {
        lines(&self.pull_full(path)["items"])
    }

    /// The same as the protocol has it.
    pub fn pull_full(&mut self, path: &str) -> Value {
        let uri = self.uri(path);
        self.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }))
    }

    /// Waits until the note at `path` has diagnostics that `fit`. Returns them as `line:column rule`, sorted.
    pub fn wait_for(&mut self, path: &str, fit: impl Fn(&[String]) -> bool) -> Vec<String> {
        loop {
            if let Some(found) = self.published.get(path) {
                let found = lines(&found["diagnostics"]);
                if fit(&found) {
                    return found;
                }
            }
            self.receive();
        }
    }

    /// The diagnostics of the note at `path`, once there are any.
    pub fn diagnostics(&mut self, path: &str) -> Vec<Value> {
        while !self.published.contains_key(path) {
            self.receive();
        }
        self.published[path]["diagnostics"].as_array().unwrap().clone()
    }

    /// The code actions for the character at `line` and `character` of the note at `path`, by their titles.
    pub fn actions(&mut self, path: &str, line: u32, character: u32, only: &[&str]) -> BTreeMap<String, Value> {
        let at = json!({ "line": line, "character": character });
        let mut context = json!({ "diagnostics": [] });
        if !only.is_empty() {
            context["only"] = json!(only);
        }
        let uri = self.uri(path);
        let params = json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": context });
        let actions = self.request("textDocument/codeAction", params);
        let actions = actions.as_array().unwrap().iter();
        actions.map(|action| (action["title"].as_str().unwrap().to_owned(), action.clone())).collect()
    }

    /// Shuts the server down. Returns its exit code.
    pub fn exit(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.process.wait().unwrap().code()
    }

    /// Closes the connection without a word, as an editor does that is killed. Returns the exit code.
    pub fn hang_up(mut self) -> Option<i32> {
        self.input = None;
        self.process.wait().unwrap().code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `diagnostics` as `line:column rule`, from 1, sorted.
pub fn lines(diagnostics: &Value) -> Vec<String> {
    let line = |diagnostic: &Value| {
        let start = &diagnostic["range"]["start"];
        let number = |key: &str| start[key].as_u64().unwrap() + 1;
        format!("{}:{} {}", number("line"), number("character"), diagnostic["code"].as_str().unwrap_or("-"))
    };
    let mut lines: Vec<String> = diagnostics.as_array().unwrap().iter().map(line).collect();
    lines.sort();
    lines
}

/// `text` after `edits` in UTF-16 positions.
pub fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let at = |end: &str| offset(text, &edit["range"][end]);
            (at("start"), at("end"), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

/// The byte at a position in UTF-16 code units.
pub fn offset(text: &str, position: &Value) -> usize {
    let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
    let mut at = 0;
    for _ in 0..line {
        match text[at..].find('\n') {
            Some(end) => at += end + 1,
            None => return text.len(),
        }
    }
    let mut passed = 0;
    for char in text[at..].chars() {
        if passed >= character || char == '\n' {
            break;
        }
        passed += char.len_utf16() as u64;
        at += char.len_utf8();
    }
    at
}

/// The edits of the document at `uri` in a workspace edit.
pub fn edits_of<'e>(edit: &'e Value, uri: &str) -> &'e Value {
    let changes = edit["documentChanges"].as_array().unwrap();
    let of_document = |change: &&Value| change["textDocument"]["uri"] == *uri;
    &changes.iter().find(of_document).unwrap_or_else(|| panic!("no edit of {uri} in {edit}"))["edits"]
}
