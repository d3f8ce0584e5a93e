//! `undefined-reference`: a reference to a label that nothing defines.

use crate::links::definitions::fold;
use crate::lint::options::Texts;
use crate::lint::prelude::*;
use crate::markdown::document::{Document, LinkForm, Undefined};
use crate::text::whitespace::is_unicode_space;

pub(crate) struct UndefinedReference {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every `[text][label]`, not only those that are surely meant as references (as markdownlint does).
    all: bool,
    /// With `all`, report `[label]` alone too.
    shortcut_syntax: bool,
    /// Labels to pass over, whatever their case.
    ignored_labels: Texts,
}

impl Default for Options {
    fn default() -> Self {
        Self { all: false, shortcut_syntax: false, ignored_labels: Texts::of(&["x"]) }
    }
}

rule!(UndefinedReference {
    options: Options,
    summary: Text {
        en: "a reference to a label that nothing defines", ja: "参照リンクのラベルが定義されていない"
    },
    aliases: &["MD052", "reference-links-images"],
    severity: Severity::Error,
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("all = true")],
});

impl Check for UndefinedReference {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let document = note.document;
        if !self.options.all {
            footnotes(note, &self.options.ignored_labels, sink);
        }
        if document.undefined().is_empty() {
            return;
        }
        let uses_references = uses_references(document);
        for reference in document.undefined() {
            let ignored = |label: &String| fold(label) == fold(&reference.label);
            if self.options.ignored_labels.iter().any(ignored) || reference.label.starts_with('^') {
                continue;
            }
            let wanted = match reference.form {
                LinkForm::Shortcut => self.options.all && self.options.shortcut_syntax,
                _ if self.options.all => !is_code(note, reference),
                _ => is_meant(note, reference, uses_references),
            };
            if wanted {
                report(note, reference, sink);
            }
        }
    }
}

/// Bytes of a footnote's label at most.
const LONGEST: usize = 256;

/// Reports references to footnotes (`[^label]`) that nothing defines: to the parser they are text.
fn footnotes(note: &Note<'_>, ignored: &[String], sink: &mut Sink<'_>) {
    if !note.source.text().contains("[^") {
        return;
    }
    let has_footnotes = note.document.of_kind(Kind::FootnoteDefinition).next().is_some();
    for text in note.document.of_kind(Kind::Text) {
        let source = text.source();
        let in_code = text.parent().is_some_and(|parent| parent.kind() == Kind::CodeBlock);
        for (at, _) in source.match_indices("[^").filter(|_| !in_code) {
            let end = source.floor_char_boundary(at + LONGEST);
            let Some((label, _)) = source[at + 2..end].split_once(']') else { continue };
            let behind = &source[at + label.len() + "[^]".len()..];
            let escaped = note.source.text()[..text.span().start as usize + at].ends_with('\\');
            let free = !escaped && !behind.starts_with([':', '(', '[']);
            let ignored = || ignored.iter().any(|other| fold(other) == fold(label));
            if free && is_footnote(label, has_footnotes) && !ignored() {
                let start = text.span().start as usize + at;
                let shown = excerpt(label);
                let message = message!("the footnote `{shown}` is not defined", "脚注 `{shown}` が定義されていない");
                sink.report(Span::new(start, start + label.len() + "[^]".len()), message).note(message!(
                    "without a line `[^{shown}]: text` the brackets are shown as they are",
                    "`[^{shown}]: 本文` の行がないと、角括弧がそのまま表示される"
                ));
            }
        }
    }
}

/// Whether `label` is a footnote's rather than a set of characters as in regular expressions: `[^/]`, `[^a-z]`. Where the note
/// has no footnotes at all it has to be a number or a longer word.
fn is_footnote(label: &str, has_footnotes: bool) -> bool {
    let is_word = label.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'));
    let is_range = label.contains('-') && label.split('-').any(|part| part.chars().count() < 2);
    let is_number = label.bytes().all(|byte| byte.is_ascii_digit()) && label.len() < 4;
    let is_long = label.chars().count() > 3 && label.contains(char::is_alphabetic);
    !label.is_empty() && is_word && !is_range && (has_footnotes || is_number || is_long)
}

/// Whether the text of the reference is code and nothing else, as documentation tools read it: `` [`Vec`][std::vec] ``.
fn is_code(note: &Note<'_>, reference: &Undefined<'_>) -> bool {
    let text = note.source.slice(reference.span);
    let opening = if text.starts_with('!') { 2 } else { 1 };
    let inside = note.document.node_at(reference.span.start as usize + opening);
    inside.kind() == Kind::Code && note.source.text()[inside.span().end as usize..].starts_with(']')
}

/// Whether the note has a reference that works, in the long form, and none that a documentation tool makes work.
fn uses_references(document: &Document<'_>) -> bool {
    if document.undefined().iter().any(|reference| is_item(&reference.label)) {
        return false;
    }
    let long = |form| matches!(form, LinkForm::Full | LinkForm::Collapsed);
    let links = document.nodes().filter(|node| matches!(node.kind(), Kind::Link | Kind::Image));
    !document.definitions().is_empty() && links.into_iter().any(|link| long(link.link().form))
}

/// Whether the brackets are a reference rather than text: `[NumLock][CapsLock]`, `[Hh][Tt]`, `a[i][j]` are text. A label
/// that is a path is meant; else the note must have references that work, and the brackets stand by themselves.
fn is_meant(note: &Note<'_>, reference: &Undefined<'_>, uses_references: bool) -> bool {
    let text = note.source.text();
    let (before, behind) = text.split_at(reference.span.start as usize);
    let behind = &behind[reference.span.len()..];
    let alone = !before
        .ends_with(|char: char| char.is_ascii_alphanumeric() || matches!(char, ']' | '[' | '\\' | '_' | '$'))
        && !behind.starts_with(['[', '(', ']']);
    let in_link = note.document.node_at(reference.span.start as usize).within(Kinds::of(&[Kind::Link, Kind::Image]));
    if !alone || in_link {
        return false;
    }
    if is_path(&reference.label) {
        return true;
    }
    uses_references && reference.label.chars().any(char::is_alphabetic) && !is_item(&reference.label)
}

/// Whether `label` is where the link should lead: the brackets should be parentheses.
fn is_path(label: &str) -> bool {
    let address = ["http://", "https://", "./", "../"].iter().any(|start| label.starts_with(start));
    let note = [".md", ".html", ".png", ".jpg", ".svg"].iter().any(|end| label.ends_with(end));
    (address || note) && !label.contains(is_unicode_space)
}

/// Whether `label` may be the name of an item in code, which documentation tools link by themselves: `items.fn`,
/// `core::cell`, `macro@Clone`.
fn is_item(label: &str) -> bool {
    let of_name = |char: char| char.is_ascii_alphanumeric() || "_.:@`!-".contains(char);
    label.contains(['.', '@', '`']) && label.chars().all(of_name) || label.contains("::")
}

fn report(note: &Note<'_>, reference: &Undefined<'_>, sink: &mut Sink<'_>) {
    let label = excerpt(&reference.label);
    let report = sink.report(
        reference.span,
        message!("the label `{label}` is not defined", "参照ラベル `{label}` が定義されていない"),
    );
    if is_path(&reference.label) {
        report.note(message!(
            "a destination stands in parentheses: `[text]({label})`",
            "リンク先を直接書くなら丸括弧を使う: `[文字列]({label})`"
        ));
    } else if !note.document.definitions().is_empty() {
        report.note(message!(
            "without a line `[{label}]: destination` the brackets are shown as they are",
            "`[{label}]: リンク先` の行がないと、角括弧がそのまま表示される"
        ));
    }
}
