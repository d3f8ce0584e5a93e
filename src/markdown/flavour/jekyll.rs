//! Jekyll: kramdown with its GFM parser, Liquid, attribute lists.

use super::syntax::{attributes, marked, templates};
use crate::text::boxes::Boxes;
use crate::text::profile::{
    BareUrls, BlockParser, Elements, ExplicitIds, Fences, FlankingRules, FootnoteLabels, Footnotes, HeadingIds, Lists,
    Math, Profile, Strikethrough, Tables,
};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, _| {
        marked(text, |marks| {
            templates::read(marks, templates::Engine::Liquid);
            attributes::read(marks, attributes::Lists::All);
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
    // A script of the page, such as MathJax, reads `$…$`.
    math: Math { backticks: false, by_script: true, ..Math::DOLLARS },
    footnotes: Footnotes::AsciiLabels,
    boxes: Boxes::NONE,
    smart_punctuation: true,
    routes: true,
    elements: Elements::All,
    footnote_labels: FootnoteLabels { match_case: true, spaces: false },
    ..Profile::GITHUB
};
