//! `unclosed-fence`: a fenced code block that does not end where it was meant to.

use crate::finding::plural;
use crate::lint::prelude::*;
use crate::markdown::comment_ends::{self, CommentFault, CommentFaultKind};
use crate::markdown::fences::{FenceFault, Mark, MeantEnd};
use crate::markdown::lines;
use crate::text::profile::Fences;
use crate::text::source::Source;

pub(crate) struct UnclosedFence;

rule!(UnclosedFence {
    summary: Text {
        en: "a code block that does not end where it was meant to",
        ja: "閉じられていない、または途中で閉じてしまうコードブロック",
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for UnclosedFence {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['`'..='`', '~'..='~']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        // Where a fence has to be closed, the block is text, which `lost-structure` reports.
        let needs_closing = note.document.profile().fences != Fences::CommonMark;
        let is_open = |fault: &FenceFault| matches!(fault.meant, MeantEnd::Never(_) | MeantEnd::Stray);
        let faults = note.fences.faults();
        let shown = if faults.is_empty() { Vec::new() } else { shown_comments(note) };
        let in_comment = |fault: &FenceFault| shown.iter().any(|span| span.covers(fault.open.run));
        for fault in faults.iter().filter(|fault| !(in_comment(fault) || needs_closing && is_open(fault))) {
            let report = explain(note.source, fault, message(note.source, fault, sink));
            fix(note.source, fault, report);
        }
    }
}

/// What is shown of comments that end too early. Where such a comment begins within a code block, its fences are in disorder only
/// because of that, which `unclosed-comment` reports.
fn shown_comments(note: &Note<'_>) -> Vec<Span> {
    let shown = |fault: CommentFault| match fault.kind {
        CommentFaultKind::Early(end, close) => Some(Span { start: end.end, end: close.start.max(end.end) }),
        _ => None,
    };
    comment_ends::faults(note.document).into_iter().filter_map(shown).collect()
}

/// The line of `mark`, from 1.
fn line(mark: Mark) -> usize {
    mark.line + 1
}

fn message<'s>(source: &Source, fault: &FenceFault, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let end = fault.open.rest().map_or(fault.open.run.end, |rest| rest.end);
    let span = Span { end, ..fault.open.run };
    let (count, counted) = (fault.swallowed, plural(fault.swallowed, "line"));
    match fault.meant {
        MeantEnd::Nested { ends, .. } => {
            let end = line(ends);
            sink.report(
                span,
                message!(
                    "this code block ends too early, at the fence in line {end}",
                    "このコードブロックは {end} 行目のフェンスで途中で終わる"
                ),
            )
        }
        MeantEnd::LeftContainer { close, .. } => {
            let end = line(close);
            if fault.container == Kind::BlockQuote {
                sink.report(
                    span,
                    message!(
                        "this code block ends with the quote, before its closing fence in line {end}",
                        "このコードブロックは引用と一緒に終わり、{end} 行目の閉じるフェンスに届かない"
                    ),
                )
            } else {
                sink.report(
                    span,
                    message!(
                        "this code block ends with the list item, before its closing fence in line {end}",
                        "このコードブロックはリスト項目と一緒に終わり、{end} 行目の閉じるフェンスに届かない"
                    ),
                )
            }
        }
        MeantEnd::Stray if count == 0 => sink.report(
            span,
            message!("this fence opens an empty code block", "このフェンスから空のコードブロックが始まる"),
        ),
        MeantEnd::ShortOpening(_) => {
            let shown = excerpt(source.slice(span));
            sink.report(
                span,
                message!(
                    "`{shown}` does not open a code block: it takes at least 3 characters",
                    "`{shown}` からコードブロックが始まらない。フェンスは 3 文字以上必要"
                ),
            )
        }
        MeantEnd::OpenedTwice(mark) => {
            let again = line(mark);
            sink.report(
                span,
                message!(
                    "this code block is opened again in line {again}",
                    "このコードブロックの開始フェンスが {again} 行目にもある"
                ),
            )
        }
        MeantEnd::Never(None) => {
            let report =
                sink.report(span, message!("this code block is not closed", "このコードブロックが閉じられていない"));
            report.at_most(Severity::Advice)
        }
        _ if count == 0 => {
            sink.report(span, message!("this code block is not closed", "このコードブロックが閉じられていない"))
        }
        _ => sink.report(
            span,
            message!(
                "this code block is not closed and takes in {counted} below it",
                "このコードブロックが閉じられておらず、その下の {count} 行もコードとして表示される"
            ),
        ),
    }
}

/// Adds the note that says where the block was meant to end, or why it does not.
fn explain<'s>(source: &Source, fault: &FenceFault, report: FindingBuilder<'s>) -> FindingBuilder<'s> {
    let needed = fault.open.length();
    match fault.meant {
        MeantEnd::Short(mark) => {
            let (end, found) = (line(mark), mark.length());
            report.note(message!(
                "the fence in line {end} has {found} characters; it takes at least {needed} to close this one",
                "{end} 行目のフェンスは {found} 文字。閉じるには {needed} 文字以上必要"
            ))
        }
        MeantEnd::Glued(mark) => {
            let end = line(mark);
            report.note(message!(
                "a closing fence has to be alone on its line; the one in line {end} follows other text",
                "閉じるフェンスは 1 行に単独で書く必要がある。{end} 行目では前に文字がある"
            ))
        }
        MeantEnd::Followed(mark, info) => {
            let (end, shown) = (line(mark), excerpt(source.slice(info)));
            report.note(message!(
                "the fence in line {end} does not close it, because `{shown}` follows",
                "{end} 行目のフェンスは、後に `{shown}` があるため閉じるフェンスにならない"
            ))
        }
        MeantEnd::OtherChar(mark) => {
            let end = line(mark);
            if mark.char == '~' {
                report.note(message!(
                    "the fence in line {end} is made of tildes, and this one of backticks",
                    "{end} 行目のフェンスはチルダ、このフェンスはバッククォート"
                ))
            } else {
                report.note(message!(
                    "the fence in line {end} is made of backticks, and this one of tildes",
                    "{end} 行目のフェンスはバッククォート、このフェンスはチルダ"
                ))
            }
        }
        MeantEnd::Nested { close, .. } => {
            let close = line(close);
            report.note(message!(
                "with a longer fence than the code in it has, it would go on to line {close}",
                "中のコードのフェンスより長いフェンスにすれば、{close} 行目まで続く"
            ))
        }
        MeantEnd::ShortOpening(mark) => {
            let (end, count, counted) = (line(mark), fault.swallowed, plural(fault.swallowed, "line"));
            report.note(message!(
                "so the fence in line {end} opens one instead of closing it, and takes in {counted} below it",
                "そのため {end} 行目のフェンスがコードブロックの始まりとなり、その下の {count} 行がコードとして表示される"
            ))
        }
        MeantEnd::OpenedTwice(_) => report.note(message!(
            "the second fence is shown as code; remove one of them",
            "2 つ目のフェンスはコードとして表示される。どちらかを削除する"
        )),
        MeantEnd::Before(mark, after) => {
            let next = line(mark);
            let report = report.note(message!(
                "the fence in line {next}, which opens the next code block, is shown as code",
                "次のコードブロックを始める {next} 行目のフェンスがコードとして表示される"
            ));
            ends_after(after, report)
        }
        MeantEnd::LeftContainer { .. } => {
            report.note(message!("that fence opens another code block", "そのフェンスからは別のコードブロックが始まる"))
        }
        MeantEnd::Never(after @ Some(_)) => ends_after(after, report),
        MeantEnd::Never(None) => {
            report.note(message!("text that is added below becomes part of it", "この下に書き足した文もコードになる"))
        }
        MeantEnd::Stray => report.note(message!(
            "if it is not meant to open a code block, a fence is missing or misspelled above",
            "コードブロックを始めるためのものでなければ、上にあるはずのフェンスがないか、正しく書かれていない"
        )),
    }
}

fn ends_after(after: Option<usize>, report: FindingBuilder<'_>) -> FindingBuilder<'_> {
    let Some(end) = after.map(|line| line + 1) else { return report };
    report.note(message!("its code seems to end in line {end}", "コードは {end} 行目までと思われる"))
}

fn fix(source: &Source, fault: &FenceFault, report: FindingBuilder<'_>) {
    let open = fault.open;
    let marks = |count: usize| open.char.to_string().repeat(count);
    let closing = || message!("close the code block", "コードブロックを閉じる");
    let (title, edits) = match fault.meant {
        MeantEnd::Short(mark) => (
            message!("lengthen the closing fence", "閉じるフェンスを長くする"),
            vec![Edit::insert(mark.run.end as usize, marks(open.length() - mark.length()))],
        ),
        MeantEnd::Glued(mark) => {
            (message!("put the closing fence on its own line", "閉じるフェンスを独立した行にする"), {
                let missing = open.length().saturating_sub(mark.length());
                let before = format!("{}{}", lines::ending(source), fault.prefix);
                let own_line = Edit::insert(mark.run.start as usize, before);
                let longer = (missing > 0).then(|| Edit::insert(mark.run.end as usize, marks(missing)));
                std::iter::once(own_line).chain(longer).collect()
            })
        }
        MeantEnd::ShortOpening(mark) => (
            message!("lengthen the opening fence", "開始フェンスを長くする"),
            vec![Edit::insert(open.run.end as usize, marks(mark.length().saturating_sub(open.length()).max(1)))],
        ),
        MeantEnd::Followed(mark, info) => (
            message!("remove the text after the closing fence", "閉じるフェンスの後の文字を削除する"),
            vec![Edit::delete(Span { start: mark.run.end, end: info.end })],
        ),
        MeantEnd::OtherChar(mark) => (
            message!("use the same character", "同じ文字に揃える"),
            vec![Edit::replace(mark.run, marks(open.length()))],
        ),
        MeantEnd::Nested { close, longest, .. } => {
            let longer =
                |mark: Mark| Edit::insert(mark.run.end as usize, marks((longest + 1).saturating_sub(mark.length())));
            (message!("lengthen the outer fence", "外側のフェンスを長くする"), vec![longer(open), longer(close)])
        }
        MeantEnd::LeftContainer { close, first } => {
            let title = message!("indent the code and its closing fence", "コードと閉じるフェンスを字下げする");
            let Some(edits) = moved_in(source, fault, first, close) else { return };
            (title, edits)
        }
        MeantEnd::Before(_, Some(after)) | MeantEnd::Never(Some(after)) => {
            (closing(), vec![close_after(source, fault, after)])
        }
        MeantEnd::Never(None) => {
            let last = source.lines().line(source.text().md_trim_end().len());
            if fault.container != Kind::Document {
                return;
            }
            (closing(), vec![close_after(source, fault, last)])
        }
        MeantEnd::Before(_, None) | MeantEnd::OpenedTwice(_) | MeantEnd::Stray => return,
    };
    report.fix(Applicability::Unsafe, Effect::Extent, title, edits);
}

/// Inserts a closing fence below `line` (from 0).
fn close_after(source: &Source, fault: &FenceFault, line: usize) -> Edit {
    let fence = format!("{}{}", fault.prefix, fault.open.char.to_string().repeat(fault.open.length()));
    let ending = lines::ending(source);
    if line + 1 < source.lines().count() {
        return Edit::insert(source.lines().start(line + 1), fence + ending);
    }
    Edit::insert(source.text().len(), format!("{ending}{fence}{ending}"))
}

/// Edits that move the lines from `first` (from 0) to the fence `close` into the block around the opening fence.
fn moved_in(source: &Source, fault: &FenceFault, first: usize, close: Mark) -> Option<Vec<Edit>> {
    let prefix = fault.prefix.as_str();
    if prefix.contains('\t') {
        return None;
    }
    let indent = |line: usize| lines::space_at(source, source.lines().start(line));
    let code = (first..close.line).filter(|line| !lines::text(source, *line).is_blank());
    let code: Vec<usize> = code.collect();
    let quoted = prefix.contains('>');
    let least = if quoted { 0 } else { code.iter().map(|line| indent(*line).len()).min().unwrap_or(0) };
    let missing = prefix.get(least.min(prefix.len())..).unwrap_or_default();
    let mut edits: Vec<Edit> = code.iter().map(|line| Edit::insert(source.lines().start(*line), missing)).collect();
    edits.retain(|edit| !edit.text.is_empty());
    let before = indent(close.line);
    if source.slice(before) != prefix {
        edits.push(Edit::replace(before, prefix));
    }
    Some(edits)
}
