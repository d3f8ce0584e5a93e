//! Local links: links within the project.

use std::borrow::Cow;

use memchr::memchr3;
use percent_encoding::percent_decode_str;

use crate::facts::{LinkText, LocalLink, LocalLinkForm};
use crate::links::definitions::{fold, used};
use crate::links::destinations::{DestinationKind, WrittenDestination, destinations};
use crate::links::home_folder::in_home;
use crate::links::wikilink;
use crate::markdown::document::{Document, Kind};
use crate::markdown::front_matter::{self, FrontMatterString};
use crate::markdown::slug::decode_fragment;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// The local links of `document`, in the order of the text: links, images, used definitions, HTML attributes,
/// wikilinks, and the strings under `keys` in the front matter.
pub fn links(document: &Document<'_>, keys: &[String]) -> Vec<LocalLink> {
    let used = used(document);
    let is_used = |index: usize| document.definitions().get(index).is_some_and(|to| used.contains(&fold(&to.label)));
    let mut links = wikilink::wikilinks(document);
    for one in destinations(document) {
        let (image, is_item): (bool, fn(&str) -> bool) = match one.kind {
            DestinationKind::Link => (false, is_marked_item),
            DestinationKind::Image => (true, |_| false),
            DestinationKind::Tag { image } => (image, |_| false),
            DestinationKind::Definition(index) if is_used(index) => (false, is_item),
            _ => continue,
        };
        if one.kind == DestinationKind::Link && is_embed(document, one.span) {
            continue;
        }
        let link = link(one.span, &one.to, image, LocalLinkForm::Path);
        let link_text =
            || (one.kind == DestinationKind::Link).then(|| link_text(document, one.span)).flatten().map(Box::new);
        links.extend(link.filter(|link| !is_item(&link.path)).map(|link| LocalLink { link_text: link_text(), ..link }));
    }
    for FrontMatterString { span, text, style } in front_matter::values(document.source().text(), keys) {
        // `[[Note]]` is found as a wikilink; `[text](note.md)` is only a link to the tool that renders the field.
        if !text.unicode_trim_start().trim_start_matches('!').starts_with('[') {
            links.extend(link(span, text.unicode_trim(), false, LocalLinkForm::FrontMatter { style }));
        }
    }
    links.sort_by_key(|link| link.span);
    links
}

/// The link of the definition at `index` of [`Document::definitions`], whether it is used or not. `None` if it leads out of
/// the project.
pub fn of_definition(document: &Document<'_>, index: usize) -> Option<LocalLink> {
    let is_it = |one: &WrittenDestination<'_>| one.kind == DestinationKind::Definition(index);
    let one = destinations(document).into_iter().find(is_it)?;
    link(one.span, &one.to, false, LocalLinkForm::Path)
}

fn link(span: Span, to: &str, image: bool, form: LocalLinkForm) -> Option<LocalLink> {
    let (path, fragment) = place(to)?;
    let fragment = fragment.map(Into::into);
    Some(LocalLink { span, written: to.into(), path: path.into(), fragment, image, form, link_text: None })
}

/// Whether the link with the destination at `span` embeds something that only has an id, as on Zenn: `@[speakerdeck](1f2e3d)`.
fn is_embed(document: &Document<'_>, span: Span) -> bool {
    let text = document.source().text();
    let before = text[..span.start as usize].strip_suffix("](").unwrap_or_default();
    let kind = before.rsplit('[').next().unwrap_or_default();
    let is_word = !kind.is_empty() && kind.len() <= 20 && kind.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_id = text[span.range()].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_word && is_id && before[..before.len() - kind.len()].ends_with("@[")
}

/// The text and list position of the link whose destination is at `span`.
fn link_text(document: &Document<'_>, span: Span) -> Option<LinkText> {
    let at = document.node_at(span.start as usize);
    let link = std::iter::once(at).chain(at.ancestors()).find(|node| node.kind() == Kind::Link)?;
    let cut = |text: String| text.chars().take(MAX_TEXT).collect::<String>().into_boxed_str();
    let mut items = link.ancestors().filter(|node| node.kind() == Kind::Item);
    let item = items.next();
    let list = link.ancestors().filter(|node| node.kind() == Kind::List).last();
    Some(LinkText {
        text: cut(link.text()),
        item: list.zip(item).map(|(list, item)| [list.span().start, item.span().start]),
        parents: items.filter_map(|item| Some(cut(item.first_child()?.text()))).collect(),
    })
}

/// The number of characters of a link's text to keep.
const MAX_TEXT: usize = 128;

/// Whether `path` may be the name of a code item (`expr.closure`, `mod@test`), which documentation tools accept as a
/// link destination.
fn is_item(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_file = ["md", "markdown", "mdx", "html", "htm", "txt", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    !path.is_empty() && !path.contains('/') && !is_file
}

/// Whether `path` is the name of a code item with its kind: `mod@test`.
fn is_marked_item(path: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:".contains(&byte));
    path.split_once('@').is_some_and(|(kind, name)| is_word(kind) && is_word(name))
}

/// The path and fragment of a local destination, percent-decoded; `None` for any other destination.
fn place(destination: &str) -> Option<(Cow<'_, str>, Option<Cow<'_, str>>)> {
    if is_of_machine(destination) && !is_placeholder(destination) {
        return Some((percent_decode_str(destination).decode_utf8().ok()?, None));
    }
    let is_placeholder = is_placeholder(in_home(destination).unwrap_or(destination));
    let elsewhere = destination.starts_with("//") || destination.starts_with("\\\\") || has_scheme(destination);
    if destination.is_empty() || elsewhere || is_placeholder {
        return None;
    }
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(decode_fragment(fragment))),
        None => (destination, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    Some((percent_decode_str(path).decode_utf8().ok()?, fragment))
}

/// Whether `destination` is an absolute path on one machine: a drive letter, or the scheme `file` (RFC 8089).
pub fn is_of_machine(destination: &str) -> bool {
    let is_drive = |(drive, rest): (&str, &str)| {
        drive.len() == 1 && drive.starts_with(|char: char| char.is_ascii_alphabetic()) && rest.starts_with(['/', '\\'])
    };
    let file = destination.get(.."file:".len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    file || destination.split_once(':').is_some_and(is_drive)
}

/// Whether `destination` starts with a scheme (RFC 3986 §3.1) or a drive letter.
fn has_scheme(destination: &str) -> bool {
    let Some((scheme, _)) = destination.split_once(':') else { return false };
    scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Whether the destination is filled in later: by a template, by a build with aliases (`@site/…`, `~~/…`), or by the
/// author (`…`).
fn is_placeholder(destination: &str) -> bool {
    let has_mark = || ["{{", "{%", "<%", "${", "$("].iter().any(|mark| destination.contains(mark));
    memchr3(b'{', b'<', b'$', destination.as_bytes()).is_some() && has_mark()
        || destination.starts_with(['@', '~', '{', '<', '$'])
        || destination.contains("...")
        || destination.contains('…')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn found(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let show = |link: LocalLink| {
            let fragment = link.fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
            let mark = if link.image { "!" } else { "" };
            format!("{mark}{}{fragment} < {}", link.path, source.slice(link.span))
        };
        links(&Document::parse(&source), &["image".to_owned()]).into_iter().map(show).collect()
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
    fn in_the_front_matter_under_given_keys() {
        assert_eq!(found("---\nimage: img/a.png\ncover: b.png\n---\n"), ["img/a.png < img/a.png"]);
        assert_eq!(found("---\nimage: https://x.y/a.png\n---\n"), [""; 0]);
        assert_eq!(found("---\nimage: \"b\\x2emd#x\"\n---\n"), ["b.md#x < b\\x2emd#x"]);
        assert_eq!(found("---\nlist:\n  - &x b.md\nimage: [*x, c.md]\n---\n"), ["b.md < b.md", "c.md < c.md"]);
        assert_eq!(found("---\nimage: >-\n  b\n  c.md\n---\n"), ["b c.md < b\n  c.md"]);
        // A wikilink is found once, as a wikilink.
        assert_eq!(found("---\nimage: \"[[b]]\"\nlist: ![[c]]\n---\n"), ["b < b"]);
        assert_eq!(found("---\nimage: \"[b](b.md)\"\n---\n"), [""; 0]);
    }

    #[test]
    fn decoded() {
        assert_eq!(found("[a](%E6%A6%82%E8%A6%81.md#%E3%81%82)"), ["概要.md#あ < %E6%A6%82%E8%A6%81.md#%E3%81%82"]);
        assert_eq!(found("[a](a%20b.md) [x](100%.md)"), ["a b.md < a%20b.md", "100%.md < 100%.md"]);
    }

    #[test]
    fn only_within_the_project() {
        let text = "[a](https://x.y) [a](mailto:a@b.c) [a](//x.y/z) [a]() [a]({{site.url}}/x) [a](@site/x) \
            <a href=x> <https://x.y> http://x.y <!-- <a href=\"x\"> --> `[a](b)`";
        assert_eq!(found(text), [""; 0]);
    }
}
