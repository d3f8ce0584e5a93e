//! Docusaurus: MDX, with admonitions.

use super::syntax::{containers, marked, mdx};
use crate::text::boxes::{Boxes, ContainerKind, Containers, Opening, Rest};
use crate::text::profile::{BareUrls, Elements, ExplicitIds, FlankingRules, HeadingIds, Html, Profile};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            containers::read(marks, profile);
            mdx::read(marks);
        })
    },
};

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
    math: false,
    boxes: Boxes { containers: Some(CONTAINERS), ..Boxes::NONE },
    routes: true,
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
