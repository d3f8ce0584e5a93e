//! `undefined-abbreviation`: an abbreviation that the note nowhere spells out.

use crate::engine::Note;
use crate::finding::{Severity, Text, excerpt};
use crate::message;
use crate::rule::{Check, Meta, NoOptions, Rule, Sink};
use crate::terms::Meaning;

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
    fn reads_terms(&self) -> bool {
        true
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for hit in note.terms {
            let Meaning::Undefined { entry } = &hit.meaning else { continue };
            let written = excerpt(&note.document.prose().text()[hit.range.clone()]);
            let long = entry.long.join(", ");
            sink.report(
                hit.span,
                message!("`{written}` is spelled out nowhere in this note", "`{written}` の正式名称がこのノートにない"),
            )
            .note(message!("it stands for: {long}", "正式名称: {long}"));
        }
    }
}
