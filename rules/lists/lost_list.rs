//! `lost-list`: list items that are text, because no list can begin where they are.

use crate::finding::plural;
use crate::lint::prelude::*;
use crate::markdown::blank_line::line_between;
use crate::markdown::bullets::lost::{self, LostLines};
use crate::markdown::bullets::numbers::NumberedLines;
use crate::markdown::bullets::plan::{ListPlan, levels};
use crate::markdown::bullets::{BulletLine, lines};
use crate::markdown::syntax;
use crate::text::profile::BlockParser;
use crate::text::source::{Source, offset};

pub(crate) struct LostList;

rule!(LostList {
    summary: Text {
        en: "list items that are text, because no list can begin there",
        ja: "リストを始められない場所にあり、リストにならない項目",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

impl Check for LostList {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        if !lost::has_marks(paragraph.source()) || paragraph.within(Kinds::of(&[Kind::FootnoteDefinition])) {
            return;
        }
        // Python-Markdown nests items that are indented by four to seven columns.
        let profile = note.document.profile();
        let nests = profile.blocks == BlockParser::PythonMarkdown;
        if nests && paragraph.within(Kinds::of(&[Kind::Item])) {
            return;
        }
        let lines = lines(paragraph);
        // Without indented code, as in MDX, a list can begin at any column.
        if profile.indented_code {
            indented(note, paragraph, &lines, sink);
        }
        numbered(note, paragraph, &lines, sink);
    }
}

/// Reports lines that are indented too far.
fn indented(note: &Note<'_>, paragraph: Node<'_>, lines: &[BulletLine], sink: &mut Sink<'_>) {
    let runs = lost::indented(note.source, paragraph, lines);
    if runs.is_empty() {
        return;
    }
    let mut edits = edits(note, paragraph, lines, &runs);
    // The lines of a paragraph are one finding, because they depend on each other.
    let fact = format!("list at {}", paragraph.span().start);
    let count = runs.iter().map(|run| run.marks.len()).sum();
    let first = lines[runs[0].first];
    for run in &runs {
        let line = lines[run.first];
        let text = excerpt(&note.source.text()[line.start..line.end]);
        let report = sink.report(
            Span::new(line.start, line.end),
            message!(
                "`{text}` is not a list item: it is indented too far to begin a list",
                "`{text}` がリスト項目にならない。字下げが深すぎる"
            ),
        );
        let report = joined(report.about(&fact), note, first, count);
        if let Some(edits) = edits.take() {
            let title = message!("indent the list less", "リストの字下げを浅くする");
            report.fix(Applicability::Unsafe, Effect::Structure, title, edits);
        }
    }
}

/// Reports numbers below a line of text that do not begin with 1.
fn numbered(note: &Note<'_>, paragraph: Node<'_>, lines: &[BulletLine], sink: &mut Sink<'_>) {
    for run in lost::numbered(note.source, paragraph, lines) {
        let line = lines[run.first];
        let text = excerpt(&note.source.text()[line.start..line.end]);
        let report = sink.report(
            Span::new(line.start, line.end),
            message!(
                "`{text}` is not a list item: right below a line of text, a list has to begin with 1",
                "`{text}` がリスト項目にならない。文のすぐ下では、番号付きリストは 1 から始める必要がある"
            ),
        );
        let report = joined(report, note, line, run.numbers.len());
        let mut edits = vec![Edit::insert(line_start(note, line), blank(note, &run, line))];
        // The numbers become markers, so they are part of the edits.
        edits.extend(run.numbers.iter().map(|number| {
            let marker = Span { start: number.marker.start, end: offset(number.content) };
            Edit::replace(marker, note.source.slice(marker).to_owned())
        }));
        let title = message!("add a blank line before it", "前に空行を入れる");
        report.fix(Applicability::Unsafe, Effect::Structure, title, edits);
    }
}

/// Adds the note on how `count` lines, of which `line` is the first, are shown.
fn joined<'s>(report: FindingBuilder<'s>, note: &Note<'_>, line: BulletLine, count: usize) -> FindingBuilder<'s> {
    let host = note.document.profile().title;
    let lines = plural(count, "line");
    if line.before.is_some_and(|(_, hard)| hard) {
        return report.note(message!(
            "{host} shows {lines} as text, markers and all",
            "{host} では {count} 行が記号ごと本文として表示される"
        ));
    }
    report.note(message!(
        "{host} joins {lines} to the text above, markers and all",
        "{host} では {count} 行が記号ごと上の文につながって表示される"
    ))
}

fn line_start(note: &Note<'_>, line: BulletLine) -> usize {
    note.source.line_at(line.start).start as usize
}

fn blank(note: &Note<'_>, run: &NumberedLines, line: BulletLine) -> String {
    debug_assert!(run.first > 0, "a list can begin a paragraph with any number");
    let above = note.source.lines().line(line.start).saturating_sub(1);
    line_between(note.source, line.start, above)
}

/// The edits that turn `runs` into lists, as far as it is clear how they are nested.
fn edits(note: &Note<'_>, paragraph: Node<'_>, lines: &[BulletLine], runs: &[LostLines]) -> Option<Vec<Edit>> {
    if runs.iter().all(LostLines::are_bullets) {
        let mut lines = lines.to_vec();
        for line in &mut lines {
            line.mark = None;
        }
        for run in runs {
            run.accept(&mut lines);
        }
        if takes_in_items(note.source, paragraph, runs) {
            return None;
        }
        let plan = ListPlan::new(note.source, paragraph, levels(note.source, paragraph)).with_text_after_list();
        let edits: Vec<Edit> = plan.fixes(&lines).edits.into_iter().flatten().flat_map(|(_, edits)| edits).collect();
        return Some(edits).filter(|edits| !edits.is_empty());
    }
    numbers(note, paragraph, lines, runs)
}

/// Whether a list right after `paragraph` has items that are indented less than those of `runs`, but so far that they would be
/// nested in the last of them: its author may have meant them as siblings of its parent.
fn takes_in_items(source: &Source, paragraph: Node<'_>, runs: &[LostLines]) -> bool {
    let Some(list) = paragraph.next_sibling().filter(|next| next.kind() == Kind::List) else { return false };
    let column = syntax::column(source, list.span().start as usize);
    // A marker and a space.
    let nests = column >= lost::floor(source, paragraph) + 2;
    nests && runs.iter().flat_map(|run| &run.marks).any(|mark| syntax::column(source, mark.start) > column)
}

/// The edits for a single run of numbers with the same indentation that ends the paragraph.
fn numbers(note: &Note<'_>, paragraph: Node<'_>, lines: &[BulletLine], runs: &[LostLines]) -> Option<Vec<Edit>> {
    let [run] = runs else { return None };
    let column = |start: usize| syntax::column(note.source, start);
    let first = run.marks.first()?;
    let even = run.marks.iter().all(|mark| mark.char == first.char && column(mark.start) == column(first.start));
    let ends = run.first + run.marks.len() == lines.len();
    let rest = note.source.text()[first.start..].strip_prefix('1');
    let begins = rest.is_some_and(|rest| rest.starts_with(first.char));
    if !even || !ends || !begins || paragraph.within(Kinds::of(&[Kind::BlockQuote])) {
        return None;
    }
    let indent = " ".repeat(lost::floor(note.source, paragraph));
    let edits = run.marks.iter().map(|mark| {
        let line = note.source.line_at(mark.start).start as usize;
        let marker = &note.source.text()[mark.start..mark.content];
        Edit::replace(Span::new(line, mark.content), format!("{indent}{marker}"))
    });
    Some(edits.collect())
}
