//! `missing-alt-text`: an image without alt text.

use crate::links::html;
use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct MissingAltText;

rule!(MissingAltText {
    summary: Text { en: "an image without alt text", ja: "画像に代替テキストがない" },
    aliases: &["MD045", "no-alt-text"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

impl Check for MissingAltText {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Image, Kind::InlineHtml, Kind::HtmlBlock])
    }

    fn node(&self, note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        if node.kind() == Kind::Image {
            if syntax::link_text(node).is_empty() {
                report(node.span(), &node.link().destination, sink);
            }
            return;
        }
        if !note.document.profile().html.has_elements() {
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
    sink.report(span, message!("image `{to}` has no alt text", "画像 `{to}` に代替テキストがない")).note(message!(
        "screen readers and search have nothing to use; for a decorative image write `alt=\"\"` in HTML",
        "スクリーンリーダーや検索には何も伝わらない。装飾の画像なら HTML で `alt=\"\"` と書く"
    ));
}
