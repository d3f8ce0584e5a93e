//! The titles of headings, as far as a rename replaces them.

use crate::links::html;
use crate::markdown::document::{Document, Kind, LinkSyntax, Node};
use crate::markdown::slug::explicit::heading_end;
use crate::text::profile::ExplicitIds;
use crate::text::source::{Source, Span};
use crate::text::whitespace::{Whitespace as _, is_space, is_space_or_ending};

/// The title of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingTitle {
    /// The whole heading.
    pub heading: Span,
    /// The content of the heading without attributes (`{#id}`), anchors in HTML, block ids and images at its ends.
    pub content: Span,
    /// The part of `content` that a rename replaces: without the link or emphasis around all of it.
    pub title: Span,
    /// `title` without the number at its start (`1.2 `).
    pub unnumbered: Span,
    /// The visible text of `title`.
    pub text: String,
}

/// The titles of the headings of `document`, in the order of the text. Headings without text are left out.
pub fn heading_titles(document: &Document<'_>) -> Vec<HeadingTitle> {
    document.of_kind(Kind::Heading).filter_map(|heading| title(document, heading)).collect()
}

/// The title of the heading that contains byte `offset`.
pub fn heading_title_at(document: &Document<'_>, offset: usize) -> Option<HeadingTitle> {
    // After the last character of its title, the cursor is still in the heading.
    let touches = |node: &Node<'_>| node.span().start as usize <= offset && offset <= node.span().end as usize;
    title(document, document.of_kind(Kind::Heading).find(touches)?)
}

impl HeadingTitle {
    /// The part of this title that `name` names, as it is written in `source` or shown: all of it, or all but its number.
    pub fn named(&self, source: &Source, name: &str) -> Option<Span> {
        let name = name.md_trim();
        let number = source.slice(Span { start: self.title.start, end: self.unnumbered.start });
        if source.slice(self.title) == name || self.text == name {
            return Some(self.title);
        }
        let is_rest = source.slice(self.unnumbered) == name || self.text.strip_prefix(number) == Some(name);
        is_rest.then_some(self.unnumbered)
    }
}

fn title(document: &Document<'_>, heading: Node<'_>) -> Option<HeadingTitle> {
    let parts: Vec<Node<'_>> = heading.children().collect();
    let parts = without_anchors(&parts);
    let content = without_attributes(document, hull(parts)?);
    let (mut title, mut inner) = (content, parts.to_vec());
    while let [only] = inner[..]
        && only.span() == title
        && is_wrapper(only)
    {
        let children: Vec<Node<'_>> = only.children().collect();
        let Some(inside) = hull(&children) else { break };
        (title, inner) = (inside, children);
    }
    let written = document.source().slice(title);
    let number = number(written);
    let unnumbered = Span::new(title.start as usize + number, title.end as usize);
    let text = visible(heading, title);
    let found = HeadingTitle { heading: heading.span(), content, title, unnumbered, text };
    (!title.is_empty() && !found.text.is_blank()).then_some(found)
}

/// From the first of `parts` to the last.
fn hull(parts: &[Node<'_>]) -> Option<Span> {
    Some(Span { start: parts.first()?.span().start, end: parts.last()?.span().end })
}

/// `parts` without images, comments and empty elements at their ends, and without an element around all of them.
fn without_anchors<'p, 'd>(mut parts: &'p [Node<'d>]) -> &'p [Node<'d>] {
    loop {
        parts = match parts {
            [one, rest @ ..] | [rest @ .., one] if is_mark(*one) => rest,
            [open, close, rest @ ..] | [rest @ .., open, close] if are_element(*open, *close) => rest,
            [open, rest @ .., close] if are_element(*open, *close) && !has_tag(rest, *open) => rest,
            _ => return parts,
        }
    }
}

/// Whether `node` shows no text.
fn is_mark(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Image | Kind::SoftBreak | Kind::HardBreak => true,
        Kind::Text => node.source().is_blank(),
        Kind::InlineHtml => html::tags(node.source()).all(|tag| tag.is(&["br", "hr", "img", "input", "wbr"])),
        _ => false,
    }
}

/// Whether `open` and `close` are the start tag and the end tag of one element.
fn are_element(open: Node<'_>, close: Node<'_>) -> bool {
    let tag = |node: Node<'_>| {
        let tag = html::tags(node.source()).next().filter(|_| node.kind() == Kind::InlineHtml);
        tag.map(|tag| (tag.name.to_ascii_lowercase(), tag.end))
    };
    matches!((tag(open), tag(close)), (Some((open, false)), Some((close, true))) if open == close)
}

/// Whether a tag of the same element as `open` is among `parts`.
fn has_tag(parts: &[Node<'_>], open: Node<'_>) -> bool {
    let Some(open) = html::tags(open.source()).next() else { return false };
    let html = parts.iter().filter(|node| node.kind() == Kind::InlineHtml);
    html.flat_map(|node| html::tags(node.source())).any(|tag| tag.is(&[open.name]))
}

/// Whether the text of `node` can change without it. The text of `[label]` is also its label.
fn is_wrapper(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Emphasis | Kind::Strong | Kind::Strikethrough => true,
        Kind::Link => matches!(node.link().form, LinkSyntax::Inline | LinkSyntax::Full),
        _ => false,
    }
}

/// `content` of a heading without attributes and an Obsidian block id (`^id`) at its end.
fn without_attributes(document: &Document<'_>, content: Span) -> Span {
    let written = document.source().slice(content);
    let own = heading_end(document.profile().explicit_ids, written).title;
    let title = heading_end(ExplicitIds::Unknown, own).title.md_trim_end();
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let before_id = title.rsplit_once('^').filter(|(before, id)| before.ends_with(is_space) && is_id(id));
    let title = before_id.map_or(title, |(before, _)| before).md_trim_end();
    let leading = title.len() - title.md_trim_start().len();
    let start = content.start as usize;
    Span::new(start + leading, start + title.len().max(leading))
}

/// The length of the number at the start of `title`, with the spaces after it: `1. `, `1.2 `, `2) `, `(3) `. A number
/// without punctuation counts something: `3 ways`.
fn number(title: &str) -> usize {
    let inside = title.strip_prefix('(').unwrap_or(title);
    let rest = inside.trim_start_matches(|char: char| char.is_ascii_digit() || char == '.');
    let digits = &inside[..inside.len() - rest.len()];
    let after = rest.strip_prefix(')').unwrap_or(rest);
    let is_number = digits.starts_with(|char: char| char.is_ascii_digit())
        && !digits.contains("..")
        && (digits.contains('.') || after.len() < rest.len());
    let text = after.trim_start_matches(is_space);
    if is_number && text.len() < after.len() && !text.is_empty() { title.len() - text.len() } else { 0 }
}

/// The visible text of `heading` within `span`.
fn visible(heading: Node<'_>, span: Span) -> String {
    let mut text = String::new();
    for node in heading.descendants() {
        let own = node.span();
        match node.kind() {
            Kind::SoftBreak | Kind::HardBreak if span.covers(own) => text.push(' '),
            Kind::Text | Kind::Code | Kind::Math if span.covers(own) => text.push_str(node.literal()),
            Kind::BareUrl if span.covers(own) => text.push_str(node.source()),
            // Attributes follow the title in the same node.
            Kind::Text if own.touches(span) && own.start < span.end => {
                let start = span.start.max(own.start) - own.start;
                text.push_str(&node.source()[start as usize..(span.end.min(own.end) - own.start) as usize]);
            }
            _ => {}
        }
    }
    text.trim_matches(is_space_or_ending).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title of each heading as written, with `|` after its number, and its visible text.
    fn titles(text: &str) -> Vec<(String, String)> {
        let source = Source::new(text.to_owned()).unwrap();
        let show = |found: HeadingTitle| {
            let number = Span { start: found.title.start, end: found.unnumbered.start };
            let mark = if number.is_empty() { "" } else { "|" };
            (format!("{}{mark}{}", source.slice(number), source.slice(found.unnumbered)), found.text)
        };
        heading_titles(&Document::parse(&source)).into_iter().map(show).collect()
    }

    fn title(text: &str) -> String {
        titles(text).into_iter().map(|(written, _)| written).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn marks_are_not_part_of_the_title() {
        assert_eq!(title("## a b ##\n\nc *d*\n===\n\n> e\n> f\n> ---\n"), "a b; c *d*; e\n> f");
        assert_eq!(title("# a {#b}\n\n# c {: #d .e }\n\n# f ^g-1\n"), "a; c; f");
        assert_eq!(title("# <a name=\"x\"></a>a\n\n# b <a id=y></a>\n\n# ![l](l.png) c <!-- d -->\n"), "a; b; c");
        assert_eq!(title("# <b>a</b>\n\n# <kbd>b</kbd> c\n\n# d<br>\n"), "a; <kbd>b</kbd> c; d");
        assert_eq!(title("#\n\n# <a id=x></a>\n\n# ![a](b)\n"), "");
    }

    #[test]
    fn a_link_or_emphasis_around_the_title_is_not_part_of_it() {
        assert_eq!(
            title("# [a `b`](c)\n\n# **[d](e)**\n\n# **f** g\n\n# [h][]\n\n[h]: i\n"),
            "a `b`; d; **f** g; [h][]"
        );
    }

    #[test]
    fn numbers_are_told_from_the_rest() {
        assert_eq!(title("# 1. a\n\n# 1.2.3 b\n\n# 4) c\n\n# (5) d\n"), "1. |a; 1.2.3 |b; 4) |c; (5) |d");
        assert_eq!(title("# 3 ways\n\n# 1.\n\n# 2024年\n\n# 1.x\n\n# ... a\n"), "3 ways; 1.; 2024年; 1.x; ... a");
    }

    #[test]
    fn the_text_is_what_readers_see() {
        let shown = |text| titles(text).remove(0).1;
        assert_eq!(shown("# `a` **b** &amp; \\*c {#d}"), "a b & *c");
        assert_eq!(shown("a\nb\n---"), "a b");
    }
}
