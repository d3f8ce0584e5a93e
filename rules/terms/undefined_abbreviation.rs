//! `undefined-abbreviation`: an abbreviation that the note nowhere spells out.

use crate::finding::{Meta, Severity, Text};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, Needs, NoOptions, Rule, Sink};
use crate::message;

/// See the page.
pub struct UndefinedAbbreviation;

impl Rule for UndefinedAbbreviation {
    const META: Meta = Meta {
        name: "undefined-abbreviation",
        group: "terms",
        summary: Text {
            en: "an abbreviation that the note nowhere spells out",
            ja: "ノートのどこにも正式名称が書かれていない略語",
        },
        aliases: &[],
        severity: Severity::Advice,
        presets: &[],
        fix: None,
        since: "0.1.0",
        page: include_str!("undefined_abbreviation.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(UndefinedAbbreviation)
    }
}

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
