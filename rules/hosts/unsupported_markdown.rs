//! `unsupported-markdown`: syntax of GitHub that the host does not have.

use crate::lint::prelude::*;
use crate::text::profile::{Footnotes, Profile, Strikethrough, TaskLists};

pub(crate) struct UnsupportedMarkdown;

rule!(UnsupportedMarkdown {
    summary: Text {
        en: "a table, footnote or other syntax that the host of the notes does not have",
        ja: "ノートを公開するサービスで使えない表、脚注などの構文",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    about_syntax: true,
});

impl Check for UnsupportedMarkdown {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Table, Kind::Strikethrough, Kind::FootnoteReference, Kind::TaskMarker, Kind::HardBreak])
    }

    fn node(&self, note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        if is_supported(profile, node) {
            return;
        }
        let (host, span) = (profile.title, node.span());
        let text = excerpt(node.source());
        let line = Span { end: note.source.line_at(span.start as usize).end.min(span.end), ..span };
        let (span, message) = match node.kind() {
            Kind::Table => {
                (line, message!("{host} has no tables: this one is text", "{host} に表はなく、本文として表示される"))
            }
            Kind::Strikethrough => (
                span,
                message!(
                    "`{text}` is not struck out on {host}: the tildes are shown",
                    "{host} では `{text}` に取り消し線が付かず、チルダが表示される"
                ),
            ),
            Kind::FootnoteReference => return footnote(profile, span, &text, sink),
            Kind::TaskMarker => (
                span,
                message!(
                    "`{text}` is not a checkbox on {host}: the brackets are shown",
                    "{host} では `{text}` がチェックボックスにならず、角括弧が表示される"
                ),
            ),
            _ => return hard_break(host, span, sink),
        };
        sink.report(span, message);
    }
}

fn footnote(profile: &Profile, span: Span, text: &str, sink: &mut Sink<'_>) {
    let host = profile.title;
    let message = message!("`{text}` is not a footnote on {host}", "{host} では `{text}` が脚注にならない");
    let report = sink.report(span, message);
    if profile.footnotes == Footnotes::AsciiLabels {
        report.note(message!(
            "on {host}, the label consists of ASCII letters, digits, `_`, `-` and `:`",
            "{host} では、ラベルに使えるのは ASCII の英数字、`_`、`-`、`:` だけ"
        ));
    }
}

fn hard_break(host: &str, span: Span, sink: &mut Sink<'_>) {
    let backslash = Span { end: span.start + 1, ..span };
    let message =
        message!("{host} shows this `\\` and does not break the line", "{host} ではこの `\\` が表示され、改行されない");
    let title = message!("use two spaces", "半角スペース 2 つにする");
    let report = sink.report(backslash, message);
    report.fix(Applicability::Safe, Effect::Layout, title, vec![Edit::replace(backslash, "  ")]);
}

/// Whether the host with `profile` shows `node` as GitHub does.
fn is_supported(profile: &Profile, node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Table => profile.tables.supported,
        Kind::Strikethrough => profile.strikethrough != Strikethrough::None,
        Kind::FootnoteReference => profile.footnotes.has(node.literal()),
        Kind::TaskMarker => match profile.task_lists {
            TaskLists::None => !is_first_task(node),
            TaskLists::Lowercase => node.source() != "[X]",
            TaskLists::Any => true,
        },
        _ => profile.backslash_breaks || !node.source().starts_with('\\'),
    }
}

/// Whether `marker` is the first task list marker in the outermost list around it. The others say nothing new.
fn is_first_task(marker: Node<'_>) -> bool {
    let list = marker.ancestors().filter(|node| node.kind() == Kind::List).last();
    let first = list.and_then(|list| list.descendants().find(|node| node.kind() == Kind::TaskMarker));
    first == Some(marker)
}
