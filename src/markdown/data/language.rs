//! The language of a block, by its content, where there is no doubt.

use super::block::Block;
use super::shape::Shape;
use super::value::Data;
use crate::markdown::commands::prompt;
use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace as _;

/// A language that content shows without doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// An object or array in JSON.
    Json,
    /// YAML of a form that is known: a manifest, a template, a workflow.
    Yaml,
    /// A shell script.
    Shell,
    /// A script in Python.
    Python,
    /// Commands after a prompt, perhaps with their output.
    Session,
    /// An XML document.
    Xml,
    /// An HTML document.
    Html,
}

impl Language {
    /// The language of `block`.
    pub fn of(block: &Block<'_>) -> Option<Self> {
        let text = block.as_str();
        let first = text.md_lines().find(|line| !line.is_blank())?;
        if let Some(script) = first.strip_prefix("#!") {
            return Self::of_script(script);
        }
        if prompt::is_command(first) || prompt::shows_file(first) {
            return Some(Self::Session);
        }
        let start = first.md_trim_start();
        if start.starts_with("<?xml ") {
            return Some(Self::Xml);
        }
        if start.get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype html")) {
            return Some(Self::Html);
        }
        if start.starts_with(['{', '[']) {
            return is_json(block).then_some(Self::Json);
        }
        if start.starts_with("cat ") && start.contains("<<") {
            return is_heredoc(text).then_some(Self::Shell);
        }
        is_yaml(block).then_some(Self::Yaml)
    }

    /// The language of a script whose first line names the program `script`.
    fn of_script(script: &str) -> Option<Self> {
        let program = script.unicode_words().find(|word| !word.ends_with("/env")).unwrap_or_default();
        let name = program.rsplit('/').next().unwrap_or_default();
        match name.trim_end_matches(|char: char| char.is_ascii_digit() || char == '.') {
            "sh" | "bash" | "zsh" | "dash" | "ksh" => Some(Self::Shell),
            "python" => Some(Self::Python),
            _ => None,
        }
    }

    /// The label for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Shell => "bash",
            Self::Python => "python",
            Self::Session => "console",
            Self::Xml => "xml",
            Self::Html => "html",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Yaml => "YAML",
            Self::Shell => "a shell script",
            Self::Python => "a Python script",
            Self::Session => "a terminal session",
            Self::Xml => "XML",
            Self::Html => "HTML",
        }
    }

    /// What it is called in Japanese.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Json => " JSON ",
            Self::Yaml => " YAML ",
            Self::Shell => "シェルスクリプト",
            Self::Python => " Python のスクリプト",
            Self::Session => "ターミナルのセッション",
            Self::Xml => " XML ",
            Self::Html => " HTML ",
        }
    }
}

/// Whether the whole of `block` is an object in JSON, or an array of them.
fn is_json(block: &Block<'_>) -> bool {
    block.json().is_some_and(|json| match &json.data {
        Data::Map(members) => !members.is_empty(),
        Data::List(items) => items.iter().all(|item| !item.members().is_empty()) && !items.is_empty(),
        _ => false,
    })
}

/// Whether the documents of `block` are YAML of known forms.
fn is_yaml(block: &Block<'_>) -> bool {
    // Most blocks are not, which their first lines show.
    let text = block.as_str();
    let keys = ["apiVersion:", "kind:", "AWSTemplateFormatVersion:", "Resources:", "services:", "Statement:", "jobs:"];
    if !keys.iter().any(|key| text.contains(key)) || block.yaml().error.is_some() {
        return false;
    }
    let documents = &block.yaml().documents;
    !documents.is_empty() && documents.iter().all(|document| Shape::of(document).is_some())
}

/// Whether `text` begins with a heredoc that is closed.
fn is_heredoc(text: &str) -> bool {
    super::heredocs::heredocs(text).first().is_some_and(|first| text.head(first.body.start).matches('\n').count() == 1)
}
