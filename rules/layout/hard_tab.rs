//! `hard-tab`: tab characters, whose width depends on the reader's settings.

use crate::lint::options::{Spaces, TextList};
use crate::lint::prelude::*;
use crate::markdown::document::Document;
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct HardTab {
    options: Options,
}

/// Options of `hard-tab`, all of them markdownlint's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Check code blocks and code spans too. There is no fix in code.
    code_blocks: bool,
    /// Languages of fenced code blocks that may contain tabs, as may blocks without a language. If set, it decides about
    /// fenced code instead of `code_blocks`.
    ignore_code_languages: TextList,
    /// Number of spaces that the fix uses for a tab within text. Indentation keeps its width.
    spaces_per_tab: Spaces,
}

impl Default for Options {
    fn default() -> Self {
        Self { code_blocks: false, ignore_code_languages: TextList::default(), spaces_per_tab: Spaces::of::<1>() }
    }
}

rule!(HardTab {
    options: Options,
    summary: Text { en: "a tab outside code", ja: "コードの外にタブがある" },
    aliases: &["MD010", "no-hard-tabs"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("code_blocks = true")],
    fix: Some(Applicability::Safe),
});

impl Check for HardTab {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let text = note.source.text();
        if memchr::memchr(b'\t', text.as_bytes()).is_none() {
            return;
        }
        let (allowed, comments) = (self.allowed(note.document), lines::comments(text));
        let mut at = note.source.lines().start(lines::content(note.document).min(note.source.lines().count() - 1));
        while let Some(tab) = memchr::memchr(b'\t', &text.as_bytes()[at..]) {
            let start = at + tab;
            let end = text.len() - text[start..].trim_start_matches('\t').len();
            if !lines::covered(&allowed, start) && !lines::covered(&comments, start) {
                self.tabs(note, Span::new(start, end), sink);
            }
            at = end;
        }
    }
}

impl HardTab {
    /// Spans of code that may contain tabs: the lines between fences, indented code, and code spans.
    fn allowed(&self, document: &Document<'_>) -> Vec<Span> {
        let source = document.source();
        let ignored = &self.options.ignore_code_languages;
        let language = |block: Node<'_>| block.literal().unicode_words().next().unwrap_or_default().to_lowercase();
        // As in markdownlint, a list of languages includes code without a language.
        let is_ignored = |block: Node<'_>| {
            let language = language(block);
            language.is_empty() || ignored.iter().any(|name| name.to_lowercase() == language)
        };
        let is_allowed = |node: Node<'_>| match node.kind() {
            Kind::CodeBlock if node.is_fenced() && !ignored.is_empty() => is_ignored(node),
            Kind::CodeBlock | Kind::Code => !self.options.code_blocks,
            _ => false,
        };
        let spans = document.nodes().filter(|node| is_allowed(*node)).map(|node| match node.kind() {
            Kind::CodeBlock if node.is_fenced() => {
                let start = source.line_at(node.span().start as usize).end;
                let end = source.lines().start(lines::end_of_fenced(source, node));
                Span::new(start as usize, end.max(start as usize))
            }
            Kind::CodeBlock => Span { start: source.line_at(node.span().start as usize).start, end: node.span().end },
            _ => node.span(),
        });
        spans.collect()
    }

    fn tabs(&self, note: &Note<'_>, tabs: Span, sink: &mut Sink<'_>) {
        let source = note.source;
        let report = sink.report(tabs, message!("tab character", "タブ文字がある"));
        let report = report.note(message!(
            "the width of a tab depends on the editor and renderer, so aligned text may not line up for others",
            "タブの幅は環境によって違うため、揃えたつもりの位置がずれる"
        ));
        if in_code(note, tabs) {
            return;
        }
        let line = source.line_at(tabs.start as usize).start;
        let indents = source.slice(Span { start: line, end: tabs.start }).bytes().all(is_mark);
        let width = if indents {
            // A tab goes to the next multiple of four columns (CommonMark 0.31 §2.2).
            syntax::column(source, tabs.end as usize) - syntax::column(source, tabs.start as usize)
        } else {
            tabs.len() * self.options.spaces_per_tab.or_zero()
        };
        report.fix(
            Applicability::Safe,
            Effect::Layout,
            message!("use spaces", "半角スペースに置き換える"),
            vec![Edit::replace(tabs, " ".repeat(width))],
        );
    }
}

/// Whether `byte` may precede the content of a line, as indentation or as part of a list or quote marker.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9')
}

/// Whether `tabs` are in code, math or HTML, or in the indentation of indented code, where whitespace may be significant.
fn in_code(note: &Note<'_>, tabs: Span) -> bool {
    const CODE: Kinds =
        Kinds::of(&[Kind::CodeBlock, Kind::Code, Kind::Math, Kind::HtmlBlock, Kind::Html, Kind::InlineHtml]);
    let inside = |offset: usize| {
        let node = note.document.node_at(offset);
        CODE.contains(node.kind()) || node.within(CODE)
    };
    inside(tabs.start as usize) || inside(content(note.source, tabs))
}

/// Offset of the first character after `tabs` that is not a space or tab.
fn content(source: &Source, tabs: Span) -> usize {
    (lines::space_at(source, tabs.end as usize).end as usize).min(source.text().len().saturating_sub(1))
}
