//! zenn.dev: zenn-markdown-html, which is markdown-it with Zenn's own containers, cards and image sizes.

use super::syntax::{cards, containers, marked};
use crate::text::profile::{BareUrls, Boxes, ExplicitIds, FlankingRules, HeadingIds, Html, Profile, Strikethrough};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, _| {
        marked(text, |marks| {
            containers::read(marks);
            cards::embeds(marks);
            cards::urls(marks);
            cards::sizes(marks);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "zenn",
    title: "Zenn",
    heading_ids: HeadingIds::Zenn,
    explicit_ids: ExplicitIds::None,
    bare_urls: BareUrls::Zenn,
    emphasis: FlankingRules::CommonMark,
    strikethrough: Strikethrough::Two,
    html: Html::Escaped,
    boxes: Boxes::Zenn,
    breaks_lines: true,
    ..Profile::GITHUB
};
