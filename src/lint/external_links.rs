//! Findings about external links: broken links, and anchors that the page does not have.

use url::Url;

use crate::facts::ExternalLink;
use crate::finding::{Applicability, Edit, Effect, excerpt};
use crate::links::link_status::{LinkState, LinkStatus};
use crate::links::placeholder;
use crate::lint::engine::ProjectView;
use crate::lint::rule::{FindingBuilder, Sink};
use crate::message;

/// The external links of a note that have a status.
pub fn known<'a>(view: &ProjectView<'a>) -> impl Iterator<Item = (&'a ExternalLink, &'a LinkStatus)> {
    let project = view.project;
    view.facts.external.iter().filter_map(move |link| Some((link, project.link_status(&link.url)?)))
}

/// Reports the links whose page no longer exists.
pub fn dead_links(view: &ProjectView<'_>, sink: &mut Sink<'_>) {
    for (link, status) in known(view) {
        let LinkState::Dead(reason) = &status.state else { continue };
        let (url, en, ja) = (excerpt(&link.shown), reason.en(), reason.ja());
        let report = sink.report(link.span, message!("`{url}` is a broken link: {en}", "`{url}` はリンク切れ: {ja}"));
        if let Some(old) = archived(&link.url) {
            report.note(message!(
                "the Wayback Machine may have a copy: {old}",
                "Wayback Machine に残っている可能性がある: {old}"
            ));
        }
    }
}

/// The URL of the last copy in the Internet Archive. `None` for its own pages and for local hosts, of which it has no
/// copies.
fn archived(url: &str) -> Option<String> {
    let parsed = Url::parse(url).ok()?;
    let never = placeholder::is_local(&parsed) || parsed.host_str() == Some("web.archive.org");
    (!never).then(|| format!("https://web.archive.org/web/2/{url}"))
}

/// Reports the links to an id that the page does not have.
pub fn dead_anchors(view: &ProjectView<'_>, sink: &mut Sink<'_>) {
    for (link, status) in known(view) {
        let Some(fragment) = &link.fragment else { continue };
        if status.state == LinkState::Alive && status.fragments.get(fragment) == Some(&false) {
            let (fragment, url) = (excerpt(fragment), excerpt(&link.shown));
            sink.report(
                link.span,
                message!(
                    "no heading or id in `{url}` matches `#{fragment}`",
                    "`{url}` には `#{fragment}` に対応する見出しや id がない"
                ),
            );
        }
    }
}

/// Adds a fix that replaces the URL of `link` with `to`, if the link is [replaceable](ExternalLink::replaceable).
pub fn replace(report: FindingBuilder<'_>, link: &ExternalLink, to: &str) {
    if !link.replaceable {
        return;
    }
    let tail = if to.contains('#') { "" } else { &*link.tail };
    let shown = excerpt(to);
    report.fix(
        Applicability::Unsafe,
        Effect::Destination,
        message!("replace with `{shown}`", "`{shown}` に書き換える"),
        vec![Edit::replace(link.span, format!("{to}{tail}"))],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_is_suggested_for_public_pages() {
        let url = "https://aws.amazon.com/jp/blogs/news/old/?a=b";
        assert_eq!(archived(url), Some(format!("https://web.archive.org/web/2/{url}")));
        for url in ["http://wiki/a", "http://192.168.0.1/", "https://web.archive.org/web/2015/http://a.io/"] {
            assert_eq!(archived(url), None, "{url}");
        }
    }
}
