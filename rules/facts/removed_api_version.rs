//! `removed-api-version`: a manifest with an `apiVersion` that Kubernetes does not serve.

use super::kubernetes::{Object, objects};
use crate::catalog::kubernetes::{self, RELEASE};
use crate::lint::prelude::*;
use crate::words;

pub(crate) struct RemovedApiVersion;

rule!(RemovedApiVersion {
    summary: Text {
        en: "a Kubernetes `apiVersion` that no longer exists",
        ja: "なくなった Kubernetes の `apiVersion`"
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    kind: Some(FindingKind::Deprecated),
});

impl Check for RemovedApiVersion {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['V'..='V']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for object in objects(note.blocks) {
            let (version, kind) = (object.version, object.kind);
            if kubernetes::served(kind).any(|served| served == version) {
                continue;
            }
            if let Some((release, new)) = kubernetes::removed(version, kind) {
                let report = report(&object, sink);
                match new {
                    Some(new) => report.note(message!(
                        "removed in Kubernetes {release}; use `{new}`",
                        "Kubernetes {release} で削除された。`{new}` を使う"
                    )),
                    None => {
                        report.note(message!("removed in Kubernetes {release}", "Kubernetes {release} で削除された"))
                    }
                };
            } else if kubernetes::is_known(kind) && kubernetes::is_built_in(version) {
                let served: Vec<_> = kubernetes::served(kind).map(|served| format!("`{served}`")).collect();
                let report = report(&object, sink);
                if !served.is_empty() {
                    let served = served.join(", ");
                    report.note(message!(
                        "Kubernetes {RELEASE} serves it as {served}",
                        "Kubernetes {RELEASE} での `apiVersion` は {served}"
                    ));
                }
            }
        }
    }
}

fn report<'s>(object: &Object<'_>, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let (version, kind) = (excerpt(object.version), excerpt(object.kind));
    let span = object.block.span(object.version_range.clone());
    let report = sink.report(span, message!("`{version}` does not serve `{kind}`", "`{version}` に `{kind}` はない"));
    let report = report.about(&format!("{kind} in {version}"));
    if is_about_versions(object) { report.at_most(Severity::Advice) } else { report }
}

/// Whether the note seems to know: the text above the block or a comment in it is about old versions.
fn is_about_versions(object: &Object<'_>) -> bool {
    const WORDS: &[&str] = words!("../words/code.txt", "old versions");
    let is_old = |text: &str| {
        let text = text.to_ascii_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    };
    let mut comments = object.block.as_str().md_lines().filter(|line| line.md_trim_start().starts_with('#'));
    comments.any(is_old) || object.block.node().previous_sibling().is_some_and(|above| is_old(above.source()))
}
