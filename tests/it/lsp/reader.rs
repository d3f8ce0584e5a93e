//! A user who reads notes in an editor: names positions by the text around them, and sees ranges as line, column and text.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::Client;
use super::{folder, read};

/// An editor with a folder of notes.
pub struct Reader {
    /// The editor.
    pub client: Client,
    encoding: &'static str,
    folder: TempDir,
}

/// What an editor can do and wants.
#[derive(Clone, Debug)]
pub struct Setup {
    /// `utf-8`, `utf-16` or `utf-32`.
    pub encoding: &'static str,
    /// `textDocument` of its capabilities.
    pub text_document: Value,
    /// `workspace` of its capabilities.
    pub workspace: Value,
    /// `initializationOptions`.
    pub options: Value,
}

impl Default for Setup {
    fn default() -> Self {
        Self { encoding: "utf-16", text_document: json!({}), workspace: json!({}), options: Value::Null }
    }
}

impl Reader {
    /// Opens a folder of `files` (path, text) in an editor with `setup`.
    pub fn with(files: &[(&str, &str)], setup: &Setup) -> Self {
        let folder = folder(files);
        let capabilities = json!({
            "general": { "positionEncodings": [setup.encoding] },
            "textDocument": setup.text_document,
            "workspace": setup.workspace,
        });
        let client = Client::with(folder.path(), &capabilities, &setup.options);
        Self { client, encoding: setup.encoding, folder }
    }

    /// Opens a folder of `files` in an editor that can do little.
    pub fn new(files: &[(&str, &str)]) -> Self {
        Self::with(files, &Setup::default())
    }

    /// The result of a request.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.client.request(method, params)
    }

    /// `textDocument` of parameters.
    pub fn document(&self, path: &str) -> Value {
        json!({ "uri": self.client.uri(path) })
    }

    /// Opens the file at `path`.
    pub fn open(&mut self, path: &str) {
        let text = self.text(path);
        self.client.open(path, &text);
    }

    /// Replaces the text of the open note at `path`, and of the file, so that ranges are shown in it.
    pub fn change(&mut self, path: &str, text: &str) {
        std::fs::write(self.file(path), text).unwrap();
        self.client.replace(path, 2, text);
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        read(self.folder.path(), path)
    }

    /// The parameters for the position of the `|` in `around`, which is a part of the file at `path` but for the `|`.
    pub fn at(&self, path: &str, around: &str) -> Value {
        let (before, after) = around.split_once('|').unwrap();
        let text = self.text(path);
        let found = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("{around} is not in {path}"));
        json!({ "textDocument": self.document(path), "position": self.position(&text[..found + before.len()]) })
    }

    fn position(&self, before: &str) -> Value {
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        json!({ "line": before.matches('\n').count(), "character": self.units(&before[start..]) })
    }

    fn units(&self, text: &str) -> usize {
        match self.encoding {
            "utf-8" => text.len(),
            "utf-16" => text.encode_utf16().count(),
            _ => text.chars().count(),
        }
    }

    fn offset(&self, text: &str, position: &Value) -> usize {
        let number = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let mut ends = text[start..].char_indices().map(|(at, _)| start + at).chain([text.len()]);
        ends.find(|end| self.units(&text[start..*end]) >= number("character")).expect("a position in the text")
    }

    /// `range` in the file at `path`: line and column from 1, and the text.
    pub fn shown(&self, path: &str, range: &Value) -> String {
        let text = self.text(path);
        let (start, end) = (self.offset(&text, &range["start"]), self.offset(&text, &range["end"]));
        let line = text[..start].matches('\n').count() + 1;
        let column = text[..start].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{line}:{column} {}", &text[start..end])
    }

    /// The file at `uri`, with the fragment if there is one.
    pub fn path(&self, uri: &Value) -> String {
        let uri = uri.as_str().unwrap();
        match uri.split_once('#') {
            Some((file, fragment)) => format!("{}#{fragment}", self.client.path(file)),
            None => self.client.path(uri),
        }
    }

    /// A location: path, line, column and text.
    pub fn location(&self, location: &Value) -> String {
        let path = self.path(&location["uri"]);
        format!("{path}:{}", self.shown(&path, &location["range"]))
    }

    /// The same of each of `locations`.
    pub fn locations(&self, locations: &Value) -> Vec<String> {
        let locations = locations.as_array().map(Vec::as_slice).unwrap_or_default();
        locations.iter().map(|location| self.location(location)).collect()
    }
}
