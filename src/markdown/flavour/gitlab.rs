//! GitLab: comrak, with the CJK-friendly amendment and GitLab's own filters.

use crate::text::profile::{BareUrls, ExplicitIds, FlankingRules, HeadingIds, Profile, Strikethrough};
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
    ..Profile::GITHUB
};
