//! External links: `http:` and `https:` URLs in any syntax.

use rustc_hash::FxHashSet;
use url::Url;

use crate::facts::ExternalLink;
use crate::links::bare_urls;
use crate::links::definitions::fold;
use crate::links::html;
use crate::links::placeholder;
use crate::markdown::autolink::url_extent;
use crate::markdown::document::{Document, Kind, LinkSyntax, Node};
use crate::markdown::slug::decode_fragment;
use crate::markdown::syntax;
use crate::text::source::{Source, Span};

/// The external links of `document`, in the order of the text: links, images, used definitions, autolinks, bare URLs,
/// and URLs in HTML. URLs with a placeholder and reserved host names are left out.
pub fn links(document: &Document<'_>) -> Vec<ExternalLink> {
    links_if(document, &|_| true)
}

/// Like [`links`], but only those whose URL `is_wanted`. It gets the URL as written, decoded; the others are not parsed.
pub fn links_if(document: &Document<'_>, is_wanted: &dyn Fn(&str) -> bool) -> Vec<ExternalLink> {
    let mut links = collect(document, is_wanted);
    links.retain(|link| Url::parse(&link.url).is_ok_and(|url| !placeholder::is_reserved(&url)));
    links
}

/// Like [`links`], but with links to reserved names such as `example.com`.
pub fn with_reserved(document: &Document<'_>) -> Vec<ExternalLink> {
    collect(document, &|_| true)
}

fn collect(document: &Document<'_>, is_wanted: &dyn Fn(&str) -> bool) -> Vec<ExternalLink> {
    let mut links = Vec::new();
    let link = |span: Span, destination: &str| link(document.source(), span, destination, is_wanted);
    let mut labels = FxHashSet::default();
    for node in document.nodes() {
        match node.kind() {
            Kind::Link | Kind::Image if node.link().form == LinkSyntax::Inline => {
                let span = syntax::destination(node).unwrap_or(node.span());
                links.extend(link(span, &node.link().destination));
            }
            Kind::Link | Kind::Image => {
                labels.insert(fold(&node.link().label));
            }
            Kind::Autolink => {
                let span = Span { start: node.span().start + 1, end: node.span().end.saturating_sub(1) };
                links.extend(link(span, &node.link().destination));
            }
            Kind::BareUrl => links.extend(bare(document.source(), node, is_wanted)),
            Kind::InlineHtml | Kind::HtmlBlock => in_html(node, is_wanted, &mut links),
            _ => {}
        }
    }
    let used = document.definitions().iter().filter(|definition| labels.contains(&fold(&definition.label)));
    links.extend(used.filter_map(|definition| {
        let span = syntax::definition_destination(document.source(), definition.span).unwrap_or(definition.span);
        link(span, &definition.destination)
    }));
    links.sort_by_key(|link| link.span);
    links
}

/// The link with `destination`, which is written at `span`.
fn link(source: &Source, span: Span, destination: &str, is_wanted: &dyn Fn(&str) -> bool) -> Option<ExternalLink> {
    let mut link = external_link(span, destination, is_wanted)?;
    // With an entity or escape, the text at `span` is not the destination itself.
    link.replaceable = source.slice(span) == destination;
    Some(link)
}

/// A bare URL, without the sentence text that the host's link includes, and with the part that it leaves out.
fn bare(source: &Source, node: Node<'_>, is_wanted: &dyn Fn(&str) -> bool) -> Option<ExternalLink> {
    if bare_urls::is_left_out(node) {
        return None;
    }
    let whole = bare_urls::whole(node);
    let written = source.slice(whole);
    let before = &source.text()[..node.span().start as usize];
    // The attribute value of a malformed tag.
    if before.strip_suffix(['"', '\'']).is_some_and(|before| before.ends_with('=')) {
        return None;
    }
    // `https://sqs.<region>.…`: the link ends where the placeholder begins.
    if placeholder::begins(&source.text()[whole.end as usize..]) {
        return None;
    }
    let meant = &written[..url_extent(written)];
    let start = node.span().start as usize;
    let span = Span::new(start, start + meant.len());
    if has_web_scheme(meant) {
        let mut link = external_link(span, meant, is_wanted)?;
        link.replaceable = meant.len() == written.len();
        return Some(link);
    }
    meant.get(..4).filter(|www| www.eq_ignore_ascii_case("www."))?;
    external_link(span, &format!("http://{meant}"), is_wanted)
}

/// The attributes that contain a URL, by element.
const ATTRIBUTES: [(&str, &str); 7] = [
    ("a", "href"),
    ("img", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("iframe", "src"),
    ("embed", "src"),
];

fn in_html(node: Node<'_>, is_wanted: &dyn Fn(&str) -> bool, links: &mut Vec<ExternalLink>) {
    for tag in html::tags(node.source()).filter(|tag| !tag.end) {
        let Some((_, name)) = ATTRIBUTES.iter().find(|(element, _)| tag.is(&[element])) else { continue };
        let Some(attribute) = tag.attribute(name).filter(|attribute| attribute.quoted) else { continue };
        let at = node.span().start as usize + attribute.at;
        let span = Span::new(at, at + attribute.value.len());
        links.extend(external_link(span, html::decode_attribute(attribute.value).trim_ascii(), is_wanted));
    }
}

fn has_web_scheme(destination: &str) -> bool {
    let scheme = destination.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The link to `destination`, if that is an `http:` or `https:` URL without a placeholder and `is_wanted`.
fn external_link(span: Span, destination: &str, is_wanted: &dyn Fn(&str) -> bool) -> Option<ExternalLink> {
    if !has_web_scheme(destination) || !is_wanted(destination) || placeholder::in_text(destination) {
        return None;
    }
    let mut url = Url::parse(destination).ok()?;
    let has_credentials = !url.username().is_empty() || url.password().is_some();
    // Neither can fail for a URL with a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    let (address, tail) = destination.find('#').map_or((destination, ""), |at| destination.split_at(at));
    let shown = if has_credentials { url.as_str() } else { address };
    Some(ExternalLink {
        span,
        url: url.as_str().into(),
        fragment: fragment(tail.strip_prefix('#').unwrap_or("")),
        shown: shown.into(),
        tail: tail.into(),
        replaceable: false,
    })
}

/// The id that `fragment` names, or `None` if it means the top of the page or is state for a script. Text directives
/// (`:~:text=…`, URL Fragment Text Directives §3.1) are cut off.
fn fragment(fragment: &str) -> Option<Box<str>> {
    let fragment = fragment.split(":~:").next().unwrap_or("");
    let is_lines = fragment.strip_prefix('L').is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
    let is_state = fragment.starts_with(['/', '!', '?', ':', '&']) || fragment.contains(['=', '&']);
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || is_lines || is_state {
        return None;
    }
    Some(decode_fragment(fragment).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let show = |link: ExternalLink| {
            let fragment = link.fragment.map_or(String::new(), |fragment| format!(" #{fragment}"));
            let mark = if link.replaceable { "" } else { "!" };
            format!("{mark}{}{fragment} < {}", link.url, source.slice(link.span))
        };
        links(&Document::parse(&source)).into_iter().map(show).collect()
    }

    #[test]
    fn in_all_forms() {
        assert_eq!(found("[a](https://a.io/b#c \"t\")"), ["https://a.io/b #c < https://a.io/b#c"]);
        assert_eq!(found("![a](<http://a.io>)"), ["http://a.io/ < http://a.io"]);
        assert_eq!(found("<https://a.io/?x>"), ["https://a.io/?x < https://a.io/?x"]);
        assert_eq!(found("[a][B  c]\n\n[b C]: HTTPS://A.io/y\n[e]: https://u.io"), ["https://a.io/y < HTTPS://A.io/y"]);
        assert_eq!(
            found("詳細は https://a.io/b。次 www.b.io/c です"),
            ["!https://a.io/b < https://a.io/b", "!http://www.b.io/c < www.b.io/c"]
        );
        assert_eq!(
            found("x <a href=\"https://a.io?x&amp;y\">b</a>\n\n<p><img src='http://i.io/j.png'></p>"),
            ["!https://a.io/?x&y < https://a.io?x&amp;y", "!http://i.io/j.png < http://i.io/j.png"]
        );
    }

    #[test]
    fn credentials_are_left_out() {
        let source = Source::new("[a](https://me:secret@a.io/b)".to_owned()).unwrap();
        let links = links(&Document::parse(&source));
        assert_eq!((&*links[0].url, &*links[0].shown), ("https://a.io/b", "https://a.io/b"));
    }

    #[test]
    fn what_is_not_a_url_is_left_out() {
        let text = "[a](b.md) [a](mailto:a@b.io) [a](ftp://a.io) <a@b.io> https://example.com/a \
            https://sqs.<region>.amazonaws.com [a](https://{{host}}/x) `https://a.io` https://my-bucket.s3.example.org/";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn fragments_name_ids() {
        let of = |written: &str| fragment(written).map(String::from);
        assert_eq!(of("%E6%A6%82").as_deref(), Some("概"));
        assert_eq!(of("a:~:text=b").as_deref(), Some("a"));
        for none in ["", "top", ":~:text=b", "L10-L20", "/route", "!x", "page=3"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
