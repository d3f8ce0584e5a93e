//! Links to places within the project.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashSet;

use crate::document::{Definition, Document, Kind, LinkForm, Node};
use crate::facts::LocalLink;
use crate::links::html;
use crate::links::slug::decode_fragment;
use crate::source::{Source, Span};
use crate::syntax;

/// The links of `document` to places within the project, in the order of the text: links and images, the definitions
/// that are used, and `<a href>` and `<img src>` in HTML.
pub fn links(document: &Document<'_>) -> Vec<LocalLink> {
    let mut links = Vec::new();
    let mut labels = FxHashSet::default();
    for node in document.nodes() {
        match node.kind() {
            Kind::Link | Kind::Image if node.link().form == LinkForm::Inline => links.extend(inline(node)),
            Kind::Link | Kind::Image => {
                labels.insert(fold_label(&node.link().label));
            }
            Kind::InlineHtml | Kind::HtmlBlock => in_html(node, &mut links),
            _ => {}
        }
    }
    let used = document.definitions().iter().filter(|definition| labels.contains(&fold_label(&definition.label)));
    links.extend(used.filter_map(|definition| defined(document.source(), definition)));
    links.sort_by_key(|link| link.span);
    links
}

fn inline(node: Node<'_>) -> Option<LocalLink> {
    let place = place(&node.link().destination)?;
    let span = syntax::destination(node).unwrap_or(node.span());
    Some(LocalLink { span, path: place.0.into(), fragment: place.1.map(Into::into), image: node.kind() == Kind::Image })
}

fn defined(source: &Source, definition: &Definition<'_>) -> Option<LocalLink> {
    let place = place(&definition.destination)?;
    if is_item(&place.0) {
        return None;
    }
    let span = syntax::definition_destination(source, definition.span).unwrap_or(definition.span);
    Some(LocalLink { span, path: place.0.into(), fragment: place.1.map(Into::into), image: false })
}

fn in_html(node: Node<'_>, links: &mut Vec<LocalLink>) {
    for tag in html::tags(node.source()) {
        let image = tag.is(&["img"]);
        let name = if image { "src" } else { "href" };
        let Some(attribute) = tag.attribute(name).filter(|attribute| attribute.quoted && (image || tag.is(&["a"])))
        else {
            continue;
        };
        let destination = html::decode(attribute.value);
        let Some((path, fragment)) = place(destination.trim()) else { continue };
        let at = node.span().start as usize + attribute.at;
        links.push(LocalLink {
            span: Span::new(at, at + attribute.value.len()),
            path: path.into(),
            fragment: fragment.map(Into::into),
            image,
        });
    }
}

/// Whether `path` may be the name of an item (`expr.closure`, `mod@test`), which documentation tools take for the
/// destination of a definition.
fn is_item(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_file = ["md", "markdown", "mdx", "html", "htm", "txt", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    !path.is_empty() && !path.contains('/') && !is_file
}

/// A label as `CommonMark` 0.31 §4.7 compares them.
fn fold_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().to_uppercase()
}

/// Path and fragment of a destination within the project, percent-decoded.
fn place(destination: &str) -> Option<(Cow<'_, str>, Option<Cow<'_, str>>)> {
    let elsewhere = destination.starts_with("//") || destination.starts_with("\\\\") || has_scheme(destination);
    if destination.is_empty() || elsewhere || is_placeholder(destination) {
        return None;
    }
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(decode_fragment(fragment))),
        None => (destination, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    Some((percent_decode_str(path).decode_utf8().ok()?, fragment))
}

/// Whether `destination` begins with a scheme (RFC 3986 §3.1) or with a drive letter.
fn has_scheme(destination: &str) -> bool {
    let Some((scheme, _)) = destination.split_once(':') else { return false };
    scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Whether something else puts the destination in: a template, a build with aliases (`@site/…`, `~/…`); or nobody yet (`…`).
fn is_placeholder(destination: &str) -> bool {
    ["{{", "{%", "<%", "${", "$("].iter().any(|mark| destination.contains(mark))
        || destination.starts_with(['@', '~', '{', '<', '$'])
        || destination.contains("...")
        || destination.contains('…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let show = |link: LocalLink| {
            let fragment = link.fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
            let mark = if link.image { "!" } else { "" };
            format!("{mark}{}{fragment} < {}", link.path, source.slice(link.span))
        };
        links(&Document::parse(&source)).into_iter().map(show).collect()
    }

    #[test]
    fn in_all_forms() {
        assert_eq!(found("[a](b.md#c \"t\")"), ["b.md#c < b.md#c"]);
        assert_eq!(found("[a](<b c.md>)"), ["b c.md < b c.md"]);
        assert_eq!(
            found("[![i](i.png)](b.md)"),
            ["b.md < b.md", "!i.png < i.png"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
        );
        assert_eq!(
            found("[a][B  c] [d]\n\n[b C]: x.md#y\n[d]: <z.md> 't'\n[e]: unused.md\n"),
            ["x.md#y < x.md#y", "z.md < z.md"]
        );
        assert_eq!(
            found("x <a href=\"b.md?x=1&amp;y\">b</a>\n\n<p><img src='i j.png'></p>"),
            ["b.md < b.md?x=1&amp;y", "!i j.png < i j.png"]
        );
    }

    #[test]
    fn decoded() {
        assert_eq!(found("[a](%E6%A6%82%E8%A6%81.md#%E3%81%82)"), ["概要.md#あ < %E6%A6%82%E8%A6%81.md#%E3%81%82"]);
        assert_eq!(found("[a](a%20b.md) [x](100%.md)"), ["a b.md < a%20b.md", "100%.md < 100%.md"]);
    }

    #[test]
    fn only_within_the_project() {
        let text = "[a](https://x.y) [a](mailto:a@b.c) [a](//x.y/z) [a](C:\\x) [a]() [a]({{site.url}}/x) [a](@site/x) \
            <a href=x> <https://x.y> http://x.y <!-- <a href=\"x\"> --> `[a](b)`";
        assert_eq!(found(text), [""; 0]);
    }
}
