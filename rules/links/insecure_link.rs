//! `insecure-link`: an `http:` link to a page that is also available over `https:`.

use crate::lint::external_links::{known, replace};
use crate::lint::prelude::*;

pub(crate) struct InsecureLink;

rule!(InsecureLink {
    summary: Text {
        en: "an `http:` link to a page that is also available over `https:` (online)",
        ja: "`https:` でも開けるページへの `http:` のリンク（オンライン時）",
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for InsecureLink {
    fn needs(&self) -> Needs {
        Needs::LINK_STATUSES
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for (link, status) in known(view) {
            let Some(secure) = &status.secure else { continue };
            let url = excerpt(&link.shown);
            let report = sink.report(
                link.span,
                message!("`{url}` is also available over `https:`", "`{url}` は `https:` でも同じページを開ける"),
            );
            replace(report, link, secure);
        }
    }
}
