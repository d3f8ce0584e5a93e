//! `missing-final-newline`: a file whose last line does not end.

use crate::lint::prelude::*;
use crate::markdown::blank;
use crate::markdown::front_matter::skip_bom;
use crate::markdown::lines;

pub(crate) struct MissingFinalNewline;

rule!(MissingFinalNewline {
    summary: Text { en: "a file whose last line does not end", ja: "ファイルの最後に改行がない" },
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
        if last < lines::body(note.document) || blank::looks_blank(line) {
            return;
        }
        let end = note.source.text().len();
        let char = line.chars().next_back().map_or(0, char::len_utf8);
        sink.report(
            Span::new(end - char, end),
            message!("the last line does not end in a newline", "最後の行が改行で終わっていない"),
        )
        .note(message!(
            "what is appended to the file, by `cat` or `>>`, goes on in this line, and diffs show it as changed",
            "`cat` や `>>` で追記すると同じ行に続いてしまい、差分にもこの行が出る"
        ))
        .fix(
            Applicability::Safe,
            Effect::Layout,
            message!("end the line", "改行を加える"),
            vec![Edit::insert(end, lines::ending(note.source))],
        );
    }
}
