//! The link checker: checks each distinct URL once in a run, unless the cache has a recent result.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tokio::runtime::Runtime;
use url::Url;

use crate::links::link_counts::LinkCounts;
use crate::links::link_status::{FailureReason, LinkChecker, LinkRequest, LinkState, LinkStatus, LinkStatuses};
use crate::links::placeholder;
use crate::message;

use super::cache::{LinkCache, PreviousResult};
use super::check::Checker;
use super::client::Client;
use super::options::CheckerOptions;
use super::rate_limit::{RateLimiter, lock};
use super::tasks::{TaskPanic, Tasks};

/// Called with the number of finished links and the total.
pub type Progress = Box<dyn Fn(usize, usize) + Send + Sync>;

/// Working links, shared by the projects of one run. Failures are not shared: another project may have different
/// headers or limits.
#[derive(Clone, Default)]
pub struct LiveLinks(Arc<Mutex<LinkStatuses>>);

impl LiveLinks {
    /// The status for `request`, if it covers every requested fragment.
    fn verdict(&self, request: &LinkRequest) -> Option<LinkStatus> {
        let status = lock(&self.0).get(&request.url)?.clone();
        request.fragments.iter().all(|fragment| status.fragments.contains_key(fragment)).then_some(status)
    }

    fn insert(&self, url: &str, status: &LinkStatus) {
        if status.state == LinkState::Alive {
            lock(&self.0).insert(url.into(), status.clone());
        }
    }
}

/// Checks links over the network, and keeps the results for the whole run.
pub struct RemoteChecker {
    options: CheckerOptions,
    progress: Progress,
    alive: LiveLinks,
    state: Mutex<CheckerState>,
}

#[derive(Default)]
struct CheckerState {
    /// Read when there is something to check.
    cache: Option<LinkCache>,
    found: FxHashMap<LinkRequest, LinkStatus>,
    /// The result of each URL.
    results: FxHashMap<Box<str>, UrlResult>,
    problems: Vec<String>,
    /// Whether the user pressed Ctrl-C.
    interrupted: bool,
    /// Whether checking a link panicked.
    panicked: bool,
}

/// The result of checking a URL.
#[derive(Clone, Copy)]
enum UrlResult {
    Working,
    Dead,
    Uncheckable,
    NotReached,
    Private,
    Reserved,
    Ignored,
}

/// Why checking ended.
enum StopReason {
    Done,
    Budget,
    Interrupt,
}

impl RemoteChecker {
    /// A checker that has not checked anything yet. `alive` is shared by the projects of the run.
    pub fn new(options: CheckerOptions, progress: Progress, alive: LiveLinks) -> Self {
        Self { options, progress, alive, state: Mutex::default() }
    }

    /// The messages about problems so far. Clears them.
    pub fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut self.lock_state().problems)
    }

    /// Whether the user pressed Ctrl-C while links were checked.
    pub fn is_interrupted(&self) -> bool {
        self.lock_state().interrupted
    }

    /// Whether checking a link panicked; [`RemoteChecker::take_problems`] returns the message.
    pub fn has_panicked(&self) -> bool {
        self.lock_state().panicked
    }

    /// The number of URLs checked so far, by result.
    pub fn counts(&self) -> LinkCounts {
        let mut counts = LinkCounts::default();
        for result in self.lock_state().results.values() {
            *match result {
                UrlResult::Working => &mut counts.working,
                UrlResult::Dead => &mut counts.dead,
                UrlResult::Uncheckable => &mut counts.uncheckable,
                UrlResult::NotReached => &mut counts.not_reached,
                UrlResult::Private => &mut counts.private,
                UrlResult::Reserved => &mut counts.reserved,
                UrlResult::Ignored => &mut counts.ignored,
            } += 1;
        }
        counts
    }

    /// Stores the result of each request.
    fn count(&self, request: &[LinkRequest], statuses: &LinkStatuses) {
        let mut state = self.lock_state();
        for LinkRequest { url, .. } in request {
            let result = match statuses.get(url).map(|status| &status.state) {
                Some(LinkState::Alive) => UrlResult::Working,
                Some(LinkState::Dead(_)) => UrlResult::Dead,
                Some(LinkState::Unsure(_)) => UrlResult::Uncheckable,
                None => UrlResult::NotReached,
            };
            state.results.insert(url.clone(), result);
        }
    }

    fn lock_state(&self) -> MutexGuard<'_, CheckerState> {
        lock(&self.state)
    }

    fn add_problem(&self, en: &str, ja: &str) {
        let text = message!("{en}", "{ja}").text(self.options.lang);
        self.lock_state().problems.push(text);
    }

    /// Checks `request` over the network.
    fn check_online(&self, request: Vec<LinkRequest>) {
        let started = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let (runtime, client) = match (started, Client::new(&self.options)) {
            (Ok(runtime), Ok(client)) => (runtime, client),
            (Err(error), _) => {
                return self.add_problem(
                    &format!("links can't be checked: {error}"),
                    &format!("リンクを検査できない: {error}"),
                );
            }
            (_, Err(error)) => {
                return self.add_problem(
                    &format!("links can't be checked: {error}"),
                    &format!("リンクを検査できない: {error}"),
                );
            }
        };
        let checker = Checker {
            client,
            rate_limiter: RateLimiter::new(self.options.limits, self.options.clock),
            options: self.options.clone(),
        };
        let total = request.len();
        let mut found = Vec::with_capacity(total);
        let mut open = Vec::new();
        for request in request {
            match self.alive.verdict(&request) {
                Some(status) => found.push((request, status)),
                None => open.push(request),
            }
        }
        let end = self.run(&runtime, checker, open, &mut found);
        // The lookup of a host name can't be cancelled, so don't wait for it.
        runtime.shutdown_background();
        self.record(found, total, &end);
    }

    /// Checks links until all are done, the time is up, or the user presses Ctrl-C.
    fn run(
        &self,
        runtime: &Runtime,
        checker: Checker,
        request: Vec<LinkRequest>,
        found: &mut Vec<(LinkRequest, LinkStatus)>,
    ) -> StopReason {
        let total = found.len() + request.len();
        let before: Vec<_> = {
            let state = self.lock_state();
            let before = |request: &LinkRequest| {
                state.cache.as_ref().map_or(PreviousResult::Unknown, |cache| cache.previous(&request.url))
            };
            request.iter().map(before).collect()
        };
        let checker = Arc::new(checker);
        runtime.block_on(async {
            let mut links = Tasks::default();
            for (request, before) in request.into_iter().zip(before) {
                let (checker, link) = (checker.clone(), request.clone());
                links.spawn(request, async move { checker.check(&link, before).await });
            }
            let budget = async {
                match self.options.budget {
                    Some(budget) => tokio::time::sleep(budget).await,
                    None => std::future::pending().await,
                }
            };
            let interrupt = async {
                if tokio::signal::ctrl_c().await.is_err() {
                    std::future::pending::<()>().await;
                }
            };
            tokio::pin!(budget, interrupt);
            loop {
                tokio::select! {
                    done = links.next() => match done {
                        Some(Ok(done)) => found.push(done),
                        Some(Err(panic)) => self.report(&panic),
                        None => return StopReason::Done,
                    },
                    () = &mut budget => return StopReason::Budget,
                    () = &mut interrupt => return StopReason::Interrupt,
                }
                (self.progress)(found.len(), total);
            }
        })
    }

    fn report(&self, panic: &TaskPanic) {
        let TaskPanic { url, text } = panic;
        self.add_problem(
            &format!("internal error while checking `{url}`: {text}; please report it"),
            &format!("`{url}` の検査中に内部エラーが発生した: {text}。不具合として報告してほしい"),
        );
        self.lock_state().panicked = true;
    }

    /// Applies the history of earlier runs to the results, and saves them in the cache.
    fn record(&self, found: Vec<(LinkRequest, LinkStatus)>, total: usize, end: &StopReason) {
        let CheckerOptions { lang, now, failures, days, .. } = self.options;
        let offline = no_host_answered(&found);
        let left = total - found.len();
        let mut state = self.lock_state();
        let mut cache = state.cache.take().unwrap_or_default();
        for (request, mut status) in found {
            if !offline {
                cache.record(&request.url, &mut status, now, (failures, days));
            }
            self.alive.insert(&request.url, &status);
            state.found.insert(request, status);
        }
        let written = cache.write(now, lang);
        state.cache = Some(cache);
        state.problems.extend(written.err());
        state.interrupted |= matches!(end, StopReason::Interrupt);
        let mut add = |message: crate::finding::Message<'_>| state.problems.push(message.text(lang));
        if offline {
            add(message!(
                "no host responded; check your network connection (the results of this run are not saved)",
                "どのホストからも応答がない。ネットワーク接続を確認する（今回の結果は保存しない）"
            ));
        }
        match end {
            StopReason::Budget => add(message!(
                "time limit reached: {left} of {total} links were not checked",
                "制限時間に達した: {total} 件中 {left} 件のリンクを検査していない"
            )),
            StopReason::Interrupt => add(message!(
                "interrupted: {left} of {total} links were not checked",
                "中断された: {total} 件中 {left} 件のリンクを検査していない"
            )),
            StopReason::Done if left > 0 => add(message!(
                "{left} of {total} links were not checked",
                "{total} 件中 {left} 件のリンクを検査していない"
            )),
            StopReason::Done => {}
        }
    }
}

/// Whether several hosts were tried and none responded. That is a problem of the network, not of the hosts.
fn no_host_answered(found: &[(LinkRequest, LinkStatus)]) -> bool {
    let silent = |status: &LinkStatus| {
        matches!(
            status.state,
            LinkState::Unsure(
                FailureReason::NoName { .. }
                    | FailureReason::LookupFailed
                    | FailureReason::Refused
                    | FailureReason::TimedOut
            )
        )
    };
    let host = |request: &LinkRequest| Url::parse(&request.url).ok()?.host_str().map(str::to_owned);
    let hosts: FxHashSet<_> = found.iter().filter_map(|(request, _)| host(request)).collect();
    hosts.len() > 1 && found.iter().all(|(_, status)| silent(status))
}

impl LinkChecker for RemoteChecker {
    fn should_check(&self, url: &Url) -> bool {
        (self.options.allow_private || !placeholder::is_local(url)) && !self.options.ignore.matches(url)
    }

    fn skipped(&self, url: &Url) {
        let result = if placeholder::is_reserved(url) {
            UrlResult::Reserved
        } else if self.options.ignore.matches(url) {
            UrlResult::Ignored
        } else {
            UrlResult::Private
        };
        self.lock_state().results.insert(url.as_str().into(), result);
    }

    fn check(&self, request: &[LinkRequest]) -> LinkStatuses {
        let statuses = self.statuses(request);
        self.count(request, &statuses);
        statuses
    }
}

impl RemoteChecker {
    /// The statuses of `request`: known ones, and those checked over the network.
    fn statuses(&self, request: &[LinkRequest]) -> LinkStatuses {
        let mut statuses = LinkStatuses::default();
        let mut open = Vec::new();
        {
            let mut state = self.lock_state();
            let CheckerState { cache, problems, .. } = &mut *state;
            if !request.is_empty() && cache.is_none() {
                *cache = Some(LinkCache::read(&self.options.root, self.options.lang, &mut |text| problems.push(text)));
            }
            let fresh = if self.options.refresh { Duration::ZERO } else { self.options.fresh };
            for request in request {
                let cached = || state.cache.as_ref().and_then(|cache| cache.fresh(request, fresh, self.options.now));
                match state.found.get(request).cloned().or_else(cached) {
                    Some(status) => drop(statuses.insert(request.url.clone(), status)),
                    None => open.push(request.clone()),
                }
            }
            if state.interrupted {
                return statuses;
            }
        }
        if !open.is_empty() {
            self.check_online(open.clone());
            let state = self.lock_state();
            let found = |request: &LinkRequest| Some((request.url.clone(), state.found.get(request)?.clone()));
            statuses.extend(open.iter().filter_map(found));
        }
        statuses
    }
}
