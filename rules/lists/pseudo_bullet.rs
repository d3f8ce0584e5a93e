//! `pseudo-bullet`: a line that starts with a bullet character that is not a list marker in Markdown.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::bullets::plan::{ListLevel, ListPlan, levels, list_follows};
use crate::markdown::bullets::{self, BulletLine, MarkClass};
use crate::text::source::Source;

pub(crate) struct PseudoBullet;

rule!(PseudoBullet {
    summary: Text {
        en: "a list item typed with a bullet that is not a list marker",
        ja: "リストマーカーではない「・」や「–」で書かれた箇条書き",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
    about_text: true,
});

/// Notes without any of these characters are skipped.
const TRIGGERS: &[RangeInclusive<char>] = &[
    '・'..='・',
    '･'..='･',
    '•'..='•',
    '◦'..='◦',
    '‣'..='‣',
    '▪'..='▪',
    '⁃'..='⁃',
    '–'..='–',
    '‒'..='‒',
    '‐'..='‐',
    '−'..='−',
    '－'..='－',
    '—'..='—',
    '―'..='―',
    '＊'..='＊',
    '＋'..='＋',
    '■'..='■',
    '●'..='●',
    '·'..='·',
    '∙'..='∙',
    '⦁'..='⦁',
    '➢'..='➢',
    '➤'..='➤',
    '❖'..='❖',
    '►'..='►',
    '\u{f06c}'..='\u{f0fc}',
];

impl Check for PseudoBullet {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        let mut lines = bullets::lines(paragraph);
        if lines.iter().all(|line| line.mark.is_none()) || doubled(paragraph, &lines) {
            return;
        }
        let levels = levels(note.source, paragraph);
        accept(note.source, paragraph, &levels, &mut lines);
        let mut fixes = ListPlan::new(note.source, paragraph, levels).fixes(&lines);
        // The bullets of a list are one finding: a fix of only some of them would leave the others in their items.
        let fact = format!("list at {}", paragraph.span().start);
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.accepted) {
            let Some(mark) = line.mark else { continue };
            let char = mark.char;
            let span = Span::new(mark.start, mark.start + char.len_utf8());
            let report =
                sink.report(span, message!("`{char}` is not a list marker", "`{char}` はリストマーカーではない"));
            let report = report.about(&fact);
            let host = note.document.profile().title;
            let apart = index == 0 || line.before.is_some_and(|(_, hard)| hard);
            // The same words for each line, so that the finding of the list has them once.
            let report = if apart {
                report.note(message!(
                    "{host} renders it as plain text, not as a list item",
                    "{host} ではリスト項目にならず、通常のテキストになる"
                ))
            } else {
                report.note(message!("{host} joins it to the line above", "{host} では前の行につながって表示される"))
            };
            if let Some((marker, edits)) = fixes.edits[index].take() {
                let title = message!("turn it into a list item with `{marker}`", "`{marker}` のリスト項目にする");
                report.fix(fixes.applicability, Effect::Structure, title, edits);
            }
        }
    }
}

/// Whether `paragraph` is the text of a list item and starts with a bullet, as in `- ・text`.
fn doubled(paragraph: Node<'_>, lines: &[BulletLine]) -> bool {
    bullets::is_own_text(paragraph) && lines.first().is_some_and(|line| line.mark.is_some())
}

/// Sets `accepted` on the lines that are meant as list items.
fn accept(source: &Source, paragraph: Node<'_>, levels: &[ListLevel], lines: &mut [BulletLine]) {
    let mut counts: Vec<(char, usize)> = Vec::new();
    for mark in lines.iter().filter_map(|line| line.mark) {
        match counts.iter_mut().find(|(char, _)| *char == mark.char) {
            Some((_, count)) => *count += 1,
            None => counts.push((mark.char, 1)),
        }
    }
    let in_list = !levels.is_empty();
    for index in 0..lines.len() {
        let Some(mark) = lines[index].mark else { continue };
        let line = lines[index];
        let repeated = counts.iter().any(|&(char, count)| char == mark.char && count > 1);
        let folded = index > 0 && in_list;
        let beside = |level: &ListLevel| level.char.is_some() && line.column(source).abs_diff(level.column) <= 1;
        lines[index].accepted = match mark.class {
            MarkClass::Dot => repeated || folded,
            MarkClass::Dash if repeated && is_in_run(source, lines, index) => true,
            // A lower-case word continues the sentence in the line above.
            MarkClass::Dash => {
                let word = source.text()[mark.content..].starts_with(|char: char| char.is_ascii_lowercase());
                folded && !word && levels.iter().any(beside)
            }
            MarkClass::Weak => repeated && is_in_run(source, lines, index),
        };
    }
    if let [(_, 1)] = counts[..] {
        let heads = lines[0].mark.is_some();
        let Some(line) = lines.iter_mut().find(|line| line.mark.is_some_and(|mark| mark.class != MarkClass::Weak))
        else {
            return;
        };
        let neighbour = heads && is_next_to_similar(paragraph, line.mark.map(|mark| mark.char));
        line.accepted |= neighbour || list_follows(source, paragraph, line.column(source)).is_some();
    }
}

/// Whether the bullet line before or after `index` has the same bullet, with only more deeply indented lines between them.
fn is_in_run(source: &Source, lines: &[BulletLine], index: usize) -> bool {
    let line = lines[index];
    let same = |other: &&BulletLine| other.mark.map(|mark| mark.char) == line.mark.map(|mark| mark.char);
    let border = |other: &&BulletLine| other.mark.is_some() || other.column(source) <= line.column(source);
    lines[index + 1..].iter().find(border).is_some_and(|other| same(&other))
        || lines[..index].iter().rev().find(border).is_some_and(|other| same(&other))
}

/// Whether the paragraph before or after `paragraph` starts with the bullet `char`.
fn is_next_to_similar(paragraph: Node<'_>, char: Option<char>) -> bool {
    let begins = |node: Node<'_>| {
        let text = node.first_child().filter(|child| node.kind() == Kind::Paragraph && child.kind() == Kind::Text);
        text.and_then(|text| bullets::mark(text.source(), 0)).map(|mark| mark.char) == char
    };
    paragraph.next_sibling().is_some_and(begins) || paragraph.previous_sibling().is_some_and(begins)
}
