//! `case-mismatched-link`: a link that only works on file systems that ignore case.

use unicode_normalization::UnicodeNormalization;

use crate::facts::LocalLink;
use crate::links::path::with_case_of;
use crate::links::project::PathTarget;
use crate::links::rewrite;
use crate::links::target::target;
use crate::lint::prelude::*;

pub(crate) struct CaseMismatchedLink;

rule!(CaseMismatchedLink {
    summary: Text {
        en: "a link that differs from the file name in case only",
        ja: "リンク先とファイル名で大文字・小文字が違う",
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
});

impl Check for CaseMismatchedLink {
    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for link in &view.facts.links {
            let PathTarget::OtherCase(file) = target(&view.project.links, view.path, link) else { continue };
            let right = with_case_of(&link.path, &file);
            let report = report(link, &right, &file, sink);
            let Some((effect, edit)) = rewrite::path(link, &right) else { continue };
            // If several files differ in case only, it is unclear which one is meant.
            let only = view.project.index().tree().spellings(&file) == 1;
            let applicability = if only { Applicability::Safe } else { Applicability::Manual };
            let title = message!("match the file name", "ファイル名に合わせる");
            report.fix(applicability, effect, title, vec![edit]);
        }
    }
}

fn report<'s>(link: &LocalLink, right: &str, file: &str, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let path = excerpt(&link.path);
    if link.path.nfc().eq(right.nfc()) {
        let message = message!(
            "`{path}` differs from the file name in Unicode normalization",
            "`{path}` はファイル名と Unicode の正規化形式が違う"
        );
        return sink.report(link.span, message).note(message!(
            "they look the same, but Linux and most hosts treat them as two names",
            "見た目は同じでも、Linux や多くのサービスでは別のファイル名になる"
        ));
    }
    let file = excerpt(file);
    let message = message!("`{path}` differs in case from `{file}`", "`{path}` は `{file}` と大文字・小文字が違う");
    sink.report(link.span, message).note(message!(
        "the link works on macOS and Windows, but not on Linux and most hosts",
        "macOS や Windows では開けても、Linux や多くのサービスでは開けない"
    ))
}
