//! `missing-space-after-hash`: a line meant as a heading that is text, because no space follows its `#`.

use crate::lint::prelude::*;
use crate::markdown::almost_heading::{AlmostHeading, almost_headings};
use crate::markdown::dollar_math;
use crate::markdown::hash_lines::hash_lines;

pub(crate) struct MissingSpaceAfterHash {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every line outside code and HTML that starts with `#` and no space, including tags (`#aws`) and comments,
    /// but not full-width `＃` or lines that also end with `#`. All fixes are then unsafe.
    every_line: bool,
}

rule!(MissingSpaceAfterHash {
    options: Options,
    summary: Text {
        en: "a line meant as a heading, without a space after its `#`",
        ja: "`#` の後に空白がなく、見出しにならない行",
    },
    aliases: &["MD018", "no-missing-space-atx"],
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("every_line = true")],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for MissingSpaceAfterHash {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        // There the hashes make a heading without a space too.
        let bare = note.document.profile().bare_hashes;
        if self.options.every_line && !bare {
            return every_line(note, sink);
        }
        for heading in almost_headings(note.document) {
            // `extra-space-after-hash` reports half-width `#` that are followed by another kind of space.
            if heading.fullwidth || heading.gap.is_empty() && !bare {
                report(note, heading, sink);
            }
        }
    }
}

/// Reports every line that starts with `#` and no space, as markdownlint does.
fn every_line(note: &Note<'_>, sink: &mut Sink<'_>) {
    let math = dollar_math::blocks(note.document);
    for found in hash_lines(note.document) {
        if dollar_math::covers(&math, note.source.lines().line(found.line.start as usize)) {
            continue;
        }
        let rest = note.source.slice(Span { start: found.opening.end, end: found.line.end });
        let closed = note.source.slice(found.line).ends_with('#');
        // `#` followed by these two is the keycap emoji.
        let emoji = found.opening.len() == 1 && rest.starts_with("\u{fe0f}\u{20e3}");
        if closed || emoji || rest.is_empty() || rest.starts_with([' ', '\t']) {
            continue;
        }
        // The line may be a tag or a comment, so the fix is never safe here.
        let sure = false;
        let gap = Span::new(found.opening.end as usize, found.line.end as usize - rest.unicode_trim_start().len());
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
    } else if heading.level > 6 {
        message!("`{line}` is not a heading: more than six `#`", "`{line}` は見出しにならない。`#` が 7 つ以上ある")
    } else {
        message!(
            "`{line}` is not a heading: no space after `{hashes}`",
            "`{line}` は見出しにならない。`{hashes}` の後に空白がない"
        )
    };
    let title = if heading.fullwidth {
        message!("use `{right}` and a space", "半角の `{right}` と半角スペースにする")
    } else {
        message!("add a space after `{right}`", "`{right}` の後に半角スペースを入れる")
    };
    let applicability = if heading.sure { Applicability::Safe } else { Applicability::Unsafe };
    let marks = Span { start: heading.hashes.start, end: heading.gap.end };
    // The edit includes the `#`, because the fix turns them from text into a marker.
    let edit = Edit::replace(marks, right.clone() + " ");
    let report = sink.report(heading.line, message).note(message!(
        "it renders as text, including the `#`, and is missing from the outline",
        "`#` ごと本文として表示され、目次にも出ない"
    ));
    // There is no heading level 7: a space would not help.
    if heading.level <= 6 {
        let edits = [Some(edit), spaced_closing(note, &heading)].into_iter().flatten().collect();
        report.fix(applicability, Effect::Structure, title, edits);
    }
}

/// A space before the `#` at the end of `#Title#`, which only then close the heading. In `#C#` they are part of the word.
fn spaced_closing(note: &Note<'_>, heading: &AlmostHeading) -> Option<Edit> {
    let end = heading.line.end as usize;
    let text = note.source.slice(Span { start: heading.gap.end, end: heading.line.end });
    let content = text.strip_suffix(&*"#".repeat(heading.level))?;
    let last = content.unicode_words().next_back()?;
    let is_title = content.ends_with(|char: char| char.is_alphanumeric()) && last.chars().count() > 1;
    // Like the other edit, it includes the `#`, which become a marker.
    is_title.then(|| Edit::replace(Span::new(end - heading.level, end), " ".to_owned() + &"#".repeat(heading.level)))
}
