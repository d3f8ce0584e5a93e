//! What is to be completed at a position, decided from the text before it.

use super::line::Line;
use super::place::{Context, Kind};
use super::{comment, destination};
use crate::markdown::document::{Document, Kind as NodeKind, Node};
use crate::markdown::front_matter;
use crate::text::whitespace::{Whitespace as _, is_space};

/// What is to be completed at byte `offset` of `document`. `None` where nothing is known to complete.
pub(super) fn at(document: &Document<'_>, offset: usize) -> Option<Context> {
    let line = Line::at(document.source(), offset);
    if is_in_front_matter(&line) {
        return wikilink(&line).or_else(|| front_matter_key(&line));
    }
    if let Some(block) = around(document, offset, NodeKind::CodeBlock) {
        let opens = block.span().start as usize >= line.start && block.is_fenced();
        return if opens { language(&line) } else { None };
    }
    let in_html =
        [NodeKind::HtmlBlock, NodeKind::InlineHtml].iter().any(|kind| around(document, offset, *kind).is_some());
    if let Some(inside) = comment::inside(&line, in_html) {
        return comment::context(&line, inside);
    }
    if [NodeKind::Code, NodeKind::Math].iter().any(|kind| around(document, offset, *kind).is_some()) {
        return None;
    }
    let found = wikilink(&line).or_else(|| destination::context(&line));
    if found.is_some() || destination::is_inside(&line) {
        return found;
    }
    let found = callout(&line).or_else(|| footnote(&line)).or_else(|| label(&line, document));
    found.or_else(|| prose(document, &line, in_html))
}

/// The node of `kind` that contains the character before byte `offset`, and begins before it. An inline node also has to
/// contain what follows.
fn around<'d>(document: &'d Document<'_>, offset: usize, kind: NodeKind) -> Option<Node<'d>> {
    let is_block = matches!(kind, NodeKind::CodeBlock | NodeKind::HtmlBlock);
    let inner = document.node_at(offset.checked_sub(1)?);
    let node = std::iter::once(inner).chain(inner.ancestors()).find(|node| node.kind() == kind)?;
    let end = node.span().end as usize;
    (offset < end || is_block && offset == end).then_some(node)
}

/// Whether the line is in the front matter, between its fences. It may not be closed yet.
fn is_in_front_matter(line: &Line<'_>) -> bool {
    let text = line.text;
    if let Some(front) = front_matter::find(text) {
        let inside = text[front.clone()].md_trim_end();
        let closing = front.start + inside.rfind('\n').map_or(inside.len(), |at| at + 1);
        return line.start > front.start && line.start < closing;
    }
    let mut above = text[front_matter::skip_bom(text).min(line.start)..line.start].md_lines();
    let is_field = |line: &str| line.contains(':') || line.starts_with(' ');
    above.next().is_some_and(|first| first.md_trim_end() == "---") && above.all(is_field)
}

fn front_matter_key(line: &Line<'_>) -> Option<Context> {
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-');
    line.before.chars().all(is_part).then(|| Context::new(line, Kind::FrontMatterKey, 0, line.end_of(is_part)))
}

/// The language after the fence of a code block.
fn language(line: &Line<'_>) -> Option<Context> {
    let content = line.content();
    let mark = content.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = content.trim_start_matches(mark);
    if content.len() - info.len() < 3 {
        return None;
    }
    let word = info.trim_start_matches(is_space);
    let is_part = |char: char| !is_space(char) && !matches!(char, '`' | '{' | ':' | ',');
    word.chars()
        .all(is_part)
        .then(|| Context::new(line, Kind::Language, line.before.len() - word.len(), line.end_of(is_part)))
}

/// The text between `[[` and the position.
fn wikilink(line: &Line<'_>) -> Option<Context> {
    let open = line.before.rfind("[[")?;
    let inside = &line.before[open + 2..];
    if line.before[..open].ends_with('\\') || inside.contains(['[', ']', '|']) || inside.starts_with(is_space) {
        return None;
    }
    // Without the end of the link, the rest of the line may be anything.
    let is_closed = line.after.find("]]").is_some_and(|close| !line.after[..close].contains('['));
    let end = line.end_of(|char| is_closed && !matches!(char, ']' | '|' | '#'));
    let context = if let Some((path, heading)) = inside.rsplit_once('#') {
        let path = path.split('#').next().unwrap_or_default().to_owned();
        Context::new(line, Kind::WikiHeading(path), line.before.len() - heading.len(), end)
    } else {
        let embedded = line.before[..open].ends_with('!');
        Context::new(line, Kind::WikiNote { embedded }, open + 2, end)
    };
    Some(if line.rest(context.span.end as usize).starts_with(['#', '|']) {
        context
    } else {
        context.closed(line, "]]")
    })
}

/// The kind after `> [!`.
fn callout(line: &Line<'_>) -> Option<Context> {
    let quoted = line.content_of_quote()?;
    let kind = quoted.strip_prefix("[!")?;
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    let from = line.before.len() - kind.len();
    kind.chars().all(is_part).then(|| Context::new(line, Kind::Callout, from, line.end_of(is_part)).closed(line, "]"))
}

fn footnote(line: &Line<'_>) -> Option<Context> {
    let open = line.before.rfind("[^")?;
    let label = &line.before[open + 2..];
    if line.before[..open].ends_with('\\') || label.contains(|char| is_space(char) || matches!(char, '[' | ']')) {
        return None;
    }
    Some(in_brackets(line, Kind::Footnote, label))
}

/// The label of a reference: after `][`, or after a bracket that is not closed. Without definitions there is none.
fn label(line: &Line<'_>, document: &Document<'_>) -> Option<Context> {
    let open = line.before.rfind('[').filter(|_| !document.definitions().is_empty())?;
    let label = &line.before[open + 1..];
    if line.before[..open].ends_with('\\') || label.contains(']') {
        return None;
    }
    let full = line.before[..open].ends_with(']');
    Some(in_brackets(line, Kind::Label { full }, label))
}

/// The context `kind` with the text `label` in brackets. If a word after the position ends with the bracket, it is replaced too.
fn in_brackets(line: &Line<'_>, kind: Kind, label: &str) -> Context {
    let from = line.before.len() - label.len();
    let is_part = |char: char| !is_space(char) && !matches!(char, '[' | ']');
    let end = line.end_of(is_part);
    let is_closed = line.rest(line.start + end).starts_with(']');
    let end = if is_closed { end } else { line.before.len() };
    Context::new(line, kind, from, end).closed(line, "]")
}

/// The last word before the position, if it is visible text.
fn prose(document: &Document<'_>, line: &Line<'_>, in_html: bool) -> Option<Context> {
    let offset = line.start + line.before.len();
    let is_text = document.node_at(offset.checked_sub(1)?).kind() == NodeKind::Text && !in_html;
    // A code span that is not closed yet.
    let is_code = line.before.matches('`').count() % 2 == 1;
    let word = line.before.rsplit(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_address = line.before[..line.before.len() - word.len()].ends_with(['/', '\\', '@', '#', '$', '_', '=']);
    (is_text && !is_code && !is_address && !word.is_empty())
        .then(|| Context::new(line, Kind::Prose, line.before.len() - word.len(), line.before.len()))
}

#[cfg(test)]
mod tests {
    use super::super::place::Written;
    use super::*;
    use crate::text::source::Source;

    /// The context at `‸` in `text`, the text that is replaced, and what has to follow.
    fn at(text: &str) -> Option<(Kind, String, &'static str)> {
        let offset = text.find('‸').unwrap();
        let source = Source::new(text.replace('‸', "")).unwrap();
        let document = Document::parse(&source);
        let context = super::at(&document, offset)?;
        assert!(context.span.start as usize <= offset && offset <= context.span.end as usize, "{text}");
        Some((context.kind, source.slice(context.span).to_owned(), context.close))
    }

    fn path(text: &str) -> Kind {
        Kind::Path(Written { text: text.to_owned(), ..Written::default() })
    }

    #[allow(clippy::unnecessary_wraps, reason = "it is compared with an option")]
    fn some(kind: Kind, replaced: &str, close: &'static str) -> Option<(Kind, String, &'static str)> {
        Some((kind, replaced.to_owned(), close))
    }

    #[test]
    fn paths_are_in_destinations() {
        assert_eq!(at("か\u{3099}😀 [x](a‸)"), some(path("a"), "a", ""));
        assert_eq!(at("[x](../aws/‸ec2.md)"), some(path("../aws/"), "ec2.md", ""));
        assert_eq!(at("[x](‸"), some(path(""), "", ""));
        assert_eq!(at("[x](a(1)‸"), some(path("a(1)"), "a(1)", ""));
        assert_eq!(at("[x]: ./概‸\r\n"), some(path("./概"), "概", ""));
        assert_eq!(at("> - [x]: a‸"), some(path("a"), "a", ""));
        let spaced = |text: &str, image| Kind::Path(Written { text: text.to_owned(), spaces: true, image });
        assert_eq!(at("[x](<a b‸>)"), some(spaced("a b", false), "a b", ""));
        assert_eq!(at("![x](<a‸"), some(spaced("a", true), "a", ""));
        assert_eq!(at("<img alt='a' src=\"img/‸x.png\">"), some(spaced("img/", true), "x.png", ""));
        assert_eq!(at("<a href='‸"), some(spaced("", false), "", ""));
    }

    #[test]
    fn fragments_are_in_destinations() {
        let anchor = |text: &str| Kind::Anchor(Written { text: text.to_owned(), ..Written::default() });
        assert_eq!(at("[x](#概‸要)"), some(anchor("#概"), "概要", ""));
        assert_eq!(at("[x](a.md#‸) y"), some(anchor("a.md#"), "", ""));
    }

    #[test]
    fn other_destinations_are_not_completed() {
        for text in
            ["[x](https://a.b/‸)", "[x](mailto:a‸)", "[x](a \"Ama‸", "[x](//a.b/c‸)", "<p class=\"Ama‸", "<p Ama‸"]
        {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_in_brackets() {
        let text = "\n\n[foo]: a\n";
        assert_eq!(at(&format!("[x][f‸{text}")), some(Kind::Label { full: true }, "f", "]"));
        assert_eq!(at(&format!("[x][f‸oo] b{text}")), some(Kind::Label { full: true }, "foo", ""));
        assert_eq!(at(&format!("a [f‸ b{text}")), some(Kind::Label { full: false }, "f", "]"));
        assert_eq!(at("a [Ama‸"), some(Kind::Prose, "Ama", ""));
        assert_eq!(at("a[^‸]"), some(Kind::Footnote, "", ""));
        assert_eq!(at("説明[^1‸という"), some(Kind::Footnote, "1", "]"));
    }

    #[test]
    fn wikilinks_have_notes_and_headings() {
        assert_eq!(at("[[EC‸"), some(Kind::WikiNote { embedded: false }, "EC", "]]"));
        assert_eq!(at("![[‸]]"), some(Kind::WikiNote { embedded: true }, "", ""));
        assert_eq!(at("[[EC‸]"), some(Kind::WikiNote { embedded: false }, "EC", "]"));
        assert_eq!(at("[[EC2#料‸金]] x"), some(Kind::WikiHeading("EC2".to_owned()), "料金", ""));
        assert_eq!(at("[[‸EC2#料金]]"), some(Kind::WikiNote { embedded: false }, "EC2", ""));
        assert_eq!(at("[[ -f x‸"), some(Kind::Prose, "x", ""));
    }

    #[test]
    fn blocks_have_words_of_their_own() {
        assert_eq!(at("> [!‸"), some(Kind::Callout, "", "]"));
        assert_eq!(at("- > [!NO‸TE]"), some(Kind::Callout, "NOTE", ""));
        assert_eq!(at("\u{feff}```py‸thon\nx\n```\n"), some(Kind::Language, "python", ""));
        assert_eq!(at("1. ~~~ ‸"), some(Kind::Language, "", ""));
        assert_eq!(at("```sh\nAma‸\n```\n"), None);
        assert_eq!(at("```sh\nx\n```‸\n"), None);
        assert_eq!(at("---\nti‸\n---\n"), some(Kind::FrontMatterKey, "ti", ""));
        assert_eq!(at("\u{feff}---\r\ntitle: x\r\n‸"), some(Kind::FrontMatterKey, "", ""));
        assert_eq!(at("---\ntitle: Ama‸\n---\n"), None);
        assert_eq!(at("---\na: b\n---\nAma‸"), some(Kind::Prose, "Ama", ""));
    }

    #[test]
    fn comments_have_directives_and_rules() {
        assert_eq!(at("<!-- notelint-‸"), some(Kind::Directive, "", ""));
        assert_eq!(at("a <!-- notelint-dis‸able-line -->"), some(Kind::Directive, "disable-line", ""));
        assert_eq!(at("a <!-- notelint-disable-line dead-li‸ -->"), some(Kind::Rule, "dead-li", ""));
        assert_eq!(at("<!-- notelint-disable a, ‸ -->"), some(Kind::Rule, "", ""));
        assert_eq!(at("<!-- notelint-disable a -- Ama‸ -->"), None);
        assert_eq!(at("<!-- Ama‸ -->"), None);
        assert_eq!(at("<!-- x -->\n\nAma‸"), some(Kind::Prose, "Ama", ""));
    }

    #[test]
    fn prose_is_not_code() {
        assert_eq!(at("これはAma‸"), some(Kind::Prose, "Ama", ""));
        for text in ["`Ama‸`", "`Ama‸", "    Ama‸", "https://Ama‸", "./Ama‸", "‸", "Ama ‸"] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
