//! `unsure-link`: an external link that could not be checked.

use crate::links::verdict::State;
use crate::lint::far_links::known;
use crate::lint::prelude::*;

pub(crate) struct UnsureLink;

rule!(UnsureLink {
    summary: Text {
        en: "an external link that could not be checked (online)",
        ja: "確認できなかった外部リンク（オンライン時）",
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
            sink.report(link.span, message!("could not check `{url}`: {en}", "`{url}` を確認できなかった: {ja}"));
        }
    }
}
