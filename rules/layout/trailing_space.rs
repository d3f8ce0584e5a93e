//! `trailing-space`: whitespace at the end of a line.

use rustc_hash::FxHashSet;

use crate::finding::plural;
use crate::lint::options::Spaces;
use crate::lint::prelude::*;
use crate::markdown::front_matter::skip_bom;
use crate::markdown::lines;
use crate::text::source::offset;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct TrailingSpace {
    options: Options,
}

/// Options of `trailing-space`. All but `every` are markdownlint's.
#[derive(Debug, Deserialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the configuration")]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Number of trailing spaces that are allowed as a hard line break. Below 2: none are allowed.
    br_spaces: Spaces,
    /// Check code blocks too. There is no fix in code.
    code_blocks: bool,
    /// Allow whitespace on the blank lines of a list item.
    list_item_empty_lines: bool,
    /// Report spaces that do not make a line break, such as those at the end of a paragraph.
    strict: bool,
    /// Treat all whitespace alike: tabs count for `br_spaces`, lines of full-width spaces are reported, and so is whitespace
    /// after a code fence.
    every: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            br_spaces: Spaces::of::<2>(),
            code_blocks: false,
            list_item_empty_lines: false,
            strict: false,
            every: false,
        }
    }
}

rule!(TrailingSpace {
    options: Options,
    summary: Text { en: "whitespace at the end of a line", ja: "行末に空白がある" },
    aliases: &["MD009", "no-trailing-spaces"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("every = true")],
    fix: Some(Applicability::Safe),
});

/// Nodes in which whitespace may be significant: it is reported, but there is no fix.
const UNTOUCHED: Kinds =
    Kinds::of(&[Kind::CodeBlock, Kind::HtmlBlock, Kind::Html, Kind::InlineHtml, Kind::Code, Kind::Math]);

impl Check for TrailingSpace {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let text = note.source.text();
        let skipped = if self.options.every { self.skipped(note) } else { Vec::new() };
        let first = if self.options.every { lines::content(note.document) } else { 0 };
        let of_items = self.options.every && self.options.list_item_empty_lines;
        let allowed = if of_items { lines_of_items(note) } else { FxHashSet::default() };
        for index in first..note.source.lines().count() {
            let mut line = note.source.lines().span(text, index);
            if index == 0 {
                line.start += offset(skip_bom(text));
            }
            let content = note.source.slice(line).trim_end_matches(|char| self.is_space(char)).len();
            if content < line.len() && !allowed.contains(&index) {
                let space = Span::new(line.start as usize + content, line.end as usize);
                if !lines::covered(&skipped, space.end as usize - 1) {
                    self.line_end(note, space, content == 0, sink);
                }
            }
        }
    }
}

impl TrailingSpace {
    fn is_space(&self, char: char) -> bool {
        matches!(char, ' ' | '\t' | '\u{3000}') || self.options.every && (is_unicode_space(char) || char == '\u{feff}')
    }

    /// Spans that are not checked: comments and, by default, the lines of code blocks.
    fn skipped(&self, note: &Note<'_>) -> Vec<Span> {
        let mut skipped = lines::comments(note.source.text());
        if !self.options.code_blocks {
            let lines = note.source.lines();
            let of = |line| lines.span(note.source.text(), line);
            let code = lines::code(note.document).into_iter();
            skipped.extend(code.map(|lines| Span { start: of(*lines.start()).start, end: of(*lines.end()).end }));
        }
        merged(skipped)
    }

    fn line_end(&self, note: &Note<'_>, space: Span, empty: bool, sink: &mut Sink<'_>) {
        let text = note.source.slice(space);
        let node = note.document.node_at(space.start as usize);
        let profile = note.document.profile();
        // Where every line ending is a break, the spaces do not make it.
        let breaks = !profile.breaks_lines && note.document.node_at(space.end as usize - 1).kind() == Kind::HardBreak;
        if self.allows(text, breaks, empty, node) {
            return;
        }
        let (count, expected) = (text.chars().count(), self.options.br_spaces.or_zero());
        let spaces = plural(count, "space");
        let message = match breaks {
            true if expected < 2 => message!("line break made of trailing spaces", "行末の空白で改行している"),
            true => message!(
                "line break made of {spaces}; expected {expected}",
                "改行のための空白が {expected} つではなく {count} つ"
            ),
            false if text.contains('\u{3000}') => {
                message!("full-width space at the end of the line", "行末に全角スペースがある")
            }
            false => message!("whitespace at the end of the line", "行末に空白がある"),
        };
        let report = sink.report(space, message);
        // Some hosts treat a full-width space as part of the URL before it, so a fix would change the link.
        let in_url = note.document.node_at(space.start as usize).kind() == Kind::BareUrl;
        let shown = empty && !text.is_blank();
        if shown || is_or_within(node, UNTOUCHED) || in_url {
            return;
        }
        if breaks && expected < 2 && !profile.backslash_breaks {
            return;
        }
        let (title, with) = match breaks {
            false => (message!("remove it", "削除する"), String::new()),
            true if expected < 2 => (message!("break the line with `\\`", "`\\` で改行する"), "\\".to_owned()),
            true => (
                message!("break the line with {expected} spaces", "半角スペース {expected} つで改行する"),
                " ".repeat(expected),
            ),
        };
        report.fix(Applicability::Safe, Effect::Layout, title, vec![Edit::replace(space, with)]);
    }

    fn allows(&self, text: &str, breaks: bool, empty: bool, node: Node<'_>) -> bool {
        let options = &self.options;
        let plain = options.every || text.bytes().all(|byte| byte == b' ');
        let expected = options.br_spaces.or_zero();
        let exact = expected >= 2 && text.chars().count() == expected && plain;
        exact && (breaks || !options.strict)
            || is_or_within(node, Kinds::of(&[Kind::FrontMatter]))
            || !options.every && !options.code_blocks && is_or_within(node, Kinds::of(&[Kind::CodeBlock]))
            // A line of full-width spaces is a paragraph, used to add vertical space.
            || !options.every && empty && text.contains('\u{3000}')
            || empty && !options.every && options.list_item_empty_lines && is_or_within(node, Kinds::of(&[Kind::Item]))
    }
}

/// The lines of lists that markdownlint leaves out with `list_item_empty_lines`: not only those without text, but all except
/// those that begin a block after the last paragraph of an item, or are blank there.
fn lines_of_items(note: &Note<'_>) -> FxHashSet<usize> {
    let source = note.source;
    let mut found = FxHashSet::default();
    for list in note.document.of_kind(Kind::List) {
        let (own, depth) = (lines::of(source, list.span()), lines::quotes(list));
        let is_blank = |line: usize| {
            let (at, marks) = lines::after_quotes(source, line, depth);
            marks == depth && source.slice(Span { start: offset(at), ..source.line_at(at) }).is_blank()
        };
        let below = (own.end() + 1..source.lines().count()).take_while(|&line| depth > 0 && is_blank(line)).count();
        found.extend(*own.start()..=own.end() + below);
        let is_nested = list.within(Kinds::of(&[Kind::Item]));
        for item in list.children() {
            let first = source.lines().line(item.span().start as usize);
            let next =
                item.next_sibling().map_or(own.end() + below + 1, |item| *lines::of(source, item.span()).start());
            let paragraph = item.children().filter(|block| block.kind() == Kind::Paragraph).last();
            let text = paragraph.map_or(first, |paragraph| *lines::of(source, paragraph.span()).end());
            let indented = |line: &usize| {
                let (at, _) = lines::after_quotes(source, *line, depth);
                source.text()[at..].starts_with([' ', '\t'])
            };
            let blocks: FxHashSet<usize> =
                item.children().map(|block| *lines::of(source, block.span()).start()).collect();
            let bare = |line: &usize| is_blank(*line) || blocks.contains(line);
            for line in (text + 1..next).filter(indented).filter(bare) {
                found.remove(&line);
            }
            // The indentation of the item around the list.
            if is_nested && first > *own.start() {
                found.remove(&first);
            }
        }
    }
    found
}

fn is_or_within(node: Node<'_>, kinds: Kinds) -> bool {
    kinds.contains(node.kind()) || node.within(kinds)
}

/// `spans`, sorted, with overlapping ones merged.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    spans.dedup_by(|next, last| {
        let overlap = next.start <= last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    spans
}
