//! `accidental-math`: prices or variables whose dollar signs pair up to mathematics.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::dollars::{DollarUse, accidental_math};

pub(crate) struct AccidentalMath;

rule!(AccidentalMath {
    summary: Text {
        en: "prices or variables that are shown as mathematics, as in `$50〜$100`",
        ja: "`$50〜$100` のように、ドル記号が組になって数式になる料金や変数",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

impl Check for AccidentalMath {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['$'..='$']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let host = note.document.profile().title;
        for math in accidental_math(note.document) {
            let text = note.source.slice(math.span);
            let shown = excerpt(text);
            let message = message!("`{shown}` is mathematics on {host}", "`{shown}` が {host} で数式になる");
            let report = sink.report(math.span, message).about("dollars");
            let report = if math.meant == DollarUse::Price {
                report.note(message!(
                    "its letters become italic and its spaces vanish, as in a formula",
                    "数式になると、文字が斜体になり空白が消える"
                ))
            } else {
                report.note(message!(
                    "code is safe from that, and so is `\\$`",
                    "コードにするか `\\$` と書くと、そのまま表示される"
                ))
            };
            report.fix(
                Applicability::Unsafe,
                Effect::Literal,
                message!("escape the dollar signs", "ドル記号を `\\$` にする"),
                vec![Edit::replace(math.span, format!("\\${}\\$", &text[1..text.len() - 1]))],
            );
        }
    }
}
