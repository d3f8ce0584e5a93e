//! Docusaurus: MDX, with admonitions.

use super::syntax::{containers, marked, mdx};
use crate::text::boxes::{Boxes, ContainerKind, Containers, Opening, Rest};
use crate::text::profile::{BareUrls, Elements, ExplicitIds, FlankingRules, HeadingIds, Html, Math, Profile};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            containers::read(marks, profile);
            if profile.preprocessed || mdx::unwraps_code(text) {
                marks.has_other_ids();
            }
            if profile.html == Html::Jsx && !mdx::is_off(text, marks.body()) {
                mdx::read(marks, profile);
            } else {
                mdx::read_ids(marks);
            }
        })
    },
};

impl Profile {
    /// The same host where `markdown.format` of Docusaurus is `md`: notes are `CommonMark`, not MDX. With `detect`, this
    /// is how `.md` files are read.
    #[must_use]
    pub const fn without_mdx(self) -> Self {
        Self { angle_urls: true, indented_code: true, html: Html::Shown, ..self }
    }
}

const PROFILE: Profile = Profile {
    name: "docusaurus",
    title: "Docusaurus",
    shows_repository: false,
    heading_ids: HeadingIds::Docusaurus,
    explicit_ids: ExplicitIds::Mdx,
    bare_urls: BareUrls::Micromark,
    angle_urls: false,
    emphasis: FlankingRules::Utf16,
    indented_code: false,
    html: Html::Jsx,
    math: Math::NONE,
    boxes: Boxes { containers: Some(CONTAINERS), ..Boxes::NONE },
    routes: true,
    links_from_root: true,
    elements: Elements::All,
    ..Profile::GITHUB
};

/// The keywords of @docusaurus/mdx-loader 3.10.2 before `docusaurus.config.js` adds others.
const CONTAINERS: Containers = Containers {
    kinds: &[
        ContainerKind { name: "note", rest: Rest::OptionalTitle },
        ContainerKind { name: "tip", rest: Rest::OptionalTitle },
        ContainerKind { name: "info", rest: Rest::OptionalTitle },
        ContainerKind { name: "warning", rest: Rest::OptionalTitle },
        ContainerKind { name: "danger", rest: Rest::OptionalTitle },
        ContainerKind { name: "caution", rest: Rest::OptionalTitle },
        ContainerKind { name: "important", rest: Rest::OptionalTitle },
        ContainerKind { name: "secondary", rest: Rest::OptionalTitle },
        ContainerKind { name: "success", rest: Rest::OptionalTitle },
    ],
    opening: Opening::Directive,
    unknown_is_bare: true,
    nest: true,
    extensible: true,
    usual: [Some(":::note"), Some(":::warning"), None],
};
