//! GitLab: comrak, with the CJK-friendly amendment and GitLab's own filters.

use crate::text::boxes::{Alerts, Boxes};
use crate::text::profile::{
    BareUrls, Elements, ExplicitIds, FlankingRules, HeadingIds, Html, Math, Profile, Strikethrough, UNSAFE_ELEMENTS,
};
use crate::text::syntax_reader::{Syntax, SyntaxReader};

pub(super) const READER: SyntaxReader = SyntaxReader { profile: PROFILE, read: |_, _| Syntax::default() };

const PROFILE: Profile = Profile {
    name: "gitlab",
    title: "GitLab",
    heading_ids: HeadingIds::Gitlab,
    explicit_ids: ExplicitIds::None,
    bare_urls: BareUrls::Gitlab,
    emphasis: FlankingRules::CjkFriendly,
    strikethrough: Strikethrough::OneOrTwo,
    boxes: Boxes { alerts: Alerts { titles: true, nest: true, ..Alerts::GITHUB }, ..Boxes::NONE },
    math: Math { before_digits: false, ..Math::DOLLARS },
    elements: Elements::Without(UNSAFE_ELEMENTS, Html::Dropped),
    ..Profile::GITHUB
};
