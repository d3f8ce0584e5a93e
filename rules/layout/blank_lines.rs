//! `blank-lines`: more blank lines in a row than one.

use crate::lint::options::Count;
use crate::lint::prelude::*;
use crate::markdown::lines;

pub(crate) struct BlankLines {
    maximum: usize,
    every: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// How many blank lines may follow one another; one less at the end of the file.
    maximum: Count,
    /// Report each line too many, not each run of them; also in HTML, and lines of full-width spaces.
    every: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { maximum: Count::of::<1>(), every: false }
    }
}

rule!(BlankLines {
    options: Options,
    new: |options| BlankLines { maximum: options.maximum.or_default(1), every: options.every },
    summary: Text { en: "several blank lines in a row", ja: "空行が続いている" },
    aliases: &["MD012", "no-multiple-blanks"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("every = true")],
    fix: Some(Applicability::Safe),
});

/// Where blank lines are a matter of what is shown or run.
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
        // The blank lines right behind the front matter are counted to it.
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
                line_too_many(note, line, count, sink);
            }
        }
    }

    /// Reports the blank lines from `first` up to, not including, `end`.
    fn run(&self, note: &Note<'_>, first: usize, end: usize, sink: &mut Sink<'_>) {
        let lines = note.source.lines();
        // The final newline opens a last line that is none: it counts, so that a file ends right behind its text.
        let at_end = end == lines.count();
        let count = end - first - usize::from(at_end);
        let extra = end - first - self.maximum;
        let behind = if at_end { note.source.text().len() } else { lines.start(end) };
        let span = Span::new(lines.start(first + count - extra), behind);
        let message = match (at_end, count) {
            (true, 1) => message!("a blank line at the end of the file", "ファイルの終わりに空行がある"),
            (true, _) => {
                message!("{count} blank lines at the end of the file", "ファイルの終わりに空行が {count} 行ある")
            }
            (false, _) => message!("{count} blank lines in a row", "空行が {count} 行続いている"),
        };
        let title = message!("take {extra} of them away", "{extra} 行を取り除く");
        sink.report(span, message).fix(Applicability::Safe, Effect::Layout, title, vec![Edit::delete(span)]);
    }
}

/// Reports `line`, which is blank as are the `count - 1` before it.
fn line_too_many(note: &Note<'_>, line: usize, count: usize, sink: &mut Sink<'_>) {
    let start = |line| note.source.lines().start(line);
    let span = Span::new(start(line), start(line) + lines::text(note.source, line).len());
    let report = sink.report(span, message!("{count} blank lines in a row", "空行が {count} 行続いている"));
    // Behind the final newline there is no line to take away: the one before goes.
    let before = Span::new(start(line - 1), start(line));
    // What markdownlint takes for blank may be text: a line of full-width spaces.
    let plain = note.source.slice(before).is_blank() && note.source.slice(span).is_blank();
    if plain && !is_within(note, start(line), HTML) {
        let title = message!("take the line away", "空行を取り除く");
        report.fix(Applicability::Safe, Effect::Layout, title, vec![Edit::delete(before)]);
    }
}
