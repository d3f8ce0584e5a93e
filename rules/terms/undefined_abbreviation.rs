//! `undefined-abbreviation`: an abbreviation that the note nowhere spells out.

use crate::lint::prelude::*;

pub(crate) struct UndefinedAbbreviation;

rule!(UndefinedAbbreviation {
    summary: Text {
        en: "an abbreviation that the note nowhere spells out",
        ja: "ノートのどこにも正式名称が書かれていない略語",
    },
    severity: Severity::Advice,
});

impl Check for UndefinedAbbreviation {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let undefined = note.dictionaries.map(|terms| terms.undefined(note.document)).unwrap_or_default();
        for (span, entry) in undefined {
            let (written, long) = (&entry.short, entry.long.join(", "));
            sink.report(
                span,
                message!("`{written}` is spelled out nowhere in this note", "`{written}` の正式名称がこのノートにない"),
            )
            .note(message!("it stands for: {long}", "正式名称: {long}"));
        }
    }
}
