//! zenn.dev: zenn-markdown-html, which is markdown-it with Zenn's own containers, cards and image sizes.

use super::syntax::{cards, containers, marked};
use crate::text::boxes::{Boxes, ContainerKind, Containers, Opening, Rest};
use crate::text::profile::{
    BareUrls, Elements, ExplicitIds, FlankingRules, FootnoteLabels, HeadingIds, Html, Math, Profile, Strikethrough,
};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            containers::read(marks, profile);
            cards::embeds(marks);
            cards::urls(marks);
            cards::sizes(marks);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "zenn",
    title: "Zenn",
    shows_repository: false,
    heading_ids: HeadingIds::Zenn,
    explicit_ids: ExplicitIds::None,
    bare_urls: BareUrls::Zenn,
    emphasis: FlankingRules::CommonMark,
    strikethrough: Strikethrough::Two,
    html: Html::Escaped,
    math: Math { backticks: false, ..Profile::GITHUB.math },
    boxes: Boxes { containers: Some(CONTAINERS), ..Boxes::NONE },
    breaks_lines: true,
    elements: Elements::All,
    footnote_labels: FootnoteLabels { match_case: true, spaces: false },
    ..Profile::GITHUB
};

/// zenn-markdown-html 0.4.4.
const CONTAINERS: Containers = Containers {
    kinds: &[
        ContainerKind { name: "message", rest: Rest::Words(&["alert"]) },
        ContainerKind { name: "messagealert", rest: Rest::Words(&[]) },
        ContainerKind { name: "details", rest: Rest::Title },
    ],
    opening: Opening::Words,
    unknown_is_bare: false,
    nest: true,
    extensible: false,
    usual: [Some(":::message"), Some(":::message alert"), Some(":::details Title")],
};
