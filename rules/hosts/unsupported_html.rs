//! `unsupported-html`: HTML that the host shows as text or leaves out.

use crate::links::placeholder_tags::placeholder_tags;
use crate::links::shortcodes;
use crate::links::tags::start_tags;
use crate::lint::prelude::*;
use crate::markdown::front_matter::begins_like_a_post;
use crate::text::profile::{Elements, Html, Profile};

pub(crate) struct UnsupportedHtml;

rule!(UnsupportedHtml {
    summary: Text {
        en: "HTML that the host of the notes shows as text or leaves out",
        ja: "ノートを公開するサービスで文字として表示されるか、取り除かれる HTML",
    },
    presets: &[Preset::Recommended.member()],
});

/// The elements of HTML, those that are obsolete included. Other tags are placeholders, such as `<bucket>`, which hosts
/// that show tags as text show as they were meant.
const HTML: [&str; 86] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
];

/// The first tag of an element in a note, and how many more there are.
struct Use<'n> {
    name: &'n str,
    fate: Html,
    first: Span,
    count: usize,
}

impl Check for UnsupportedHtml {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['<'..='<']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        // A note with front matter in a repository is a page of some site.
        let of_site =
            || note.document.of_kind(Kind::FrontMatter).next().is_some() || begins_like_a_post(note.source.text());
        if profile.shows_repository && of_site() {
            return;
        }
        let (inner, placeholders) = if profile.html == Html::Dropped {
            (shortcodes::contents(note.source.text()), placeholder_tags(note.document))
        } else {
            (Vec::new(), Vec::new())
        };
        let mut uses: Vec<Use<'_>> = Vec::new();
        let html = note.document.nodes().filter(|node| matches!(node.kind(), Kind::InlineHtml | Kind::HtmlBlock));
        for node in html {
            if profile.html == Html::Escaped {
                comments(profile, node, sink);
            }
            let start = node.span().start as usize;
            let syntax = note.source.syntax();
            for tag in start_tags(node.source()) {
                let span = Span::new(start + tag.range.start, start + tag.range.end);
                let Some(fate) = fate(profile, node, tag.name, note.source.slice(span)) else { continue };
                // `swallowed-placeholder` reports these.
                let is_placeholder = placeholders.binary_search_by_key(&span, |tag| tag.span).is_ok();
                if is_placeholder || syntax.covers(span.start) || shortcodes::covers(&inner, span) {
                    continue;
                }
                match uses.iter_mut().find(|other| other.name.eq_ignore_ascii_case(tag.name)) {
                    Some(other) => other.count += 1,
                    None => uses.push(Use { name: tag.name, fate, first: span, count: 1 }),
                }
            }
        }
        for element in uses {
            report(profile, &element, sink);
        }
    }
}

/// What the host does with the tag `name`, written as `tag`, unless it is HTML on the page.
fn fate(profile: &Profile, node: Node<'_>, name: &str, tag: &str) -> Option<Html> {
    let among = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    match (profile.html, profile.elements) {
        // zenn-markdown-html knows three spellings, and none in the text of a link.
        (Html::Escaped, _) if matches!(tag, "<br>" | "<br/>" | "<br />") && !node.within(Kinds::of(&[Kind::Link])) => {
            None
        }
        (Html::Escaped, _) => among(&HTML).then_some(Html::Escaped),
        (Html::Dropped, _) => Some(Html::Dropped),
        (Html::Shown, Elements::Without(names, fate)) => among(names).then_some(fate),
        // Unknown tags vanish on any host that shows HTML.
        (Html::Shown, Elements::Only { sites, .. }) if among(&["iframe", "script"]) => {
            (!sites.contains(&site(tag))).then_some(Html::Dropped)
        }
        (Html::Shown, Elements::Only { elements, .. }) => (!among(elements) && among(&HTML)).then_some(Html::Dropped),
        _ => None,
    }
}

/// The host in the attribute `src` of `tag`.
fn site(tag: &str) -> &str {
    let Some((_, value)) = tag.split_once("src=") else { return "" };
    let value = value.trim_start_matches(['"', '\'']);
    let Some((_, rest)) = value.split_once("//") else { return "" };
    rest.split(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '.' | '-'))).next().unwrap_or("")
}

fn report(profile: &Profile, element: &Use<'_>, sink: &mut Sink<'_>) {
    let (host, name, count) = (profile.title, excerpt(element.name), element.count);
    let report = match (element.fate, count) {
        (Html::Escaped, 1) => sink.report(
            element.first,
            message!("`<{name}>` is shown as text on {host}", "{host} では `<{name}>` が文字として表示される"),
        ),
        (Html::Escaped, _) => sink.report(
            element.first,
            message!(
                "`<{name}>` is shown as text on {host} ({count} times in this note)",
                "{host} では `<{name}>` が文字として表示される（このノートに {count} か所）"
            ),
        ),
        (_, 1) => sink.report(
            element.first,
            message!("{host} leaves out the tag `<{name}>`", "{host} では `<{name}>` タグが取り除かれる"),
        ),
        (..) => sink.report(
            element.first,
            message!(
                "{host} leaves out the tag `<{name}>` ({count} times in this note)",
                "{host} では `<{name}>` タグが取り除かれる（このノートに {count} か所）"
            ),
        ),
    };
    let usual = profile.boxes.containers.and_then(|boxes| boxes.usual[2]);
    match (profile.html, usual) {
        (Html::Escaped, Some(usual)) if matches!(element.name, "details" | "summary") => {
            report.note(message!("{host} has `{usual}`", "{host} では `:::details タイトル` と書く"));
        }
        (Html::Escaped, _) if element.name.eq_ignore_ascii_case("br") => {
            report.note(message!(
                "only `<br>`, `<br/>` and `<br />` are line breaks, and not in links",
                "改行になるのは `<br>`、`<br/>`、`<br />` だけで、リンクの中では使えない"
            ));
        }
        (Html::Escaped, _) if element.name.eq_ignore_ascii_case("img") => {
            report.note(message!(
                "{host} has `![](image.png =250x)` for the width",
                "幅は `![](image.png =250x)` のように指定する"
            ));
        }
        (Html::Dropped, _) => {
            report.note(message!(
                "`markup.goldmark.renderer.unsafe = true` in the site's configuration keeps HTML",
                "サイトの設定で `markup.goldmark.renderer.unsafe = true` にすると HTML が残る"
            ));
        }
        _ => {}
    }
}

/// Reports comments over several lines on a host that hides only those within one line.
fn comments(profile: &Profile, node: Node<'_>, sink: &mut Sink<'_>) {
    let (host, html, start) = (profile.title, node.source(), node.span().start as usize);
    let mut from = 0;
    while let Some(open) = html[from..].find("<!--").map(|open| from + open) {
        let end = html[open..].find("-->").map_or(html.len(), |end| open + end + 3);
        from = end;
        if !html[open..end].md_trim_end().contains('\n') {
            continue;
        }
        let line = html[open..end].md_lines().next().unwrap_or("").md_trim_end();
        sink.report(
            Span::new(start + open, start + open + line.len()),
            message!("{host} shows this comment", "{host} ではこのコメントが表示される"),
        )
        .note(message!(
            "only a comment that ends in the line where it begins is hidden",
            "隠れるのは 1 行の中で終わるコメントだけ"
        ));
    }
}
