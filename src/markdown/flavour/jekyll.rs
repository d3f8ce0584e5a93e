//! Jekyll: kramdown with its GFM parser, Liquid, attribute lists.

use super::syntax::{attributes, marked, templates};
use crate::text::boxes::Boxes;
use crate::text::profile::{
    BareUrls, BlockParser, Elements, ExplicitIds, Fences, FlankingRules, HeadingIds, Lists, Profile, Strikethrough,
    Tables,
};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, _| {
        marked(text, |marks| {
            templates::read(marks, templates::Engine::Liquid);
            attributes::read(marks);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "jekyll",
    title: "Jekyll",
    shows_repository: false,
    heading_ids: HeadingIds::Kramdown,
    explicit_ids: ExplicitIds::Kramdown,
    bare_urls: BareUrls::Never,
    emphasis: FlankingRules::Kramdown,
    strikethrough: Strikethrough::Two,
    lists: Lists { parenthesis: false, marker_begins_list: false, ..Profile::GITHUB.lists },
    tables: Tables { supported: true, interrupts_paragraph: false, code_hides_bars: true, shows_extra_cells: true },
    blocks: BlockParser::Kramdown,
    fences: Fences::Kramdown,
    boxes: Boxes::NONE,
    smart_punctuation: true,
    routes: true,
    elements: Elements::All,
    ..Profile::GITHUB
};
