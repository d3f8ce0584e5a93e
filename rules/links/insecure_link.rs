//! `insecure-link`: a link by `http:` to a page that is to be had by `https:`.

use crate::lint::far_links::{known, replace};
use crate::lint::prelude::*;

pub(crate) struct InsecureLink;

rule!(InsecureLink {
    summary: Text {
        en: "a link by `http:` to a page that is to be had by `https:` (online)",
        ja: "`https:` で開けるページへの `http:` のリンク (オンライン時)",
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for InsecureLink {
    fn needs(&self) -> Needs {
        Needs::VERDICTS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for (link, verdict) in known(view) {
            let Some(secure) = &verdict.secure else { continue };
            let url = excerpt(&link.shown);
            let report = sink.report(
                link.span,
                message!("`{url}` gives the same page by `https:`", "`{url}` は `https:` でも同じページを開ける"),
            );
            replace(report, link, secure);
        }
    }
}
