//! `swallowed-placeholder`: a placeholder in angle brackets that is read as an HTML tag and not shown.

use std::ops::RangeInclusive;

use crate::links::placeholder_tags::placeholder_tags;
use crate::links::placeholder_words::{PlaceholderWord, words};
use crate::lint::prelude::*;
use crate::text::source::Source;

pub(crate) struct SwallowedPlaceholder;

rule!(SwallowedPlaceholder {
    summary: Text {
        en: "a placeholder such as `<bucket>` that is read as an HTML tag and not shown",
        ja: "HTML タグとみなされて表示されない `<bucket>` のようなプレースホルダー",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

impl Check for SwallowedPlaceholder {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['<'..='<']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let host = note.document.profile().title;
        for word in words(note.document, &placeholder_tags(note.document)) {
            report(note, &word, host, sink);
        }
    }
}

fn report(note: &Note<'_>, word: &PlaceholderWord, host: &str, sink: &mut Sink<'_>) {
    let whole = excerpt(note.source.slice(word.span));
    let left = excerpt(&word.shown(note.source));
    let message = if left.is_empty() {
        message!("`{whole}` is read as an HTML tag and not shown", "`{whole}` が HTML タグとみなされ、表示されない")
    } else {
        message!("`{whole}` is shown as `{left}` on {host}", "`{whole}` が {host} で `{left}` と表示される")
    };
    let report = sink.report(word.tags[0], message).about("tags");
    if word.tags.iter().any(|tag| is_line_break(note.source, *tag)) {
        report.note(message!("did you mean `<br>`?", "もしかして: `<br>`"));
        return;
    }
    let report = report.note(message!(
        "angle brackets around a word make it an HTML tag; code and `\\<` are shown as written",
        "山括弧で囲んだ語は HTML タグになる。コードと `\\<` は書いたとおりに表示される"
    ));
    if let Some(fixed) = word.fixed(note.source) {
        report.fix(
            Applicability::Unsafe,
            Effect::Literal,
            message!(
                "mark it as code, or escape it within other markup",
                "コードにする（できない場所では `\\<` にする）"
            ),
            vec![Edit::replace(word.span, fixed)],
        );
    }
}

/// Whether `tag` is a slip of `<br>`, which the note has elsewhere: one of the letters is another.
fn is_line_break(source: &Source, tag: Span) -> bool {
    let name = source.slice(tag).trim_matches(['<', '>', '/', ' ']).as_bytes();
    let is_slip = matches!(name, [b'b' | b'B', _] | [_, b'r' | b'R']);
    is_slip && ["<br>", "<br/>", "<br />"].iter().any(|tag| source.text().contains(tag))
}
