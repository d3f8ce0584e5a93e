//! `swallowing-url`: a bare URL that the host turns into a link that includes the text after it.

use crate::links::placeholder::is_reserved;
use crate::links::pseudo_link;
use crate::lint::enclosed_url::enclose;
use crate::lint::prelude::*;
use crate::markdown::autolink::{AutolinkKind, autolinks, reach, url_extent};
use crate::markdown::document::LinkSyntax;
use crate::markdown::prose::is_wide;
use crate::text::profile::BareUrls;

pub(crate) struct SwallowingUrl;

rule!(SwallowingUrl {
    summary: Text {
        en: "a bare URL whose link runs on into the text after it",
        ja: "URL のリンクが後ろの文章まで続いている",
    },
    severity: Severity::Error,
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for SwallowingUrl {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::BareUrl])
    }

    fn node(&self, note: &Note<'_>, link: Node<'_>, sink: &mut Sink<'_>) {
        let start = link.span().start as usize;
        let is_known = link.link().form == LinkSyntax::Bare && note.document.profile().bare_urls.end_is_known();
        // `pseudo-link` reports and fixes links with full-width brackets.
        if !is_known || in_attribute(note, start) || pseudo_link::of_url(link).is_some() {
            return;
        }
        let source = link.source();
        let mut url = 0;
        // The swallowed text may contain another URL, which swallows more text.
        loop {
            let end = url + extent(note, start + url, &source[url..]);
            let swallowed = &source[end..];
            if swallowed.is_empty() {
                if let Some(tail) = beyond_marks(note, link) {
                    let url = Span::new(start + url, start + end);
                    report(note, link, [url, tail], note.source.slice(tail), sink);
                }
                return;
            }
            if is_placeholder(swallowed) {
                return;
            }
            let next = next_url(swallowed).map(|next| end + next);
            let place = |from: usize, to: usize| Span::new(start + from, start + to);
            let spans = [place(url, end), place(end, next.unwrap_or(source.len()))];
            report(note, link, spans, swallowed, sink);
            match next {
                Some(next) => url = next,
                None => return,
            }
        }
    }
}

/// Whether `swallowed` begins with a placeholder in brackets after which the address goes on: `【name】/tags`.
fn is_placeholder(swallowed: &str) -> bool {
    const BRACKETS: [(char, char); 6] =
        [('【', '】'), ('「', '」'), ('＜', '＞'), ('｛', '｝'), ('〈', '〉'), ('《', '》')];
    BRACKETS.iter().any(|(open, close)| {
        let rest = swallowed.strip_prefix(*open).and_then(|rest| rest.split_once(*close));
        rest.is_some_and(|(_, rest)| {
            let mut rest = rest.chars();
            matches!(rest.next(), Some('/' | '?' | '&' | '=' | '.' | '-' | '_' | ':'))
                && rest.next().is_some_and(|char| char.is_ascii_alphanumeric())
        })
    })
}

/// Where `url`, which begins at byte `start`, ends. Between Chinese or Japanese letters without a space, it ends with its ASCII
/// characters: `可到https://a.example/releases下载`.
fn extent(note: &Note<'_>, start: usize, url: &str) -> usize {
    let end = url_extent(url);
    let touches = note.source.text()[..start].ends_with(|char: char| is_wide(char) && char.is_alphabetic());
    let ascii = url[..end].find(|char: char| !char.is_ascii()).filter(|_| touches);
    let in_path = |at: &usize| {
        let path = url
            .split_once("://")
            .is_some_and(|(_, rest)| rest.find('/').is_some_and(|slash| url.len() - rest.len() + slash < *at));
        path && url[..*at].ends_with(|char: char| char.is_ascii_alphanumeric())
    };
    ascii.filter(in_path).unwrap_or(end)
}

/// The text that the host's link includes after emphasis markers, code or a footnote right at the end of `link`. Examples:
/// `**http://a.example/**、` is not bold on GitHub, and `http://a.example/[^1]` has no footnote.
fn beyond_marks(note: &Note<'_>, link: Node<'_>) -> Option<Span> {
    let end = link.span().end as usize;
    let text = note.source.text();
    let marked = if let Some(next) = link.next_sibling() {
        matches!(next.kind(), Kind::FootnoteReference | Kind::Code) && next.span().start == link.span().end
    } else {
        let emphasis = Kinds::of(&[Kind::Emphasis, Kind::Strong, Kind::Strikethrough]);
        let around = link.parent().filter(|parent| emphasis.contains(parent.kind()))?;
        // Other ASCII characters after the markers may be part of the URL: `http://a.example/*/b`.
        let after = text[around.span().end as usize..].chars().next();
        after.is_none_or(|char| !char.is_ascii() || char.is_ascii_whitespace())
    };
    let block =
        link.ancestors().find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell))?;
    let start = link.span().start as usize;
    let reach = start + reach(note.document.profile().bare_urls, &text[start..(block.span().end as usize).max(end)]);
    (marked && reach > end).then(|| Span::new(end, reach))
}

/// The offset of the first URL in `swallowed`.
fn next_url(swallowed: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        // Look at one scheme at a time. Otherwise each search would read to the end, which takes quadratic time.
        let after = from + swallowed[from..].find("://")? + "://".len();
        let end = swallowed[after..].find("://").map_or(swallowed.len(), |next| after + next);
        let before = swallowed[..from].chars().next_back();
        let mut links = autolinks(&swallowed[from..end], before);
        if let Some(link) = links.find(|link| link.kind == AutolinkKind::Url) {
            return Some(from + link.range.start);
        }
        from = after;
    }
}

/// Reports `tail`, the text up to the next URL in `swallowed`, which the link to the URL at `url_span` includes.
fn report(note: &Note<'_>, link: Node<'_>, [url_span, tail]: [Span; 2], swallowed: &str, sink: &mut Sink<'_>) {
    let url = note.source.slice(url_span);
    let shown = excerpt(url);
    let text = if swallowed.unicode_trim().is_empty() { "U+3000".to_owned() } else { excerpt(swallowed) };
    let profile = note.document.profile();
    let (host, (end, end_ja)) = (profile.title, link_end(profile.bare_urls));
    let report = sink
        .report(
            tail,
            message!("the link to `{shown}` runs on into `{text}`", "`{shown}` のリンクが `{text}` まで続いている"),
        )
        .note(message!(
            "on {host}, a bare URL ends at {end}, so the link points to a URL that does not exist",
            "{host} の自動リンクは{end_ja}まで続くため、存在しない URL へのリンクになる"
        ));
    // The address of an example leads nowhere in any case.
    let report = if is_example(url) { report.at_most(Severity::Advice) } else { report };
    // A URL with other letters may still include a word of the text: `…/releases下载`.
    let applicability = if url.is_ascii() { Applicability::Safe } else { Applicability::Unsafe };
    enclose(report, note.document, link, url_span, applicability);
}

/// Whether `url` is only the host of an example: `https://www.example.com`.
fn is_example(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/');
    url::Url::parse(&format!("https://{host}")).is_ok_and(|url| url.path() == "/" && is_reserved(&url))
}

/// Where a bare URL ends, in English and Japanese.
fn link_end(host: BareUrls) -> (&'static str, &'static str) {
    match host {
        BareUrls::Zenn | BareUrls::MarkdownIt => ("the next space or `<`", "次の空白か `<` "),
        BareUrls::Micromark => ("the next space", "次の空白"),
        BareUrls::Goldmark => ("the next space or non-ASCII character", "次の空白か ASCII 以外の文字"),
        _ => ("the next ASCII space or `<`", "次の半角スペースか `<` "),
    }
}

/// Whether the URL is an attribute value in a malformed HTML tag, where `<…>` would not help.
fn in_attribute(note: &Note<'_>, start: usize) -> bool {
    let before = &note.source.text()[..start];
    before.strip_suffix(['"', '\'']).is_some_and(|before| before.ends_with('='))
}
