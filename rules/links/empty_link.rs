//! `empty-link`: a link that leads nowhere.

use crate::lint::prelude::*;
use crate::markdown::document::LinkForm;

pub(crate) struct EmptyLink;

rule!(EmptyLink {
    summary: Text { en: "a link without a destination", ja: "リンク先が空" },
    aliases: &["MD042", "no-empty-links"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

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
