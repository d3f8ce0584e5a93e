//! `decomposed-heading`: a heading whose letters are split, so that no link typed by hand reaches it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lint::prelude::*;
use crate::markdown::slug::slug;

pub(crate) struct DecomposedHeading;

rule!(DecomposedHeading {
    summary: Text {
        en: "a heading of split letters (NFD), whose anchor nobody can type",
        ja: "濁点などが分解された (NFD) 見出し。アンカーを入力できない",
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
        let (title, anchor) = (excerpt(&text), excerpt(&slug(&text)));
        let edits = split.iter().map(|&span| Edit::replace(span, note.source.slice(span).nfc().collect::<String>()));
        sink.report(
            span,
            message!(
                "letters of the heading `{title}` are split (NFD)",
                "見出し `{title}` の文字が分解されている (NFD)"
            ),
        )
        .note(message!(
            "its anchor is split too: `#{anchor}`, as anybody types it, does not lead here",
            "アンカーも分解された文字になるため、普通に入力した `#{anchor}` では移動できない"
        ))
        .fix(
            Applicability::Safe,
            Effect::Text,
            message!("join them (NFC)", "合成済みの文字 (NFC) にする"),
            edits.collect(),
        );
    }
}

/// The letters of `text`, which begins at byte `start` of the source, that are written as letter and marks though one
/// character has both.
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
