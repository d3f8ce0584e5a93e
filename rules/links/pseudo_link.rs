//! `pseudo_link-link`: a link written with full-width brackets.

use std::ops::RangeInclusive;

use crate::links::pseudo_link::pseudo_links;
use crate::lint::prelude::*;

pub(crate) struct PseudoLink;

rule!(PseudoLink {
    summary: Text { en: "a link written with full-width brackets", ja: "全角の括弧で書かれたリンク" },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
    about_text: true,
});

/// The rule is skipped for notes that have none of these.
const TRIGGERS: &[RangeInclusive<char>] = &['［'..='［', '］'..='］', '（'..='）'];

impl Check for PseudoLink {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell])
    }

    fn node(&self, note: &Note<'_>, block: Node<'_>, sink: &mut Sink<'_>) {
        for pseudo in pseudo_links(block) {
            let shown = excerpt(note.source.slice(pseudo.span));
            let (text, to) = (note.source.slice(pseudo.text), note.source.slice(pseudo.to));
            // If all four brackets are full-width, they may be meant as text: `［出典］（https://…）`.
            let applicability = if pseudo.mixed { Applicability::Safe } else { Applicability::Unsafe };
            sink.report(
                pseudo.span,
                message!(
                    "`{shown}` is not a link because it has full-width brackets",
                    "`{shown}` は括弧が全角なのでリンクにならない"
                ),
            )
            .note(message!(
                "it is shown as plain text, and a URL in it becomes a link that includes the text after it",
                "書いたままの文字列が表示され、URL の部分は後ろの文字まで含むリンクになる"
            ))
            .fix(
                applicability,
                Effect::Structure,
                message!("use half-width brackets", "半角の括弧にする"),
                vec![Edit::replace(pseudo.span, format!("[{text}]({to})"))],
            );
        }
    }
}
