//! Looking at links from a test.

use notelint::links::link_status::{FailureReason, LinkChecker, LinkRequest, LinkState, LinkStatus};
use notelint::links::remote::clock::Clock;
use notelint::links::remote::{CheckerOptions, LiveLinks, RemoteChecker};

/// A link checker for servers on loopback, with waits a hundred times shorter and without a cache.
pub fn options() -> CheckerOptions {
    CheckerOptions {
        root: tempfile::tempdir().unwrap().keep(),
        allow_private: true,
        proxies: false,
        clock: Clock::times(100),
        ..CheckerOptions::default()
    }
}

pub fn remote(options: CheckerOptions) -> RemoteChecker {
    RemoteChecker::new(options, Box::new(|_, _| {}), LiveLinks::default())
}

pub fn wanted(url: &str, fragments: &[&str]) -> LinkRequest {
    let mut fragments: Vec<Box<str>> = fragments.iter().map(|fragment| (*fragment).into()).collect();
    fragments.sort();
    LinkRequest { url: url.into(), fragments }
}

/// The status of one link.
pub fn check(url: &str, fragments: &[&str]) -> LinkStatus {
    remote(options()).check(&[wanted(url, fragments)])[url].clone()
}

/// The status of each link, in order.
pub fn check_all(remote: &RemoteChecker, urls: &[String]) -> Vec<LinkStatus> {
    let request: Vec<_> = urls.iter().map(|url| wanted(url, &[])).collect();
    let statuses = remote.check(&request);
    urls.iter().map(|url| statuses[&**url].clone()).collect()
}

/// The reason why a link could not be checked.
pub fn reason(status: &LinkStatus) -> FailureReason {
    match &status.state {
        LinkState::Unsure(reason) => reason.clone(),
        state => panic!("{state:?}"),
    }
}
