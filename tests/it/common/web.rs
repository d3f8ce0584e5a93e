//! A web that answers from a list.

use std::collections::BTreeMap;

use notelint::links::link_status::{FailureReason, LinkChecker, LinkRequest, LinkState, LinkStatus, LinkStatuses};
use notelint::links::placeholder;
use url::Url;

/// What is known of each address.
#[derive(Clone, Debug, Default)]
pub struct KnownLinks(BTreeMap<String, LinkStatus>);

impl KnownLinks {
    /// Reads lines such as `https://a.io/b dead 404`: an address, and `alive`, `alive` with the ids on its page (`#id`),
    /// `moved URL`, `secure URL`, `dead STATUS`, `unsure STATUS` or `unsure timeout`.
    pub fn add(&mut self, lines: &str) {
        for line in lines.lines() {
            let (url, answer) = line.split_once(' ').unwrap();
            let url = Url::parse(url).unwrap();
            self.0.insert(url.to_string(), verdict(answer));
        }
    }
}

fn verdict(answer: &str) -> LinkStatus {
    let words: Vec<&str> = answer.split_whitespace().collect();
    let failed = |reason: &str| match reason {
        "timeout" => FailureReason::TimedOut,
        "no-name" => FailureReason::NoName { times: 4, days: 9 },
        status => FailureReason::Status(status.parse().unwrap()),
    };
    let mut link_status = LinkStatus::default();
    match words[..] {
        ["alive", ref ids @ ..] => {
            link_status.fragments = ids.iter().map(|id| (id.trim_start_matches('#').into(), true)).collect();
        }
        ["moved", to] => link_status.moved = Some(to.into()),
        ["secure", to] => link_status.secure = Some(to.into()),
        ["dead", reason] => link_status.state = LinkState::Dead(failed(reason)),
        ["unsure", reason] => link_status.state = LinkState::Unsure(failed(reason)),
        _ => panic!("no answer: {answer}"),
    }
    link_status
}

impl LinkChecker for KnownLinks {
    fn should_check(&self, url: &Url) -> bool {
        !placeholder::is_local(url)
    }

    fn check(&self, requests: &[LinkRequest]) -> LinkStatuses {
        let look = |requests: &LinkRequest| {
            let mut link_status = self.0.get(&*requests.url)?.clone();
            let names_parts = !link_status.fragments.is_empty();
            for id in requests.fragments.iter().filter(|_| names_parts) {
                link_status.fragments.entry(id.clone()).or_insert(false);
            }
            Some((requests.url.clone(), link_status))
        };
        requests.iter().filter_map(look).collect()
    }
}
