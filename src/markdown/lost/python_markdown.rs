//! What Python-Markdown does not see as GitHub does. It splits a note at blank lines and then looks at how each piece
//! begins: a list or table after a line of text is in the middle of a piece. Within a list it counts columns.

use crate::finding::Edit;
use crate::markdown::almost_heading::almost_headings;
use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::markdown::lines;
use crate::markdown::lists::has_lost_depth;
use crate::markdown::syntax::{self, HeadingMarks};
use crate::text::profile::{Fences, Nesting, Profile};
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

use super::loss::{HeadingLoss, ItemLoss, ListLoss, Loss, Shown};
use super::position::{
    begins_line, blank_above, dedent, depth, dotted, escape, first_line, has_parenthesis, indentation, is_below_text,
    is_in_box, marker, right_above,
};
use super::reindent;

pub(super) fn losses<'d>(document: &'d Document<'_>) -> Vec<Loss<'d>> {
    let profile = document.profile();
    let step = match profile.lists.nesting {
        Nesting::Content => 4,
        Nesting::Columns(columns) => usize::from(columns).max(1),
    };
    let mut reader = Reader { source: document.source(), profile, step, found: Vec::new() };
    for node in document.nodes().filter(|node| !node.within(Kinds::of(&[Kind::FootnoteDefinition]))) {
        match node.kind() {
            Kind::List => reader.list(node),
            Kind::Item => reader.item(node),
            Kind::Table => {
                reader.joined(node);
            }
            Kind::BlockQuote => reader.quote(node),
            Kind::Heading => reader.heading(node),
            Kind::ThematicBreak => reader.thematic_break(node),
            _ => {}
        }
    }
    if profile.bare_hashes {
        reader.bare_hashes(document);
    }
    reader.found
}

struct Reader<'d, 's> {
    source: &'d Source,
    profile: &'s Profile,
    /// Columns per level of a list.
    step: usize,
    found: Vec<Loss<'d>>,
}

impl<'d> Reader<'d, '_> {
    fn add(&mut self, span: Span, shown: Shown<'d>, edits: Vec<Edit>) {
        self.found.push(Loss { span, shown, edits });
    }

    fn list(&mut self, list: Node<'d>) {
        if has_parenthesis(list) && !self.profile.lists.parenthesis {
            return self.add(marker(list), Shown::List(ListLoss::Parenthesis), dotted(self.source, list));
        }
        if list.parent().is_none_or(|parent| parent.kind() != Kind::Item) {
            self.nesting(list);
        }
        if self.joined(list) {
            return;
        }
        let above = list
            .previous_sibling()
            .filter(|above| above.kind() == Kind::List && !has_parenthesis(*above) && !is_box(*above) && !is_box(list));
        let other = above.is_some_and(|above| above.list_start().is_none() != list.list_start().is_none());
        if other && self.profile.lists.marker_begins_list {
            if is_below_text(self.source, list) {
                let shown = Shown::Joined { block: Kind::List, above: Kind::List };
                self.add(marker(list), shown, blank_above(self.source, list));
            }
        } else if other && !has_lost_depth(self.source, list) {
            self.add(marker(list), Shown::List(ListLoss::Same), Vec::new());
        }
    }

    /// Items in and below `list` that are at another level than the tree has.
    fn nesting(&mut self, list: Node<'d>) {
        let items = list.descendants().filter(|node| node.kind() == Kind::Item && begins_line(self.source, *node));
        let inside = items.filter(|item| lines::quotes(*item) == lines::quotes(list));
        let outer = depth(list);
        let flat = |item: &Node<'_>| depth(*item) > outer && indentation(self.source, *item) / self.step < depth(*item);
        let mut flat = inside.filter(flat);
        let Some(first) = flat.next() else { return };
        let (found, needed) = (indentation(self.source, first), self.step * depth(first));
        let shown = Shown::Item(ItemLoss::NotNested { found, needed, more: flat.count() });
        let edits = reindent::edits(self.source, list, self.step).unwrap_or_default();
        self.add(first_line(self.source, first), shown, edits);
    }

    /// The level at which the host shows `item`, from 0.
    fn level(&self, item: Node<'_>) -> usize {
        let depth = depth(item);
        if begins_line(self.source, item) { depth.min(indentation(self.source, item) / self.step) } else { depth }
    }

    /// Blocks of `item` that are not in it on the page.
    fn item(&mut self, item: Node<'d>) {
        self.empty_item(item);
        let level = self.level(item);
        let needed = self.step * (level + 1);
        let line = |node: Node<'_>| self.source.lines().line(node.span().start as usize);
        for child in item.children().skip(1).filter(|child| line(*child) > line(item)) {
            let found = indentation(self.source, child);
            let block = child.kind();
            if is_below_text(self.source, child) {
                let joins = match block {
                    Kind::Heading => true,
                    Kind::BlockQuote => !(0..4).contains(&found.saturating_sub(self.step * level)),
                    _ => false,
                };
                if let Some(above) = child.previous_sibling().filter(|_| joins) {
                    let shown = Shown::Joined { block, above: above.kind() };
                    self.add(first_line(self.source, child), shown, Vec::new());
                }
                continue;
            }
            let code = block == Kind::CodeBlock && !child.is_fenced();
            // `fences` reports these.
            let fence = block == Kind::CodeBlock && !code && self.profile.fences != Fences::Superfences;
            if matches!(block, Kind::List | Kind::HtmlBlock | Kind::FootnoteDefinition) || fence {
                continue;
            }
            let edits = || {
                let list = item.ancestors().filter(|node| node.kind() == Kind::List).last();
                list.and_then(|list| reindent::edits(self.source, list, self.step)).unwrap_or_default()
            };
            if found < needed {
                let (shown, edits) = (Shown::Item(ItemLoss::Outside { block, found, needed }), edits());
                return self.add(first_line(self.source, child), shown, edits);
            }
            if code && found < needed + 4 {
                self.add(
                    first_line(self.source, child),
                    Shown::Item(ItemLoss::Code { needed: needed + 4 }),
                    Vec::new(),
                );
            }
        }
    }

    /// Reports `item` if it is only a hyphen that makes a heading of the line above it.
    fn empty_item(&mut self, item: Node<'d>) {
        let marker = item.source().md_trim_end() == "-" && item.first_child().is_none();
        if marker && self.is_second_line(item) && depth(item) == 0 {
            let shown = Shown::Heading(HeadingLoss::Above);
            self.add(first_line(self.source, item), shown, Vec::new());
        }
    }

    /// Whether `node` is at the start of the second line after a blank line.
    fn is_second_line(&self, node: Node<'_>) -> bool {
        let line = self.source.lines().line(node.span().start as usize);
        let is_blank = |line: usize| lines::parsed(self.source, line).trim_matches(['>', ' ', '\t']).is_empty();
        line > 0 && !is_blank(line - 1) && (line == 1 || is_blank(line - 2)) && indentation(self.source, node) == 0
    }

    /// Reports `block` if it follows another one directly and becomes part of that.
    fn joined(&mut self, node: Node<'d>) -> bool {
        let parent = node.parent();
        if node.previous_sibling().is_none() && parent.is_some_and(Node::is_callout) && node.kind() != Kind::BlockQuote
        {
            // The line with `[!NOTE]` is text.
            let shown = Shown::Joined { block: node.kind(), above: Kind::Paragraph };
            self.add(first_line(self.source, node), shown, blank_above(self.source, node));
            return true;
        }
        let Some(above) = right_above(self.source, node) else { return false };
        let (block, in_item) = (node.kind(), parent.is_some_and(|parent| parent.kind() == Kind::Item));
        let joins = match above.kind() {
            Kind::Paragraph => match block {
                // A list below the text of an item is nested in it.
                Kind::List => !in_item || above.previous_sibling().is_some(),
                Kind::Table => true,
                _ => false,
            },
            Kind::BlockQuote => matches!(block, Kind::List | Kind::Table),
            Kind::Table => true,
            Kind::List => matches!(block, Kind::BlockQuote | Kind::Table) && !in_item,
            _ => false,
        };
        if !joins || is_box_title(above) || is_box(above) {
            return false;
        }
        let shown = Shown::Joined { block, above: above.kind() };
        let span = if block == Kind::List { marker(node) } else { first_line(self.source, node) };
        // A list of the other kind below would become part of the list.
        let takes_next = block == Kind::List
            && !self.profile.lists.marker_begins_list
            && node.next_sibling().is_some_and(|next| {
                next.kind() == Kind::List && next.list_start().is_none() != node.list_start().is_none()
            });
        self.add(span, shown, if takes_next { Vec::new() } else { blank_above(self.source, node) });
        true
    }

    fn quote(&mut self, quote: Node<'d>) {
        let above = quote.previous_sibling().is_some_and(|above| above.kind() == Kind::BlockQuote);
        if !self.joined(quote) && above {
            self.add(first_line(self.source, quote), Shown::Quote, Vec::new());
        }
    }

    fn heading(&mut self, heading: Node<'d>) {
        let source = self.source;
        let above = right_above(source, heading);
        if above.is_some_and(|above| above.kind() == Kind::Table) {
            self.joined(heading);
            return;
        }
        let in_item = heading.within(Kinds::of(&[Kind::Item]));
        match syntax::heading_marks(heading) {
            Some(HeadingMarks::Setext { .. }) if syntax::lines(heading).len() > 1 => {
                self.add(first_line(source, heading), Shown::Heading(HeadingLoss::Long), Vec::new());
            }
            Some(HeadingMarks::Atx { .. }) if !in_item && indentation(source, heading) > 0 => {
                self.add(first_line(source, heading), Shown::Heading(HeadingLoss::Indented), dedent(source, heading));
            }
            Some(HeadingMarks::Atx { closing: None, opening, .. }) => {
                let text = source.slice(Span { start: opening.end, end: heading.span().end }).md_trim_end();
                let end = opening.end as usize + text.trim_end_matches('#').len();
                let hashes = Span::new(end, opening.end as usize + text.len());
                if !hashes.is_empty() && !text.md_trim().chars().all(|char| char == '#') && !text.ends_with("\\#") {
                    self.add(hashes, Shown::Heading(HeadingLoss::LastHash), escape(hashes.start as usize));
                }
            }
            _ => {}
        }
    }

    /// Reports a line of `-` that makes a heading of the line above it.
    fn thematic_break(&mut self, node: Node<'d>) {
        let Some(above) = right_above(self.source, node) else { return };
        if above.kind() == Kind::Table {
            self.joined(node);
            return;
        }
        let only_hyphens = node.source().md_trim_end().bytes().all(|byte| byte == b'-');
        let text = matches!(above.kind(), Kind::List | Kind::BlockQuote | Kind::Paragraph);
        if only_hyphens && text && self.is_second_line(node) {
            self.add(first_line(self.source, node), Shown::Heading(HeadingLoss::Above), blank_above(self.source, node));
        }
    }

    /// Lines of text that begin with `#`, and so are headings there. Where the author meant one, nothing is lost.
    fn bare_hashes(&mut self, document: &'d Document<'_>) {
        if !self.source.text().contains('#') {
            return;
        }
        let meant: Vec<u32> = almost_headings(document).iter().map(|heading| heading.line.start).collect();
        for paragraph in document.of_kind(Kind::Paragraph).filter(|node| !is_in_box(*node)) {
            let item = paragraph.parent().filter(|parent| parent.kind() == Kind::Item);
            let first = paragraph.previous_sibling().is_none();
            // The column at which the lines of the paragraph begin for the host.
            let edge = item.map_or(0, |item| self.step * (self.level(item) + usize::from(!first)));
            for (index, line) in syntax::lines(paragraph).into_iter().enumerate() {
                let text = self.source.slice(line);
                let column = self.column(paragraph, line);
                let begins = index == 0 && first && item.is_some() || column == 0 || column == edge;
                let code = paragraph.node_at(line.start as usize).kind() == Kind::Code;
                if text.starts_with('#') && begins && !code && !meant.contains(&line.start) {
                    let end = line.start as usize + text.md_trim_end().len();
                    self.add(
                        Span::new(line.start as usize, end),
                        Shown::Heading(HeadingLoss::Hash),
                        escape(line.start as usize),
                    );
                }
            }
        }
    }

    /// The column of `line`, a line of `paragraph`, from the start of the quote around it.
    fn column(&self, paragraph: Node<'_>, line: Span) -> usize {
        let index = self.source.lines().line(line.start as usize);
        let content = lines::after_quotes(self.source, index, lines::quotes(paragraph)).0;
        let column = |at: usize| syntax::column(self.source, at);
        column(line.start as usize).saturating_sub(column(content.min(line.start as usize)))
    }
}

/// Whether the first item of `node` is an admonition or a tab.
fn is_box(node: Node<'_>) -> bool {
    node.kind() == Kind::List && node.first_child().is_some_and(|item| syntax::item_marker(item).is_none())
}

/// Whether `node` is the title of an admonition or a tab, whose content follows without a blank line.
fn is_box_title(node: Node<'_>) -> bool {
    let item = node.parent().filter(|parent| parent.kind() == Kind::Item);
    item.is_some_and(|item| syntax::item_marker(item).is_none()) && node.previous_sibling().is_none()
}
