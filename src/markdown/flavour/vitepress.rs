//! VitePress: markdown-it with containers, attributes and Vue components.

use super::syntax::{attributes, containers, marked};
use crate::text::profile::{BareUrls, Boxes, ExplicitIds, FlankingRules, HeadingIds, Profile, Strikethrough};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, _| {
        marked(text, |marks| {
            containers::read(marks);
            attributes::read(marks);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "vitepress",
    title: "VitePress",
    heading_ids: HeadingIds::Vitepress,
    explicit_ids: ExplicitIds::Attributes,
    bare_urls: BareUrls::MarkdownIt,
    emphasis: FlankingRules::Utf16,
    strikethrough: Strikethrough::Two,
    math: false,
    footnotes: false,
    boxes: Boxes::Vitepress,
    routes: true,
    ..Profile::GITHUB
};
