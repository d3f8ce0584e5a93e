//! `unpreferred-term`: a wording for which the project's prh dictionary has another.

use crate::lint::prelude::*;
use crate::terms::prh::Preference;
use crate::terms::{Meaning, TermHit};

pub(crate) struct UnpreferredTerm;

rule!(UnpreferredTerm {
    summary: Text {
        en: "a wording for which the project's prh dictionary has another",
        ja: "prh の辞書が別の表記を勧めている",
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
    let (shown, wanted) = (excerpt(&note.document.prose().text()[hit.range.clone()]), excerpt(right));
    let message = if right.is_empty() {
        message!("`{shown}` is not wanted here", "`{shown}` は、このプロジェクトでは書かない")
    } else {
        message!("`{shown}` is written `{wanted}` here", "`{shown}` は、このプロジェクトでは `{wanted}` と書く")
    };
    let mut report = sink.report(hit.span, message);
    if let Some(why) = &rule.note {
        report = report.note(message!("{why}", "{why}"));
    }
    let (file, line) = (&rule.file, rule.line);
    report = report.note(message!("{file}, line {line}, says so", "{file} の {line} 行目による"));
    let Some(edit) = hit.replacement(note.document.prose().text(), right) else { return };
    let title = if right.is_empty() {
        message!("take out `{shown}`", "`{shown}` を取る")
    } else {
        message!("write `{wanted}`", "`{wanted}` と書く")
    };
    report.fix(applicability, Effect::Text, title, vec![edit]);
}

/// A regular expression can take ages in a text that its author did not think of.
fn report_unchecked(hit: &TermHit, rule: &Preference, sink: &mut Sink<'_>) {
    let (expected, file, line) = (excerpt(&rule.expected), &rule.file, rule.line);
    sink.report(
        hit.span,
        message!(
            "this text was not checked for `{expected}`: the pattern takes too many steps in it",
            "ここでは `{expected}` のパターンの手数が多すぎて、検査を打ち切った"
        ),
    )
    .note(message!("{file}, line {line}, has the pattern", "パターンは {file} の {line} 行目にある"));
}
