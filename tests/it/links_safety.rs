//! What must never happen: requests into the private network, secrets sent or shown, a cache that is lost or wrongly
//! trusted.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::common::link_checker::{check, check_all, options, reason, remote, wanted};
use crate::common::server::{self, Server, page, redirect, status};
use notelint::links::link_status::{FailureReason, LinkChecker, LinkState, LinkStatus};
use notelint::links::remote::{CACHE_FILE, CheckerOptions};
use url::Url;

fn guarded() -> CheckerOptions {
    CheckerOptions { allow_private: false, ..options() }
}

#[test]
fn private_host_names_and_addresses_are_refused() {
    let server = Server::start(|_, _| page(""));
    let port = server.address.port();
    let hosts = [("inside.cloudnotes.dev".to_owned(), server.address)].into_iter().collect();
    let remote = remote(CheckerOptions { hosts, ..guarded() });
    let urls = [
        format!("http://127.0.0.1:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        format!("http://inside.cloudnotes.dev:{port}/"),
        format!("http://localhost:{port}/"),
    ]
    .map(|url| Url::parse(&url).unwrap().to_string());
    for (url, link_status) in urls.iter().zip(check_all(&remote, &urls)) {
        assert!(matches!(reason(&link_status), FailureReason::Private(_)), "{url}: {link_status:?}");
    }
    assert!(server.seen().is_empty());
    assert!(
        !remote.should_check(&Url::parse("http://10.0.0.1/").unwrap())
            && !remote.should_check(&Url::parse("http://nginx/").unwrap())
    );
}

#[test]
fn redirects_are_guarded_too() {
    let inner = Server::start(|_, _| page(""));
    let inside = inner.address;
    // The first URL has an allowed address; the one that it redirects to has not.
    let server = Server::start_at("127.0.0.2", move |seen, _| match &*seen.path {
        "/metadata" => redirect(302, "http://169.254.169.254/latest/meta-data/"),
        "/number" => redirect(308, &format!("http://{inside}/")),
        "/name" => redirect(301, &format!("http://inside.cloudnotes.dev:{}/", inside.port())),
        _ => redirect(301, "file:///etc/passwd"),
    });
    let hosts = [("inside.cloudnotes.dev".to_owned(), inside)].into_iter().collect();
    let remote = remote(CheckerOptions { hosts, trusted: vec![server.address.ip()], ..guarded() });
    let statuses = check_all(&remote, &["/metadata", "/number", "/name", "/file"].map(|path| server.url(path)));
    assert_eq!(reason(&statuses[0]), FailureReason::Private("169.254.169.254".into()));
    assert_eq!(reason(&statuses[1]), FailureReason::Private("127.0.0.1".into()));
    assert_eq!(reason(&statuses[2]), FailureReason::Private("127.0.0.1".into()));
    assert_eq!(reason(&statuses[3]), FailureReason::BadRedirect);
    assert_eq!((server.seen().len(), inner.seen().len()), (4, 0));
}

#[test]
fn secrets_are_sent_only_to_their_host() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/away" => redirect(302, "http://b.cloudnotes.dev/"),
        "/with-password" => redirect(302, "http://me:secret@b.cloudnotes.dev/there"),
        _ => page(""),
    });
    let names = ["a.cloudnotes.dev", "b.cloudnotes.dev", "github.com", "gist.github.com"];
    let remote = remote(CheckerOptions {
        hosts: names.map(|name| (name.to_owned(), server.address)).into_iter().collect(),
        roots: vec![server.certificate.clone().into_bytes()],
        headers: vec![("a.cloudnotes.dev".to_owned(), vec![("X-Key".to_owned(), "key-of-a".to_owned())])],
        token: Some("token-of-github".to_owned()),
        ..options()
    });
    let urls = [
        "http://a.cloudnotes.dev/away",
        "http://a.cloudnotes.dev/with-password",
        "http://github.com/clear",
        "https://github.com/safe",
        "http://gist.github.com/gist",
    ];
    check_all(&remote, &urls.map(str::to_owned));
    for seen in server.seen() {
        let key = seen.headers.get("x-key").map(String::as_str);
        assert_eq!(key, seen.host.starts_with("a.").then_some("key-of-a"), "{seen:?}");
        let authorization = seen.headers.get("authorization").map(String::as_str);
        // Over HTTP/2 there is no `host` header; this tells the server that it was TLS.
        let safe = !seen.headers.contains_key("host");
        assert_eq!(authorization, (seen.host == "github.com" && safe).then_some("Bearer token-of-github"), "{seen:?}");
    }
}

fn cache(root: &Path) -> String {
    std::fs::read_to_string(root.join(CACHE_FILE)).unwrap()
}

/// Checks `urls` on `day` for a project at `root`.
fn run(root: &Path, day: u64, urls: &[String]) -> Vec<LinkStatus> {
    let now = SystemTime::now() + Duration::from_hours(day * 24);
    check_all(&remote(CheckerOptions { root: root.to_owned(), now, ..options() }), urls)
}

#[test]
fn working_links_are_cached_for_a_day_and_errors_never() {
    let server = Server::start(|seen, _| if seen.path == "/a" { page("<h2 id=b>") } else { status(502) });
    let root = tempfile::tempdir().unwrap();
    let urls = ["/a", "/error"].map(|path| server.url(path));
    run(root.path(), 0, &urls);
    assert_eq!((server.count("/a"), server.count("/error")), (1, 2));
    run(root.path(), 0, &urls);
    assert_eq!((server.count("/a"), server.count("/error")), (1, 3), "a known error needs no second attempt");
    run(root.path(), 2, &urls);
    assert_eq!(server.count("/a"), 2);
    let later = || CheckerOptions {
        root: root.path().to_owned(),
        now: SystemTime::now() + Duration::from_hours(48),
        ..options()
    };
    check_all(&remote(CheckerOptions { refresh: true, ..later() }), &urls[..1]);
    assert_eq!(server.count("/a"), 3);
    let statuses = remote(later()).check(&[wanted(&urls[0], &["b"])]);
    assert_eq!((server.count("/a"), statuses[&*urls[0]].fragments["b"]), (4, true), "the id was not looked up before");
    let text = cache(root.path());
    assert!(text.starts_with("{\n  \"version\": 1,\n  \"links\": {\n"), "{text}");
    assert!(text.contains("\"reason\": \"502\"") && text.contains("\"times\": 3"), "{text}");
}

#[test]
fn a_host_without_a_name_is_dead_after_days() {
    let server = Server::start(|_, _| page(""));
    let root = tempfile::tempdir().unwrap();
    // A label longer than 63 bytes is not a valid host name (RFC 1035 §2.3.4), so no name server is needed.
    let urls = [server.url("/"), format!("http://{}.cloudnotes.dev/", "gone".repeat(17))];
    let on = |day| run(root.path(), day, &urls)[1].state.clone();
    let unsure = |times, days| LinkState::Unsure(FailureReason::NoName { times, days });
    assert_eq!(on(0), unsure(1, 0));
    assert_eq!(on(1), unsure(2, 1));
    assert_eq!(on(3), unsure(3, 3));
    assert_eq!(on(7), LinkState::Dead(FailureReason::NoName { times: 4, days: 7 }));
}

#[test]
fn a_run_without_a_network_is_not_cached() {
    let root = tempfile::tempdir().unwrap();
    let port = |ip: &str| std::net::TcpListener::bind((ip, 0)).unwrap().local_addr().unwrap();
    let urls = ["127.0.0.1", "127.0.0.2"].map(|ip| format!("http://{}/", port(ip)));
    let offline = remote(CheckerOptions { root: root.path().to_owned(), ..options() });
    check_all(&offline, &urls);
    assert!(offline.take_problems()[0].contains("no host responded"));
    assert!(!root.path().join(CACHE_FILE).exists());
}

#[test]
fn a_broken_cache_is_reported_and_rewritten() {
    let server = Server::start(|_, _| page(""));
    for (text, printed, kept) in [
        ("{\"version\": 1, \"links\": {", "is broken; it will be rewritten", false),
        ("{\"version\": 99, \"links\": {}}", "has version 99", true),
    ] {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join(".notelint")).unwrap();
        std::fs::write(root.path().join(CACHE_FILE), text).unwrap();
        let remote = remote(CheckerOptions { root: root.path().to_owned(), ..options() });
        assert_eq!(check_all(&remote, &[server.url("/")])[0].state, LinkState::Alive);
        let problems = remote.take_problems();
        assert!(problems.len() == 1 && problems[0].contains(printed), "{problems:?}");
        assert_eq!(cache(root.path()) == text, kept, "a newer version's file is kept");
    }
}

#[test]
fn an_unwritable_cache_folder_is_reported() {
    let server = Server::start(|_, _| page(""));
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join(".notelint"), "a file").unwrap();
    let remote = remote(CheckerOptions { root: root.path().to_owned(), ..options() });
    assert_eq!(check_all(&remote, &[server.url("/")])[0].state, LinkState::Alive);
    assert!(remote.take_problems().iter().any(|printed| printed.contains("can't be written")));
}

#[test]
fn endless_headers_are_not_read() {
    let long: &'static str = Box::leak("x".repeat(4 << 20).into_boxed_str());
    let (address, _runtime) =
        server::raw(Box::leak(format!("HTTP/1.1 200 OK\r\nx: {long}\r\n\r\n").into_bytes().into()));
    let link_status = check(&format!("http://{address}/"), &[]);
    assert!(matches!(reason(&link_status), FailureReason::NotHttp | FailureReason::Broken), "{link_status:?}");
}
