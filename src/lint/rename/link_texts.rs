//! Links whose text is the title of the heading that they lead to, as in a table of contents.

use super::structure::same_outside;
use super::title::HeadingTitle;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::{Edit, apply};
use crate::links::definitions::fold;
use crate::markdown::document::{Document, Kind, LinkSyntax, Node};
use crate::markdown::syntax;
use crate::text::source::{Source, Span};
use crate::text::whitespace::{Whitespace as _, is_space};

/// A title before and after a rename, as written and as shown.
#[derive(Debug)]
pub(super) struct Words {
    old: [String; 2],
    new: [String; 2],
}

impl Words {
    /// The whole titles, and those without their numbers.
    pub(super) fn of([(source, old), (renamed, new)]: [(&Source, &HeadingTitle); 2]) -> Vec<Self> {
        let shown = |source: &Source, title: &HeadingTitle, span: Span| {
            let number = source.slice(Span { start: title.title.start, end: span.start });
            [source.slice(span).to_owned(), title.text.strip_prefix(number).unwrap_or(&title.text).to_owned()]
        };
        let words = |(old_span, new_span): (Span, Span)| Self {
            old: shown(source, old, old_span),
            new: shown(renamed, new, new_span),
        };
        let mut all = vec![words((old.title, new.title)), words((old.unnumbered, new.unnumbered))];
        all.dedup_by(|b, a| a.old == b.old);
        all.retain(|words| words.old != words.new);
        all
    }

    /// Whether a link may have the old title as its text.
    pub(super) fn may_be_in(&self, link: &LocalLink) -> bool {
        // The text of a link in the facts may be cut off.
        let starts_so = |text: &str| self.old.iter().any(|old| old.starts_with(text) || text.starts_with(&**old));
        link.link_text.as_ref().is_none_or(|text| starts_so(&text.text))
    }

    /// The new text for a link whose text is `written` and shows `shown`, if it is the old title.
    fn replacement(&self, written: &str, shown: &str) -> Option<String> {
        let [new, new_shown] = &self.new;
        // A link can't contain another one.
        if written == self.old[0] && !new.contains(['[', ']']) {
            return Some(new.clone());
        }
        (shown == self.old[1] && (written == shown || written == self.old[0])).then(|| escaped(new_shown))
    }
}

/// `text` as the text of a link. Characters that may be markup are escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&' | '~') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// An edit of the text of a link.
#[derive(Debug)]
pub(super) struct TextEdit {
    /// The destination of the link, as in [`LocalLink::span`].
    pub(super) link: Span,
    /// The whole link in the text; the heading for a wikilink, which is not a node, in one.
    node: Span,
    pub(super) edit: Edit,
}

/// The edits of the texts of `links` of `document` that are one of the old titles.
pub(super) fn edits<'l>(
    document: &Document<'_>,
    links: impl IntoIterator<Item = &'l LocalLink>,
    words: &[Words],
) -> Vec<TextEdit> {
    let mut found: Vec<TextEdit> = Vec::new();
    for link in links {
        if matches!(link.form, LocalLinkForm::Wiki { .. }) {
            found.extend(in_wikilink(document, link, words));
            continue;
        }
        for node in nodes(document, link.span) {
            let span = syntax::link_text(node);
            let new = words.iter().find_map(|words| words.replacement(document.source().slice(span), &node.text()));
            found.extend(new.map(|new| TextEdit {
                link: link.span,
                node: node.span(),
                edit: Edit::replace(span, new),
            }));
        }
    }
    found.sort_by_key(|text| text.edit.span);
    found.dedup_by_key(|text| text.edit.span);
    found
}

/// The links with the destination at `span`: the one around it, or the references to the definition around it.
fn nodes<'d>(document: &'d Document<'_>, span: Span) -> Vec<Node<'d>> {
    let links = || document.of_kind(Kind::Link);
    if let Some(definition) = document.definitions().iter().find(|one| one.span.covers(span)) {
        let label = fold(&definition.label);
        // The text of `[label]` is the label.
        let is_of = |node: &Node<'_>| node.link().form == LinkSyntax::Full && fold(&node.link().label) == label;
        return links().filter(is_of).collect();
    }
    links().filter(|node| syntax::destination(*node) == Some(span)).collect()
}

/// The edit of `new` in `[[note#heading|new]]`.
fn in_wikilink(document: &Document<'_>, link: &LocalLink, words: &[Words]) -> Option<TextEdit> {
    let source = document.source();
    let line = source.line_at(link.span.end as usize);
    let after = source.slice(Span { start: link.span.end, end: line.end.max(link.span.end) });
    let (inside, _) = after.split_once("]]")?;
    let bar = inside.find('|').filter(|bar| inside[..*bar].trim_matches([' ', '\\']).is_empty())?;
    let text = &inside[bar + 1..];
    let start = link.span.end as usize + bar + 1 + text.len() - text.trim_start_matches(is_space).len();
    let text = text.md_trim();
    let new = words.iter().find_map(|words| words.replacement(text, text))?;
    let around = document.node_at(link.span.start as usize);
    let heading = std::iter::once(around).chain(around.ancestors()).find(|node| node.kind() == Kind::Heading);
    let node = heading.map_or(link.span, Node::span);
    Some(TextEdit { link: link.span, node, edit: Edit::replace(Span::new(start, start + text.len()), new) })
}

/// Those of `texts`, edits of the note `source`, that change nothing but the texts of links when they are made together
/// with `edits`.
pub(super) fn verified(source: &Source, edits: &[Edit], mut texts: Vec<TextEdit>) -> Vec<TextEdit> {
    texts.retain(|text| !edits.iter().any(|edit| edit.span.touches(text.edit.span)));
    let base = apply(source.text(), edits);
    let Ok(edited) = Source::new(base.text.clone()) else { return Vec::new() };
    let edited = edited.with_syntax_reader(source.syntax_reader());
    let document = Document::parse(&edited);
    let holds = |texts: &[&TextEdit]| {
        let moved = |span: Span| Span { start: base.moved(span.start), end: base.moved(span.end) };
        let texts_there = texts.iter().map(|text| Edit::replace(moved(text.edit.span), &*text.edit.text));
        let applied = apply(edited.text(), &texts_there.collect::<Vec<_>>());
        let Ok(after) = Source::new(applied.text.clone()) else { return false };
        let after = after.with_syntax_reader(source.syntax_reader());
        let nodes: Vec<Span> = texts.iter().map(|text| base.image(text.node)).collect();
        same_outside(&document, &Document::parse(&after), &applied, &nodes)
    };
    if texts.is_empty() || holds(&texts.iter().collect::<Vec<_>>()) {
        return texts;
    }
    texts.into_iter().filter(|text| holds(&[text])).collect()
}
