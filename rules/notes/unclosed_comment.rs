//! `unclosed-comment`: an HTML comment that does not end where it was meant to.

use std::ops::RangeInclusive;

use crate::finding::plural;
use crate::lint::prelude::*;
use crate::markdown::comment_ends::{self, CommentFault, CommentFaultKind, MeantClose};
use crate::markdown::lines;
use crate::text::profile::{BlockParser, Html};

pub(crate) struct UnclosedComment;

rule!(UnclosedComment {
    summary: Text {
        en: "an HTML comment that does not end where it was meant to",
        ja: "閉じられていない、または途中で閉じてしまう HTML コメント",
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for UnclosedComment {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['<'..='<']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        // Where HTML is text, so are comments; MDX has none.
        if matches!(profile.html, Html::Escaped | Html::Jsx) {
            return;
        }
        for fault in comment_ends::faults(note.document) {
            match fault.kind {
                // For the others, what does not end is not a comment.
                CommentFaultKind::Unclosed(meant) if profile.blocks == BlockParser::CommonMark => {
                    unclosed(note, &fault, meant, sink);
                }
                CommentFaultKind::Unclosed(_) => {}
                CommentFaultKind::Early(end, close) => early(note, &fault, end, close, sink),
                CommentFaultKind::Split(close) => split(note, &fault, close, sink),
            }
        }
    }
}

/// The line of byte `at`, from 1.
fn line(note: &Note<'_>, at: u32) -> usize {
    note.source.lines().line(at as usize) + 1
}

fn unclosed(note: &Note<'_>, fault: &CommentFault, meant: MeantClose, sink: &mut Sink<'_>) {
    let (count, counted) = (fault.lines, plural(fault.lines, "line"));
    let report = if count == 0 {
        let message = message!("this comment is not closed", "このコメントが閉じられていない");
        sink.report(fault.open, message).at_most(Severity::Advice)
    } else {
        sink.report(
            fault.open,
            message!(
                "this comment is not closed and hides {counted} below it",
                "このコメントが閉じられておらず、その下の {count} 行が表示されない"
            ),
        )
    };
    let (title, edit) = match meant {
        MeantClose::Misspelled(span) => {
            let (found, end) = (excerpt(note.source.slice(span)), line(note, span.start));
            let report = report.note(message!(
                "`{found}` in line {end} does not end it; `-->` does",
                "{end} 行目の `{found}` では閉じない。閉じるのは `-->`"
            ));
            let title = message!("use `-->`", "`-->` にする");
            report.fix(Applicability::Unsafe, Effect::Extent, title, vec![Edit::replace(span, "-->")]);
            return;
        }
        MeantClose::FirstLine(at) => {
            (message!("close it at the end of its line", "行末で閉じる"), Edit::insert(at, " -->"))
        }
        MeantClose::Unknown => return,
    };
    report.fix(Applicability::Unsafe, Effect::Extent, title, vec![edit]);
}

fn early(note: &Note<'_>, fault: &CommentFault, end: Span, close: Span, sink: &mut Sink<'_>) {
    let meant = line(note, close.start);
    let (count, counted) = (fault.lines, plural(fault.lines, "line"));
    let report = sink.report(
        end,
        message!(
            "the comment ends here, not at the `-->` in line {meant}",
            "コメントが {meant} 行目の `-->` ではなくここで終わる"
        ),
    );
    let report = if count == 0 {
        report.note(message!("the last `-->` is shown", "最後の `-->` が表示される"))
    } else {
        report.note(message!(
            "{counted} after it and the last `-->` are shown",
            "この後の {count} 行と最後の `-->` が表示される"
        ))
    };
    let body = Span { start: fault.open.end, end: close.start };
    let text = note.source.slice(body);
    let ends = text.match_indices("-->").map(|(at, mark)| body.start as usize + at + mark.len() - 1);
    let edits = ends.map(|at| Edit::replace(Span::new(at, at + 1), "&gt;")).collect();
    let title = message!("write `-->` in the comment as `--&gt;`", "コメント内の `-->` を `--&gt;` と書く");
    report.fix(Applicability::Unsafe, Effect::Extent, title, edits);
}

fn split(note: &Note<'_>, fault: &CommentFault, close: Span, sink: &mut Sink<'_>) {
    let end = line(note, close.start);
    let report = sink
        .report(
            fault.open,
            message!("`<!--` does not begin a comment here", "この `<!--` はコメントの始まりにならない"),
        )
        .note(message!(
            "a blank line ends the paragraph before the `-->` in line {end}, so that all of it is shown",
            "{end} 行目の `-->` より前の空行で段落が終わるため、すべて表示される"
        ));
    let at = fault.open.start as usize;
    let before = note.source.slice(Span { end: fault.open.start, ..note.source.line_at(at) });
    let top = note.document.node_at(at).ancestors().nth(1).is_some_and(|around| around.kind() == Kind::Document);
    if top && !before.is_blank() {
        let space = lines::space_before(note.source, at);
        report.fix(
            Applicability::Unsafe,
            Effect::Extent,
            message!("begin the comment on a line of its own", "コメントを独立した行から始める"),
            vec![Edit::replace(space, lines::ending(note.source))],
        );
    }
}
