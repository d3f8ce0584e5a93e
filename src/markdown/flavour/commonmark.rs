//! Plain `CommonMark` 0.31, without any extension.

use crate::text::boxes::Boxes;
use crate::text::profile::{
    BareUrls, Elements, ExplicitIds, FlankingRules, Footnotes, HeadingIds, Math, Profile, Strikethrough, Tables,
    TaskLists,
};
use crate::text::syntax_reader::{Syntax, SyntaxReader};

pub(super) const READER: SyntaxReader = SyntaxReader { profile: PROFILE, read: |_, _| Syntax::default() };

const PROFILE: Profile = Profile {
    name: "commonmark",
    title: "CommonMark",
    heading_ids: HeadingIds::Unknown,
    explicit_ids: ExplicitIds::None,
    shows_repository: false,
    bare_urls: BareUrls::Never,
    emphasis: FlankingRules::CommonMark,
    strikethrough: Strikethrough::None,
    tables: Tables { supported: false, ..Profile::GITHUB.tables },
    task_lists: TaskLists::None,
    math: Math::NONE,
    footnotes: Footnotes::None,
    boxes: Boxes::NONE,
    elements: Elements::All,
    ..Profile::GITHUB
};
