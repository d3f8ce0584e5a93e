//! What kramdown does not see as GitHub does. A table, a setext heading or a thematic break needs a blank line above it,
//! and lines with bars are a table.

use crate::finding::Edit;
use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::markdown::lines;
use crate::markdown::syntax::{self, HeadingMarks};
use crate::markdown::tables;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

use super::fences::begins_item;
use super::loss::{HeadingLoss, ListLoss, Loss, Shown, TableLoss};
use super::position::{
    blank_above, dedent, depth, dotted, first_line, has_parenthesis, indentation, is_above_text, is_below_text, marker,
    right_above,
};

pub(super) fn losses<'d>(document: &'d Document<'_>) -> Vec<Loss<'d>> {
    let source = document.source();
    let mut found = Vec::new();
    for node in document.nodes() {
        if let Some(loss) = lazy(source, node) {
            found.push(loss);
            continue;
        }
        let loss = match node.kind() {
            Kind::List => list(source, node),
            Kind::Table => table(source, node),
            Kind::Heading => heading(source, node),
            Kind::ThematicBreak => thematic_break(source, node),
            Kind::Paragraph => {
                found.extend(numbers(source, node));
                bars(source, node)
            }
            _ => None,
        };
        found.extend(loss);
    }
    found
}

/// A block below a list or quote is part of it, as a line of text would be (`CommonMark` 0.31 §5.1).
fn lazy<'d>(source: &Source, node: Node<'d>) -> Option<Loss<'d>> {
    let previous = right_above(source, node)?;
    let (block, above) = (node.kind(), previous.kind());
    let joins = match block {
        // `#` alone is text.
        Kind::Heading => node.first_child().is_some() && matches!(above, Kind::List | Kind::BlockQuote),
        // Code or a quote right below a list belongs to its last item for the author, too.
        Kind::CodeBlock => above == Kind::BlockQuote || above == Kind::List && is_torn(source, previous, node),
        // Within an item, a list is found before the quote.
        Kind::List => above == Kind::BlockQuote && depth(node) == 0,
        _ => false,
    };
    let shown = Shown::Joined { block, above };
    joins.then(|| Loss { span: first_line(source, node), shown, edits: blank_above(source, node) })
}

/// Whether `code`, right below `list`, ends in the middle: at a blank line, which ends the item, or at a line that begins
/// another item. From there on, fences begin code where they should end it.
pub(super) fn is_torn(source: &Source, list: Node<'_>, code: Node<'_>) -> bool {
    let (quotes, bullets) = (lines::quotes(code), list.list_start().is_none());
    lines::of(source, code.span()).skip(1).any(|line| {
        let (start, end) = (lines::after_quotes(source, line, quotes).0, source.lines().span(source.text(), line).end);
        let text = source.text().part(start.min(end as usize)..end as usize).md_trim();
        text.is_empty() || begins_item(text) && bullets == text.starts_with(['-', '*', '+'])
    })
}

fn list<'d>(source: &Source, list: Node<'d>) -> Option<Loss<'d>> {
    if has_parenthesis(list) {
        return Some(Loss {
            span: marker(list),
            shown: Shown::List(ListLoss::Parenthesis),
            edits: dotted(source, list),
        });
    }
    let above = right_above(source, list).filter(|above| above.kind() == Kind::List && !has_parenthesis(*above))?;
    let other = above.list_start().is_none() != list.list_start().is_none();
    // A list that is indented less continues the list around that one.
    let [below, above] = [list, above].map(|list| indentation(source, list));
    (other && below >= above).then(|| Loss {
        span: marker(list),
        shown: Shown::List(ListLoss::Nested { indented: below > above }),
        edits: blank_above(source, list),
    })
}

fn table<'d>(source: &Source, table: Node<'d>) -> Option<Loss<'d>> {
    let span = first_line(source, table);
    if let Some(above) = right_above(source, table) {
        let shown = Shown::Joined { block: Kind::Table, above: above.kind() };
        return Some(Loss { span, shown, edits: blank_above(source, table) });
    }
    let rows = tables::rows(source, table);
    if rows.len() <= 2 {
        return Some(Loss { span, shown: Shown::Table(TableLoss::HeaderOnly), edits: Vec::new() });
    }
    let open = rows.iter().any(|row| row.pipes.is_empty());
    let below = table.next_sibling().filter(|_| is_above_text(source, table));
    let edits = below.filter(|_| !open).map(|below| blank_above(source, below)).unwrap_or_default();
    (open || below.is_some()).then_some(Loss { span, shown: Shown::Table(TableLoss::Open), edits })
}

fn heading<'d>(source: &Source, heading: Node<'d>) -> Option<Loss<'d>> {
    let span = first_line(source, heading);
    match syntax::heading_marks(heading)? {
        HeadingMarks::Setext { .. } => {
            if let Some(above) = right_above(source, heading) {
                let shown = Shown::Joined { block: Kind::Heading, above: above.kind() };
                return Some(Loss { span, shown, edits: blank_above(source, heading) });
            }
            let long = syntax::lines(heading).len() > 1;
            long.then_some(Loss { span, shown: Shown::Heading(HeadingLoss::Long), edits: Vec::new() })
        }
        HeadingMarks::Atx { .. } => {
            let edits = dedent(source, heading);
            let top = heading.parent().is_some_and(|parent| parent.kind() == Kind::Document);
            (top && !edits.is_empty()).then_some(Loss { span, shown: Shown::Heading(HeadingLoss::Indented), edits })
        }
    }
}

fn thematic_break<'d>(source: &Source, node: Node<'d>) -> Option<Loss<'d>> {
    let above = right_above(source, node)?;
    let marks = node.source().md_trim_end();
    let span = first_line(source, node);
    let shown = match above.kind() {
        Kind::List | Kind::BlockQuote if marks.bytes().all(|byte| byte == b'-') => Shown::Heading(HeadingLoss::Above),
        // `* * *` and `- - -` begin like a list, which ends the paragraph.
        Kind::Paragraph if !marks.contains([' ', '\t']) || marks.starts_with('_') => {
            Shown::Joined { block: Kind::ThematicBreak, above: Kind::Paragraph }
        }
        _ => return None,
    };
    Some(Loss { span, shown, edits: blank_above(source, node) })
}

/// Lines of `paragraph` that begin with a number and a dot. `CommonMark` 0.31 §5.3 only lets a list that begins with 1
/// follow text.
fn numbers<'d>(source: &Source, paragraph: Node<'d>) -> Vec<Loss<'d>> {
    let lines = syntax::lines(paragraph).into_iter().skip(1);
    let loss = |line: Span| {
        let text = source.slice(line);
        let after = text.trim_start_matches(|char: char| char.is_ascii_digit());
        let digits = text.len() - after.len();
        let begins = digits > 0 && (after.starts_with(". ") || after.starts_with(".\t"));
        let is_code = paragraph.node_at(line.start as usize).kind() == Kind::Code;
        let marker = Span::new(line.start as usize, line.start as usize + digits + 1);
        let edits = vec![Edit::insert(marker.end as usize - 1, "\\")];
        (begins && !is_code).then_some(Loss { span: marker, shown: Shown::List(ListLoss::Text), edits })
    };
    lines.filter_map(loss).collect()
}

/// A paragraph with a bar in each of its lines is a table.
fn bars<'d>(source: &Source, paragraph: Node<'d>) -> Option<Loss<'d>> {
    const HTML: Kinds = Kinds::of(&[Kind::InlineHtml]);
    if !paragraph.source().contains('|') || paragraph.descendants().any(|node| HTML.contains(node.kind())) {
        return None;
    }
    let lines = syntax::lines(paragraph);
    let bars: Vec<Vec<u32>> = lines.iter().map(|line| bars_in(source, paragraph, *line)).collect();
    let all = bars.iter().all(|bars| !bars.is_empty());
    let above = match paragraph.previous_sibling() {
        Some(_) => is_below_text(source, paragraph),
        // The line with `[!NOTE]` is above it.
        None => paragraph.parent().is_some_and(Node::is_callout),
    };
    // Within an item, a nested list ends the table.
    let is_nested = |below: Node<'_>| below.kind() == Kind::List && depth(below) > 0;
    let below = paragraph.next_sibling().is_some_and(|below| !is_nested(below) && is_above_text(source, paragraph));
    if !all || above || below {
        return None;
    }
    let first = *lines.first()?;
    let span = Span::new(first.start as usize, first.start as usize + source.slice(first).md_trim_end().len());
    let bars: Vec<u32> = bars.into_iter().flatten().collect();
    let plain = bars.iter().all(|at| paragraph.node_at(*at as usize).kind() == Kind::Text);
    // The author meant a table, and here it is one. GitHub's have as many columns in this line as in the header.
    let meant = lines.iter().any(|line| is_delimiter_row(source.slice(*line)));
    // Without the bar, the outer brackets of `[a]([b | c](d))` become a link.
    let plain = plain && !meant && !paragraph.source().contains("([");
    let edits = bars.iter().map(|at| Edit::insert(*at as usize, "\\")).collect();
    Some(Loss { span, shown: Shown::Table(TableLoss::Bars), edits: if plain { edits } else { Vec::new() } })
}

/// Whether `line` looks like the second line of a table.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.trim_matches(['|', '-', ':', ' ', '\t', '\r', '\n']).is_empty()
}

/// The bars in `line` of `paragraph` that end a cell: not in code, not escaped, and not in a template.
fn bars_in(source: &Source, paragraph: Node<'_>, line: Span) -> Vec<u32> {
    let text = source.slice(line);
    let ends = |at: &u32| {
        let escaped = text.head((at - line.start) as usize).ends_with('\\');
        !escaped && paragraph.node_at(*at as usize).kind() != Kind::Code && !source.syntax().covers(*at)
    };
    text.match_indices('|').map(|(at, _)| line.start + u32::try_from(at).unwrap_or(0)).filter(ends).collect()
}
