//! `lazy-continuation`: a line that introduces what follows, but continues the list item above.

use crate::lint::prelude::*;
use crate::markdown::blank_line::line_between;
use crate::markdown::bullets::{BulletLine, labels, lines};
use crate::markdown::syntax;

pub(crate) struct LazyContinuation;

rule!(LazyContinuation {
    summary: Text {
        en: "a line that becomes part of the list item above it",
        ja: "上のリスト項目の続きになってしまう行"
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

impl Check for LazyContinuation {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let found: Vec<LazyLine> = note.document.of_kind(Kind::Item).filter_map(|item| lazy_line(note, item)).collect();
        let labels = found.iter().filter(|line| line.role == Role::Label).count();
        for line in found {
            if line.role != Role::LikeLabel || labels > 1 {
                report(note, line.span, sink);
            }
        }
    }
}

/// The last line of a list item's text, which is not indented like it.
struct LazyLine {
    span: Span,
    role: Role,
}

#[derive(PartialEq, Eq)]
enum Role {
    /// It introduces what follows.
    Introduction,
    /// It is a label of the items below it.
    Label,
    /// It may be one, or the rest of a sentence that filled the line above: a label if the note has others.
    LikeLabel,
}

fn lazy_line(note: &Note<'_>, item: Node<'_>) -> Option<LazyLine> {
    let paragraph = item.first_child().filter(|child| child.kind() == Kind::Paragraph)?;
    let lines = lines(paragraph);
    let [.., before, last] = &lines[..] else { return None };
    let column = syntax::column(note.source, item.span().start as usize);
    let outside = |line: &BulletLine| line.column(note.source) <= column;
    // Below other lines that are not indented, the fix would leave those in the item.
    if !outside(last) || outside(before) || !something_follows(note, item, paragraph) {
        return None;
    }
    let role = if introduces_next(note, *before, *last) {
        Role::Introduction
    } else {
        let room = label_room(note, item, *before, *last)?;
        if room { Role::Label } else { Role::LikeLabel }
    };
    Some(LazyLine { span: Span::new(last.start, last.end), role })
}

fn report(note: &Note<'_>, span: Span, sink: &mut Sink<'_>) {
    let start = span.start as usize;
    let text = excerpt(note.source.slice(span));
    let above = note.source.lines().line(start).saturating_sub(1);
    let blank = line_between(note.source, start, above);
    sink.report(
        span,
        message!("`{text}` becomes part of the list item above it", "`{text}` が上のリスト項目の続きになる"),
    )
    .note(message!(
        "without a blank line, a line below a list item continues it",
        "空行がないと、リスト項目の下の行はその項目の続きとして扱われる"
    ))
    .fix(
        Applicability::Unsafe,
        Effect::Structure,
        message!("add a blank line before it", "前に空行を入れる"),
        vec![Edit::insert(note.source.line_at(start).start as usize, blank)],
    );
}

/// Whether `line` introduces what follows, rather than continuing the sentence in `before`.
///
/// Example: `デメリット:` after `- 速い`, but not `3つ:` after `- 種類は次の`.
fn introduces_next(note: &Note<'_>, before: BulletLine, line: BulletLine) -> bool {
    let text = note.source.text();
    let words = text[line.start..line.end].unicode_trim_end();
    let sentence = text[before.start..before.end].unicode_trim_end();
    let begins = words.starts_with(|char: char| char.is_alphabetic() && !char.is_lowercase());
    let open = sentence
        .ends_with(['、', ',', '，', 'の', 'を', 'に', 'は', 'が', 'と', 'で', 'も', 'て', '(', '（', '「', ':', '：']);
    let soft = line.before.is_some_and(|(_, hard)| !hard);
    line.mark.is_none() && soft && words.ends_with([':', '：']) && begins && !open
}

/// Whether the line above `line` has room for it, if `line` is a label without a colon, right above an item: `■ 補足`, or
/// `デメリット` after `- 速い`. `None` if it is not a label.
fn label_room(note: &Note<'_>, item: Node<'_>, before: BulletLine, line: BulletLine) -> Option<bool> {
    let text = note.source.text();
    let soft = line.before.is_some_and(|(_, hard)| !hard);
    let label = text[line.start..line.end].md_trim_end();
    let sentence = text[before.start..before.end].md_trim_end();
    let lines = note.source.lines();
    let next = item.next_sibling().or_else(|| item.parent()?.next_sibling().filter(|next| next.kind() == Kind::List));
    let adjacent = next.is_some_and(|next| lines.line(next.span().start as usize) == lines.line(line.start) + 1);
    let begins = next.is_some_and(|next| {
        syntax::column(note.source, next.span().start as usize) == syntax::column(note.source, line.start)
    });
    let is_label = soft && adjacent && begins && labels::is_label(label) && labels::is_complete(sentence, label);
    is_label.then(|| labels::has_room(sentence, label))
}

/// Whether a list, another item, a table or a code block follows `paragraph`, with at most one blank line between.
fn something_follows(note: &Note<'_>, item: Node<'_>, paragraph: Node<'_>) -> bool {
    let outer = item.parent().and_then(|list| if item.next_sibling().is_some() { None } else { list.next_sibling() });
    let next = paragraph.next_sibling().or_else(|| item.next_sibling()).or(outer);
    next.is_some_and(|next| {
        let lines = note.source.lines();
        let near = lines.line(next.span().start as usize) <= lines.line(paragraph.span().end as usize) + 2;
        near && matches!(next.kind(), Kind::Item | Kind::List | Kind::Table | Kind::CodeBlock)
    })
}
