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
            let text = excerpt(&node.text());
            sink.report(node.span(), message!("link `{text}` has no target", "リンク `{text}` のリンク先が空"));
        }
    }
}
