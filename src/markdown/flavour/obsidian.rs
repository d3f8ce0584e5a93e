//! Obsidian: callouts, comments, highlights, tags, block ids, embeds. Its renderer is not public, so the profile follows
//! its documentation.

use super::syntax::{marked, obsidian};
use crate::text::boxes::{Alerts, Boxes};
use crate::text::profile::{
    BareUrls, Elements, ExplicitIds, FlankingRules, HeadingIds, Html, Math, Profile, Strikethrough,
};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader { profile: PROFILE, read: |text, _| marked(text, obsidian::read) };

const PROFILE: Profile = Profile {
    name: "obsidian",
    title: "Obsidian",
    shows_repository: false,
    heading_ids: HeadingIds::Obsidian,
    explicit_ids: ExplicitIds::None,
    bare_urls: BareUrls::Obsidian,
    emphasis: FlankingRules::CommonMark,
    strikethrough: Strikethrough::Two,
    boxes: Boxes { alerts: Alerts::ANY, ..Boxes::NONE },
    breaks_lines: true,
    elements: Elements::Without(&["script"], Html::Dropped),
    math: Math::DOLLARS,
    ..Profile::GITHUB
};
