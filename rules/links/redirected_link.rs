//! `redirected-link`: a link to a page that has moved permanently.

use crate::links::moved_docs;
use crate::lint::external_links::{known, replace};
use crate::lint::prelude::*;

pub(crate) struct RedirectedLink;

rule!(RedirectedLink {
    summary: Text {
        en: "a link to a page that has moved permanently (online)",
        ja: "恒久的に移転したページへのリンク（オンライン時）",
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for RedirectedLink {
    fn needs(&self) -> Needs {
        Needs::LINK_STATUSES
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for (link, status) in known(view) {
            let Some(moved) = status.moved.as_ref().filter(|_| moved_docs::moved(&link.shown).is_none()) else {
                continue;
            };
            let (url, to) = (excerpt(&link.shown), excerpt(moved));
            let report =
                sink.report(link.span, message!("`{url}` has moved to `{to}`", "`{url}` は `{to}` に移転した"));
            replace(report, link, moved);
        }
    }
}
