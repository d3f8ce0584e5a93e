//! Docusaurus: MDX, with admonitions.

use super::syntax::{containers, marked, mdx};
use crate::text::profile::{BareUrls, Boxes, ExplicitIds, FlankingRules, HeadingIds, Html, Profile};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, _| {
        marked(text, |marks| {
            containers::read(marks);
            mdx::read(marks);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "docusaurus",
    title: "Docusaurus",
    heading_ids: HeadingIds::Docusaurus,
    explicit_ids: ExplicitIds::Mdx,
    bare_urls: BareUrls::Micromark,
    angle_urls: false,
    emphasis: FlankingRules::Utf16,
    indented_code: false,
    html: Html::Jsx,
    math: false,
    boxes: Boxes::Docusaurus,
    routes: true,
    ..Profile::GITHUB
};
