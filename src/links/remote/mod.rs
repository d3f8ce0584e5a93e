//! Looks at addresses over the network. This folder alone names the HTTP client and its runtime, which is started when
//! there is something to look at.
//!
//! Each distinct address is looked at once in a run: from the notes' Facts, past what the cache still knows, through
//! [`look`]'s attempts, each a [`trip`] of hops that [`pace`] lets through and [`guard`] keeps within the Internet.

mod cache;
mod charset;
mod client;
pub mod clock;
mod guard;
mod look;
mod moved;
pub mod pace;
mod page;
mod tasks;
mod trip;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use rustc_hash::{FxHashMap, FxHashSet};
use tokio::runtime::Runtime;
use url::Url;

use crate::finding::Lang;
use crate::links::ignore::Ignore;
use crate::links::placeholder;
use crate::links::verdict::{Reason, State, Verdict, Verdicts, Wanted, Web};
use crate::message;
pub use cache::FILE_NAME as CACHE_FILE;
use cache::{Before, Cache};
use client::Client;
use clock::Clock;
use look::Looker;
use pace::{Limits, Pace, lock};
use tasks::{Panic, Tasks};

/// How to look.
#[derive(Clone)]
pub struct Options {
    /// The project's folder: the cache is kept below it.
    pub root: PathBuf,
    /// The language of what is said of trouble.
    pub lang: Lang,
    /// Also look at addresses that are not of the Internet.
    pub allow_private: bool,
    /// At these in any case.
    pub trusted: Vec<IpAddr>,
    /// Ask again for what lived a short while ago.
    pub refresh: bool,
    /// For one attempt at one link, redirects and page included, waiting for a turn left out.
    pub link_timeout: Duration,
    /// For all links together.
    pub budget: Option<Duration>,
    /// How fast.
    pub limits: Limits,
    /// A host without a name is dead when it was so in so many runs …
    pub failures: u32,
    /// … over so many days.
    pub days: u32,
    /// How long a link is taken to live that did.
    pub fresh: Duration,
    /// Addresses to pass over.
    pub ignore: Ignore,
    /// Headers for a host: its name, and the headers' names and values.
    pub headers: Vec<(String, Vec<(String, String)>)>,
    /// Hosts that answer HEAD as they answer GET.
    pub head: Vec<String>,
    /// For github.com and api.github.com, over `https:`.
    pub token: Option<String>,
    /// Whether to go through the proxies that the environment names.
    pub proxies: bool,
    /// The most that is read of a page, in bytes after decompression.
    pub body_limit: usize,
    /// Certificates to trust besides those of the system, in PEM.
    pub roots: Vec<Vec<u8>>,
    /// Names that lead to an address of one's own, as curl's `--resolve` has it. A port in the URL comes first.
    pub hosts: FxHashMap<String, SocketAddr>,
    /// For waiting.
    pub clock: Clock,
    /// The time for the cache.
    pub now: SystemTime,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            root: PathBuf::new(),
            lang: Lang::En,
            allow_private: false,
            trusted: Vec::new(),
            refresh: false,
            link_timeout: Duration::from_secs(20),
            budget: None,
            limits: Limits::default(),
            failures: 3,
            days: 7,
            fresh: Duration::from_hours(24),
            ignore: Ignore::default(),
            headers: Vec::new(),
            head: Vec::new(),
            token: None,
            proxies: true,
            body_limit: 2 * 1024 * 1024,
            roots: Vec::new(),
            hosts: FxHashMap::default(),
            clock: Clock::default(),
            now: SystemTime::now(),
        }
    }
}

/// Told how many links are done, of how many.
pub type Progress = Box<dyn Fn(usize, usize) + Send + Sync>;

/// The links that live, as the projects of one run tell each other. A failure is not told: another project may have the
/// headers, or the patience, that this one lacked.
#[derive(Clone, Default)]
pub struct Alive(Arc<Mutex<Verdicts>>);

impl Alive {
    /// What is known of `wanted`, if that is all that it wants.
    fn verdict(&self, wanted: &Wanted) -> Option<Verdict> {
        let verdict = lock(&self.0).get(&wanted.url)?.clone();
        wanted.fragments.iter().all(|fragment| verdict.fragments.contains_key(fragment)).then_some(verdict)
    }

    fn tell(&self, url: &str, verdict: &Verdict) {
        if verdict.state == State::Alive {
            lock(&self.0).insert(url.into(), verdict.clone());
        }
    }
}

/// The network. Remembers for the whole run what it found.
pub struct Remote {
    options: Options,
    progress: Progress,
    alive: Alive,
    state: Mutex<Remembered>,
}

#[derive(Default)]
struct Remembered {
    /// Read when there is first something to look at.
    cache: Option<Cache>,
    found: FxHashMap<Wanted, Verdict>,
    troubles: Vec<String>,
    /// Whether somebody pressed Ctrl-C.
    interrupted: bool,
    /// Whether looking at a link ended in a panic.
    panicked: bool,
}

/// Why looking came to an end.
enum End {
    Done,
    Budget,
    Interrupt,
}

impl Remote {
    /// Does nothing yet. `alive` is that of the run.
    pub fn new(options: Options, progress: Progress, alive: Alive) -> Self {
        Self { options, progress, alive, state: Mutex::default() }
    }

    /// What could not be done so far, in words.
    pub fn take_troubles(&self) -> Vec<String> {
        std::mem::take(&mut self.remembered().troubles)
    }

    /// Whether somebody pressed Ctrl-C while links were looked at.
    pub fn is_interrupted(&self) -> bool {
        self.remembered().interrupted
    }

    /// Whether looking at a link ended in a panic; [`Remote::take_troubles`] says which.
    pub fn has_panicked(&self) -> bool {
        self.remembered().panicked
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        lock(&self.state)
    }

    fn say(&self, en: &str, ja: &str) {
        let text = message!("{en}", "{ja}").text(self.options.lang);
        self.remembered().troubles.push(text);
    }

    /// Looks at `wanted` over the network.
    fn ask(&self, wanted: Vec<Wanted>) {
        let started = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let (runtime, client) = match (started, Client::new(&self.options)) {
            (Ok(runtime), Ok(client)) => (runtime, client),
            (Err(error), _) => {
                return self
                    .say(&format!("links can't be looked at: {error}"), &format!("リンクを検査できない: {error}"));
            }
            (_, Err(error)) => {
                return self
                    .say(&format!("links can't be looked at: {error}"), &format!("リンクを検査できない: {error}"));
            }
        };
        let looker =
            Looker { client, pace: Pace::new(self.options.limits, self.options.clock), options: self.options.clone() };
        let total = wanted.len();
        let mut found = Vec::with_capacity(total);
        let mut open = Vec::new();
        for wanted in wanted {
            match self.alive.verdict(&wanted) {
                Some(verdict) => found.push((wanted, verdict)),
                None => open.push(wanted),
            }
        }
        let end = self.run(&runtime, looker, open, &mut found);
        // A name that is being looked up can't be stopped, and is not waited for.
        runtime.shutdown_background();
        self.settle(found, total, &end);
    }

    /// Looks until all is done, the time is up, or somebody presses Ctrl-C.
    fn run(&self, runtime: &Runtime, looker: Looker, wanted: Vec<Wanted>, found: &mut Vec<(Wanted, Verdict)>) -> End {
        let total = found.len() + wanted.len();
        let before: Vec<_> = {
            let state = self.remembered();
            let before =
                |wanted: &Wanted| state.cache.as_ref().map_or(Before::Unknown, |cache| cache.before(&wanted.url));
            wanted.iter().map(before).collect()
        };
        let looker = Arc::new(looker);
        runtime.block_on(async {
            let mut links = Tasks::default();
            for (wanted, before) in wanted.into_iter().zip(before) {
                let (looker, link) = (looker.clone(), wanted.clone());
                links.spawn(wanted, async move { looker.look(&link, before).await });
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
                        None => return End::Done,
                    },
                    () = &mut budget => return End::Budget,
                    () = &mut interrupt => return End::Interrupt,
                }
                (self.progress)(found.len(), total);
            }
        })
    }

    fn report(&self, panic: &Panic) {
        let Panic { url, text } = panic;
        self.say(
            &format!("internal error while looking at `{url}`: {text}; please report it"),
            &format!("内部エラー: `{url}` の検査に失敗した: {text}。不具合として報告してほしい"),
        );
        self.remembered().panicked = true;
    }

    /// Gives what was found the weight of the runs before, and writes it down.
    fn settle(&self, found: Vec<(Wanted, Verdict)>, total: usize, end: &End) {
        let Options { lang, now, failures, days, .. } = self.options;
        let offline = nobody_answered(&found);
        let left = total - found.len();
        let mut state = self.remembered();
        let mut cache = state.cache.take().unwrap_or_default();
        for (wanted, mut verdict) in found {
            if !offline {
                cache.note(&wanted.url, &mut verdict, now, (failures, days));
            }
            self.alive.tell(&wanted.url, &verdict);
            state.found.insert(wanted, verdict);
        }
        let written = cache.write(now, lang);
        state.cache = Some(cache);
        state.troubles.extend(written.err());
        state.interrupted |= matches!(end, End::Interrupt);
        let mut say = |message: crate::finding::Message<'_>| state.troubles.push(message.text(lang));
        if offline {
            say(message!(
                "no host answered: is there a network? nothing is remembered of this run",
                "どのホストからも応答がない。ネットワークにつながっているか? 今回の結果は記録しない"
            ));
        }
        match end {
            End::Budget => say(message!(
                "the time for links is up: {left} of {total} were not looked at",
                "リンク検査の制限時間に達した: {total} 件中 {left} 件を検査していない"
            )),
            End::Interrupt => say(message!(
                "interrupted: {left} of {total} links were not looked at",
                "中断された: {total} 件中 {left} 件のリンクを検査していない"
            )),
            End::Done if left > 0 => say(message!(
                "{left} of {total} links were not looked at",
                "{total} 件中 {left} 件のリンクを検査していない"
            )),
            End::Done => {}
        }
    }
}

/// Whether several hosts were asked and none of them answered: then it is not their fault.
fn nobody_answered(found: &[(Wanted, Verdict)]) -> bool {
    let silent = |verdict: &Verdict| {
        matches!(
            verdict.state,
            State::Unsure(Reason::NoName { .. } | Reason::LookupFailed | Reason::Refused | Reason::TimedOut)
        )
    };
    let host = |wanted: &Wanted| Url::parse(&wanted.url).ok()?.host_str().map(str::to_owned);
    let hosts: FxHashSet<_> = found.iter().filter_map(|(wanted, _)| host(wanted)).collect();
    hosts.len() > 1 && found.iter().all(|(_, verdict)| silent(verdict))
}

impl Web for Remote {
    fn wants(&self, url: &Url) -> bool {
        (self.options.allow_private || !placeholder::is_local(url)) && !self.options.ignore.matches(url)
    }

    fn look(&self, wanted: &[Wanted]) -> Verdicts {
        let mut verdicts = Verdicts::default();
        let mut open = Vec::new();
        {
            let mut state = self.remembered();
            let Remembered { cache, troubles, .. } = &mut *state;
            if !wanted.is_empty() && cache.is_none() {
                *cache = Some(Cache::read(&self.options.root, self.options.lang, &mut |text| troubles.push(text)));
            }
            let fresh = if self.options.refresh { Duration::ZERO } else { self.options.fresh };
            for wanted in wanted {
                let cached = || state.cache.as_ref().and_then(|cache| cache.fresh(wanted, fresh, self.options.now));
                match state.found.get(wanted).cloned().or_else(cached) {
                    Some(verdict) => drop(verdicts.insert(wanted.url.clone(), verdict)),
                    None => open.push(wanted.clone()),
                }
            }
            if state.interrupted {
                return verdicts;
            }
        }
        if !open.is_empty() {
            self.ask(open.clone());
            let state = self.remembered();
            let found = |wanted: &Wanted| Some((wanted.url.clone(), state.found.get(wanted)?.clone()));
            verdicts.extend(open.iter().filter_map(found));
        }
        verdicts
    }
}
