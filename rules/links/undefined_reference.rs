//! `undefined-reference`: a reference to a label that is not defined.

use crate::links::definitions::fold;
use crate::lint::options::TextList;
use crate::lint::prelude::*;
use crate::markdown::document::{Document, LinkSyntax, Undefined};
use crate::text::whitespace::is_unicode_space;

pub(crate) struct UndefinedReference {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every `[text][label]`, as markdownlint does, not only those clearly meant as references.
    all: bool,
    /// With `all`, also report `[label]` by itself.
    shortcut_syntax: bool,
    /// Labels to ignore. Case does not matter.
    ignored_labels: TextList,
}

impl Default for Options {
    fn default() -> Self {
        Self { all: false, shortcut_syntax: false, ignored_labels: TextList::of(&["x"]) }
    }
}

rule!(UndefinedReference {
    options: Options,
    summary: Text {
        en: "a reference to a label that is not defined", ja: "参照リンクのラベルが定義されていない"
    },
    aliases: &["MD052", "reference-links-images"],
    severity: Severity::Error,
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("all = true")],
});

impl Check for UndefinedReference {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let document = note.document;
        if document.undefined().is_empty() || document.profile().shared_definitions {
            return;
        }
        let uses_references = uses_references(document);
        for reference in document.undefined() {
            let ignored = |label: &String| fold(label) == fold(&reference.label);
            if self.options.ignored_labels.iter().any(ignored) || reference.label.starts_with('^') {
                continue;
            }
            let expected = match reference.form {
                LinkSyntax::Shortcut => self.options.all && self.options.shortcut_syntax,
                _ if self.options.all => !is_code(note, reference),
                _ => is_meant(note, reference, uses_references),
            };
            if expected {
                report(note, reference, sink);
            }
        }
    }
}

/// Whether the text of the reference is a single code span, which documentation tools resolve. Example:
/// `` [`Vec`][std::vec] ``.
fn is_code(note: &Note<'_>, reference: &Undefined<'_>) -> bool {
    let text = note.source.slice(reference.span);
    let opening = if text.starts_with('!') { 2 } else { 1 };
    let inside = note.document.node_at(reference.span.start as usize + opening);
    inside.kind() == Kind::Code && note.source.text()[inside.span().end as usize..].starts_with(']')
}

/// Whether the note has a full or collapsed reference that works, and none that only a documentation tool would resolve.
fn uses_references(document: &Document<'_>) -> bool {
    if document.undefined().iter().any(|reference| is_item(&reference.label)) {
        return false;
    }
    let long = |form| matches!(form, LinkSyntax::Full | LinkSyntax::Collapsed);
    let links = document.nodes().filter(|node| matches!(node.kind(), Kind::Link | Kind::Image));
    !document.definitions().is_empty() && links.into_iter().any(|link| long(link.link().form))
}

/// Whether the brackets are meant as a reference rather than as text. They must not touch a word or other brackets, and
/// either the label is a path, or the note has references that work. `[NumLock][CapsLock]`, `[Hh][Tt]` and `a[i][j]` are text.
fn is_meant(note: &Note<'_>, reference: &Undefined<'_>, uses_references: bool) -> bool {
    let text = note.source.text();
    let before = &text[..reference.span.start as usize];
    let after = &text[reference.span.end as usize..];
    let alone = !before
        .ends_with(|char: char| char.is_ascii_alphanumeric() || matches!(char, ']' | '[' | '\\' | '_' | '$'))
        && !after.starts_with(['[', '(', ']']);
    let in_link = note.document.node_at(reference.span.start as usize).within(Kinds::of(&[Kind::Link, Kind::Image]));
    if !alone || in_link {
        return false;
    }
    if is_path(&reference.label) {
        return true;
    }
    uses_references && reference.label.chars().any(char::is_alphabetic) && !is_item(&reference.label)
}

/// Whether `label` is a link target that should be in parentheses. Examples: `ec2.md`, `https://aws.amazon.com/`.
fn is_path(label: &str) -> bool {
    let starts_path = ["http://", "https://", "./", "../"].iter().any(|start| label.starts_with(start));
    let is_file = [".md", ".html", ".png", ".jpg", ".svg"].iter().any(|end| label.ends_with(end));
    (starts_path || is_file) && !label.contains(is_unicode_space)
}

/// Whether `label` may name an item in code, which documentation tools link by themselves. Examples: `items.fn`,
/// `core::cell`, `macro@Clone`.
fn is_item(label: &str) -> bool {
    let of_name = |char: char| char.is_ascii_alphanumeric() || "_.:@`!-".contains(char);
    label.contains(['.', '@', '`']) && label.chars().all(of_name) || label.contains("::")
}

fn report(note: &Note<'_>, reference: &Undefined<'_>, sink: &mut Sink<'_>) {
    let label = excerpt(&reference.label);
    let report =
        sink.report(reference.span, message!("label `{label}` is not defined", "ラベル `{label}` が定義されていない"));
    if is_path(&reference.label) {
        report.note(message!(
            "a link target goes in parentheses: `[text]({label})`",
            "リンク先は丸括弧の中に書く: `[文字列]({label})`"
        ));
    } else if !note.document.definitions().is_empty() {
        report.note(message!(
            "without a line `[{label}]: URL`, the brackets are shown as plain text",
            "`[{label}]: URL` の行がないと、角括弧がそのまま表示される"
        ));
    }
}
