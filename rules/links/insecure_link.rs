//! `insecure-link`: a link by `http:` to a page that is to be had by `https:`.

use crate::finding::{Applicability, Meta, Preset, Severity, Text, excerpt};
use crate::lint::engine::ProjectView;
use crate::lint::far_links::{known, replace};
use crate::lint::rule::{Check, Needs, NoOptions, Rule, Sink};
use crate::message;

/// See the page.
pub struct InsecureLink;

impl Rule for InsecureLink {
    const META: Meta = Meta {
        name: "insecure-link",
        group: "links",
        summary: Text {
            en: "a link by `http:` to a page that is to be had by `https:` (online)",
            ja: "`https:` で開けるページへの `http:` のリンク (オンライン時)",
        },
        aliases: &[],
        severity: Severity::Advice,
        presets: &[Preset::Recommended.member()],
        fix: Some(Applicability::Unsafe),
        since: "0.1.0",
        page: include_str!("insecure_link.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(InsecureLink)
    }
}

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
