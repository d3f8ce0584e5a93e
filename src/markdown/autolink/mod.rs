//! Bare URLs and email addresses: which of them a host turns into links ([`host_links`]), and where they end. There is
//! a file for each way to read them ([`BareUrls`]).
//!
//! GitHub's way is that of GFM 0.29 §6.9. The specification leaves much open. [`autolinks`] recognizes what GitHub's own
//! renderer, cmark-gfm 0.29.0.gfm.6, links; a differential test compares the two. Some of the behaviour is surprising:
//!
//! - A URL ends at ASCII white space or `<`. U+3000, `。` and `」` do not end it: see
//!   [`url_extent`].
//! - `http://`, `https://` and `ftp://` are recognized after any character except an ASCII letter, but `www.` only
//!   after white space and `*_~(`.
//! - After a `[` that is still open, only email addresses are linked.
//! - Escapes and entities have no effect inside a URL, but are resolved before email addresses are searched.

mod email;
mod extent;
mod gitlab;
mod goldmark;
mod link;
mod linkify;
mod linkify_host;
mod magiclink;
mod micromark;
mod url;

use memchr::memmem;

use crate::markdown::link::LinkSyntax;
use crate::text::profile::BareUrls;

pub use extent::url_extent;
use link::beginning;
pub use link::{Autolink, AutolinkKind};
use url::{link_end, urls};

/// Whether `text` can contain a link. A quick check that avoids most searches.
pub fn possible(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// Whether `text` can contain a link without `:` and `@`.
pub(crate) fn possible_without_scheme(host: BareUrls, text: &str) -> bool {
    let found = |part: &str| memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    match host {
        BareUrls::Zenn | BareUrls::MarkdownIt => found("//") || found("www."),
        BareUrls::Micromark => found("www.") || found("WWW."),
        _ => found("www."),
    }
}

/// Whether `<address>` is a link to `address`. It must have a scheme, unless it is an email address. `>` would end it,
/// entities would be decoded, and `|` may be escaped in a table.
pub fn is_pointed(address: &str) -> bool {
    let marks = |char: char| matches!(char, '<' | '>' | ';' | '\\' | '|') || char.is_ascii_whitespace();
    let email = is_email(address);
    (address.contains("://") || email) && !address.contains(marks)
}

/// Whether `address` is an email address that an autolink can contain (`CommonMark` 0.31.2 §6.5). GitHub links more
/// without angle brackets: `a@.example`, `a@b_c.example`.
fn is_email(address: &str) -> bool {
    let is_label = |label: &str| {
        let ends = |at: Option<u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric());
        let inside = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        inside && label.len() <= 63 && ends(label.bytes().next()) && ends(label.bytes().next_back())
    };
    let local = |char: char| char.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(char);
    address
        .split_once('@')
        .is_some_and(|(name, domain)| !name.is_empty() && name.chars().all(local) && domain.split('.').all(is_label))
}

/// Length in bytes of the link at the start of `text`, which extends to the end of its block, on `host`. The link
/// includes markers of emphasis, code and footnotes, since hosts look for links first. Inspects at most 2048 bytes.
pub fn reach(host: BareUrls, text: &str) -> usize {
    let text = beginning(text);
    match host {
        BareUrls::Github | BareUrls::Obsidian | BareUrls::Qiita => link_end(text, 0),
        _ => host_links(host, text, None).first().filter(|link| link.range.start == 0).map_or(0, |link| link.range.end),
    }
}

/// The links that `host` makes of the bare URLs and email addresses in `text`, in order. For `text` and `before` see
/// [`autolinks`].
pub fn host_links(host: BareUrls, text: &str, before: Option<char>) -> Vec<Autolink> {
    match host {
        BareUrls::Never => Vec::new(),
        // What Obsidian links is not documented.
        BareUrls::Github | BareUrls::Obsidian => autolinks(text, before).collect(),
        // Qiita's renderer is a fork of cmark-gfm, whose links to `ftp:` are removed.
        BareUrls::Qiita => autolinks(text, before).filter(|link| !is_ftp(text, link)).collect(),
        BareUrls::Gitlab => gitlab::links(text, before),
        BareUrls::Zenn => {
            let mut links = linkify::links(text, before, false);
            links.retain(|link| link.kind != AutolinkKind::Email && !is_ftp(text, link));
            links
        }
        BareUrls::MarkdownIt => linkify::links(text, before, true),
        BareUrls::Micromark => micromark::links(text, before),
        BareUrls::Goldmark => goldmark::links(text, before),
        BareUrls::Magiclink => magiclink::links(text, autolinks(text, before).collect()),
    }
}

fn is_ftp(text: &str, link: &Autolink) -> bool {
    text[link.range.clone()].get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("ftp:"))
}

/// The bare URLs and email addresses in `text`, in order: those that `host` links, and what is left of those that the
/// author means. For `text` and `before` see [`autolinks`].
pub(crate) fn bare_urls(host: BareUrls, text: &str, before: Option<char>) -> Vec<(Autolink, LinkSyntax)> {
    let linked = host_links(host, text, before);
    if matches!(host, BareUrls::Github | BareUrls::Obsidian) {
        return linked.into_iter().map(|link| (link, LinkSyntax::Bare)).collect();
    }
    let mut found: Vec<(Autolink, LinkSyntax)> = Vec::new();
    let mut linked = linked.into_iter().peekable();
    let mut from = 0;
    for Autolink { range, kind } in meant(text, before) {
        let unlinked = |from: usize, end: usize, found: &mut Vec<_>| {
            // The rest of a URL has no scheme of its own.
            let kind = if from == range.start { kind } else { AutolinkKind::Url };
            if from < end {
                found.push((Autolink { range: from..end, kind }, LinkSyntax::Unlinked));
            }
        };
        from = from.max(range.start);
        while let Some(link) = linked.next_if(|link| link.range.start < range.end) {
            unlinked(from, link.range.start, &mut found);
            from = from.max(link.range.end);
            found.push((link, LinkSyntax::Bare));
        }
        unlinked(from, range.end, &mut found);
    }
    found.extend(linked.map(|link| (link, LinkSyntax::Bare)));
    found
}

/// The URLs and email addresses in `text` as their author means them, in order: those that GitHub links, each up to its
/// [`url_extent`].
pub fn meant(text: &str, before: Option<char>) -> Vec<Autolink> {
    let urls = urls(text, before, |text, start| {
        let link = beginning(&text[start..]);
        start + url_extent(&link[..link_end(link, 0)])
    });
    with_emails(text, urls).collect()
}

/// The links in `text`, in order. `text` is the raw source of a run of plain text, without code, HTML and other links,
/// up to the end of its block. `before` is the character before it in the block.
///
/// Two things can't be seen from `text`: a `[` left open before it, and an entity inside an email address
/// (`a&#64;b.example`). The time is linear in the length of `text`, whatever it contains.
pub fn autolinks(text: &str, before: Option<char>) -> impl Iterator<Item = Autolink> + '_ {
    let urls = if possible(text) { urls(text, before, link_end) } else { Vec::new() };
    with_emails(text, urls)
}

/// `urls`, which are in `text`, and the email addresses around them.
fn with_emails(text: &str, urls: Vec<Autolink>) -> impl Iterator<Item = Autolink> + '_ {
    let gap_ends: Vec<usize> = urls.iter().map(|url| url.range.start).chain([text.len()]).collect();
    let mut urls = urls.into_iter();
    let mut gap_start = 0;
    gap_ends.into_iter().flat_map(move |gap_end| {
        let emails = email::emails(text, gap_start..gap_end);
        let url = urls.next();
        gap_start = url.as_ref().map_or(text.len(), |url| url.range.end);
        emails.into_iter().chain(url)
    })
}

#[cfg(test)]
mod host_tests;

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// The links of `text` after `before`, as the text shows them.
    fn shown(text: &str, before: Option<char>) -> Vec<&str> {
        autolinks(text, before).map(|link| &text[link.range]).collect()
    }

    #[test]
    fn urls_as_github_reads_them() {
        let cases: [(&str, &[&str]); 42] = [
            ("see http://example.com/a now", &["http://example.com/a"]),
            ("HTTPS://example.com", &["HTTPS://example.com"]),
            ("ftp://a/b", &["ftp://a/b"]),
            ("gopher://example.com", &[]),
            ("xhttp://example.com", &[]),
            ("1http://localhost", &["http://localhost"]),
            ("「http://example.com/」という話", &["http://example.com/」という話"]),
            ("http://example.com/　次", &["http://example.com/　次"]),
            ("http://example.com/。\n次", &["http://example.com/。"]),
            ("http://「a」", &[]),
            ("http://＜host＞/", &["http://＜host＞/"]),
            ("http://-a http://_a http:// http:///", &[]),
            ("http://[::1]/", &[]),
            ("http\\://example.com", &[]),
            ("http://example.com/<b", &["http://example.com/"]),
            ("http://a.b/?!.,:*_~'\" x", &["http://a.b/"]),
            ("http://a.b/\"x\"", &["http://a.b/\"x"]),
            ("(http://a.b/(c))", &["http://a.b/(c)"]),
            ("http://a.b/((c)", &["http://a.b/((c)"]),
            ("http://a.b/c).)", &["http://a.b/c"]),
            ("http://a.b/&amp;", &["http://a.b/"]),
            ("http://a.b/&copy&reg;", &["http://a.b/&copy"]),
            ("http://a.b/&#33;", &["http://a.b/&#33"]),
            ("http://a.b/&;", &["http://a.b/&"]),
            ("http://a_b.c/d", &[]),
            ("http://a.b_c/d", &[]),
            ("http://a_b.c.d/", &["http://a_b.c.d/"]),
            ("http://日_本.jp/", &["http://日_本.jp/"]),
            ("http://a\\_b", &["http://a\\_b"]),
            ("http://a.b/\\)", &["http://a.b/\\"]),
            ("www.example.com/a", &["www.example.com/a"]),
            ("WWW.example.com", &[]),
            ("(www.a.b) *www.c.d* ~www.e.f", &["www.a.b", "www.c.d", "www.e.f"]),
            ("「www.a.b」 -www.a.b　www.a.b", &[]),
            ("wwww.a.b www", &[]),
            ("www. x", &["www"]),
            ("[http://a.b]", &[]),
            ("[x http://a.b", &[]),
            ("[x] http://a.b", &["http://a.b"]),
            ("\\[http://a.b", &["http://a.b"]),
            ("http://a.b]c[d http://e.f", &["http://a.b]c[d", "http://e.f"]),
            ("http://a.b,http://c.d", &["http://a.b,http://c.d"]),
        ];
        for (text, links) in cases {
            assert_eq!(shown(text, None), links, "{text}");
        }
    }

    #[test]
    fn email_addresses_as_github_reads_them() {
        let cases: [(&str, &[&str]); 24] = [
            ("me@example.com", &["me@example.com"]),
            ("連絡先me+a.b-c_d@example.co.jp。", &["me+a.b-c_d@example.co.jp"]),
            ("「日本@example.com」", &[]),
            ("a@日本.jp", &[]),
            ("me@example", &[]),
            ("me@example.com.", &["me@example.com"]),
            ("me@example.com-", &[]),
            ("me@example.com_ x", &[]),
            ("me@example.c1", &[]),
            ("a@b@c.dd", &["b@c.dd"]),
            ("a/b@c.dd/e", &["b@c.dd"]),
            ("mailto:a@b.cc", &["mailto:a@b.cc"]),
            ("xmailto:a@b.cc", &["a@b.cc"]),
            ("MAILTO:a@b.cc", &["a@b.cc"]),
            ("xmpp:a@b.cc/d/e", &["xmpp:a@b.cc/d/e"]),
            ("@xmpp:a@b.cc", &["xmpp:a@b.cc"]),
            ("x+mailto:a@b.cc", &["x+mailto:a@b.cc"]),
            ("a\\_b@c.dd", &["a\\_b@c.dd"]),
            ("\\_a\\@b.cc\\_", &[]),
            ("\\*a\\@b.cc\\*", &["a\\@b.cc"]),
            ("[a@b.cc", &["a@b.cc"]),
            ("a@b.cc,d@e.ff http://g.h i@j.kk", &["a@b.cc", "d@e.ff", "http://g.h", "i@j.kk"]),
            ("http://a@b.cc", &["http://a@b.cc"]),
            ("@ a@ @b.cc", &[]),
        ];
        for (text, links) in cases {
            assert_eq!(shown(text, None), links, "{text}");
        }
    }

    #[test]
    fn the_character_before_the_text_counts() {
        for (before, is_link) in [('(', true), ('*', true), ('\n', true), ('x', false), ('」', false), ('`', false)] {
            assert_eq!(!shown("www.a.b", Some(before)).is_empty(), is_link, "{before:?}");
        }
        assert!(shown("http://a.b", Some('x')).is_empty());
        assert_eq!(shown("http://a.b", Some('あ')), ["http://a.b"]);
    }

    #[test]
    fn a_destination_has_a_scheme() {
        let cases = [
            ("http://a.b/\\_c", "http://a.b/\\_c"),
            ("www.a.b", "http://www.a.b"),
            ("a\\_b@c.dd", "mailto:a_b@c.dd"),
            ("mailto:a@b.cc", "mailto:a@b.cc"),
            ("xmpp:a@b.cc", "xmpp:a@b.cc"),
        ];
        for (text, destination) in cases {
            let destinations: Vec<_> = autolinks(text, None).map(|link| link.destination(text)).collect();
            assert_eq!(destinations.first().map(AsRef::as_ref), Some(destination), "{text}");
        }
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        const TIMES: usize = 100_000;
        let pieces = [
            "http://",
            "http://a<",
            "http://a_",
            "http://a_.",
            "http://a ",
            "www.",
            "_www.a",
            "www.a_ ",
            "www.a<",
            " www._",
            "a@",
            "@",
            "a@a.",
            "a@b.c1,",
            "a@b.cc ",
            "mailto:",
            "mailto:a@",
            "xmpp:a@b/",
            "\\@",
            "a\\_@b.",
            "a.",
            "&a;",
            "[",
            "w",
        ];
        let tails = ["(", ")", "()", ";", "&amp;", "?", "あ", "\\"];
        let texts = pieces.iter().map(|piece| piece.repeat(TIMES));
        let texts = texts.chain(tails.iter().map(|tail| format!("http://a/{}", tail.repeat(TIMES))));
        for text in texts {
            let start = Instant::now();
            let count = autolinks(&text, None).count();
            // About 10 ms without optimization; quadratic time would take minutes.
            assert!(start.elapsed() < Duration::from_secs(5), "{:?}…: {count} links", &text[..12]);
        }
    }
}
