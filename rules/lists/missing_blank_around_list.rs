//! `missing-blank-around-list`: a list without a blank line before or after it.

use crate::links::html;
use crate::lint::prelude::*;
use crate::markdown::blank_line;
use crate::markdown::dollar_math;
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::source::{Source, offset};

pub(crate) struct MissingBlankAroundList;

rule!(MissingBlankAroundList {
    summary: Text { en: "a list without a blank line before or after it", ja: "リストの前後に空行がない" },
    aliases: &["MD032", "blanks-around-lists"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
    yields_to: Some("lost-structure"),
});

impl Check for MissingBlankAroundList {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let math = dollar_math::blocks(note.document);
        for list in note.document.of_kind(Kind::List) {
            let first = note.source.lines().line(list.span().start as usize);
            // Between lines of `$$`, a `+` is not meant as a list marker.
            if !list.within(Kinds::of(&[Kind::List])) && !dollar_math::covers(&math, first) {
                Self::list(note, list, sink);
            }
        }
    }
}

impl MissingBlankAroundList {
    fn list(note: &Note<'_>, list: Node<'_>, sink: &mut Sink<'_>) {
        let source = note.source;
        let own = lines::of(source, list.span());
        let first = *own.start();
        if first > lines::body(note.document) && !blank_line::is_blank_line(source, first - 1) {
            let Some(marker) = list.first_child().and_then(syntax::item_marker) else { return };
            let message = message!("no blank line before the list", "リストの前に空行がない");
            let profile = note.document.profile();
            let (host, glued) = (profile.title, !profile.lists.interrupts_paragraph);
            let report = sink.report(marker.span, message);
            let report = if glued {
                report.note(message!(
                    "{host} shows the list as part of the text above it",
                    "{host} では上の文の続きとして表示される"
                ))
            } else {
                report.note(message!(
                    "some renderers show the list as part of the text above it",
                    "環境によっては上の文の続きとして表示される"
                ))
            };
            let start = list.span().start as usize;
            let line = source.lines().start(first);
            let prefix = source.text()[line..start].md_trim_end();
            let edit = Edit::insert(line, format!("{prefix}{}", lines::ending(source)));
            let title = message!("add a blank line", "空行を入れる");
            let effect = if glued { Effect::Structure } else { Effect::Layout };
            report.fix(Applicability::Safe, effect, title, vec![edit]);
        }
        let last = end(note, list);
        let at_html = list.next_sibling().is_some_and(begins_with_inline_tag);
        if last + 1 < source.lines().count() && !blank_line::is_blank_line(source, last + 1) && !at_html {
            let line = source.lines().span(source.text(), last);
            let indent = lines::space_at(source, line.start as usize).len();
            let span = Span { start: line.start + offset(indent), end: line.end };
            let message = message!("no blank line after the list", "リストの後に空行がない");
            let next = source.lines().start(last + 1);
            let depth = lines::quotes(list);
            let (content, marks) = lines::after_quotes(source, last + 1, depth);
            let prefix = if marks == depth { source.text()[next..content].md_trim_end() } else { "" };
            let edit = Edit::insert(next, format!("{prefix}{}", lines::ending(source)));
            let title = message!("add a blank line", "空行を入れる");
            sink.report(span, message).fix(Applicability::Safe, Effect::Layout, title, vec![edit]);
        }
    }
}

/// Whether `next` is a block that begins with the tag of an inline element. By `CommonMark`, the line continues the last
/// item; GitHub alone ends the list there, so it was hardly meant to be a block of its own.
fn begins_with_inline_tag(next: Node<'_>) -> bool {
    let first = html::tags(next.source()).next();
    next.kind() == Kind::HtmlBlock && first.is_some_and(|tag| tag.is(&["a", "br", "img", "input", "span"]))
}

/// Index of the last line of `list`, from 0, including indented link reference definitions right below it.
fn end(note: &Note<'_>, list: Node<'_>) -> usize {
    let definitions = note.document.definitions();
    let mut last = *lines::of(note.source, list.span()).end();
    let first_after = definitions.partition_point(|definition| definition.span.start < list.span().end);
    for definition in &definitions[first_after..] {
        let own = lines::of(note.source, definition.span);
        if *own.start() != last + 1 || !is_indented(note.source, definition.span) {
            break;
        }
        last = *own.end();
    }
    last
}

fn is_indented(source: &Source, span: Span) -> bool {
    let space = lines::space_before(source, span.start as usize);
    let before = &source.text()[source.line_at(span.start as usize).start as usize..space.start as usize];
    space.len() > 1 && (before.is_empty() || before.ends_with('>'))
}
