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
            for reference in as_markdownlint(note) {
                let shown = reference.form != LinkSyntax::Shortcut || self.options.shortcut_syntax;
                if shown && !self.is_ignored(&reference) {
                    report(note, &reference, sink);
                }
            }
            return;
        }
        if document.undefined().is_empty() || document.profile().shared_definitions {
            return;
        }
        let uses_references = uses_references(document);
        for reference in document.undefined() {
            let is_text = reference.form == LinkSyntax::Shortcut || reference.label.starts_with('^');
            if !is_text && !self.is_ignored(reference) && is_meant(note, reference, uses_references) {
                report(note, reference, sink);
            }
        }
    }
}

impl UndefinedReference {
    fn is_ignored(&self, reference: &Undefined<'_>) -> bool {
        self.options.ignored_labels.iter().any(|label| fold(label) == fold(&reference.label))
    }
}

/// The references as markdownlint reads them. In a row of brackets without definition, such as `[a][][b]`, only the last label
/// counts.
fn as_markdownlint<'s>(note: &Note<'s>) -> Vec<Undefined<'s>> {
    let text = note.source.text();
    let mut all = references_to_footnotes(note);
    if !note.document.profile().shared_definitions {
        all.extend(note.document.undefined().iter().cloned());
    }
    all.sort_by_key(|reference| (reference.span.start, reference.span.end));
    all.dedup_by_key(|reference| reference.span);
    let mut kept: Vec<Undefined<'_>> = Vec::new();
    for mut reference in all {
        let is_long = matches!(reference.form, LinkSyntax::Full | LinkSyntax::Collapsed);
        if is_long && is_link(note, &reference) {
            continue;
        }
        if reference.form == LinkSyntax::Full && !is_label(note, &reference) {
            reference.form = LinkSyntax::Shortcut;
        }
        let start = reference.span.start as usize;
        let touches = |before: &Undefined<'_>| {
            let between = text.get(before.span.end as usize..start);
            // The parser has looked up both `[a][b]` and `[b][c]`.
            label_start(note, before) == Some(start)
                || between.is_some_and(|between| between.split("[]").all(|rest| matches!(rest, "" | "!")))
        };
        if let Some(before) = kept.pop_if(|before| touches(before)) {
            reference.span.start = before.span.start;
            if reference.form == LinkSyntax::Shortcut {
                reference.form = LinkSyntax::Full;
            }
        }
        let end = reference.span.end as usize;
        let rest = text[end..].trim_start_matches("[]");
        if rest.starts_with("![]") && note.document.node_at(text.len() - rest.len()).kind() == Kind::Text {
            reference.form = LinkSyntax::Collapsed;
        }
        // A pair of brackets with only spaces has no label.
        let blank = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if blank.is_none_or(|(label, _)| label.is_empty() || !label.is_blank()) {
            kept.push(reference);
        }
    }
    kept
}

/// Whether the label of the reference is the text of a link that follows: `[text][label](target)`, `[text][](target)`.
fn is_link(note: &Note<'_>, reference: &Undefined<'_>) -> bool {
    let start = label_start(note, reference).unwrap_or(reference.span.end as usize);
    let link = note.document.node_at(start);
    matches!(link.kind(), Kind::Link | Kind::Image) && link.span().start as usize == start
}

/// The bracket that opens the label of a full reference.
fn label_start(note: &Note<'_>, reference: &Undefined<'_>) -> Option<usize> {
    let between = note.source.slice(reference.span).rfind("][")?;
    Some(reference.span.start as usize + between + 1)
}

/// Whether the text of a full reference could be a label. If not, markdownlint takes the label for a reference by itself.
fn is_label(note: &Note<'_>, reference: &Undefined<'_>) -> bool {
    let start = reference.span.start as usize;
    let text = &note.source.text()[start..label_start(note, reference).map_or(start, |label| label - 1)];
    let is_text = |at: usize| note.document.node_at(start + at).kind() == Kind::Text;
    let closes = |at: usize| !text[..at].ends_with('\\') && is_text(at);
    let nested = text.match_indices(']').any(|(at, _)| closes(at));
    !nested && has_words(note, reference)
}

/// The longest footnote label, in bytes.
const MAX_LABEL: usize = 256;

/// `[text][^label]`, `[^label][]` and `[^label]` whose footnote is not defined. The parser returns them as text.
fn references_to_footnotes<'s>(note: &Note<'s>) -> Vec<Undefined<'s>> {
    let text = note.source.text();
    let mut found = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let end = text.floor_char_boundary((at + MAX_LABEL).min(text.len()));
        let Some((label, _)) = text[at + 2..end].split_once(']') else { continue };
        let close = at + 2 + label.len();
        let is_text = note.document.node_at(at);
        let is_text = is_text.kind() == Kind::Text
            && is_text.parent().is_some_and(|parent| parent.kind() != Kind::CodeBlock)
            && !text[..at].ends_with('\\');
        if !is_text || label.is_empty() || label.contains(['\n', '[']) {
            continue;
        }
        let is_link = |at: usize| note.document.node_at(at).kind() == Kind::Link;
        let (form, start) = match text[..at].strip_suffix(']') {
            _ if text[close + 1..].starts_with("[]") && !is_link(close + 1) => (LinkSyntax::Collapsed, Some(at)),
            Some(before) => (LinkSyntax::Full, opening(note, before)),
            None => (LinkSyntax::Shortcut, Some(at)),
        };
        let Some(start) = start else { continue };
        let end = close + if form == LinkSyntax::Collapsed { 3 } else { 1 };
        found.push(Undefined { form, span: Span::new(start, end), label: text[at + 1..close].into() });
    }
    found
}

/// The bracket that opens the text before the `]` that follows `before`: the last one on the same line, if it is text.
fn opening(note: &Note<'_>, before: &str) -> Option<usize> {
    let line = note.source.line_at(before.len()).start as usize;
    let start = line + before[line..].rfind('[')?;
    let is_text = |at: usize| note.document.node_at(at).kind() == Kind::Text;
    let image = before[..start].ends_with('!');
    let closes = before[start..].match_indices(']').any(|(at, _)| !before[..start + at].ends_with('\\'));
    (!closes && is_text(start) && is_text(before.len())).then_some(start - usize::from(image))
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
            Kind::Text if !is_character_reference(node) && !note.source.text()[at..stop].unicode_trim().is_empty() => {
                return true;
            }
            Kind::BareUrl => return true,
            Kind::Text | Kind::Code | Kind::InlineHtml | Kind::Autolink | Kind::Math => at = stop.max(at + 1),
            _ => at += 1,
        }
    }
    false
}

/// Whether `text` is one character reference, such as `&#124;`.
fn is_character_reference(text: Node<'_>) -> bool {
    let written = text.source();
    written.starts_with('&') && written.find(';') == Some(written.len() - 1) && text.literal() != written
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
