//! `decomposed-heading`: a heading with decomposed characters (NFD), which hand-typed links do not match.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lint::prelude::*;
use crate::markdown::slug::slug;
use crate::text::profile::HeadingIds;

pub(crate) struct DecomposedHeading;

rule!(DecomposedHeading {
    summary: Text {
        en: "a heading with decomposed characters (NFD), which hand-typed links do not match",
        ja: "濁点などが分解された文字（NFD）の見出し。手で入力したリンクと一致しない",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
});

impl Check for DecomposedHeading {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        if heading.source().is_ascii() {
            return;
        }
        let texts = heading.descendants().filter(|node| node.kind() == Kind::Text);
        let split: Vec<Span> = texts.flat_map(|text| split_letters(text.source(), text.span().start)).collect();
        let [first, ..] = split[..] else { return };
        let span = Span { start: first.start, end: split.last().map_or(first.end, |last| last.end) };
        let text: String = heading.text().nfc().collect();
        let title = excerpt(&text);
        let edits = split.iter().map(|&span| Edit::replace(span, note.source.slice(span).nfc().collect::<String>()));
        let report = sink.report(
            span,
            message!(
                "heading `{title}` contains decomposed characters (NFD)",
                "見出し `{title}` に分解された文字（NFD）が含まれている"
            ),
        );
        say_why(report, note, heading, &text).fix(
            Applicability::Safe,
            Effect::Text,
            message!("compose the characters (NFC)", "合成済みの文字（NFC）にする"),
            edits.collect(),
        );
    }
}

/// Adds a note that says why the decomposed characters of `heading` matter on its host. `composed` is its text in
/// composed characters.
fn say_why<'s>(report: FindingBuilder<'s>, note: &Note<'_>, heading: Node<'_>, composed: &str) -> FindingBuilder<'s> {
    let profile = note.document.profile();
    let [made, typed] = [&heading.text(), composed].map(|text| slug(profile.heading_ids, text));
    let (host, shown, anchor, composed) = (profile.title, excerpt(&made), excerpt(&typed), excerpt(composed));
    if made == typed || matches!(profile.heading_ids, HeadingIds::Unknown | HeadingIds::None) {
        return report.note(message!(
            "macOS file names use this form; a search for `{composed}` does not find it",
            "macOS のファイル名に使われる形式で、`{composed}` で検索しても見つからない"
        ));
    }
    if made.nfc().eq(typed.chars()) {
        return report.note(message!(
            "its anchor is decomposed too, so a hand-typed link to `#{anchor}` does not reach it",
            "アンカーも分解された文字になるため、手で入力した `#{anchor}` では移動できない"
        ));
    }
    report.note(message!(
        "{host} removes the marks, so the anchor is `#{shown}`, and a hand-typed link to `#{anchor}` does not reach it",
        "{host} では濁点などが取り除かれてアンカーが `#{shown}` になるため、手で入力した `#{anchor}` では移動できない"
    ))
}

/// The characters of `text` that are written as a letter and combining marks although a composed character exists. `text`
/// starts at byte `start` of the source.
fn split_letters(text: &str, start: u32) -> Vec<Span> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, _)) = chars.next() {
        let mut end = chars.peek().map_or(text.len(), |(next, _)| *next);
        let alone = end;
        while chars.next_if(|(_, char)| is_combining_mark(*char)).is_some() {
            end = chars.peek().map_or(text.len(), |(next, _)| *next);
        }
        let letter = &text[at..end];
        if end > alone && letter.nfc().count() < letter.chars().count() {
            found.push(Span::new(start as usize + at, start as usize + end));
        }
    }
    found
}
