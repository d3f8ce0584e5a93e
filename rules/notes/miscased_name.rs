//! `miscased-name`: a name in the wrong case.

use crate::japanese::proper_names::{Boundary, ProperNames};
use crate::links::html;
use crate::lint::options::TextList;
use crate::lint::prelude::*;
use crate::markdown::autolink::autolinks;
use crate::markdown::lines;

pub(crate) struct MiscasedName {
    names: ProperNames,
    options: Options,
}

/// Options of `miscased-name`, named as in markdownlint.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also check code spans and code blocks. There is no fix in code.
    code_blocks: bool,
    /// Also check tags and comments of HTML. There is no fix in HTML.
    html_elements: bool,
    /// The names as they should be written. Several forms of one name may be listed; all of them are accepted.
    names: TextList,
}

impl Default for Options {
    fn default() -> Self {
        Self { code_blocks: true, html_elements: true, names: TextList::default() }
    }
}

rule!(MiscasedName {
    options: Options,
    new: |options| MiscasedName { names: ProperNames::new(&options.names), options },
    summary: Text { en: "a name in the wrong case", ja: "名前の大文字・小文字が正しくない" },
    aliases: &["MD044", "proper-names"],
    presets: &[Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MiscasedName {
    fn kinds(&self) -> Kinds {
        if self.names.is_empty() {
            return Kinds::NONE;
        }
        Kinds::of(&[Kind::Text, Kind::Code, Kind::Html, Kind::InlineHtml])
    }

    fn node(&self, note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        let in_code = node.kind() == Kind::Code || node.parent().is_some_and(|node| node.kind() == Kind::CodeBlock);
        let in_html = matches!(node.kind(), Kind::Html | Kind::InlineHtml);
        let in_url = node.parent().is_some_and(|node| node.kind() == Kind::Autolink);
        let in_tag = node.kind() == Kind::InlineHtml;
        if in_url || in_code && !self.options.code_blocks || in_tag && !self.options.html_elements {
            return;
        }
        let text = note.source.slice(node.span());
        let block = node.parent().filter(|_| node.kind() == Kind::Html && !self.options.html_elements);
        let tags = block.map(tags_and_comments).unwrap_or_default();
        let in_link = node.within(Kinds::of(&[Kind::Link, Kind::Image]));
        let boundary = if in_code || in_html || in_link { Boundary::Identifier } else { Boundary::Letter };
        let searched = if in_code || in_link { text } else { "" };
        let mut urls = autolinks(searched, None).map(|link| link.range).peekable();
        for found in self.names.find(text, boundary) {
            while urls.next_if(|url| url.end <= found.start as usize).is_some() {}
            if urls.peek().is_some_and(|url| url.start < found.end as usize) {
                continue;
            }
            if lines::covered(&tags, (node.span().start + found.start) as usize) {
                continue;
            }
            let place = Span { start: node.span().start + found.start, end: node.span().start + found.end };
            let (written, name) = (excerpt(note.source.slice(place)), found.name);
            let report =
                sink.report(place, message!("`{written}` should be `{name}`", "`{written}` の正しい表記は `{name}`"));
            if !in_code && !in_html && node.literal().len() == node.span().len() {
                report.fix(
                    Applicability::Safe,
                    Effect::Text,
                    message!("replace with `{name}`", "`{name}` に直す"),
                    vec![Edit::replace(place, name)],
                );
            }
        }
    }
}

/// The tags and comments in `block`, in order.
fn tags_and_comments(block: Node<'_>) -> Vec<Span> {
    let (html, start) = (block.source(), block.span().start);
    let tags = html::tags(html).map(|tag| Span::new(tag.range.start, tag.range.end));
    let spans = tags.chain(lines::comments(html));
    let mut spans: Vec<Span> = spans.map(|span| Span { start: start + span.start, end: start + span.end }).collect();
    spans.sort();
    spans
}
