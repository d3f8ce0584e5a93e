//! `indented-heading`: white space before a heading.

use crate::lint::prelude::*;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct IndentedHeading;

rule!(IndentedHeading {
    summary: Text { en: "white space before a heading", ja: "見出しが字下げされている" },
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
        let message = message!("white space before heading `{title}`", "見出し `{title}` の前に空白がある");
        let report = sink.report(span, message);
        if !indents_item {
            let edits = indents.into_iter().map(Edit::delete).collect();
            report.fix(Applicability::Safe, Effect::Layout, message!("take it away", "取り除く"), edits);
        }
    }
}

/// What stands before a block on its first line.
struct Prefix<'s> {
    source: &'s Source,
    /// How far it is read.
    at: usize,
    end: usize,
    /// White space that no block around it asks for.
    indents: Vec<Span>,
    /// Whether some of it indents an item that begins on the same line: the rules about lists say how far.
    indents_item: bool,
}

impl<'s> Prefix<'s> {
    fn of(source: &'s Source, block: Node<'_>) -> Self {
        let end = block.span().start as usize;
        let mut prefix =
            Self { source, at: source.line_at(end).start as usize, end, indents: Vec::new(), indents_item: false };
        if source.text()[..end].ends_with('\u{feff}') {
            return prefix;
        }
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

    /// What is left to read.
    fn rest(&self) -> &'s str {
        &self.source.text()[self.at..self.end.max(self.at)]
    }

    /// Takes what stands before byte `to`.
    fn indent(&mut self, to: usize) {
        if self.at < to {
            self.indents.push(Span::new(self.at, to));
            self.at = to;
        }
    }

    /// `> `, which may be indented itself.
    fn quote(&mut self) {
        let rest = self.rest();
        let Some(mark) = rest.find('>') else { return };
        self.indent(self.at + mark);
        self.at += if rest[mark + 1..].starts_with([' ', '\t']) { 2 } else { 1 };
    }

    /// The marker of an item that begins on this line, else its indentation.
    fn item(&mut self, item: Node<'_>) {
        let Some(marker) = syntax::item_marker(item) else { return };
        let (start, behind) = (marker.span.start as usize, marker.span.end as usize);
        if start >= self.at {
            self.indents_item |= self.at < start;
            self.indent(start);
            self.at = marker.content.min(self.end);
            return;
        }
        let column = |at| syntax::column(self.source, at);
        let first_line = self.source.line_at(start).end as usize;
        let space = if marker.content > first_line { 1 } else { column(marker.content) - column(behind) };
        // Five and more begin indented code (`CommonMark` 0.31 §5.2).
        self.columns(column(behind) + if (1..=4).contains(&space) { space } else { 1 });
    }

    /// `[^label]: `, else an indentation of four columns.
    fn footnote(&mut self, definition: Node<'_>) {
        if definition.span().start as usize >= self.at {
            self.at = definition.first_child().map_or(self.end, |child| child.span().start as usize).min(self.end);
        } else {
            self.columns(syntax::column(self.source, self.at) + 4);
        }
    }

    /// White space up to column `to`.
    fn columns(&mut self, to: usize) {
        while self.rest().starts_with([' ', '\t']) && syntax::column(self.source, self.at) < to {
            self.at += 1;
        }
    }
}
