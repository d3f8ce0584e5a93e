//! The status of links for each answer of real servers on loopback, with no more requests than needed.

use std::io::Write;
use std::time::Duration;

use crate::common::link_checker::{check, check_all, options, reason, remote, wanted};
use crate::common::server::{self, Reaction, Server, bytes, endless, page, raw, redirect, status, with};
use notelint::links::link_status::{FailureReason, LinkChecker, LinkState};
use notelint::links::remote::CheckerOptions;

#[test]
fn a_working_page_is_requested_once() {
    let server = Server::start(|_, _| page("<title>A</title>"));
    let remote = remote(options());
    let links = [wanted(&server.url("/a"), &[]), wanted(&server.url("/b"), &[])];
    let statuses = remote.check(&links);
    assert!(statuses.values().all(|link_status| link_status.state == LinkState::Alive));
    remote.check(&links);
    assert_eq!((server.count("/a"), server.count("/b")), (1, 1));
}

#[test]
fn requests_have_an_honest_user_agent() {
    let server = Server::start(|_, _| status(204));
    check(&server.url("/a"), &[]);
    let seen = &server.seen()[0];
    assert_eq!(seen.method, "GET");
    let agent = format!(
        "Mozilla/5.0 (compatible; notelint/{}; +https://github.com/notelint/notelint)",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(seen.headers["user-agent"], agent);
    assert!(seen.headers["accept-language"].contains("ja") && seen.headers["accept-encoding"].contains("br"));
}

#[test]
fn two_not_found_answers_mean_dead() {
    let server = Server::start(|seen, before| match &*seen.path {
        "/flaky" if before == 0 => status(404),
        "/flaky" => page(""),
        "/gone" => status(410),
        _ => status(404),
    });
    assert_eq!(check(&server.url("/missing"), &[]).state, LinkState::Dead(FailureReason::Status(404)));
    assert_eq!(check(&server.url("/gone"), &[]).state, LinkState::Dead(FailureReason::Status(410)));
    assert_eq!(check(&server.url("/flaky"), &[]).state, LinkState::Alive);
    assert_eq!(server.count("/missing"), 2);
    let more: Vec<_> = (0..60).map(|index| server.url(&format!("/more/{index}"))).collect();
    assert!(
        check_all(&remote(options()), &more)
            .iter()
            .all(|link_status| link_status.state == LinkState::Dead(FailureReason::Status(404)))
    );
    let asked = server.seen().iter().filter(|seen| seen.path.starts_with("/more")).count();
    assert!((61..=115).contains(&asked), "{asked}: a host that says so twice of one page is believed of the next");
}

#[test]
fn one_not_found_is_enough_from_a_host_that_serves_pages() {
    let server = Server::start(|seen, _| if seen.path == "/missing" { status(404) } else { page("") });
    let urls = ["/missing", "/a", "/b"].map(|path| server.url(path));
    let states: Vec<_> =
        check_all(&remote(options()), &urls).into_iter().map(|link_status| link_status.state).collect();
    assert_eq!(states, [LinkState::Dead(FailureReason::Status(404)), LinkState::Alive, LinkState::Alive]);
    assert_eq!(server.count("/missing"), 1);
}

#[test]
fn gateway_errors_are_retried_and_other_server_errors_are_not() {
    let server = Server::start(|seen, before| match (&*seen.path, before) {
        ("/gateway", 0) => status(502),
        ("/page", 0) => status(500),
        _ => page(""),
    });
    assert_eq!(check(&server.url("/gateway"), &[]).state, LinkState::Alive);
    assert_eq!(check(&server.url("/page"), &[]).state, LinkState::Unsure(FailureReason::Status(500)));
    assert_eq!((server.count("/gateway"), server.count("/page")), (2, 1));
}

#[test]
fn inconclusive_answers_could_not_be_checked() {
    let server = Server::start(|seen, _| status(seen.path[1..].parse().unwrap()));
    for code in [401, 403, 418, 500, 502, 504] {
        let link_status = check(&server.url(&format!("/{code}")), &[]);
        assert_eq!(link_status.state, LinkState::Unsure(FailureReason::Status(code)));
    }
    assert_eq!((server.count("/403"), server.count("/504")), (1, 2), "gateway errors are retried");
}

#[test]
fn a_soft_404_could_not_be_checked() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/x/y" => redirect(302, "/"),
        "/" => page("<title>Home</title>"),
        _ => page("<html><head><title>Page Not Found | A</title>"),
    });
    assert_eq!(reason(&check(&server.url("/a"), &[])), FailureReason::SaysNotFound("Page Not Found | A".into()));
    assert_eq!(reason(&check(&server.url("/x/y"), &[])), FailureReason::FrontPage);
}

#[test]
fn redirects_are_followed_and_classified() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/old/a" => redirect(301, "/old/b"),
        "/old/b" => redirect(308, "/new/c"),
        "/new/c" => page("<h1 id=a>A</h1>"),
        "/temporary" => redirect(302, "/new/c"),
        "/mixed" => redirect(301, "/temporary"),
        "/to-dead" => redirect(301, "/dead"),
        "/mail" => redirect(301, "mailto:a@b.c"),
        _ => status(404),
    });
    let to = |path: &str| check(&server.url(path), &["a"]);
    let chain = to("/old/a");
    assert_eq!((chain.state.clone(), chain.moved.as_deref()), (LinkState::Alive, Some(&*server.url("/new/c"))));
    assert!(chain.fragments["a"], "ids are looked up on the page after the redirect");
    assert_eq!(to("/temporary").moved, None);
    assert_eq!(to("/mixed").moved, None);
    assert_eq!(to("/to-dead").state, LinkState::Dead(FailureReason::Status(404)));
    assert_eq!(reason(&to("/mail")), FailureReason::BadRedirect);
}

#[test]
fn endless_redirects_are_reported() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/a" => redirect(302, "/b"),
        "/b" => redirect(302, "/a"),
        "/self" => redirect(301, "/self"),
        path => redirect(302, &format!("{path}x")),
    });
    assert_eq!(reason(&check(&server.url("/a"), &[])), FailureReason::Circle);
    assert_eq!(reason(&check(&server.url("/self"), &[])), FailureReason::Circle);
    assert_eq!(reason(&check(&server.url("/far"), &[])), FailureReason::TooManyRedirects);
    assert_eq!(server.seen().iter().filter(|seen| seen.path.starts_with("/far")).count(), 11);
}

#[test]
fn fragments_are_checked() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/docs" => page("<h1 id=top-1>A</h1><h2 id='user-content-Usage'>B</h2><a name=\"c\"></a><p id=%E6%A6%82>"),
        "/app" => page("<div id=root></div><script src=app.js></script>"),
        "/pdf" => with(200, &[("content-type", "application/pdf")], "id=\"a\""),
        _ => page(Box::leak(format!("<h2 id=early>{}</h2><p id=late>", "x".repeat(3 << 20)).into_boxed_str())),
    });
    let ids = |path: &str, ids: &[&str]| check(&server.url(path), ids).fragments;
    let docs = ids("/docs", &["usage", "c", "概", "missing"]);
    let there: Vec<_> = docs.iter().map(|(id, there)| (&**id, *there)).collect();
    assert_eq!(there, [("c", true), ("missing", false), ("usage", true), ("概", true)]);
    assert_eq!(ids("/app", &["a"]).len(), 0, "a script may add it");
    assert_eq!(ids("/pdf", &["a"]).len(), 0);
    let long = ids("/long", &["early", "late"]);
    assert_eq!((long.get("early"), long.get("late")), (Some(&true), None), "nothing is reported beyond the size limit");
}

#[test]
fn fragments_are_found_on_pages_of_any_encoding() {
    const PAGE: &str = "<head>META<title>概要</title></head><h2 id=\"概要\">概要</h2><a name='表１'>表</a>";
    let pages = [
        ("/meta-sjis", "text/html", "<meta charset=x-sjis>", encoding_rs::SHIFT_JIS),
        (
            "/pragma-euc",
            "text/html",
            "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=EUC-JP'>",
            encoding_rs::EUC_JP,
        ),
        ("/header-euc", "text/html; Charset=\"euc-jp\"", "<meta charset=utf-8>", encoding_rs::EUC_JP),
        ("/jis", "text/html", "<meta charset=iso-2022-jp>", encoding_rs::ISO_2022_JP),
        ("/utf-16-meta", "text/html", "<meta charset=utf-16>", encoding_rs::UTF_8),
    ];
    let server = Server::start(move |seen, _| {
        let (_, kind, meta, encoding) = pages.into_iter().find(|(path, ..)| *path == seen.path).unwrap();
        let text = PAGE.replace("META", meta);
        server::bytes(200, &[("content-type", kind)], encoding.encode(&text).0.into_owned())
    });
    for (path, ..) in pages {
        let link_status = check(&server.url(path), &["概要", "表１", "無い"]);
        let found: Vec<_> = link_status.fragments.iter().map(|(name, there)| (&**name, *there)).collect();
        assert_eq!(found, [("概要", true), ("無い", false), ("表１", true)], "{path}");
    }
}

#[test]
fn compressed_pages_are_read_and_decompression_bombs_are_not() {
    let html = "<h2 id=a>A</h2>";
    let server = Server::start(move |seen, _| {
        let html_type = ("content-type", "text/html");
        match &*seen.path {
            "/gzip" => bytes(200, &[html_type, ("content-encoding", "gzip")], gzip(html.as_bytes())),
            "/br" => bytes(200, &[html_type, ("content-encoding", "br")], brotli(html.as_bytes())),
            _ => bytes(200, &[html_type, ("content-encoding", "gzip")], gzip(&vec![b' '; 200 << 20])),
        }
    });
    for path in ["/gzip", "/br"] {
        let link_status = check(&server.url(path), &["a", "b"]);
        assert_eq!((link_status.fragments["a"], link_status.fragments["b"]), (true, false), "{path}");
    }
    let bomb = check(&server.url("/bomb"), &["a"]);
    assert_eq!((bomb.state, bomb.fragments.len()), (LinkState::Alive, 0));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 4096, 5, 20).write_all(bytes).unwrap();
    packed
}

#[test]
fn slow_and_endless_pages_count_as_working() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/endless" => endless("<h2 id=a>", "<p>more and more</p>", Duration::ZERO),
        _ => endless("<h2 id=a>", " ", Duration::from_millis(50)),
    });
    let remote = remote(CheckerOptions { link_timeout: Duration::from_secs(1), ..options() });
    let statuses = remote.check(&["/endless", "/slow"].map(|path| wanted(&server.url(path), &["a", "b"])));
    for path in ["/endless", "/slow"] {
        let link_status = &statuses[&*server.url(path)];
        assert_eq!(link_status.state, LinkState::Alive, "{path}");
        assert_eq!((link_status.fragments.get("a"), link_status.fragments.get("b")), (Some(&true), None), "{path}");
    }
}

#[test]
fn each_kind_of_missing_answer_has_its_message() {
    let resetting = Server::start(|_, _| Reaction::Reset);
    assert_eq!(reason(&check(&resetting.url("/"), &[])), FailureReason::Broken);
    assert_eq!(resetting.count("/"), 2, "once more, a second later");

    let (mail, _runtime) = raw(b"220 mail.cloudnotes.dev ESMTP\r\n");
    assert_eq!(reason(&check(&format!("http://{mail}/"), &[])), FailureReason::NotHttp);

    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(reason(&check(&format!("http://{free}/"), &[])), FailureReason::Refused);

    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let remote = remote(CheckerOptions { link_timeout: Duration::from_millis(200), ..options() });
    let url = format!("http://{}/", silent.local_addr().unwrap());
    assert_eq!(reason(&remote.check(&[wanted(&url, &[])])[&*url]), FailureReason::TimedOut);
}

#[test]
fn an_invalid_certificate_could_not_be_checked_and_a_valid_one_works() {
    let server = Server::start(|_, _| page("<title>A</title>"));
    let hosts: rustc_hash::FxHashMap<_, _> = [("a.cloudnotes.dev".to_owned(), server.address)].into_iter().collect();
    let url = "https://a.cloudnotes.dev/";
    let bad = remote(CheckerOptions { hosts: hosts.clone(), ..options() }).check(&[wanted(url, &[])]);
    assert!(matches!(reason(&bad[url]), FailureReason::Tls(_)), "{:?}", bad[url]);
    let roots = vec![server.certificate.clone().into_bytes()];
    let good = remote(CheckerOptions { hosts, roots, ..options() }).check(&[wanted(url, &[])]);
    assert_eq!(good[url].state, LinkState::Alive, "over HTTP/2");
}

#[test]
fn an_http_link_with_a_working_https_url_is_reported() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/other" if seen.headers.contains_key("host") => page("<title>A</title>"),
        "/other" => page("<title>B</title>"),
        "/up" if seen.headers.contains_key("host") => redirect(301, "https://a.cloudnotes.dev/up"),
        _ => page("<title>A</title>"),
    });
    let hosts = [("a.cloudnotes.dev".to_owned(), server.address)].into_iter().collect();
    let roots = vec![server.certificate.clone().into_bytes()];
    let remote = remote(CheckerOptions { hosts, roots, ..options() });
    let links = ["/same", "/other", "/up"].map(|path| format!("http://a.cloudnotes.dev{path}"));
    let statuses = check_all(&remote, &links);
    assert_eq!(statuses[0].secure.as_deref(), Some("https://a.cloudnotes.dev/same"));
    assert_eq!(statuses[1].secure, None, "another page");
    assert_eq!((statuses[2].secure.as_deref(), &statuses[2].moved), (Some("https://a.cloudnotes.dev/up"), &None));
    assert_eq!(check(&server.url("/same"), &[]).secure, None, "a port of its own");
}

#[test]
fn head_is_used_for_hosts_that_support_it() {
    let server = Server::start(|seen, _| match (&*seen.method, &*seen.path) {
        ("HEAD", "/refused") => status(405),
        _ => page(""),
    });
    let remote = remote(CheckerOptions { head: vec!["127.0.0.1".to_owned()], ..options() });
    let statuses = check_all(&remote, &["/taken", "/refused"].map(|path| server.url(path)));
    assert!(statuses.iter().all(|link_status| link_status.state == LinkState::Alive));
    let mut methods: Vec<_> = server.seen().into_iter().map(|seen| format!("{} {}", seen.method, seen.path)).collect();
    methods.sort();
    assert_eq!(methods, ["GET /refused", "HEAD /refused", "HEAD /taken"]);
}
