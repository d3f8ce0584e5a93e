use std::time::{Duration, Instant};

use super::*;

/// The hosts that read bare URLs in their own way.
const HOSTS: [BareUrls; 5] =
    [BareUrls::Gitlab, BareUrls::Zenn, BareUrls::Micromark, BareUrls::MarkdownIt, BareUrls::Goldmark];

/// The links of `text` on `host`, as the text shows them.
fn shown(host: BareUrls, text: &str) -> Vec<&str> {
    host_links(host, text, None).into_iter().map(|link| &text[link.range]).collect()
}

#[test]
fn urls_end_where_each_host_ends_them() {
    // In the order of `HOSTS`. What comrak 0.59, zenn-markdown-html 0.4.4, remark-gfm 4, vitepress 1.6.4 and
    // Hugo 0.168 make of the text; `-` is not a link.
    let cases: [(&str, [&str; 5]); 16] = [
        (
            "https://a.jp/s3/。次",
            [
                "https://a.jp/s3/。次",
                "https://a.jp/s3/。次",
                "https://a.jp/s3/。次",
                "https://a.jp/s3/。次",
                "https://a.jp/s3/",
            ],
        ),
        (
            "https://a.jp/　を参照",
            ["https://a.jp/　を参照", "https://a.jp/", "https://a.jp/", "https://a.jp/", "https://a.jp/"],
        ),
        ("https://a.jp。次", ["https://a.jp。次", "https://a.jp", "https://a.jp。次", "https://a.jp", "https://a.jp"]),
        ("www.a.jp。次", ["www.a.jp。次", "-", "www.a.jp。次", "-", "www.a.jp"]),
        ("「https://a.jp/", ["https://a.jp/", "https://a.jp/", "https://a.jp/", "https://a.jp/", "-"]),
        ("「www.a.jp」と", ["-", "-", "www.a.jp」と", "-", "-"]),
        ("[https://a.jp/]", ["https://a.jp/", "https://a.jp/", "https://a.jp/", "https://a.jp/", "-"]),
        (
            "http://localhost:80/",
            ["http://localhost:80/", "http://localhost:80/", "http://localhost:80/", "http://localhost:80/", "-"],
        ),
        (
            "https://a.jp/クラウド",
            [
                "https://a.jp/クラウド",
                "https://a.jp/クラウド",
                "https://a.jp/クラウド",
                "https://a.jp/クラウド",
                "https://a.jp/",
            ],
        ),
        ("ssh://a.jp/", ["ssh://a.jp/", "-", "-", "-", "-"]),
        ("https://a_b.jp/", ["-", "-", "-", "-", "https://a_b.jp/"]),
        (
            "https://a.jp/(b)).",
            ["https://a.jp/(b)", "https://a.jp/(b)", "https://a.jp/(b)", "https://a.jp/(b)", "https://a.jp/(b)"],
        ),
        (
            "https://a.jp/'b'|c",
            [
                "https://a.jp/'b'|c",
                "https://a.jp/'b'|c",
                "https://a.jp/'b'|c",
                "https://a.jp/'b'|c",
                "https://a.jp/'b'",
            ],
        ),
        ("me@a.jp", ["me@a.jp", "-", "me@a.jp", "me@a.jp", "me@a.jp"]),
        ("me@a.dev", ["me@a.dev", "-", "me@a.dev", "-", "me@a.dev"]),
        ("to:me@a.jp", ["me@a.jp", "-", "-", "to:me@a.jp", "-"]),
    ];
    for (text, links) in cases {
        for (host, link) in HOSTS.into_iter().zip(links) {
            let expected: &[&str] = if link == "-" { &[] } else { &[link] };
            assert_eq!(shown(host, text), expected, "{text} {host:?}");
        }
    }
}

#[test]
fn what_a_host_leaves_out_of_a_url_is_known() {
    use LinkSyntax::{Bare, Unlinked};
    let found = |host, text| {
        let urls = bare_urls(host, text, None).into_iter();
        urls.map(|(link, form)| (text[link.range].to_owned(), form)).collect::<Vec<_>>()
    };
    let url = |text: &str, form| (text.to_owned(), form);
    assert_eq!(found(BareUrls::Never, "https://a.jp/s3/。次"), [url("https://a.jp/s3/", Unlinked)]);
    assert_eq!(found(BareUrls::Github, "https://a.jp/s3/。次"), [url("https://a.jp/s3/。次", Bare)]);
    let cut = [url("https://a.jp/", Bare), url("クラウド", Unlinked)];
    assert_eq!(found(BareUrls::Goldmark, "https://a.jp/クラウド"), cut);
    let two = [url("https://a.jp/", Unlinked), url("https://b.jp/", Bare)];
    assert_eq!(found(BareUrls::Goldmark, "「https://a.jp/」と https://b.jp/"), two);
}

#[test]
fn hostile_text_takes_linear_time_on_every_host() {
    const TIMES: usize = 4_000;
    let pieces = [
        "http://",
        "http://a<",
        "http://a_",
        "http://a_.",
        "http://a/(",
        "http://a/'",
        "http://a ",
        "www.",
        "_www.a",
        "www.a_ ",
        "(www.a",
        "a@",
        "@",
        "_a",
        "a@a.",
        "a@b.cc ",
        "mailto:",
        "mailto:a@",
        "\"a@",
        "\\@",
        "a.",
        "&a;",
        "[",
        "-h",
        "//",
        "-//a.",
        ":a",
        "a](",
        "http://a](",
        "http://a.b/&a;",
        "http://a.b/]",
        "-m:",
    ];
    let tails = ["(", ")", "()", ";", "&amp;", "?", "あ", "\\", "]", ".", "'", "!", "-"];
    let texts: Vec<String> = pieces.iter().map(|piece| piece.repeat(TIMES)).collect();
    let tails = tails.iter().map(|tail| format!("http://a.b/{}", tail.repeat(TIMES)));
    for text in texts.into_iter().chain(tails) {
        for host in HOSTS {
            let start = Instant::now();
            let count = bare_urls(host, &text, None).len();
            assert!(start.elapsed() < Duration::from_secs(4), "{host:?} {:?}…: {count} links", &text[..12]);
        }
    }
}
