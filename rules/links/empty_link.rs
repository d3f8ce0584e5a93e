//! `empty-link`: a link without a target.

use crate::lint::prelude::*;
use crate::markdown::document::LinkSyntax;

pub(crate) struct EmptyLink;

rule!(EmptyLink {
    summary: Text { en: "a link without a target", ja: "リンク先が空のリンク" },
    aliases: &["MD042", "no-empty-links"],
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.member()],
});

impl Check for EmptyLink {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Link])
    }

    fn node(&self, _note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        let link = node.link();
        if link.destination == "#" || link.destination.is_empty() && link.form == LinkSyntax::Inline {
            let (text, source) = (excerpt(&node.text()), excerpt(node.source()));
            let shown = if text.is_empty() { &source } else { &text };
            let message = if node.first_child().is_none() {
                message!("`{source}` is an empty link", "`{source}` は空のリンク")
            } else {
                message!("link `{shown}` has no target", "リンク `{shown}` のリンク先が空")
            };
            sink.report(node.span(), message);
        }
    }
}
