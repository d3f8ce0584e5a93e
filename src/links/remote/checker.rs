//! The checker: each distinct address is looked at once in a run, unless the cache still knows it.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tokio::runtime::Runtime;
use url::Url;

use crate::links::placeholder;
use crate::links::verdict::{Reason, State, Verdict, Verdicts, Wanted, Web};
use crate::message;

use super::cache::{Before, Cache};
use super::client::Client;
use super::look::Looker;
use super::options::Options;
use super::pace::{Pace, lock};
use super::tasks::{Panic, Tasks};

/// Told how many links are done, of how many.
pub type Progress = Box<dyn Fn(usize, usize) + Send + Sync>;

/// The live links that the projects of one run share. Failures are not shared: another project may have the headers, or
/// the patience, that this one lacks.
#[derive(Clone, Default)]
pub struct Alive(Arc<Mutex<Verdicts>>);

impl Alive {
    /// What is known about `wanted`, if it covers every fragment that it asks for.
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

/// Checks links over the network, and remembers what it found for the whole run.
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

/// Why a run ended.
enum End {
    Done,
    Budget,
    Interrupt,
}

impl Remote {
    /// Does nothing yet. `alive` is shared by the projects of the run.
    pub fn new(options: Options, progress: Progress, alive: Alive) -> Self {
        Self { options, progress, alive, state: Mutex::default() }
    }

    /// Messages about what went wrong so far.
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
                    .say(&format!("links can't be checked: {error}"), &format!("リンクを検査できない: {error}"));
            }
            (_, Err(error)) => {
                return self
                    .say(&format!("links can't be checked: {error}"), &format!("リンクを検査できない: {error}"));
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
        // The lookup of a name can't be cancelled, so don't wait for it.
        runtime.shutdown_background();
        self.settle(found, total, &end);
    }

    /// Looks until everything is done, the time is up, or somebody presses Ctrl-C.
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
            &format!("internal error while checking `{url}`: {text}; please report it"),
            &format!("`{url}` の検査中に内部エラーが発生した: {text}。不具合として報告してほしい"),
        );
        self.remembered().panicked = true;
    }

    /// Weighs what was found against earlier runs, and writes it to the cache.
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
                "no host responded; check your network connection (the results of this run are not saved)",
                "どのホストからも応答がない。ネットワーク接続を確認する（今回の結果は保存しない）"
            ));
        }
        match end {
            End::Budget => say(message!(
                "time limit reached: {left} of {total} links were not checked",
                "制限時間に達した: {total} 件中 {left} 件のリンクを検査していない"
            )),
            End::Interrupt => say(message!(
                "interrupted: {left} of {total} links were not checked",
                "中断された: {total} 件中 {left} 件のリンクを検査していない"
            )),
            End::Done if left > 0 => say(message!(
                "{left} of {total} links were not checked",
                "{total} 件中 {left} 件のリンクを検査していない"
            )),
            End::Done => {}
        }
    }
}

/// Whether several hosts were asked and none of them answered: then the network is at fault, not the hosts.
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
