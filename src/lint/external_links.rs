//! What the rules say of links to the web: those that are gone, and those whose page lacks the id they name.

use url::Url;

use crate::facts::ExternalLink;
use crate::finding::{Applicability, Edit, Effect, excerpt};
use crate::links::link_status::{LinkState, LinkStatus};
use crate::links::placeholder;
use crate::lint::engine::ProjectView;
use crate::lint::rule::{FindingBuilder, Sink};
use crate::message;

/// The links of a note to the web about which something is known.
pub fn known<'a>(view: &ProjectView<'a>) -> impl Iterator<Item = (&'a ExternalLink, &'a LinkStatus)> {
    let project = view.project;
    view.facts.external.iter().filter_map(move |link| Some((link, project.link_status(&link.url)?)))
}

/// Reports the links that are gone.
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

/// Where the Internet Archive has its last copy of `url`, if it has one: not of its own pages, nor of a network of one's own.
fn archived(url: &str) -> Option<String> {
    let parsed = Url::parse(url).ok()?;
    let never = placeholder::is_local(&parsed) || parsed.host_str() == Some("web.archive.org");
    (!never).then(|| format!("https://web.archive.org/web/2/{url}"))
}

/// Reports the links whose page has no such id.
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

/// Adds the fix that puts the address `to` in the place of the one in `link`, where it can be written there.
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
    fn the_archive_is_named_for_pages_it_may_have() {
        let url = "https://aws.amazon.com/jp/blogs/news/old/?a=b";
        assert_eq!(archived(url), Some(format!("https://web.archive.org/web/2/{url}")));
        for url in ["http://wiki/a", "http://192.168.0.1/", "https://web.archive.org/web/2015/http://a.io/"] {
            assert_eq!(archived(url), None, "{url}");
        }
    }
}
