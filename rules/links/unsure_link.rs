//! `unsure-link`: an external link that could not be checked.

use crate::links::link_status::LinkState;
use crate::lint::external_links::known;
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
        Needs::LINK_STATUSES
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for (link, status) in known(view) {
            let LinkState::Unsure(reason) = &status.state else { continue };
            let (url, en, ja) = (excerpt(&link.shown), reason.en(), reason.ja());
            sink.report(link.span, message!("could not check `{url}`: {en}", "`{url}` を確認できなかった: {ja}"));
        }
    }
}
