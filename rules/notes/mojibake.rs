//! `mojibake`: text that was decoded with the wrong encoding.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::prose::Block;
use crate::text::characters::encoding::{Misread, misread};
use crate::text::characters::runs;

pub(crate) struct Mojibake;

rule!(Mojibake {
    summary: Text { en: "text that was decoded with the wrong encoding", ja: "文字化け" },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
});

/// The rule is skipped for notes that have none of these.
const TRIGGERS: &[RangeInclusive<char>] =
    &['\u{fffd}'..='\u{fffd}', 'Â'..='Ã', 'â'..='ï', 'ð'..='ð', '縺'..='縺', '繧'..='繧', '繝'..='繝'];

impl Check for Mojibake {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for block in prose.blocks() {
            // A paragraph about mojibake has it as an example.
            let text = prose.block_text(block);
            if text.is_ascii()
                || ["文字化け", "文字コード", "ojibake", "encoding", "Encoding"].iter().any(|word| text.contains(word))
            {
                continue;
            }
            let misread = misread(text);
            lost(note, block, &misread, sink);
            wrong(note, block, misread, sink);
        }
    }
}

/// Reports characters that could not be decoded at all and became U+FFFD.
fn lost(note: &Note<'_>, block: &Block, misread: &[Misread], sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    for run in runs(prose.text(), block.range.clone(), |char| char == char::REPLACEMENT_CHARACTER) {
        let at = run.start - block.range.start;
        if misread.iter().any(|misread| misread.range.contains(&at)) {
            continue;
        }
        // As an entity it is intended.
        let Some(span) = prose.verbatim(run) else { continue };
        sink.report(
            span,
            message!("characters were lost; only `U+FFFD` is left", "文字が失われ、`U+FFFD` だけが残っている"),
        )
        .note(message!(
            "the file was opened with the wrong encoding and saved; restore the text from an older version",
            "誤った文字コードで開いて保存した跡。以前の版から復元する"
        ));
    }
}

/// Reports text that was decoded as other characters.
fn wrong(note: &Note<'_>, block: &Block, misread: Vec<Misread>, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let start = block.range.start;
    for misread in misread {
        let run = start + misread.range.start..start + misread.range.end;
        let Some(span) = prose.verbatim(run) else { continue };
        let (text, encoding) = (excerpt(note.source.slice(span)), misread.encoding);
        let report = sink.report(
            span,
            message!(
                "`{text}` is UTF-8 text decoded as {encoding}",
                "`{text}` は UTF-8 を {encoding} として読んだ文字化け"
            ),
        );
        if let Some(meant) = misread.intended {
            let shown = excerpt(&meant);
            let title = message!("replace with `{shown}`", "`{shown}` に直す");
            report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, meant)]);
        }
    }
}
