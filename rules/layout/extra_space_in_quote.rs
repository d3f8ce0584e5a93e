//! `extra-space-in-quote`: more than one space after the `>` of a quote.

use crate::lint::prelude::*;
use crate::markdown::document::NodeId;
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
    /// Check the first lines of list items too.
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
        let extras = self.extras(note.source, quote);
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

impl ExtraSpaceInQuote {
    fn extras(&self, source: &Source, quote: Node<'_>) -> Vec<Extra> {
        let depth = lines::quotes(quote) + 1;
        let own = lines::of(source, quote.span());
        let mut children = quote.children().peekable();
        let mut extras = Vec::new();
        let mut items: (Option<NodeId>, Vec<Node<'_>>) = (None, Vec::new());
        let mut last: Option<Node<'_>> = None;
        for line in *own.start()..source.lines().count() {
            let content = if line == *own.start() {
                let mark = quote.span().start as usize + 1;
                mark + usize::from(source.text()[mark..].starts_with(' '))
            } else {
                match lines::after_quotes(source, line, depth) {
                    (at, count) if count == depth => at,
                    _ if line > *own.end() => break,
                    _ => continue,
                }
            };
            let space = lines::space_at(source, content);
            let blank = space.end == source.line_at(content).end;
            if line > *own.end() && !blank {
                break;
            }
            while let Some(child) = children.next_if(|child| *lines::of(source, child.span()).end() < line) {
                last = Some(child);
            }
            let child = children.peek().copied().filter(|child| *lines::of(source, child.span()).start() <= line);
            if let Some(list) = child.filter(|child| child.kind() == Kind::List && items.0 != Some(child.id())) {
                items = (Some(list.id()), list.children().collect());
            }
            let counts = || match child {
                Some(child) if child.kind() == Kind::List => self.counts_in_list(source, &items.1, line, space, blank),
                Some(child) => counts(source, child, line),
                // On a blank line after a list, the space belongs to the last item.
                None => !(blank && last.is_some_and(|last| last.kind() == Kind::List)),
            };
            if !space.is_empty() && counts() {
                extras.push(Extra { space, block: child.map(Node::id) });
            }
        }
        extras
    }

    /// Whether the `space` at the start of a list's `line` is extra, rather than the indentation of an item's content.
    fn counts_in_list(&self, source: &Source, items: &[Node<'_>], line: usize, space: Span, blank: bool) -> bool {
        let first_after = items.partition_point(|item| item.span().start <= space.end);
        let Some(item) = first_after.checked_sub(1).map(|last| items[last]) else { return true };
        if *lines::of(source, item.span()).start() == line {
            return self.options.list_items;
        }
        let Some(marker) = syntax::item_marker(item) else { return false };
        let column = |offset: usize| syntax::column(source, offset);
        // A lazy continuation line is not indented as far as the item's content: all of its space is extra.
        let first_line = source.line_at(marker.span.start as usize).end as usize;
        let width = column(marker.content.min(first_line)) - column(marker.span.end as usize);
        // Five or more spaces start indented code (CommonMark 0.31 §5.2).
        let width = if (1..=4).contains(&width) { width } else { 1 };
        !blank && column(space.end as usize) < column(marker.span.end as usize) + width
    }
}

/// Whether extra space at the start of `line` of `block` is reported. In a fenced code block it is if the opening fence is
/// indented too; in indented code, HTML and the delimiter row of a table it never is.
fn counts(source: &Source, block: Node<'_>, line: usize) -> bool {
    let own = lines::of(source, block.span());
    match block.kind() {
        Kind::CodeBlock if block.is_fenced() => {
            let indented = lines::space_before(source, block.span().start as usize).len() > 1;
            let closing = line == *own.end() && lines::text(source, line).md_trim_end().ends_with(['`', '~']);
            indented && (line == *own.start() || !closing)
        }
        Kind::CodeBlock | Kind::HtmlBlock => false,
        Kind::Table => line != own.start() + 1,
        _ => true,
    }
}
