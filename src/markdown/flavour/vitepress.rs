//! VitePress: markdown-it with containers, attributes and Vue components.

use super::syntax::{attributes, containers, marked, obsidian, vue};
use crate::text::boxes::{Admonitions, Alerts, Boxes, ContainerKind, Containers, Opening, Rest};
use crate::text::profile::{
    BareUrls, Elements, ExplicitIds, FlankingRules, FootnoteLabels, Footnotes, HeadingIds, Html, Math, Profile,
    Strikethrough, TaskLists,
};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            vue::read(marks);
            containers::read(marks, profile);
            obsidian::callouts(marks);
            attributes::read(marks, attributes::Lists::All);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "vitepress",
    title: "VitePress",
    shows_repository: false,
    heading_ids: HeadingIds::Vitepress,
    explicit_ids: ExplicitIds::AttributesOrList,
    bare_urls: BareUrls::MarkdownIt,
    emphasis: FlankingRules::Utf16,
    strikethrough: Strikethrough::Two,
    task_lists: TaskLists::None,
    math: Math::NONE,
    footnotes: Footnotes::None,
    boxes: Boxes { containers: Some(CONTAINERS), alerts: ALERTS, admonitions: Admonitions::NONE },
    html: Html::Vue,
    routes: true,
    elements: Elements::All,
    footnote_labels: FootnoteLabels { match_case: true, spaces: false },
    ..Profile::GITHUB
};

/// vitepress 1.6.4.
const CONTAINERS: Containers = Containers {
    kinds: &[
        ContainerKind { name: "info", rest: Rest::OptionalTitle },
        ContainerKind { name: "tip", rest: Rest::OptionalTitle },
        ContainerKind { name: "warning", rest: Rest::OptionalTitle },
        ContainerKind { name: "danger", rest: Rest::OptionalTitle },
        ContainerKind { name: "details", rest: Rest::OptionalTitle },
        ContainerKind { name: "v-pre", rest: Rest::OptionalTitle },
        ContainerKind { name: "raw", rest: Rest::OptionalTitle },
        ContainerKind { name: "code-group", rest: Rest::OptionalTitle },
    ],
    opening: Opening::Words,
    unknown_is_bare: false,
    nest: true,
    extensible: true,
    usual: [Some("::: info"), Some("::: warning"), Some("::: details Title")],
};

const ALERTS: Alerts = Alerts {
    kinds: Some(&["NOTE", "TIP", "INFO", "IMPORTANT", "WARNING", "CAUTION", "DANGER"]),
    titles: true,
    nest: true,
};
