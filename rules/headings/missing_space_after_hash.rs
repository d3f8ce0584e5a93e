//! `missing-space-after-hash`: a line that was meant as a heading and is text.

use crate::lint::prelude::*;
use crate::markdown::almost_heading::{AlmostHeading, almost_headings};
use crate::markdown::hash_lines::hash_lines;

pub(crate) struct MissingSpaceAfterHash {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every line outside code and HTML that begins with hashes and something other than a space, tags and
    /// comments too; not full-width hashes, nor hashes at both ends.
    every_line: bool,
}

rule!(MissingSpaceAfterHash {
    options: Options,
    summary: Text {
        en: "a line meant as a heading, without a space behind its hashes",
        ja: "`#` の後に空白がなく、見出しになっていない",
    },
    aliases: &["MD018", "no-missing-space-atx"],
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("every_line = true")],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for MissingSpaceAfterHash {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if self.options.every_line {
            return every_line(note, sink);
        }
        for heading in almost_headings(note.document) {
            // Another kind of space behind half-width hashes is `extra-space-after-hash`'s.
            if heading.fullwidth || heading.gap.is_empty() {
                report(note, heading, sink);
            }
        }
    }
}

/// Every line that might be meant as a heading.
fn every_line(note: &Note<'_>, sink: &mut Sink<'_>) {
    for found in hash_lines(note.document) {
        let behind = note.source.slice(Span { start: found.opening.end, end: found.line.end });
        let closed = note.source.slice(found.line).ends_with('#');
        // `#` and these two are an emoji.
        let emoji = found.opening.len() == 1 && behind.starts_with("\u{fe0f}\u{20e3}");
        if closed || emoji || behind.is_empty() || behind.starts_with([' ', '\t']) {
            continue;
        }
        // Who has every line reported has not asked to have what is shown changed.
        let sure = false;
        let gap = Span::new(found.opening.end as usize, found.line.end as usize - behind.unicode_trim_start().len());
        let (line, hashes, level) = (found.line, found.opening, found.opening.len());
        report(note, AlmostHeading { line, hashes, level, fullwidth: false, gap, sure }, sink);
    }
}

fn report(note: &Note<'_>, heading: AlmostHeading, sink: &mut Sink<'_>) {
    let line = excerpt(note.source.slice(heading.line));
    let hashes = note.source.slice(heading.hashes);
    let right = "#".repeat(heading.level);
    let message = if heading.fullwidth {
        message!(
            "`{line}` is not a heading: `{hashes}` is full-width",
            "`{line}` は見出しにならない。`{hashes}` が全角"
        )
    } else {
        message!(
            "`{line}` is not a heading: no space behind `{hashes}`",
            "`{line}` は見出しにならない。`{hashes}` の後に空白がない"
        )
    };
    let title = if heading.fullwidth {
        message!("write `{right}` and a space", "半角の `{right}` と空白に直す")
    } else {
        message!("put a space behind `{right}`", "`{right}` の後に空白を入れる")
    };
    let applicability = if heading.sure { Applicability::Safe } else { Applicability::Unsafe };
    let marks = Span { start: heading.hashes.start, end: heading.gap.end };
    // The hashes are marks now: they belong to the edit.
    let edit = Edit::replace(marks, right.clone() + " ");
    let report = sink.report(heading.line, message).note(message!(
        "the line is shown as text, hashes and all, and is missing from the outline",
        "記号ごと本文として表示され、目次にも出ない"
    ));
    // Seven hashes are no heading with a space either.
    if heading.level <= 6 {
        report.fix(applicability, Effect::Structure, title, vec![edit]);
    }
}
