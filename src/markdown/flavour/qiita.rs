//! qiita.com: Qiita's renderer is not public, so the profile follows its documentation.

use super::syntax::{cards, containers, marked};
use crate::text::profile::{BareUrls, Boxes, ExplicitIds, HeadingIds, Profile};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, _| {
        marked(text, |marks| {
            containers::read(marks);
            cards::urls(marks);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "qiita",
    title: "Qiita",
    heading_ids: HeadingIds::Qiita,
    explicit_ids: ExplicitIds::None,
    bare_urls: BareUrls::Qiita,
    boxes: Boxes::Qiita,
    breaks_lines: true,
    ..Profile::GITHUB
};
