//! `unsure-link`: a link of which nobody can tell whether it lives.

use crate::finding::{Meta, Preset, Severity, Text, excerpt};
use crate::links::verdict::State;
use crate::lint::engine::ProjectView;
use crate::lint::far_links::known;
use crate::lint::rule::{Check, Needs, NoOptions, Rule, Sink};
use crate::message;

/// See the page.
pub struct UnsureLink;

impl Rule for UnsureLink {
    const META: Meta = Meta {
        name: "unsure-link",
        group: "links",
        summary: Text {
            en: "a link of which nobody can tell whether it lives (online)",
            ja: "生きているか判断できないリンク (オンライン時)",
        },
        aliases: &[],
        severity: Severity::Advice,
        presets: &[Preset::Recommended.member()],
        fix: None,
        since: "0.1.0",
        page: include_str!("unsure_link.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(UnsureLink)
    }
}

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
