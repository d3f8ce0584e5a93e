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
        if self.options.all {
            references_to_footnotes(note, &self.options, sink);
        }
        if document.undefined().is_empty() || document.profile().shared_definitions {
            return;
        }
        let uses_references = uses_references(document);
        for reference in document.undefined() {
            let ignored = |label: &String| fold(label) == fold(&reference.label);
            let is_footnote = reference.label.starts_with('^');
            if self.options.ignored_labels.iter().any(ignored) || is_footnote && !self.options.all {
                continue;
            }
            let expected = match reference.form {
                LinkSyntax::Shortcut => self.options.all && self.options.shortcut_syntax,
                _ if self.options.all => {
                    !is_link(note, reference) && (self.options.shortcut_syntax || has_words(note, reference))
                }
                _ => is_meant(note, reference, uses_references),
            };
            if expected {
                report(note, reference, sink);
            }
        }
    }
}

/// The longest footnote label, in bytes.
const MAX_LABEL: usize = 256;

/// Whether the label of the reference is the text of a link that follows: `[text][label](target)`.
fn is_link(note: &Note<'_>, reference: &Undefined<'_>) -> bool {
    let closing = note.document.node_at(reference.span.end as usize - 1);
    note.source.text()[reference.span.end as usize..].starts_with('(') && closing.kind() == Kind::Link
}

/// Reports `[text][^label]`, `[^label][]` and with `shortcut_syntax` `[^label]` whose footnote is not defined, as
/// markdownlint does. The parser returns them as text.
fn references_to_footnotes(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let ignored = &options.ignored_labels;
    let text = note.source.text();
    for (at, _) in text.match_indices("[^") {
        let end = text.floor_char_boundary((at + MAX_LABEL).min(text.len()));
        let Some((label, _)) = text[at + 2..end].split_once(']') else { continue };
        let close = at + 2 + label.len();
        let is_text = note.document.node_at(at);
        let is_text = is_text.kind() == Kind::Text
            && is_text.parent().is_some_and(|parent| parent.kind() != Kind::CodeBlock)
            && !text[..at].ends_with('\\');
        let name = format!("^{label}");
        if !is_text
            || label.is_empty()
            || label.contains(['\n', '['])
            || ignored.iter().any(|other| fold(other) == fold(&name))
        {
            continue;
        }
        let (form, start) = match text[..at].strip_suffix(']') {
            _ if text[close + 1..].starts_with("[]") => (LinkSyntax::Collapsed, Some(at)),
            Some(before) => (LinkSyntax::Full, opening(note, before)),
            None if options.shortcut_syntax => (LinkSyntax::Shortcut, Some(at)),
            None => continue,
        };
        let Some(start) = start else { continue };
        let end = close + if form == LinkSyntax::Collapsed { 3 } else { 1 };
        let reference = Undefined { form, span: Span::new(start, end), label: name.into() };
        if form != LinkSyntax::Full || has_words(note, &reference) {
            report(note, &reference, sink);
        }
    }
}

/// The bracket that opens the text before the `]` that follows `before`: the last one on the same line, if it is text.
fn opening(note: &Note<'_>, before: &str) -> Option<usize> {
    let line = note.source.line_at(before.len()).start as usize;
    let start = line + before[line..].rfind('[')?;
    let is_text = |at: usize| note.document.node_at(at).kind() == Kind::Text;
    let image = before[..start].ends_with('!');
    (!before[start..].contains(']') && is_text(start) && is_text(before.len())).then_some(start - usize::from(image))
}

/// Whether the text of the reference has any words. markdownlint takes the label of one without, such as
/// `` [`Vec`][std::vec] ``, for a reference by itself.
fn has_words(note: &Note<'_>, reference: &Undefined<'_>) -> bool {
    let text = note.source.slice(reference.span);
    let start = reference.span.start as usize;
    let mut at = start + if text.starts_with('!') { 2 } else { 1 };
    let end = start + text.rfind("][").unwrap_or(text.len());
    while at < end {
        let node = note.document.node_at(at);
        let stop = (node.span().end as usize).clamp(at, end);
        match node.kind() {
            Kind::Text if !note.source.text()[at..stop].unicode_trim().is_empty() => return true,
            Kind::BareUrl => return true,
            Kind::Text | Kind::Code | Kind::InlineHtml | Kind::Autolink | Kind::Math => at = stop.max(at + 1),
            _ => at += 1,
        }
    }
    false
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
