//! Limits the requests to each host: how many at a time, how many per second, and none during a requested pause.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashMap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::clock::Clock;
use crate::links::link_status::FailureReason;
pub(super) use crate::text::sync::lock;

/// Limits on requests.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Concurrent requests in total.
    pub concurrency: usize,
    /// Concurrent requests to each host.
    pub per_host: usize,
    /// Requests per second to each host, after an initial burst of [`Limits::per_host`].
    pub rate: u32,
    /// The longest pause to wait for. A host that asks for a longer one gets no more requests.
    pub longest_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { concurrency: 64, per_host: 8, rate: 25, longest_pause: Duration::from_mins(1) }
    }
}

/// After this many consecutive requests without a response, over at least a second, the host gets no more requests.
const MAX_FAILURES: u32 = 8;

/// After this many consecutive links for which the host kept asking for pauses, the host gets no more requests.
const MAX_BUSY: u32 = 4;

/// The maximum interval between requests to a host that keeps asking for pauses.
const MAX_INTERVAL: Duration = Duration::from_secs(5);

/// The rate limiter of a run.
pub(super) struct RateLimiter {
    limits: Limits,
    clock: Clock,
    all: Arc<Semaphore>,
    hosts: Mutex<FxHashMap<String, Arc<Host>>>,
}

/// One host, by name and port.
pub(super) struct Host {
    slots: Arc<Semaphore>,
    state: Mutex<HostState>,
}

struct HostState {
    /// When the next request may be sent if no unused requests are saved.
    next: Duration,
    /// The interval between two requests.
    interval: Duration,
    /// The minimum of [`HostState::interval`].
    usual: Duration,
    /// No requests are sent before this time.
    pause_until: Duration,
    /// Consecutive pauses.
    pauses: u32,
    /// Consecutive requests without a response, and when the first of them failed.
    failures: u32,
    failing_since: Duration,
    /// Consecutive links that were given up because of pauses.
    busy: u32,
    /// Why the host gets no more requests.
    given_up: Option<FailureReason>,
    /// Whether a 404 from this host is reliable: it has returned another page, or has repeated a 404 for the same URL.
    means_not_found: bool,
}

/// Permission for one request, as long as it exists.
pub(super) struct Permit {
    _host: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

impl RateLimiter {
    pub(super) fn new(limits: Limits, clock: Clock) -> Self {
        Self { limits, clock, all: Arc::new(Semaphore::new(limits.concurrency.max(1))), hosts: Mutex::default() }
    }

    /// The state of the host `name`, which is created if necessary.
    pub(super) fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = lock(&self.hosts);
        if let Some(host) = hosts.get(name) {
            return host.clone();
        }
        let usual = Duration::from_secs(1) / self.limits.rate.max(1);
        let host = Arc::new(Host {
            slots: Arc::new(Semaphore::new(self.limits.per_host.max(1))),
            state: Mutex::new(HostState {
                next: Duration::ZERO,
                interval: usual,
                usual,
                pause_until: Duration::ZERO,
                pauses: 0,
                failures: 0,
                failing_since: Duration::ZERO,
                busy: 0,
                given_up: None,
                means_not_found: false,
            }),
        });
        hosts.insert(name.to_owned(), host.clone());
        host
    }

    /// Waits until a request to `host` is allowed.
    ///
    /// # Errors
    /// Why the host gets no more requests.
    pub(super) async fn acquire(&self, host: &Host) -> Result<Permit, FailureReason> {
        let slot = permit(&host.slots).await?;
        let mut reserved = false;
        loop {
            let wait = {
                let mut state = lock(&host.state);
                if let Some(reason) = &state.given_up {
                    return Err(reason.clone());
                }
                let now = self.clock.now();
                if now < state.pause_until {
                    // A request that already had its slot needs a new one after the pause.
                    reserved = false;
                    state.pause_until.saturating_sub(now)
                } else if reserved {
                    Duration::ZERO
                } else {
                    reserved = true;
                    state.reserve(now, self.limits.per_host).saturating_sub(now)
                }
            };
            if wait.is_zero() {
                break;
            }
            self.clock.sleep(wait).await;
        }
        Ok(Permit { _host: slot, _all: permit(&self.all).await? })
    }

    /// Records that `host` asked for a pause, of a given length or not.
    pub(super) fn pause(&self, host: &Host, request: Option<Duration>) {
        let mut state = lock(&host.state);
        let now = self.clock.now();
        let is_news = now >= state.pause_until;
        if is_news {
            state.pauses += 1;
            state.interval = (state.interval * 2).min(MAX_INTERVAL.max(state.interval));
        }
        let pause = request.unwrap_or_else(|| {
            let doubled = Duration::from_secs(1 << state.pauses.saturating_sub(1).min(5));
            doubled + doubled.mul_f64(fastrand::f64() / 4.0)
        });
        if pause > self.limits.longest_pause {
            state.given_up = Some(FailureReason::Busy(pause.as_secs()));
        } else if is_news || request.is_some() {
            state.pause_until = state.pause_until.max(now + pause);
        }
    }

    /// Records that `host` did not respond to a request.
    pub(super) fn record_no_answer(&self, host: &Host, reason: &FailureReason) {
        let now = self.clock.now();
        let mut state = lock(&host.state);
        if state.failures == 0 {
            state.failing_since = now;
        }
        state.failures += 1;
        if state.failures >= MAX_FAILURES && now.saturating_sub(state.failing_since) >= Duration::from_secs(1) {
            state.given_up.get_or_insert_with(|| reason.clone());
        }
    }

    /// Waits for `duration` plus a random amount of up to half of it.
    pub(super) async fn wait(&self, duration: Duration) {
        self.clock.sleep(duration + duration.mul_f64(fastrand::f64() / 2.0)).await;
    }
}

impl Host {
    /// Records a response, with a success status or another.
    pub(super) fn record_answer(&self, with_page: bool) {
        let mut state = lock(&self.state);
        (state.failures, state.pauses, state.busy) = (0, 0, 0);
        state.means_not_found |= with_page;
        state.recover();
    }

    /// Whether a 404 from this host can be believed without a second attempt.
    pub(super) fn means_not_found(&self) -> bool {
        lock(&self.state).means_not_found
    }

    /// Records that the host repeated a 404 for the same URL.
    pub(super) fn confirm_not_found(&self) {
        lock(&self.state).means_not_found = true;
    }

    /// Records that a link was given up. If the host name does not resolve, the other links of the host are given up
    /// too.
    pub(super) fn record_failure(&self, reason: &FailureReason) {
        let mut state = lock(&self.state);
        let is_busy = matches!(reason, FailureReason::Status(429 | 503));
        state.busy += u32::from(is_busy);
        if state.busy >= MAX_BUSY && is_busy
            || matches!(reason, FailureReason::NoName { .. } | FailureReason::Private(_))
        {
            state.given_up.get_or_insert_with(|| reason.clone());
        }
    }
}

impl HostState {
    /// Raises the rate by one request per second, up to the usual rate, after pauses had halved it.
    fn recover(&mut self) {
        if self.interval > self.usual {
            let rate = 1.0 / self.interval.as_secs_f64() + 1.0;
            self.interval = Duration::from_secs_f64(1.0 / rate).max(self.usual);
        }
    }

    /// The time at which the next request may be sent. Up to `burst` unused requests are saved.
    fn reserve(&mut self, now: Duration, burst: usize) -> Duration {
        let saved = self.interval * u32::try_from(burst.saturating_sub(1)).unwrap_or(u32::MAX);
        self.next = self.next.max(now);
        let slot = self.next.saturating_sub(saved);
        self.next += self.interval;
        slot
    }
}

/// The pause that `Retry-After` asks for: seconds or an HTTP date (RFC 9110 §10.2.3).
pub(super) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(seconds) = value.trim_ascii().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value.trim_ascii()).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

async fn permit(semaphore: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, FailureReason> {
    // The semaphores are never closed.
    semaphore.clone().acquire_owned().await.map_err(|_| FailureReason::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_in_both_forms() {
        let now = httpdate::parse_http_date("Wed, 21 Oct 2026 07:28:00 GMT").unwrap();
        assert_eq!(retry_after("120", now), Some(Duration::from_mins(2)));
        assert_eq!(retry_after("Wed, 21 Oct 2026 07:28:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Wed, 21 Oct 2020 07:28:30 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }

    #[test]
    fn requests_are_saved_up_to_the_burst() {
        let limiter = RateLimiter::new(Limits { rate: 10, per_host: 3, ..Limits::default() }, Clock::default());
        let host = limiter.host("a");
        let mut state = lock(&host.state);
        let now = Duration::from_secs(100);
        let slots: Vec<_> = (0..5).map(|_| state.reserve(now, 3).saturating_sub(now).as_millis()).collect();
        assert_eq!(slots, [0, 0, 0, 100, 200]);
    }

    #[test]
    fn a_pause_halves_the_rate_and_each_response_raises_it() {
        let limiter = RateLimiter::new(Limits { rate: 10, ..Limits::default() }, Clock::default());
        let host = limiter.host("a");
        let interval = || lock(&host.state).interval.as_millis();
        limiter.pause(&host, Some(Duration::ZERO));
        assert_eq!(interval(), 200);
        host.record_answer(false);
        assert_eq!(interval(), 166);
        (0..9).for_each(|_| host.record_answer(true));
        assert_eq!(interval(), 100, "and never more than the rate");
    }

    /// The times at which simultaneous requests are let through, in milliseconds of the paused clock.
    async fn let_through(limiter: &Arc<RateLimiter>, host: &Arc<Host>, requests: usize) -> Vec<u128> {
        let start = tokio::time::Instant::now();
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..requests {
            let (limiter, host) = (limiter.clone(), host.clone());
            tasks.spawn(async move {
                let _permit = limiter.acquire(&host).await.unwrap();
                start.elapsed().as_millis()
            });
        }
        let mut at = tasks.join_all().await;
        at.sort_unstable();
        at
    }

    #[tokio::test(start_paused = true)]
    async fn ten_thousand_requests_go_out_at_the_rate() {
        let limiter =
            Arc::new(RateLimiter::new(Limits { rate: 25, per_host: 8, ..Limits::default() }, Clock::default()));
        let at = let_through(&limiter, &limiter.host("a"), 10_000).await;
        assert_eq!(at[..11], [0, 0, 0, 0, 0, 0, 0, 0, 40, 80, 120]);
        assert_eq!(at[9_999], (10_000 - 8) * 40);
        assert!(at.windows(26 + 8).all(|window| window[33] - window[0] >= 1000), "more than 25 in a second");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_delays_requests() {
        let limiter = Arc::new(RateLimiter::new(Limits::default(), Clock::default()));
        let host = limiter.host("a");
        limiter.pause(&host, Some(Duration::from_secs(30)));
        let at = let_through(&limiter, &host, 3).await;
        assert_eq!((at[0], let_through(&limiter, &limiter.host("b"), 1).await[0]), (30_000, 0));
        // Without a given length: one second plus up to a quarter, then two.
        let host = limiter.host("c");
        for least in [1000, 2000] {
            limiter.pause(&host, None);
            let at = let_through(&limiter, &host, 1).await[0];
            assert!((least..=least * 5 / 4).contains(&at), "{at} ms");
        }
    }

    #[test]
    fn too_long_a_pause_gives_the_host_up() {
        let limiter = RateLimiter::new(Limits::default(), Clock::default());
        let host = limiter.host("a");
        limiter.pause(&host, Some(Duration::from_hours(1)));
        assert_eq!(lock(&host.state).given_up, Some(FailureReason::Busy(3600)));
    }
}
