//! `missing-space-after-marker`: a list marker that is text, because no space follows it.

use std::collections::BTreeSet;

use crate::lint::prelude::*;
use crate::markdown::bullets::gap::Gap;
use crate::markdown::bullets::numbers::{NumberMarker, NumberedLines, runs};
use crate::markdown::bullets::plan::{ListPlan, levels};
use crate::markdown::bullets::{self, BulletLine, tight};
use crate::markdown::emphasis::flanking::is_cjk;

pub(crate) struct MissingSpaceAfterMarker;

rule!(MissingSpaceAfterMarker {
    summary: Text {
        en: "a list marker without a space after it", ja: "後に空白がなく、リスト項目にならない行"
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
    about_text: true,
});

impl Check for MissingSpaceAfterMarker {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        let lines = bullets::lines(paragraph);
        let has = |begins: fn(u8) -> bool| {
            lines.iter().any(|line| note.source.text().as_bytes().get(line.start).is_some_and(|byte| begins(*byte)))
        };
        if has(|byte| matches!(byte, b'-' | b'*' | b'+')) {
            marks(note, paragraph, lines.clone(), sink);
        }
        if has(|byte| byte.is_ascii_digit()) {
            numbers(note, paragraph, &lines, sink);
        }
    }
}

fn marks(note: &Note<'_>, paragraph: Node<'_>, lines: Vec<BulletLine>, sink: &mut Sink<'_>) {
    let levels = levels(note.source, paragraph);
    let (lines, sure) = tight::marked(note.source, paragraph, lines, &levels);
    if lines.iter().all(|line| !line.accepted) {
        return;
    }
    let mut fixes = ListPlan::new(note.source, paragraph, levels).fixes(&lines);
    let applicability = fixes.applicability.max(sure);
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.accepted) {
        let Some(mark) = line.mark else { continue };
        let edits = fixes.edits[index].take().map(|(_, edits)| (applicability, edits));
        let joined = line.before.is_some_and(|(_, hard)| !hard);
        let (shown, marker) = (Span::new(mark.start, line.end), Span::new(mark.start, mark.content));
        report(note, paragraph.span().start as usize, (shown, joined), marker, edits, sink);
    }
}

fn numbers(note: &Note<'_>, paragraph: Node<'_>, lines: &[BulletLine], sink: &mut Sink<'_>) {
    for run in runs(note.source, paragraph, lines) {
        // A space does not make it a list item.
        if run.numbers[0].delimiter == ')' && !note.document.profile().lists.parenthesis {
            continue;
        }
        let text = |index: usize| {
            let line = lines[run.first + index];
            &note.source.text()[run.numbers[index].content..line.end]
        };
        let beside = run.is_beside_items(note.source, paragraph, lines);
        if !is_meant(&run, text, beside || starts_alone(paragraph, lines, &run)) {
            continue;
        }
        let sure = run.numbers.len() > 1 || beside;
        let mut fix = run
            .fix(note.source, paragraph, lines)
            .map(|(applicability, edits)| (if sure { applicability } else { Applicability::Unsafe }, edits));
        for (number, line) in run.numbers.iter().zip(&lines[run.first..]).filter(|(number, _)| number.gap == Gap::None)
        {
            let joined = line.before.is_some_and(|(_, hard)| !hard);
            let list = lines[run.first].start;
            report(note, list, (Span::new(line.start, line.end), joined), number.marker, fix.take(), sink);
        }
    }
}

/// Whether the lines of `run` are meant as list items, rather than decimals, dates, versions or file names. With `beside`, one
/// line is enough evidence; otherwise it takes several lines with different numbers.
fn is_meant<'t>(run: &NumberedLines, text: impl Fn(usize) -> &'t str, beside: bool) -> bool {
    let worded = |text: &str| {
        let mut chars = text.chars();
        let first = chars.next().unwrap_or(' ');
        let bracket = matches!(first, '「' | '『' | '（' | '【' | '《' | '［' | '`') || text.starts_with("**");
        let link = first == '[' && text.contains("](");
        let capital = first.is_uppercase() && (beside || chars.next().is_some_and(char::is_alphanumeric));
        bracket || link || capital || first.is_alphabetic() && !first.is_lowercase()
    };
    let tight = |number: &NumberMarker| number.gap == Gap::None;
    let all = (0..run.numbers.len()).all(|index| !tight(&run.numbers[index]) || worded(text(index)));
    let letters = (0..run.numbers.len()).any(|index| text(index).starts_with(is_cjk));
    // `1.EC2`, `2.S3` may be versions: two such lines are not enough unless one has text in a CJK script.
    let enough = run.numbers.len() > 2 || run.numbers.len() > 1 && letters;
    let counts = run.numbers.iter().map(|number| number.value).collect::<BTreeSet<_>>().len() > 1;
    run.numbers.iter().any(tight) && all && (beside || enough && counts)
}

/// Whether `run` is a single line numbered 1 that is a paragraph of its own, with nothing below that it may be a heading of.
fn starts_alone(paragraph: Node<'_>, lines: &[BulletLine], run: &NumberedLines) -> bool {
    let heads =
        paragraph.next_sibling().is_some_and(|next| !matches!(next.kind(), Kind::Heading | Kind::ThematicBreak));
    let single = run.numbers.len() == 1 && lines.len() == 1 && run.numbers[0].value == 1;
    let letter = paragraph.source().trim_start_matches(|char: char| char.is_ascii_digit()).get(1..);
    single && !heads && letter.is_some_and(|text| text.starts_with(is_cjk))
}

/// Reports a line of the list at byte `list`. `joined` is whether it is rendered on the same line as the text above it.
fn report(
    note: &Note<'_>,
    list: usize,
    (line, joined): (Span, bool),
    marker: Span,
    fix: Option<(Applicability, Vec<Edit>)>,
    sink: &mut Sink<'_>,
) {
    let host = note.document.profile().title;
    let (text, mark) = (excerpt(note.source.slice(line)), note.source.slice(marker));
    // The lines of a list are one finding: with a space in only some of them, the others would become part of their items.
    let bullet = mark.trim_start_matches(|char: char| char.is_ascii_digit());
    let report = sink.report(
        line,
        message!(
            "`{text}` is not a list item: no space after `{mark}`",
            "`{text}` がリスト項目にならない。`{mark}` の後に空白がない"
        ),
    );
    let report = report.about(&format!("{bullet} at {list}"));
    let report = if joined {
        report.note(message!(
            "{host} renders the line as text and joins it to the line above",
            "{host} では通常のテキストとして、前の行につながって表示される"
        ))
    } else {
        report.note(message!("{host} renders the line as text", "{host} では通常のテキストとして表示される"))
    };
    if let Some((applicability, edits)) = fix {
        report.fix(
            applicability,
            Effect::Structure,
            message!("add a space after `{mark}`", "`{mark}` の後に半角スペースを入れる"),
            edits,
        );
    }
}
