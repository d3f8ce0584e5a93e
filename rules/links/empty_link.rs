//! `empty-link`: a link that leads nowhere.

use crate::finding::{Meta, Preset, Severity, Text, excerpt};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, NoOptions, Rule, Sink};
use crate::markdown::document::{Kind, Kinds, LinkForm, Node};
use crate::message;

/// See the page.
pub struct EmptyLink;

impl Rule for EmptyLink {
    const META: Meta = Meta {
        name: "empty-link",
        group: "links",
        summary: Text { en: "a link without a destination", ja: "リンク先が空" },
        aliases: &["MD042", "no-empty-links"],
        severity: Severity::Warning,
        presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
        fix: None,
        since: "0.1.0",
        page: include_str!("empty_link.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(EmptyLink)
    }
}

impl Check for EmptyLink {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Link])
    }

    fn node(&self, _note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        let link = node.link();
        if link.destination == "#" || link.destination.is_empty() && link.form == LinkForm::Inline {
            let text = excerpt(&node.text());
            sink.report(node.span(), message!("the link `{text}` leads nowhere", "リンク `{text}` のリンク先が空"));
        }
    }
}
