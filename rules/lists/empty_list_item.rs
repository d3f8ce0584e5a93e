//! `empty-list-item`: a list marker with nothing after it.

use crate::lint::prelude::*;
use crate::markdown::blank_line::is_blank_line;
use crate::markdown::lists::begins_line;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct EmptyListItem;

rule!(EmptyListItem {
    summary: Text { en: "a list item without content", ja: "中身のないリスト項目" },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

/// From this number of empty items in a row on, they are meant to be filled in.
const FORM: usize = 3;

/// The same for tasks, each of which takes a box to type.
const TASKS: usize = 2;

/// Names of notes that are meant to be filled in, and of folders with such notes.
const FORM_NAMES: [&str; 10] = [
    "template",
    "templates",
    "issue_template",
    "pull_request_template",
    "テンプレート",
    "テンプレ",
    "雛形",
    "ひな形",
    "ひながた",
    "양식",
];

impl Check for EmptyListItem {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut found = Vec::new();
        let mut forms = 0;
        for list in note.document.of_kind(Kind::List) {
            let from = found.len();
            let (mut filled, mut run) = (false, found.len());
            for item in list.children() {
                if is_empty(item) {
                    found.push(item);
                    continue;
                }
                filled = true;
                drop_form(&mut found, run);
                run = found.len();
            }
            drop_form(&mut found, run);
            if !filled {
                // A list of nothing but empty items is a form.
                found.truncate(from);
                forms += 1;
            }
        }
        if found.is_empty() || forms > 1 || is_form(note.path) {
            return;
        }
        for item in found {
            report(note.source, item, sink);
        }
    }
}

/// Removes the items from the index `run` on, which are empty and in a row, if they are meant to be filled in.
fn drop_form(found: &mut Vec<Node<'_>>, run: usize) {
    let is_task = |item: &Node<'_>| item.first_child().is_some();
    let least = if found[run..].iter().all(is_task) { TASKS } else { FORM };
    if found.len() - run >= least {
        found.truncate(run);
    }
}

/// Whether `item` has no content, or nothing but a checkbox.
fn is_empty(item: Node<'_>) -> bool {
    let Some(child) = item.first_child() else { return true };
    let alone = child.next_sibling().is_none();
    alone
        && match child.kind() {
            Kind::TaskMarker => true,
            Kind::Paragraph => matches!(child.source().md_trim(), "[ ]" | "[x]" | "[X]" | "[]"),
            _ => false,
        }
}

/// Whether the note at `path`, or a folder that contains it, is called a template. A number for sorting or a `_` may precede the
/// name, and the name of a file may say of what: `daily-template.md`. Other names that contain the word may be about templates.
fn is_form(path: &str) -> bool {
    let path = path.to_lowercase();
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is_form = |name: &str| FORM_NAMES.contains(&name.trim_start_matches(|char: char| !char.is_alphabetic()));
    folders.split('/').any(is_form) || is_form(stem) || stem.rsplit(['-', '_']).next().is_some_and(is_form)
}

fn report(source: &Source, item: Node<'_>, sink: &mut Sink<'_>) {
    let Some(marker) = syntax::item_marker(item) else { return };
    let shown = item.source().md_trim();
    let report = sink.report(
        Span::new(item.span().start as usize, item.span().start as usize + shown.len()),
        message!("list item `{shown}` is empty", "リスト項目 `{shown}` の中身がない"),
    );
    let text = item.text();
    let is_text = item.first_child().is_some_and(|child| child.kind() == Kind::Paragraph);
    let report = if is_text {
        report.note(message!(
            "it is shown as `{text}`, without a checkbox",
            "チェックボックスにならず、`{text}` と表示される"
        ))
    } else if shown.len() > marker.span.len() {
        report.note(message!("it is shown as an item without text", "文字のない項目として表示される"))
    } else if matches!(marker.char, '.' | ')') {
        report.note(message!("readers see a number with nothing after it", "番号だけが表示される"))
    } else {
        report.note(message!("readers see a bullet with nothing after it", "行頭の記号だけが表示される"))
    };
    if let Some(edit) = removal(source, item, marker.char) {
        let title = message!("remove the item", "項目を削除する");
        report.fix(Applicability::Unsafe, Effect::Structure, title, vec![edit]);
    }
}

/// Removes the line of `item`. `None` if something else is on the line, if the line below would be joined to the item
/// above, and if numbers would be missing.
fn removal(source: &Source, item: Node<'_>, marker: char) -> Option<Edit> {
    let next = item.next_sibling();
    let line = source.lines().line(item.span().start as usize);
    let last = line + 1 >= source.lines().count();
    let open = next.is_none() && !last && !is_blank_line(source, line + 1) && !is_block(source, item, line + 1);
    let counts = matches!(marker, '.' | ')') && next.is_some();
    if open || counts || !begins_line(source, item) {
        return None;
    }
    let start = source.lines().start(line);
    let end = if last { source.text().len() } else { source.lines().start(line + 1) };
    Some(Edit::delete(Span::new(start, end)))
}

/// Whether `line`, right below the last item of its list, is an item of an outer list, or a heading.
fn is_block(source: &Source, item: Node<'_>, line: usize) -> bool {
    let begins = |node: Node<'_>| source.lines().line(node.span().start as usize) == line;
    let mut after = item.ancestors().take_while(|node| matches!(node.kind(), Kind::List | Kind::Item));
    let next = after.find_map(Node::next_sibling);
    let is_block =
        |next: Node<'_>| next.kind() == Kind::Item || next.kind() == Kind::Heading && next.source().starts_with('#');
    next.is_some_and(|next| begins(next) && is_block(next))
}
