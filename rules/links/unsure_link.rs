//! `unsure-link`: a link of which nobody can tell whether it lives.

use crate::links::verdict::State;
use crate::lint::far_links::known;
use crate::lint::prelude::*;

pub(crate) struct UnsureLink;

rule!(UnsureLink {
    summary: Text {
        en: "a link of which nobody can tell whether it lives (online)",
        ja: "生きているか判断できないリンク (オンライン時)",
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
});

impl Check for UnsureLink {
    fn needs(&self) -> Needs {
        Needs::VERDICTS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for (link, verdict) in known(view) {
            let State::Unsure(reason) = &verdict.state else { continue };
            let (url, en, ja) = (excerpt(&link.shown), reason.en(), reason.ja());
            sink.report(
                link.span,
                message!("`{url}` may or may not live: {en}", "`{url}` が生きているか分からない: {ja}"),
            );
        }
    }
}
