//! `missing-alt-text`: an image without a description.

use crate::links::html;
use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct MissingAltText;

rule!(MissingAltText {
    summary: Text { en: "an image without a description", ja: "画像に説明 (代替テキスト) がない" },
    aliases: &["MD045", "no-alt-text"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

impl Check for MissingAltText {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Image, Kind::InlineHtml, Kind::HtmlBlock])
    }

    fn node(&self, _note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        if node.kind() == Kind::Image {
            if syntax::link_text(node).is_empty() {
                report(node.span(), &node.link().destination, sink);
            }
            return;
        }
        let start = node.span().start as usize;
        for tag in html::tags(node.source()).filter(|tag| !tag.end && tag.is(&["img"])) {
            let hidden = tag.attribute("aria-hidden").is_some_and(|hidden| hidden.value.eq_ignore_ascii_case("true"));
            if tag.attribute("alt").is_none() && !hidden {
                let to = tag.attribute("src").map_or("", |source| source.value);
                report(Span::new(start + tag.range.start, start + tag.range.end), to, sink);
            }
        }
    }
}

fn report(span: Span, to: &str, sink: &mut Sink<'_>) {
    let to = excerpt(to);
    sink.report(span, message!("image `{to}` has no description", "画像 `{to}` に説明がない")).note(message!(
        "who can't see it, and search, have nothing to go by; in HTML `alt=\"\"` says that there is nothing to tell",
        "画像を見られない人や検索には何も伝わらない。飾りの画像なら HTML で `alt=\"\"` と書く"
    ));
}
