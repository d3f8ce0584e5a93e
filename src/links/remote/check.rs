//! Checks one link: makes the attempts and derives the status from them.

use std::time::Duration;

use url::Url;

use super::cache::{PreviousResult, reason_name};
use super::client::Client;
use super::fetch::{FetchFailure, FetchedPage, Fetcher, host_name};
use super::options::CheckerOptions;
use super::page::says_not_found;
use super::rate_limit::RateLimiter;
use super::redirect;
use crate::links::link_status::{FailureReason, LinkRequest, LinkState, LinkStatus};

/// The maximum number of attempts at a URL whose host asks to retry later each time.
const MAX_PAUSES: u32 = 4;

/// Checks links.
pub(super) struct Checker {
    pub(super) client: Client,
    pub(super) rate_limiter: RateLimiter,
    pub(super) options: CheckerOptions,
}

impl Checker {
    /// Checks `request`. `before` is the result of the last run: if it failed for the same reason, no second attempt is
    /// made.
    pub(super) async fn check(&self, request: &LinkRequest, before: PreviousResult) -> LinkStatus {
        let Ok(url) = Url::parse(&request.url) else { return LinkStatus::default() };
        // Requests to retry later do not count as failures: a failure after one still gets a second attempt.
        let mut pauses = 0;
        let mut last: Option<LinkState> = None;
        let state = loop {
            let superseded = || {
                last.as_ref().and_then(LinkState::reason).is_some_and(|last| self.needs_no_retry(&url, last, &before))
            };
            let found = self.fetcher(&superseded).fetch(&url, !request.fragments.is_empty()).await;
            let failure = match found {
                Ok(fetched) => match state(&url, &fetched) {
                    LinkState::Alive => return self.alive(&url, request, fetched).await,
                    failure => failure,
                },
                Err(FetchFailure::GivenUp(reason)) => return LinkState::Unsure(reason).into(),
                Err(FetchFailure::Superseded) => return last.unwrap_or_default().into(),
                Err(FetchFailure::Reason(reason)) => LinkState::Unsure(reason),
                Err(FetchFailure::Paused(_)) if pauses + 1 < MAX_PAUSES => {
                    pauses += 1;
                    continue;
                }
                Err(FetchFailure::Paused(status)) => LinkState::Unsure(FailureReason::Status(status)),
            };
            let Some(reason) = failure.reason() else { break failure };
            if is_host_failure(reason) {
                self.rate_limiter.record_no_answer(&self.rate_limiter.host(&host_name(&url)), reason);
            }
            match retry_delay(reason, &before) {
                Some(wait) if last.is_none() && !self.needs_no_retry(&url, reason, &before) => {
                    self.rate_limiter.wait(wait).await;
                }
                _ => break failure,
            }
            last = Some(failure);
        };
        let host = self.rate_limiter.host(&host_name(&url));
        match &state {
            LinkState::Dead(_) if matches!(last, Some(LinkState::Dead(_))) => host.confirm_not_found(),
            LinkState::Unsure(reason) => host.record_failure(reason),
            _ => {}
        }
        state.into()
    }

    /// Whether a failure can be reported without a second attempt.
    fn needs_no_retry(&self, url: &Url, reason: &FailureReason, before: &PreviousResult) -> bool {
        match before {
            PreviousResult::Failed(name) => *name == reason_name(reason),
            // It worked in the last run, so make sure.
            PreviousResult::Alive => false,
            PreviousResult::Unknown => {
                matches!(reason, FailureReason::Status(404 | 410))
                    && self.rate_limiter.host(&host_name(url)).means_not_found()
            }
        }
    }

    fn fetcher<'a>(&'a self, superseded: &'a (dyn Fn() -> bool + Send + Sync)) -> Fetcher<'a> {
        Fetcher {
            client: &self.client,
            rate_limiter: &self.rate_limiter,
            timeout: self.options.link_timeout,
            body_limit: self.options.body_limit,
            head: &self.options.head,
            superseded,
        }
    }

    async fn alive(&self, url: &Url, request: &LinkRequest, fetched: FetchedPage) -> LinkStatus {
        let fragments = request.fragments.iter().filter_map(|fragment| {
            let there = fetched.ids.as_ref()?.has(fragment, fetched.complete)?;
            Some((fragment.clone(), there))
        });
        let fragments = fragments.collect();
        let secure = self.secure(url, &fetched).await.map(|secure| secure.as_str().into());
        let moved = if secure.is_some() { None } else { redirect::permanent_target(url, &fetched.hops) };
        LinkStatus { state: LinkState::Alive, moved: moved.map(|moved| moved.as_str().into()), secure, fragments }
    }

    /// The `https:` URL of `url`, if it returns the same page as `fetched`.
    async fn secure(&self, url: &Url, fetched: &FetchedPage) -> Option<Url> {
        if url.scheme() != "http" || url.port().is_some() {
            return None;
        }
        let mut twin = url.clone();
        twin.set_scheme("https").ok()?;
        if fetched.hops.iter().any(|(_, hop)| hop.scheme() == "https" && redirect::is_same_page(hop, &twin)) {
            return Some(twin);
        }
        if fetched.url.scheme() == "https" {
            return None;
        }
        let same = self.fetcher(&|| false).fetch(&twin, false).await.ok()?;
        let alike = same.status == fetched.status
            && same.title == fetched.title
            && (same.url.host_str(), same.url.path()) == (fetched.url.host_str(), fetched.url.path())
            && same.url.scheme() == "https";
        alike.then_some(twin)
    }
}

impl From<LinkState> for LinkStatus {
    fn from(state: LinkState) -> Self {
        Self { state, ..Self::default() }
    }
}

/// The state of `url` according to the response.
fn state(url: &Url, fetched: &FetchedPage) -> LinkState {
    let title = fetched.title.as_deref().filter(|title| says_not_found(title, &fetched.url));
    match fetched.status {
        404 | 410 => LinkState::Dead(FailureReason::Status(fetched.status)),
        200..=299 if title.is_some() => {
            LinkState::Unsure(FailureReason::SaysNotFound(title.unwrap_or_default().into()))
        }
        200..=299 if redirect::is_redirected_to_front_page(url, &fetched.hops) => {
            LinkState::Unsure(FailureReason::FrontPage)
        }
        200..=299 => LinkState::Alive,
        status => LinkState::Unsure(FailureReason::Status(status)),
    }
}

/// How long to wait before the second attempt; `None` if there is none.
///
/// A 500 is an error of the page itself and will happen again, unless the page is known to have worked. 502 and 504
/// come from a gateway and are usually temporary.
fn retry_delay(reason: &FailureReason, before: &PreviousResult) -> Option<Duration> {
    match reason {
        FailureReason::Status(500) if !matches!(before, PreviousResult::Alive) => None,
        FailureReason::Status(404 | 410 | 500 | 502 | 504)
        | FailureReason::NoName { .. }
        | FailureReason::LookupFailed
        | FailureReason::TimedOut
        | FailureReason::Refused
        | FailureReason::Broken => Some(Duration::from_secs(1)),
        _ => None,
    }
}

/// Whether a failure means that the host does not respond.
fn is_host_failure(reason: &FailureReason) -> bool {
    matches!(
        reason,
        FailureReason::NoName { .. }
            | FailureReason::LookupFailed
            | FailureReason::TimedOut
            | FailureReason::Refused
            | FailureReason::Broken
            | FailureReason::Tls(_)
    )
}
