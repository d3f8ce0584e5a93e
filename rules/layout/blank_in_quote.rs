//! `blank-in-quote`: two quotes with nothing but blank lines between them.

use crate::document::{Kind, Kinds, Node};
use crate::engine::Note;
use crate::finding::{Severity, Text};
use crate::lines;
use crate::message;
use crate::rule::{Check, Meta, NoOptions, Preset, Rule, Sink};
use crate::source::Span;

/// See the page.
pub struct BlankInQuote;

impl Rule for BlankInQuote {
    const META: Meta = Meta {
        name: "blank-in-quote",
        group: "layout",
        summary: Text {
            en: "two quotes with nothing but blank lines between them",
            ja: "引用が空行だけで分かれている",
        },
        aliases: &["MD028", "no-blanks-blockquote"],
        severity: Severity::Warning,
        presets: &[Preset::Markdownlint.member()],
        fix: None,
        since: "0.1.0",
        page: include_str!("blank_in_quote.md"),
    };

    type Options = NoOptions;

    fn check(_: NoOptions) -> Box<dyn Check> {
        Box::new(BlankInQuote)
    }
}

impl Check for BlankInQuote {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::BlockQuote])
    }

    fn node(&self, note: &Note<'_>, quote: Node<'_>, sink: &mut Sink<'_>) {
        let Some(next) = quote.next_sibling().filter(|next| next.kind() == Kind::BlockQuote) else { return };
        let source = note.source;
        let blank = |line: &usize| lines::text(source, *line).trim().is_empty();
        let between = lines::of(source, quote.span()).end() + 1..*lines::of(source, next.span()).start();
        // The first quote may end in lines with nothing but its mark.
        let own = between.clone().take_while(|line| lines::text(source, *line).trim_start().starts_with('>')).count();
        let gap = between.start + own..between.end;
        if !gap.clone().all(|line| blank(&line)) {
            return;
        }
        for line in gap {
            let start = source.lines().start(line);
            let message = message!("a blank line splits the quote in two", "空行で引用が 2 つに分かれている");
            let report = sink.report(Span::new(start, start + lines::text(source, line).len()), message);
            report.note(message!(
                "some renderers join the two, others don't: begin the line with `>`, or put text between them",
                "つなげて表示するものとしないものがある。1 つの引用なら空行も `>` で始め、別の引用なら間に文を置く"
            ));
        }
    }
}
