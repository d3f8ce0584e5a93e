//! Docusaurus: MDX, with admonitions.

use super::syntax::{containers, marked, mdx};
use crate::text::profile::{BareUrls, Boxes, ExplicitIds, FlankingRules, HeadingIds, Html, Profile};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            containers::read(marks);
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
    heading_ids: HeadingIds::Docusaurus,
    explicit_ids: ExplicitIds::Mdx,
    bare_urls: BareUrls::Micromark,
    angle_urls: false,
    emphasis: FlankingRules::CommonMark,
    indented_code: false,
    html: Html::Jsx,
    math: false,
    boxes: Boxes::Docusaurus,
    routes: true,
    ..Profile::GITHUB
};
