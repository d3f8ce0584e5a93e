//! `missing-final-newline`: no newline at the end of a file.

use crate::lint::prelude::*;
use crate::markdown::blank_line;
use crate::markdown::front_matter::skip_bom;
use crate::markdown::lines;

pub(crate) struct MissingFinalNewline;

rule!(MissingFinalNewline {
    summary: Text { en: "no newline at the end of a file", ja: "ファイルの末尾に改行がない" },
    aliases: &["MD047", "single-trailing-newline"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MissingFinalNewline {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let last = note.source.lines().count() - 1;
        let mut line = lines::text(note.source, last);
        if last == 0 {
            line = &line[skip_bom(line)..];
        }
        if last < lines::body(note.document) || blank_line::looks_blank_to_reader(line) {
            return;
        }
        let end = note.source.text().len();
        let char = line.chars().next_back().map_or(0, char::len_utf8);
        sink.report(
            Span::new(end - char, end),
            message!("no newline at the end of the file", "ファイルの末尾に改行がない"),
        )
        .note(message!(
            "text appended with `cat` or `>>` continues this line, and diffs then show the line as changed",
            "`cat` や `>>` で追記すると同じ行に続き、差分にもこの行が変更として出る"
        ))
        .fix(
            Applicability::Safe,
            Effect::Layout,
            message!("add a newline", "改行を入れる"),
            vec![Edit::insert(end, lines::ending(note.source))],
        );
    }
}
