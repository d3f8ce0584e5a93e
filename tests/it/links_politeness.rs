//! Requests are polite: paced, delayed when a host asks for it, and not more than needed.

use std::time::{Duration, SystemTime};

use crate::common::link_checker::{check, check_all, options, reason, remote, wanted};
use crate::common::server::{Reaction, Server, page, status, with};
use notelint::links::link_status::{FailureReason, LinkChecker, LinkState};
use notelint::links::remote::CheckerOptions;
use notelint::links::remote::clock::Clock;
use notelint::links::remote::rate_limit::Limits;

/// The time between the first two requests for `path`, by a clock that runs a hundred times as fast. On a busy machine
/// it may be longer than the pause, never shorter.
fn pause(server: &Server, path: &str) -> Duration {
    let seen: Vec<_> = server.seen().into_iter().filter(|seen| seen.path == path).collect();
    (seen[1].at - seen[0].at) * 100
}

#[test]
fn retry_after_is_respected() {
    let server = Server::start(|seen, before| match (&*seen.path, before) {
        (_, 1) => page(""),
        ("/seconds", _) => with(429, &[("retry-after", "30")], ""),
        ("/date", _) => {
            let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(40));
            with(503, &[("retry-after", &date)], "")
        }
        _ => status(429),
    });
    for (path, least) in [("/seconds", 30), ("/date", 30), ("/without", 1)] {
        assert_eq!(check(&server.url(path), &[]).state, LinkState::Alive, "{path}");
        assert_eq!(server.count(path), 2, "{path}");
        assert!(pause(&server, path) >= Duration::from_secs(least), "{path}");
    }
}

#[test]
fn waiting_does_not_count_as_an_attempt() {
    let server = Server::start(|seen, before| match (&*seen.path, before) {
        ("/passing" | "/later" | "/gone", 0) | ("/later", 2) => with(429, &[("retry-after", "1")], ""),
        ("/passing" | "/later", 1) | ("/gone", _) => status(404),
        ("/broken", 1) => status(503),
        ("/broken", 0) => Reaction::Reset,
        _ => page(""),
    });
    let link_status = |path: &str| check(&server.url(path), &[]).state;
    assert_eq!((link_status("/passing"), server.count("/passing")), (LinkState::Alive, 3), "429, 404, 200");
    assert_eq!((link_status("/later"), server.count("/later")), (LinkState::Alive, 4), "429, 404, 429, 200");
    assert_eq!((link_status("/broken"), server.count("/broken")), (LinkState::Alive, 3), "no answer, 503, 200");
    assert_eq!(
        (link_status("/gone"), server.count("/gone")),
        (LinkState::Dead(FailureReason::Status(404)), 3),
        "429, 404, 404"
    );
}

#[test]
fn one_not_found_after_a_pause_is_not_enough() {
    let server = Server::start(|seen, before| match (&*seen.path, before) {
        ("/first", 0) => with(429, &[("retry-after", "1")], ""),
        ("/first", 1) | ("/second", 0) => status(404),
        _ => status(500),
    });
    let remote = remote(options());
    check_all(&remote, &[server.url("/first")]);
    check_all(&remote, &[server.url("/second")]);
    assert_eq!(server.count("/second"), 2, "asked again");
}

#[test]
fn a_link_to_a_busy_host_could_not_be_checked() {
    let server = Server::start(|seen, _| {
        if seen.path.starts_with("/long") { with(429, &[("retry-after", "3600")], "") } else { status(429) }
    });
    assert_eq!(reason(&check(&server.url("/busy"), &[])), FailureReason::Status(429));
    assert_eq!(server.count("/busy"), 4);
    let long = remote(options());
    let urls: Vec<_> =
        (0..50).map(|index| server.url(&format!("/long?{index}"))).chain([server.url("/long")]).collect();
    let statuses = check_all(&long, &urls);
    assert_eq!(reason(&statuses[50]), FailureReason::Busy(3600));
    let asked = server.seen().iter().filter(|seen| seen.path.starts_with("/long")).count();
    assert!(asked < 50, "{asked}: the rest of its links are not asked for");
}

#[test]
fn requests_per_host_are_limited() {
    // No request ends within the time limit.
    let server = Server::start(|_, _| Reaction::Silence);
    let limits = Limits { per_host: 3, ..Limits::default() };
    let remote = remote(CheckerOptions { budget: Some(Duration::from_secs(1)), limits, ..options() });
    let links: Vec<_> = (0..16).map(|index| wanted(&server.url(&format!("/{index}")), &[])).collect();
    assert!(remote.check(&links).is_empty());
    assert_eq!(server.seen().len(), 3);
}

#[test]
fn ten_thousand_links_to_one_host_are_requested_once() {
    let server = Server::start(|_, _| status(204));
    let limits = Limits { rate: 25, per_host: 8, ..Limits::default() };
    let remote = remote(CheckerOptions { clock: Clock::times(10_000), limits, ..options() });
    let urls: Vec<_> = (0..10_000).map(|index| server.url(&format!("/{index}"))).collect();
    let statuses = check_all(&remote, &urls);
    assert!(statuses.iter().all(|link_status| link_status.state == LinkState::Alive));
    // The timing is tested in `links::remote::rate_limit`, with a clock that stands still.
    assert_eq!(server.seen().len(), 10_000);
}

#[test]
fn a_host_that_does_not_answer_is_given_up() {
    let server = Server::start(|_, _| Reaction::Silence);
    let remote = remote(CheckerOptions { link_timeout: Duration::from_millis(200), ..options() });
    let urls: Vec<_> = (0..200).map(|index| server.url(&format!("/{index}"))).collect();
    let statuses = check_all(&remote, &urls);
    assert!(statuses.iter().all(|link_status| reason(link_status) == FailureReason::TimedOut));
    let asked = server.seen().len();
    assert!(asked < 100, "{asked}");
}

#[test]
fn the_time_limit_ends_a_run_early() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server::start(|_, _| page(""));
    let remote = remote(CheckerOptions { budget: Some(Duration::from_secs(2)), ..options() });
    let slow = format!("http://{}/", silent.local_addr().unwrap());
    let statuses = remote.check(&[wanted(&slow, &[]), wanted(&server.url("/a"), &[])]);
    assert_eq!(statuses.keys().map(|url| &**url).collect::<Vec<_>>(), [server.url("/a")]);
    assert_eq!(remote.take_problems(), ["time limit reached: 1 of 2 links were not checked"]);
}
