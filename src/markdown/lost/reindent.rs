//! Indents a list by a fixed number of columns per level, so that hosts nest it that count columns.

use crate::finding::Edit;
use crate::markdown::document::{Kind, Node};
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::profile::Fences;
use crate::text::source::Source;

use super::position::{begins_line, indentation, line_indentation};

/// The edits that indent the items of `list`, which is not nested, and their content by `step` columns per level.
/// `None` if GitHub would then read the list in another way.
pub(super) fn edits(source: &Source, list: Node<'_>, step: usize) -> Option<Vec<Edit>> {
    let mut plan = Plan { source, step, quotes: lines::quotes(list), edits: Vec::new() };
    for item in list.children() {
        plan.item(item, 0, indentation(source, item))?;
    }
    Some(plan.edits)
}

struct Plan<'s> {
    source: &'s Source,
    step: usize,
    quotes: usize,
    edits: Vec<Edit>,
}

impl Plan<'_> {
    /// Adds the edits for `item` and everything in it. Its marker moves to column `target`.
    fn item(&mut self, item: Node<'_>, depth: usize, target: usize) -> Option<()> {
        let marker = syntax::item_marker(item)?;
        let own = indentation(self.source, item);
        if !begins_line(self.source, item) {
            return None;
        }
        let by = target.checked_signed_diff(own)?;
        // The column of the content, before and after.
        let width =
            syntax::column(self.source, marker.content) - syntax::column(self.source, marker.span.start as usize);
        let content = own + width;
        let needed = self.step * (depth + 1);
        let can_nest = (target + width..target + width + 4).contains(&needed);
        let first = self.source.lines().line(item.span().start as usize);
        self.line(first, by);
        for (index, child) in item.children().enumerate() {
            let span = lines::of(self.source, child.span());
            match child.kind() {
                Kind::List if can_nest => {
                    for inner in child.children() {
                        self.item(inner, depth + 1, needed)?;
                    }
                }
                Kind::List | Kind::HtmlBlock => return None,
                // The four columns of the code itself have to stay.
                Kind::CodeBlock if !child.is_fenced() => return None,
                // The host reads fenced code as text, in which a `#` in another column may begin a heading.
                Kind::CodeBlock if self.source.profile().fences == Fences::PythonMarkdown => return None,
                Kind::Paragraph if index == 0 => self.lines(span.skip(1), own, by),
                _ if *span.start() == first || !can_nest => return None,
                _ => {
                    let column = indentation(self.source, child);
                    let by = if column < needed { needed.checked_signed_diff(column)? } else { 0 };
                    self.lines(span, content.min(column), by);
                }
            }
        }
        Some(())
    }

    /// Moves the lines by `by` columns, except lazy continuation lines, which are left of column `from`.
    fn lines(&mut self, lines: impl Iterator<Item = usize>, from: usize, by: isize) {
        for line in lines {
            if line_indentation(self.source, line, self.quotes) >= from {
                self.line(line, by);
            }
        }
    }

    fn line(&mut self, line: usize, by: isize) {
        let (start, quotes) = lines::after_quotes(self.source, line, self.quotes);
        let space = lines::space_at(self.source, start);
        let is_blank = self.source.lines().span(self.source.text(), line).end == space.end;
        if by == 0 || is_blank || quotes < self.quotes {
            return;
        }
        let width = line_indentation(self.source, line, self.quotes);
        self.edits.push(Edit::replace(space, " ".repeat(width.saturating_add_signed(by))));
    }
}
