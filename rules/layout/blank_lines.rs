//! `blank-lines`: several blank lines in a row.

use crate::finding::plural;
use crate::lint::options::Maximum;
use crate::lint::prelude::*;
use crate::markdown::lines;

pub(crate) struct BlankLines {
    maximum: usize,
    every: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Maximum number of blank lines in a row; one less at the end of the file.
    maximum: Maximum,
    /// Report every extra line instead of every run of lines. Includes HTML and lines of full-width spaces, for which there
    /// is no fix.
    every: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { maximum: Maximum::of::<1>(), every: false }
    }
}

rule!(BlankLines {
    options: Options,
    new: |options| BlankLines { maximum: options.maximum.or_zero(), every: options.every },
    summary: Text { en: "several blank lines in a row", ja: "空行が続いている" },
    aliases: &["MD012", "no-multiple-blanks"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("every = true")],
    fix: Some(Applicability::Safe),
});

/// Nodes in which blank lines may affect what is rendered or run.
const HTML: Kinds = Kinds::of(&[Kind::HtmlBlock, Kind::Html]);
const CODE: Kinds = Kinds::of(&[Kind::CodeBlock, Kind::FrontMatter]);

impl Check for BlankLines {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if self.every {
            self.lines(note, sink);
            return;
        }
        let count = note.source.lines().count();
        let blank = |line: &usize| lines::text(note.source, *line).trim_matches([' ', '\t']).is_empty();
        let mut line = 0;
        while line < count {
            let first = line;
            line += (first..count).take_while(blank).count();
            let start = note.source.lines().start(first);
            if line - first > self.maximum && !(is_within(note, start, CODE) || is_within(note, start, HTML)) {
                self.run(note, first, line, sink);
            }
            line += 1;
        }
    }
}

fn is_within(note: &Note<'_>, offset: usize, kinds: Kinds) -> bool {
    let around = note.document.node_at(offset);
    kinds.contains(around.kind()) || around.within(kinds)
}

impl BlankLines {
    /// Reports each line beyond the maximum.
    fn lines(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let code = lines::code(note.document);
        let mut code = code.iter().peekable();
        let body = lines::body(note.document);
        // Blank lines right after the front matter are not counted.
        let (mut front, mut count) = (body > 0, 0);
        for line in body..note.source.lines().count() {
            while code.next_if(|code| *code.end() < line).is_some() {}
            let blank = lines::text(note.source, line).unicode_trim().is_empty();
            front &= blank;
            if front || !blank || code.peek().is_some_and(|code| code.contains(&line)) {
                count = 0;
                continue;
            }
            count += 1;
            if count > self.maximum {
                report_excess(note, line, count, sink);
            }
        }
    }

    /// Reports the blank lines from `first` up to, not including, `end`.
    fn run(&self, note: &Note<'_>, first: usize, end: usize, sink: &mut Sink<'_>) {
        let lines = note.source.lines();
        // The empty last line after the final newline is counted, so that no blank line is allowed at the end of the file.
        let at_end = end == lines.count();
        let count = end - first - usize::from(at_end);
        let extra = end - first - self.maximum;
        let span_end = if at_end { note.source.text().len() } else { lines.start(end) };
        let span = Span::new(lines.start(first + count - extra), span_end);
        let message = match (at_end, count) {
            (true, 1) => message!("a blank line at the end of the file", "ファイルの末尾に空行がある"),
            (true, _) => {
                message!("{count} blank lines at the end of the file", "ファイルの末尾に空行が {count} 行ある")
            }
            (false, _) => message!("{count} blank lines in a row", "空行が {count} 行続いている"),
        };
        let removed = plural(extra, "blank line");
        let title = message!("remove {removed}", "空行を {extra} 行削除する");
        sink.report(span, message).fix(Applicability::Safe, Effect::Layout, title, vec![Edit::delete(span)]);
    }
}

/// Reports `line`, which is blank, like the `count - 1` lines before it.
fn report_excess(note: &Note<'_>, line: usize, count: usize, sink: &mut Sink<'_>) {
    let start = |line| note.source.lines().start(line);
    let span = Span::new(start(line), start(line) + lines::text(note.source, line).len());
    let report = sink.report(span, message!("{count} blank lines in a row", "空行が {count} 行続いている"));
    // After the final newline there is no line to remove, so remove the one before.
    let before = Span::new(start(line - 1), start(line));
    // A line of full-width spaces is blank to markdownlint, but text to Markdown.
    let plain = note.source.slice(before).is_blank() && note.source.slice(span).is_blank();
    if plain && !is_within(note, start(line), HTML) {
        let title = message!("remove the line", "空行を削除する");
        report.fix(Applicability::Safe, Effect::Layout, title, vec![Edit::delete(before)]);
    }
}
