//! `redirected-link`: a link to a page that has moved for good.

use crate::finding::{Applicability, Meta, Preset, Severity, Text, excerpt};
use crate::links::moved_docs;
use crate::lint::engine::ProjectView;
use crate::lint::far_links::{known, replace};
use crate::lint::rule::{Check, Needs, NoOptions, Rule, Sink};
use crate::message;

/// See the page.
pub struct RedirectedLink;

impl Rule for RedirectedLink {
    const META: Meta = Meta {
        name: "redirected-link",
        group: "links",
        summary: Text {
            en: "a link to a page that has moved for good (online)",
            ja: "移転したページへのリンク (オンライン時)",
        },
        aliases: &[],
        severity: Severity::Advice,
        presets: &[Preset::Recommended.member()],
        fix: Some(Applicability::Unsafe),
        since: "0.1.0",
        page: include_str!("redirected_link.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(RedirectedLink)
    }
}

impl Check for RedirectedLink {
    fn needs(&self) -> Needs {
        Needs::VERDICTS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for (link, verdict) in known(view) {
            let Some(moved) = verdict.moved.as_ref().filter(|_| moved_docs::moved(&link.shown).is_none()) else {
                continue;
            };
            let (url, to) = (excerpt(&link.shown), excerpt(moved));
            let report =
                sink.report(link.span, message!("`{url}` has moved to `{to}`", "`{url}` は `{to}` に移転した"));
            replace(report, link, moved);
        }
    }
}
