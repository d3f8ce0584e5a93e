//! `undefined-abbreviation`: an abbreviation that the note never spells out.

use crate::lint::prelude::*;

pub(crate) struct UndefinedAbbreviation;

rule!(UndefinedAbbreviation {
    summary: Text {
        en: "an abbreviation that the note never spells out",
        ja: "正式名称がノートのどこにも書かれていない略語",
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
            let (written, en, ja) = (&entry.short, entry.long.join(" or "), entry.long.join("、"));
            sink.report(
                span,
                message!("`{written}` is never spelled out in this note", "`{written}` の正式名称がこのノートにない"),
            )
            .note(message!("it stands for {en}", "正式名称: {ja}"));
        }
    }
}
