//! One link: attempts at it, and the verdict they come to.

use std::time::Duration;

use url::Url;

use super::cache::{Before, reason_name};
use super::client::Client;
use super::moved;
use super::options::Options;
use super::pace::Pace;
use super::page::says_not_found;
use super::trip::{Arrival, Failure, Traveller, host_name};
use crate::links::verdict::{Reason, State, Verdict, Wanted};

/// Attempts at a link whose host asks for a pause each time.
const PATIENCE: u32 = 4;

/// Looks at links.
pub(super) struct Looker {
    pub(super) client: Client,
    pub(super) pace: Pace,
    pub(super) options: Options,
}

impl Looker {
    /// Looks at `wanted`, of which an earlier run knows `before`: having failed for the same reason then is as good as a second
    /// attempt.
    pub(super) async fn look(&self, wanted: &Wanted, before: Before) -> Verdict {
        let Ok(url) = Url::parse(&wanted.url) else { return Verdict::default() };
        // Pauses don't count as failures: a link that fails after one is worth a second attempt like any other.
        let mut pauses = 0;
        let mut last: Option<State> = None;
        let state = loop {
            let settled =
                || last.as_ref().and_then(State::reason).is_some_and(|last| self.is_known(&url, last, &before));
            let found = self.traveller(&settled).travel(&url, !wanted.fragments.is_empty()).await;
            let failure = match found {
                Ok(arrival) => match state(&url, &arrival) {
                    State::Alive => return self.alive(&url, wanted, arrival).await,
                    failure => failure,
                },
                Err(Failure::GivenUp(reason)) => return State::Unsure(reason).into(),
                Err(Failure::Settled) => return last.unwrap_or_default().into(),
                Err(Failure::Reason(reason)) => State::Unsure(reason),
                Err(Failure::Paused(_)) if pauses + 1 < PATIENCE => {
                    pauses += 1;
                    continue;
                }
                Err(Failure::Paused(status)) => State::Unsure(Reason::Status(status)),
            };
            let Some(reason) = failure.reason() else { break failure };
            if is_of_host(reason) {
                self.pace.unanswered(&self.pace.host(&host_name(&url)), reason);
            }
            match again(reason, &before) {
                Some(wait) if last.is_none() && !self.is_known(&url, reason, &before) => self.pace.wait(wait).await,
                _ => break failure,
            }
            last = Some(failure);
        };
        let host = self.pace.host(&host_name(&url));
        match &state {
            State::Dead(_) if matches!(last, Some(State::Dead(_))) => host.confirmed_not_found(),
            State::Unsure(reason) => host.failed(reason),
            _ => {}
        }
        state.into()
    }

    /// Whether a failure needs no second attempt.
    fn is_known(&self, url: &Url, reason: &Reason, before: &Before) -> bool {
        match before {
            Before::Failed(name) => *name == reason_name(reason),
            // It is news that such a link is gone.
            Before::Lived => false,
            Before::Unknown => {
                matches!(reason, Reason::Status(404 | 410)) && self.pace.host(&host_name(url)).means_not_found()
            }
        }
    }

    fn traveller<'a>(&'a self, settled: &'a (dyn Fn() -> bool + Send + Sync)) -> Traveller<'a> {
        Traveller {
            client: &self.client,
            pace: &self.pace,
            timeout: self.options.link_timeout,
            body_limit: self.options.body_limit,
            head: &self.options.head,
            settled,
        }
    }

    async fn alive(&self, url: &Url, wanted: &Wanted, arrival: Arrival) -> Verdict {
        let fragments = wanted.fragments.iter().filter_map(|fragment| {
            let there = arrival.ids.as_ref()?.has(fragment, arrival.complete)?;
            Some((fragment.clone(), there))
        });
        let fragments = fragments.collect();
        let secure = self.secure(url, &arrival).await.map(|secure| secure.as_str().into());
        let moved = if secure.is_some() { None } else { moved::for_good(url, &arrival.hops) };
        Verdict { state: State::Alive, moved: moved.map(|moved| moved.as_str().into()), secure, fragments }
    }

    /// `url` by `https:`, where that gives the page that `arrival` gave.
    async fn secure(&self, url: &Url, arrival: &Arrival) -> Option<Url> {
        if url.scheme() != "http" || url.port().is_some() {
            return None;
        }
        let mut twin = url.clone();
        twin.set_scheme("https").ok()?;
        if arrival.hops.iter().any(|(_, hop)| hop.scheme() == "https" && moved::is_same_page(hop, &twin)) {
            return Some(twin);
        }
        if arrival.url.scheme() == "https" {
            return None;
        }
        let same = self.traveller(&|| false).travel(&twin, false).await.ok()?;
        let alike = same.status == arrival.status
            && same.title == arrival.title
            && (same.url.host_str(), same.url.path()) == (arrival.url.host_str(), arrival.url.path())
            && same.url.scheme() == "https";
        alike.then_some(twin)
    }
}

impl From<State> for Verdict {
    fn from(state: State) -> Self {
        Self { state, ..Self::default() }
    }
}

/// What the answer says of `url`.
fn state(url: &Url, arrival: &Arrival) -> State {
    let title = arrival.title.as_deref().filter(|title| says_not_found(title, &arrival.url));
    match arrival.status {
        404 | 410 => State::Dead(Reason::Status(arrival.status)),
        200..=299 if title.is_some() => State::Unsure(Reason::SaysNotFound(title.unwrap_or_default().into())),
        200..=299 if moved::to_front_page(url, &arrival.hops) => State::Unsure(Reason::FrontPage),
        200..=299 => State::Alive,
        status => State::Unsure(Reason::Status(status)),
    }
}

/// How long to wait before the one more attempt that a failure is worth; long enough for another second.
///
/// A 500 is the page's own fault and comes again, unless the page is known to have lived; 502 and 504 are a gateway's, and pass.
fn again(reason: &Reason, before: &Before) -> Option<Duration> {
    match reason {
        Reason::Status(500) if !matches!(before, Before::Lived) => None,
        Reason::Status(404 | 410 | 500 | 502 | 504)
        | Reason::NoName { .. }
        | Reason::LookupFailed
        | Reason::TimedOut
        | Reason::Refused
        | Reason::Broken => Some(Duration::from_secs(1)),
        _ => None,
    }
}

/// Whether a failure is that the host does not answer.
fn is_of_host(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::NoName { .. }
            | Reason::LookupFailed
            | Reason::TimedOut
            | Reason::Refused
            | Reason::Broken
            | Reason::Tls(_)
    )
}
