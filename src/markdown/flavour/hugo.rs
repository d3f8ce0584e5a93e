//! Hugo: goldmark, shortcodes, attributes.

use super::syntax::{attributes, definitions, marked, templates};
use crate::text::boxes::{Alerts, Boxes};
use crate::text::profile::{
    BareUrls, Elements, ExplicitIds, FlankingRules, FootnoteLabels, HeadingIds, Html, Math, Profile,
};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            templates::read(marks, templates::Engine::Hugo);
            if profile.other_ids {
                definitions::read(marks);
            }
            attributes::read(marks, attributes::Lists::Braces);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "hugo",
    title: "Hugo",
    shows_repository: false,
    heading_ids: HeadingIds::Hugo,
    explicit_ids: ExplicitIds::Attributes,
    bare_urls: BareUrls::Goldmark,
    emphasis: FlankingRules::CommonMark,
    html: Html::Dropped,
    math: Math::NONE,
    // Themes decide what becomes of alerts.
    boxes: Boxes { alerts: Alerts::ANY, ..Boxes::NONE },
    smart_punctuation: true,
    routes: true,
    elements: Elements::All,
    footnote_labels: FootnoteLabels { match_case: true, spaces: true },
    ..Profile::GITHUB
};
