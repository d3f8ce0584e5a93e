//! `internal-error`: a note that notelint could not process because of a bug in notelint.

use crate::finding::{Finding, Lang};
use crate::lint::panics::{Panic, Task};
use crate::lint::prelude::*;
use crate::lint::rule::Rule as _;

/// Never called by the engine: the run creates the findings with [`finding`].
pub(crate) struct InternalError;

rule!(InternalError {
    summary: Text {
        en: "a note that notelint could not process because of a bug in notelint",
        ja: "notelint の不具合で処理できなかったノート",
    },
    severity: Severity::Error,
    presets: &[
        Preset::Recommended.member(),
        Preset::Japanese.member(),
        Preset::Style.member(),
        Preset::Markdownlint.member(),
    ],
    always_on: true,
});

impl Check for InternalError {}

/// Whether one of `findings` is an internal error. If so, they are incomplete, and the note must not be written.
pub(crate) fn contains_internal_error(findings: &[Finding]) -> bool {
    findings.iter().any(is)
}

/// Whether `finding` is an internal error.
pub(crate) fn is(finding: &Finding) -> bool {
    finding.rule.name == InternalError::META.name
}

/// The finding for `panic`, in the language `lang`. It never quotes the note, so that it is safe to copy into a bug report.
pub(crate) fn finding(panic: &Panic, lang: Lang) -> Finding {
    let notes = vec![consequence(panic.task, lang), request(panic, lang)];
    Finding { notes, ..Finding::new(&InternalError::META, Span::default(), Severity::Error, message(panic, lang)) }
}

fn message(panic: &Panic, lang: Lang) -> String {
    let (en, ja) = match panic.task {
        Task::Check => ("checking", "検査"),
        Task::Fix => ("fixing", "修正"),
        Task::Report => ("reporting on", "結果の出力"),
    };
    let Some(rule) = panic.rule else {
        return message!(
            "notelint failed while {en} this note",
            "このノートの{ja}中に notelint の内部エラーが発生した"
        )
        .text(lang);
    };
    message!(
        "notelint failed while {en} this note, in rule `{rule}`",
        "このノートの{ja}中に、ルール `{rule}` で notelint の内部エラーが発生した"
    )
    .text(lang)
}

fn consequence(task: Task, lang: Lang) -> String {
    let (en, ja) = match task {
        Task::Check => (
            "findings may be missing, and `--fix` does not change the note",
            "指摘に漏れがある可能性がある。`--fix` はこのノートを変更しない",
        ),
        Task::Fix => ("the note was not changed", "このノートは変更していない"),
        Task::Report => (
            "its findings could not be shown; try another `--format`",
            "指摘を表示できない。別の `--format` なら表示できることがある",
        ),
    };
    message!("this is a bug in notelint, not in the note; {en}", "ノートの問題ではなく notelint の不具合。{ja}")
        .text(lang)
}

fn request(panic: &Panic, lang: Lang) -> String {
    let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
    let place = panic.place.as_deref().unwrap_or("?");
    message!(
        "please report it at {repository}/issues with this line (notelint {version}, {place}) and, if you can share it, the part of the note that causes it",
        "{repository}/issues に、この行（notelint {version}, {place}）と、公開できる場合は原因となったノートの該当部分を添えて報告してほしい"
    )
    .text(lang)
}
