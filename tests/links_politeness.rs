//! How hosts are treated: paced, left alone when they ask for it, and not asked more than it takes.

#[path = "common/looking.rs"]
mod looking;
#[path = "common/server.rs"]
mod server;

use std::time::{Duration, SystemTime};

use looking::{look, look_at, options, reason, remote, wanted};
use notelint::links::remote::Options;
use notelint::links::remote::clock::Clock;
use notelint::links::remote::pace::Limits;
use notelint::links::verdict::{Reason, State, Web};
use server::{Deed, Server, page, status, with};

/// The time between the first two requests for `path`, by a clock a hundred times as fast.
fn pause(server: &Server, path: &str) -> Duration {
    let seen: Vec<_> = server.seen().into_iter().filter(|seen| seen.path == path).collect();
    (seen[1].at - seen[0].at) * 100
}

#[test]
fn a_host_that_asks_for_a_pause_gets_it() {
    let server = Server::start(|seen, before| match (&*seen.path, before) {
        (_, 1) => page(""),
        ("/seconds", _) => with(429, &[("retry-after", "30")], ""),
        ("/date", _) => {
            let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(40));
            with(503, &[("retry-after", &date)], "")
        }
        _ => status(429),
    });
    for (path, least, most) in [("/seconds", 30, 50), ("/date", 38, 60), ("/without", 1, 20)] {
        assert_eq!(look(&server.url(path), &[]).state, State::Alive, "{path}");
        let pause = pause(&server, path).as_secs();
        assert!((least..most).contains(&pause), "{path}: {pause} s");
    }
}

#[test]
fn a_host_that_stays_busy_is_unsure() {
    let server = Server::start(|seen, _| {
        if seen.path.starts_with("/long") { with(429, &[("retry-after", "3600")], "") } else { status(429) }
    });
    assert_eq!(reason(&look(&server.url("/busy"), &[])), Reason::Status(429));
    assert_eq!(server.count("/busy"), 4);
    let long = remote(options());
    let urls: Vec<_> =
        (0..50).map(|index| server.url(&format!("/long?{index}"))).chain([server.url("/long")]).collect();
    let verdicts = look_at(&long, &urls);
    assert_eq!(reason(&verdicts[50]), Reason::Busy(3600));
    let asked = server.seen().iter().filter(|seen| seen.path.starts_with("/long")).count();
    assert!(asked < 50, "{asked}: the rest of its links are not asked for");
}

#[test]
fn each_host_is_asked_so_many_at_a_time() {
    let server = Server::start(|_, _| server::endless("", "", Duration::from_secs(9)));
    let remote = remote(Options { link_timeout: Duration::from_millis(150), ..options() });
    let urls: Vec<_> = (0..16).map(|index| server.url(&format!("/{index}"))).collect();
    let started = std::time::Instant::now();
    let verdicts = look_at(&remote, &urls);
    assert!(verdicts.iter().all(|verdict| verdict.state == State::Alive));
    // Each of them takes its 150 ms, eight at a time.
    assert!(started.elapsed() >= Duration::from_millis(300), "{:?}", started.elapsed());
}

#[test]
fn ten_thousand_links_to_one_host_are_paced() {
    let server = Server::start(|_, _| status(204));
    let clock = Clock::times(100);
    let limits = Limits { rate: 25, per_host: 8, ..Limits::default() };
    let remote = remote(Options { clock, limits, ..options() });
    let urls: Vec<_> = (0..10_000).map(|index| server.url(&format!("/{index}"))).collect();
    let verdicts = look_at(&remote, &urls);
    assert!(verdicts.iter().all(|verdict| verdict.state == State::Alive));
    let seen = server.seen();
    assert_eq!(seen.len(), 10_000);
    // At 25 a second they take 400 s; by this clock 4 s. In no second go out more than 25 and the eight saved up; the server
    // sees them with some jitter, which the clock makes a hundred times as large.
    let first = seen[0].at;
    let mut at: Vec<_> = seen.iter().map(|seen| (seen.at - first).as_secs_f64() * 100.0).collect();
    at.sort_by(f64::total_cmp);
    let took = at[at.len() - 1];
    assert!((398.0..800.0).contains(&took), "{took} s");
    for (index, at) in (0_u32..).zip(&at) {
        let due = (f64::from(index) - 8.0) / 25.0;
        assert!(*at >= due - 5.0, "request {index} at {at} s, due at {due} s");
    }
}

#[test]
fn a_host_that_does_not_answer_is_not_asked_for_every_link() {
    let server = Server::start(|_, _| Deed::Silence);
    let remote = remote(Options { link_timeout: Duration::from_millis(200), ..options() });
    let urls: Vec<_> = (0..200).map(|index| server.url(&format!("/{index}"))).collect();
    let verdicts = look_at(&remote, &urls);
    assert!(verdicts.iter().all(|verdict| reason(verdict) == Reason::TimedOut));
    let asked = server.seen().len();
    assert!(asked < 100, "{asked}");
}

#[test]
fn time_may_be_up_before_all_is_done() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server::start(|_, _| page(""));
    let remote = remote(Options { budget: Some(Duration::from_millis(500)), ..options() });
    let slow = format!("http://{}/", silent.local_addr().unwrap());
    let verdicts = remote.look(&[wanted(&slow, &[]), wanted(&server.url("/a"), &[])]);
    assert_eq!(verdicts.keys().map(|url| &**url).collect::<Vec<_>>(), [server.url("/a")]);
    assert_eq!(remote.take_troubles(), ["the time for links is up: 1 of 2 were not looked at"]);
}
