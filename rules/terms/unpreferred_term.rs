//! `unpreferred-term`: a wording that the project's prh dictionary replaces with another.

use crate::lint::prelude::*;
use crate::terms::prh::Preference;
use crate::terms::{Meaning, TermHit};

pub(crate) struct UnpreferredTerm;

rule!(UnpreferredTerm {
    summary: Text {
        en: "a wording that the project's prh dictionary replaces",
        ja: "prh の辞書で別の表記に決められた言葉",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for UnpreferredTerm {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for hit in note.terms {
            match &hit.meaning {
                Meaning::Unpreferred { rule, right, same } => {
                    let applicability = if *same { Applicability::Safe } else { Applicability::Unsafe };
                    report(note, hit, rule, (right, applicability), sink);
                }
                Meaning::Unchecked { rule } => report_unchecked(hit, rule, sink),
                _ => {}
            }
        }
    }
}

fn report(
    note: &Note<'_>,
    hit: &TermHit,
    rule: &Preference,
    (right, applicability): (&str, Applicability),
    sink: &mut Sink<'_>,
) {
    let (shown, expected) = (excerpt(&note.document.prose().text()[hit.range.clone()]), excerpt(right));
    let message = if right.is_empty() {
        message!("`{shown}` should be removed", "`{shown}` は、このプロジェクトでは書かない")
    } else {
        message!("`{shown}` should be `{expected}`", "`{shown}` は、このプロジェクトでは `{expected}` と書く")
    };
    let mut report = sink.report(hit.span, message);
    if let Some(why) = &rule.note {
        report = report.note(message!("{why}", "{why}"));
    }
    let (file, line) = (&rule.file, rule.line);
    report = report.note(message!("defined in {file}, line {line}", "{file} の {line} 行目で定義"));
    let Some(edit) = hit.replacement(note.document.prose().text(), right) else { return };
    let title = if right.is_empty() {
        message!("remove `{shown}`", "`{shown}` を削除する")
    } else {
        message!("replace with `{expected}`", "`{expected}` に置き換える")
    };
    report.fix(applicability, Effect::Text, title, vec![edit]);
}

/// Reports a block in which a pattern reached its step limit: backtracking can take very long in unforeseen text.
fn report_unchecked(hit: &TermHit, rule: &Preference, sink: &mut Sink<'_>) {
    let (expected, file, line) = (excerpt(&rule.expected), &rule.file, rule.line);
    sink.report(
        hit.span,
        message!(
            "could not check this text for `{expected}`: the pattern takes too long",
            "`{expected}` を確認できなかった（パターンの照合に時間がかかりすぎる）"
        ),
    )
    .note(message!("the pattern is in {file}, line {line}", "パターンは {file} の {line} 行目にある"));
}
