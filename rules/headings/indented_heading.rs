//! `indented-heading`: a heading that does not start at the left margin of its block.

use crate::lint::prelude::*;
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct IndentedHeading;

rule!(IndentedHeading {
    summary: Text { en: "an indented heading", ja: "見出しが字下げされている" },
    aliases: &["MD023", "heading-start-left"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for IndentedHeading {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        let Prefix { indents, indents_item, .. } = Prefix::of(note.source, heading);
        let Some(&first) = indents.first() else { return };
        if indents.iter().any(|indent| !note.source.slice(*indent).is_blank()) {
            return;
        }
        let title = excerpt(&heading.text());
        let span = Span { start: first.start, end: heading.span().start };
        let span = if indents.len() == 1 { first } else { span };
        let message = message!("heading `{title}` is indented", "見出し `{title}` が字下げされている");
        let report = sink.report(span, message);
        if !indents_item {
            let edits = indents.into_iter().map(Edit::delete).collect();
            report.fix(
                Applicability::Safe,
                Effect::Layout,
                message!("remove the indentation", "字下げをなくす"),
                edits,
            );
        }
    }
}

/// Reader for the part of a block's first line that precedes the block.
struct Prefix<'s> {
    source: &'s Source,
    /// Offset up to which the line has been read.
    at: usize,
    end: usize,
    /// Whitespace that none of the enclosing blocks requires.
    indents: Vec<Span>,
    /// Whether some of it indents a list item that begins on the same line, which is up to the list rules.
    indents_item: bool,
}

impl<'s> Prefix<'s> {
    fn of(source: &'s Source, block: Node<'_>) -> Self {
        let end = block.span().start as usize;
        let mut prefix = Self { source, at: lines::start(source, end), end, indents: Vec::new(), indents_item: false };
        let mut around: Vec<_> = block.ancestors().collect();
        while let Some(node) = around.pop() {
            match node.kind() {
                Kind::BlockQuote => prefix.quote(),
                Kind::Item => prefix.item(node),
                Kind::FootnoteDefinition => prefix.footnote(node),
                _ => {}
            }
        }
        prefix.indent(end);
        prefix
    }

    /// Text that has not been read yet.
    fn rest(&self) -> &'s str {
        &self.source.text()[self.at..self.end.max(self.at)]
    }

    /// Reads up to offset `to` and records what was read as indentation.
    fn indent(&mut self, to: usize) {
        if self.at < to {
            self.indents.push(Span::new(self.at, to));
            self.at = to;
        }
    }

    /// Reads a `> `, which may be indented itself.
    fn quote(&mut self) {
        let rest = self.rest();
        let Some(mark) = rest.find('>') else { return };
        self.indent(self.at + mark);
        self.at += if rest[mark + 1..].starts_with([' ', '\t']) { 2 } else { 1 };
    }

    /// Reads the marker of an item that begins on this line, or the indentation of one that began earlier.
    fn item(&mut self, item: Node<'_>) {
        let Some(marker) = syntax::item_marker(item) else { return };
        let (start, marker_end) = (marker.span.start as usize, marker.span.end as usize);
        if start >= self.at {
            self.indents_item |= self.at < start;
            self.indent(start);
            self.at = marker.content.min(self.end);
            return;
        }
        let column = |at| syntax::column(self.source, at);
        let first_line = self.source.line_at(start).end as usize;
        let space = if marker.content > first_line { 1 } else { column(marker.content) - column(marker_end) };
        // Five or more spaces start indented code (`CommonMark` 0.31 §5.2).
        let content = column(marker_end) + if (1..=4).contains(&space) { space } else { 1 };
        // The quote around the item may have a space after its marker on one of the lines only.
        let depth = lines::quotes(item);
        let edge = |at| {
            let (edge, found) = lines::after_quotes(self.source, self.source.lines().line(at), depth);
            (found == depth).then(|| column(edge))
        };
        let (here, first) = edge(self.at).zip(edge(start)).unwrap_or_default();
        self.columns((content + here).saturating_sub(first));
    }

    /// Reads a `[^label]: ` on this line, or the four columns of indentation on the lines after it.
    fn footnote(&mut self, definition: Node<'_>) {
        if definition.span().start as usize >= self.at {
            self.at = definition.first_child().map_or(self.end, |child| child.span().start as usize).min(self.end);
        } else {
            self.columns(syntax::column(self.source, self.at) + 4);
        }
    }

    /// Reads whitespace up to column `to`.
    fn columns(&mut self, to: usize) {
        while self.rest().starts_with([' ', '\t']) && syntax::column(self.source, self.at) < to {
            self.at += 1;
        }
    }
}
