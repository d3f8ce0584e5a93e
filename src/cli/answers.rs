//! The answers of servers in the examples of a page: a web to check links against.

use std::collections::BTreeMap;

use url::Url;

use crate::links::link_status::{FailureReason, LinkChecker, LinkRequest, LinkState, LinkStatus, LinkStatuses};
use crate::links::placeholder;
use crate::text::whitespace::Whitespace as _;

/// What is known about each URL.
#[derive(Clone, Debug, Default)]
pub struct Answers(BTreeMap<String, LinkStatus>);

impl Answers {
    /// Reads lines such as `https://a.io/b dead 404`: a URL, and `alive`, `alive` with the ids on its page (`#id`),
    /// `moved URL`, `secure URL`, `dead STATUS`, `unsure STATUS`, or a reason that [`link_status`] knows. Returns whether every
    /// line has this form.
    #[must_use]
    pub fn add(&mut self, lines: &str) -> bool {
        lines.printed_lines().all(|line| {
            let answer = || {
                let (url, answer) = line.split_once(' ')?;
                Some((Url::parse(url).ok()?, link_status(answer)?))
            };
            let Some((url, link_status)) = answer() else { return false };
            self.0.insert(url.to_string(), link_status);
            true
        })
    }
}

fn link_status(answer: &str) -> Option<LinkStatus> {
    let words: Vec<&str> = answer.unicode_words().collect();
    let failed = |reason: &str| match reason {
        "timeout" => Some(FailureReason::TimedOut),
        "no-name" => Some(FailureReason::NoName { times: 4, days: 9 }),
        status => status.parse().ok().map(FailureReason::Status),
    };
    let mut link_status = LinkStatus::default();
    match words[..] {
        ["alive", ref ids @ ..] => {
            link_status.fragments = ids.iter().map(|id| (id.trim_start_matches('#').into(), true)).collect();
        }
        ["moved", to] => link_status.moved = Some(to.into()),
        ["secure", to] => link_status.secure = Some(to.into()),
        ["dead", reason] => link_status.state = LinkState::Dead(failed(reason)?),
        ["unsure", reason] => link_status.state = LinkState::Unsure(failed(reason)?),
        _ => return None,
    }
    Some(link_status)
}

impl LinkChecker for Answers {
    fn should_check(&self, url: &Url) -> bool {
        !placeholder::is_local(url)
    }

    fn check(&self, request: &[LinkRequest]) -> LinkStatuses {
        let look = |request: &LinkRequest| {
            let mut link_status = self.0.get(&*request.url)?.clone();
            let names_parts = !link_status.fragments.is_empty();
            for id in request.fragments.iter().filter(|_| names_parts) {
                link_status.fragments.entry(id.clone()).or_insert(false);
            }
            Some((request.url.clone(), link_status))
        };
        request.iter().filter_map(look).collect()
    }
}
