//! `extra-space-in-quote`: more than one space after the `>` of a quote.

use crate::links::definitions;
use crate::lint::prelude::*;
use crate::markdown::document::NodeId;
use crate::markdown::dollar_math;
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct ExtraSpaceInQuote {
    options: Options,
}

/// Options of `extra-space-in-quote`, all of them markdownlint's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Check lists in quotes and quotes in lists too.
    list_items: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { list_items: true }
    }
}

rule!(ExtraSpaceInQuote {
    options: Options,
    summary: Text {
        en: "more than one space after the `>` of a quote", ja: "引用の `>` の後に余分な空白がある"
    },
    aliases: &["MD027", "no-multiple-space-blockquote"],
    presets: &[Preset::Style.with("list_items = false"), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

/// The extra space on a line, and the block that the line belongs to, which must move as a whole.
struct Extra {
    space: Span,
    block: Option<NodeId>,
}

impl Check for ExtraSpaceInQuote {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::BlockQuote])
    }

    fn node(&self, note: &Note<'_>, quote: Node<'_>, sink: &mut Sink<'_>) {
        if !self.options.list_items && quote.within(Kinds::of(&[Kind::List])) {
            return;
        }
        let extras = self.extras(note, quote);
        let mut rest = &extras[..];
        while let Some(first) = rest.first() {
            let block = first.block.is_some();
            let same = rest.iter().take_while(|extra| extra.block == first.block).count();
            let (now, later) = rest.split_at(if block { same } else { 1 });
            rest = later;
            // The lines of a block move together, so the first finding has the fix for all of them.
            let edits = now.iter().map(|extra| Edit::delete(extra.space)).collect();
            let title = message!("use a single space", "半角スペース 1 つにする");
            report(first.space, sink).fix(Applicability::Safe, Effect::Layout, title, edits);
            for extra in &now[1..] {
                report(extra.space, sink);
            }
        }
    }
}

fn report<'s>(space: Span, sink: &'s mut Sink<'_>) -> crate::lint::rule::FindingBuilder<'s> {
    let count = space.len() + 1;
    sink.report(space, message!("{count} spaces after `>`", "`>` の後に空白が {count} つある"))
}

/// Where the content of a quote begins on its lines.
struct QuoteContent {
    first: usize,
    mark: usize,
    depth: usize,
}

impl QuoteContent {
    fn of(source: &Source, quote: Node<'_>) -> Self {
        let mark = quote.span().start as usize;
        Self { first: source.lines().line(mark), mark, depth: lines::quotes(quote) + 1 }
    }

    /// The byte after the quote's marker and its one space on `line`. `None` on a line without the marker.
    fn start(&self, source: &Source, line: usize) -> Option<usize> {
        if line == self.first {
            return Some(self.mark + 1 + usize::from(source.text()[self.mark + 1..].starts_with(' ')));
        }
        let (at, count) = lines::after_quotes(source, line, self.depth);
        (count == self.depth).then_some(at)
    }
}

impl ExtraSpaceInQuote {
    fn extras(&self, note: &Note<'_>, quote: Node<'_>) -> Vec<Extra> {
        let source = note.source;
        let content = QuoteContent::of(source, quote);
        let last_line = *lines::of(source, quote.span()).end();
        let mut children = quote.children().peekable();
        let mut extras = Vec::new();
        let mut items: (Option<NodeId>, Vec<Node<'_>>) = (None, Vec::new());
        let mut math: (Option<NodeId>, Vec<Span>) = (None, Vec::new());
        let mut last: Option<Node<'_>> = None;
        for line in content.first..source.lines().count() {
            let Some(at) = content.start(source, line) else {
                if line > last_line {
                    break;
                }
                continue;
            };
            let space = lines::space_at(source, at);
            let blank = space.end == source.line_at(at).end;
            // Link reference definitions and empty quotes at the end of a quote do not belong to its span.
            if line > last_line && !blank && !definitions::is_between_blocks(note.document, space.end as usize) {
                break;
            }
            while let Some(child) = children.next_if(|child| *lines::of(source, child.span()).end() < line) {
                last = Some(child);
            }
            let child = children.peek().copied().filter(|child| *lines::of(source, child.span()).start() <= line);
            if let Some(list) = child.filter(|child| child.kind() == Kind::List && items.0 != Some(child.id())) {
                items = (Some(list.id()), list.children().collect());
            }
            if let Some(text) = child.filter(|child| child.kind() == Kind::Paragraph && math.0 != Some(child.id())) {
                math = (Some(text.id()), dollar_math::spans(text));
            }
            let counts = || match child {
                Some(child) if replaces_container(source, last, child, line) => false,
                Some(_) if lines::covered(&math.1, source.lines().start(line)) => false,
                Some(child) if is_literal(source, child, line) => false,
                Some(child) if !self.options.list_items && begins_in_list(source, child, line) => false,
                Some(child) if child.kind() == Kind::List => {
                    self.counts_in_list(source, &content, &items.1, line, space, blank)
                }
                Some(child) => counts(source, &content, child, line, space, blank),
                // An empty quote in the last item of a list.
                None if !blank && last.is_some_and(|last| last.kind() == Kind::List) => {
                    self.counts_in_list(source, &content, &items.1, line, space, blank)
                }
                None => !blank || counts_below(source, last, space),
            };
            if !space.is_empty() && counts() {
                extras.push(Extra { space, block: child.map(Node::id) });
            }
        }
        extras
    }

    /// Whether the `space` at the start of a list's `line` is extra, rather than the indentation of an item's content.
    fn counts_in_list(
        &self,
        source: &Source,
        content: &QuoteContent,
        items: &[Node<'_>],
        line: usize,
        space: Span,
        blank: bool,
    ) -> bool {
        let first_after = items.partition_point(|item| item.span().start <= space.end);
        let Some(item) = first_after.checked_sub(1).map(|last| items[last]) else { return true };
        let first = *lines::of(source, item.span()).start();
        if first == line || !self.options.list_items {
            return self.options.list_items;
        }
        let Some(marker) = syntax::item_marker(item) else { return false };
        let Some(edge) = content.start(source, first) else { return false };
        let column = |offset: usize| syntax::column(source, offset);
        // A lazy continuation line is not indented as far as the item's content: all of its space is extra.
        let first_line = source.line_at(marker.span.start as usize).end as usize;
        let width = column(marker.content.min(first_line)) - column(marker.span.end as usize);
        // Five or more spaces start indented code (CommonMark 0.31 §5.2).
        let width = if (1..=4).contains(&width) { width } else { 1 };
        !blank && columns(source, space) < column(marker.span.end as usize) - column(edge) + width
    }
}

/// The columns that `space` fills.
fn columns(source: &Source, space: Span) -> usize {
    syntax::column(source, space.end as usize) - syntax::column(source, space.start as usize)
}

/// Whether `child` is a container that begins on `line` and ends the container before it there. Then markdownlint takes the
/// marker of the quote for a part of the latter, and does not see the space.
fn replaces_container(source: &Source, last: Option<Node<'_>>, child: Node<'_>, line: usize) -> bool {
    let is_container = |node: Node<'_>| matches!(node.kind(), Kind::List | Kind::BlockQuote | Kind::FootnoteDefinition);
    let Some(last) = last.filter(|last| is_container(*last)) else { return false };
    // Only a quote ends at a blank line.
    let open = last.kind() != Kind::BlockQuote || *lines::of(source, last.span()).end() + 1 == line;
    open && is_container(child) && *lines::of(source, child.span()).start() == line
}

/// Whether extra space at the start of `line` of `block` is reported. In a fenced code block it is if the opening fence is
/// indented too; in indented code, HTML and the delimiter row of a table it never is.
fn counts(source: &Source, content: &QuoteContent, block: Node<'_>, line: usize, space: Span, blank: bool) -> bool {
    let own = lines::of(source, block.span());
    let start = block.span().start as usize;
    match block.kind() {
        Kind::CodeBlock if block.is_fenced() => {
            let indented = content.start(source, *own.start()).is_some_and(|at| at < start);
            let closing = line == *own.end() && syntax::fence(block).is_some_and(|fence| fence.closing.is_some());
            indented && (line == *own.start() || !closing)
        }
        Kind::CodeBlock => false,
        // A blank line at the end is not a part of it.
        Kind::HtmlBlock => blank && line == *own.end(),
        Kind::Table => line != own.start() + 1,
        // Four columns are the indentation of a footnote's content.
        Kind::FootnoteDefinition => line == *own.start() || columns(source, space) < 4,
        _ => true,
    }
}

/// Whether `line` begins within a code span, or within indented code or HTML in `block` that is not a comment.
fn is_literal(source: &Source, block: Node<'_>, line: usize) -> bool {
    let start = source.lines().start(line);
    let around = block.node_at(start);
    let begins_before = |node: Node<'_>| (node.span().start as usize) < start;
    let mut outer = std::iter::once(around).chain(around.ancestors());
    outer.any(|node| node.kind() == Kind::CodeBlock && !node.is_fenced() && begins_before(node))
        || begins_before(around)
            && match around.kind() {
                Kind::Code => true,
                Kind::HtmlBlock => around.id() != block.id() && !around.source().starts_with("<!--"),
                _ => false,
            }
}

/// Whether `line` begins within a list in `block`.
fn begins_in_list(source: &Source, block: Node<'_>, line: usize) -> bool {
    let start = source.lines().start(line);
    let around = block.node_at(start);
    let mut outer = std::iter::once(around).chain(around.ancestors());
    outer.any(|node| node.kind() == Kind::List && (node.span().start as usize) < start)
}

/// Whether the `space` on a blank line after `last` is reported: not if it belongs to a list item or to indented code.
fn counts_below(source: &Source, last: Option<Node<'_>>, space: Span) -> bool {
    last.is_none_or(|last| match last.kind() {
        Kind::List => false,
        Kind::CodeBlock => last.is_fenced() || columns(source, space) < 4,
        _ => true,
    })
}
