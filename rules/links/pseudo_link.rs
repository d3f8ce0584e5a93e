//! `pseudo-link`: a link written with full-width brackets.

use std::ops::RangeInclusive;

use crate::links::pseudo::pseudo_links;
use crate::lint::prelude::*;

pub(crate) struct PseudoLink;

rule!(PseudoLink {
    summary: Text { en: "a link written with full-width brackets", ja: "全角のかっこで書かれたリンク" },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

/// Without one of these there is nothing to find.
const LOOKED_FOR: &[RangeInclusive<char>] = &['［'..='［', '］'..='］', '（'..='）'];

impl Check for PseudoLink {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        LOOKED_FOR
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell])
    }

    fn node(&self, note: &Note<'_>, block: Node<'_>, sink: &mut Sink<'_>) {
        for pseudo in pseudo_links(block) {
            let shown = excerpt(note.source.slice(pseudo.whole));
            let (text, to) = (note.source.slice(pseudo.text), note.source.slice(pseudo.to));
            // Full-width brackets all round may be meant to be read: `［出典］（https://…）`.
            let applicability = if pseudo.mixed { Applicability::Safe } else { Applicability::Unsafe };
            sink.report(
                pseudo.whole,
                message!(
                    "`{shown}` is no link: it has full-width brackets",
                    "`{shown}` はかっこが全角なのでリンクにならない"
                ),
            )
            .note(message!(
                "it is shown as it is written, and a URL in it runs on into what follows",
                "書いたままの文字として表示され、URL は後ろの文字まで続いてしまう"
            ))
            .fix(
                applicability,
                Effect::Structure,
                message!("write `[text](destination)`", "`[文字列](リンク先)` と書く"),
                vec![Edit::replace(pseudo.whole, format!("[{text}]({to})"))],
            );
        }
    }
}
