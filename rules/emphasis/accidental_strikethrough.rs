//! `accidental-strikethrough`: text between two tildes that are not meant to strike it out.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::emphasis::accidental::{TildeUse, accidental_strikes};

pub(crate) struct AccidentalStrikethrough;

rule!(AccidentalStrikethrough {
    summary: Text {
        en: "text that is struck out because two tildes around it pair up, as in `10~12, 13~15`",
        ja: "`10~12時、13~15時` のように、チルダが組になって取り消し線が引かれる部分",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
    about_text: true,
});

impl Check for AccidentalStrikethrough {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['~'..='~']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let host = note.document.profile().title;
        for strike in accidental_strikes(note.document) {
            let (start, end) = (strike.span.start as usize, strike.span.end as usize);
            let inner = excerpt(&note.source.text()[start + 1..end - 1]);
            let report = sink
                .report(
                    strike.span,
                    message!("`{inner}` is struck through on {host}", "{host} では `{inner}` に取り消し線が引かれる"),
                )
                .about("tildes");
            if strike.meant == TildeUse::Subscript {
                report.note(message!(
                    "for a subscript, write `<sub>{inner}</sub>`",
                    "下付き文字は `<sub>{inner}</sub>` と書く"
                ));
                continue;
            }
            let applicability =
                if strike.meant == TildeUse::Range { Applicability::Safe } else { Applicability::Unsafe };
            let edits =
                vec![Edit::replace(Span::new(start, start + 1), "\\~"), Edit::replace(Span::new(end - 1, end), "\\~")];
            report
                .note(message!(
                    "one tilde on each side is enough to strike text out there",
                    "チルダは両側に 1 つずつあるだけで取り消し線になる"
                ))
                .fix(applicability, Effect::Structure, message!("escape the tildes", "チルダを `\\~` にする"), edits);
        }
    }
}
