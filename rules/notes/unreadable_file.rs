//! `unreadable-file`: a note that can't be read as text.

use crate::finding::{Lang, Localized as _};
use crate::lint::prelude::*;
use crate::text::read::ReadError;

pub(crate) struct UnreadableFile;

rule!(UnreadableFile {
    summary: Text {
        en: "a file that can't be read as UTF-8 text", ja: "UTF-8 のテキストとして読み込めないファイル"
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

/// Never called by the engine: the run reports it instead of all other findings.
impl Check for UnreadableFile {}

impl UnreadableFile {
    /// Reports that the note can't be read.
    pub(crate) fn report(error: &ReadError, sink: &mut Sink<'_>) {
        let (en, ja) = (error.text(Lang::En), error.text(Lang::Ja));
        let report = sink.report(Span::default(), message!("{en}", "{ja}"));
        if matches!(error, ReadError::NotUtf8 { .. } | ReadError::Nul { .. }) {
            report.note(message!(
                "the file was not checked; save it as UTF-8, which hosts expect, or exclude it",
                "このファイルは検査していない。サービスは UTF-8 を前提とするため、UTF-8 で保存し直すか、検査の対象から外す"
            ));
        }
    }
}
