//! `case-mismatched-link`: a link that finds its file only where upper and lower case are the same.

use unicode_normalization::UnicodeNormalization;

use crate::facts::LocalLink;
use crate::links::path::respelled;
use crate::links::project::Target;
use crate::links::rewrite;
use crate::links::target::target;
use crate::lint::prelude::*;

pub(crate) struct CaseMismatchedLink;

rule!(CaseMismatchedLink {
    summary: Text {
        en: "a link that differs from its file's name in case alone",
        ja: "リンク先とファイル名の大文字・小文字が違う",
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
});

impl Check for CaseMismatchedLink {
    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for link in &view.facts.links {
            let Target::OtherCase(there) = target(&view.project.links, view.path, link) else { continue };
            let right = respelled(&link.path, &there);
            let report = report(link, &right, &there, sink);
            let Some((effect, edit)) = rewrite::path(link, &right) else { continue };
            // Of several files that differ in case alone nobody knows which is meant.
            let only = view.project.index().tree().spellings(&there) == 1;
            let applicability = if only { Applicability::Safe } else { Applicability::Manual };
            let title = message!("write the name as the file has it", "ファイル名どおりに書く");
            report.fix(applicability, effect, title, vec![edit]);
        }
    }
}

fn report<'s>(link: &LocalLink, right: &str, there: &str, sink: &'s mut Sink<'_>) -> Report<'s> {
    let path = excerpt(&link.path);
    if link.path.nfc().eq(right.nfc()) {
        let message = message!(
            "`{path}` differs in Unicode normalization from the name of the file",
            "`{path}` はファイル名と Unicode の正規化形式が違う"
        );
        return sink.report(link.span, message).note(message!(
            "they look the same, but GitHub and Linux take them for two names",
            "見た目は同じでも、GitHub や Linux では別のファイル名になる"
        ));
    }
    let there = excerpt(there);
    let message = message!("`{path}` differs in case from `{there}`", "`{path}` は `{there}` と大文字・小文字が違う");
    sink.report(link.span, message).note(message!(
        "macOS and Windows find the file, GitHub and Linux don't",
        "macOS や Windows では開けても、GitHub や Linux では開けない"
    ))
}
