//! The checker: each distinct address is looked at once in a run, unless the cache still knows it.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tokio::runtime::Runtime;
use url::Url;

use crate::links::placeholder;
use crate::links::tally::Tally;
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
    /// What came of each URL.
    results: FxHashMap<Box<str>, Checked>,
    troubles: Vec<String>,
    /// Whether somebody pressed Ctrl-C.
    interrupted: bool,
    /// Whether looking at a link ended in a panic.
    panicked: bool,
}

/// What came of a URL.
#[derive(Clone, Copy)]
enum Checked {
    Working,
    Dead,
    Unsure,
    Left,
    Private,
    Reserved,
    Ignored,
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

    /// How many URLs were checked so far, and with what result.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for result in self.remembered().results.values() {
            *match result {
                Checked::Working => &mut tally.working,
                Checked::Dead => &mut tally.dead,
                Checked::Unsure => &mut tally.unsure,
                Checked::Left => &mut tally.left,
                Checked::Private => &mut tally.private,
                Checked::Reserved => &mut tally.reserved,
                Checked::Ignored => &mut tally.ignored,
            } += 1;
        }
        tally
    }

    /// Remembers what came of `wanted`.
    fn count(&self, wanted: &[Wanted], verdicts: &Verdicts) {
        let mut state = self.remembered();
        for Wanted { url, .. } in wanted {
            let result = match verdicts.get(url).map(|verdict| &verdict.state) {
                Some(State::Alive) => Checked::Working,
                Some(State::Dead(_)) => Checked::Dead,
                Some(State::Unsure(_)) => Checked::Unsure,
                None => Checked::Left,
            };
            state.results.insert(url.clone(), result);
        }
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
            &format!("internal error while looking at `{url}`: {text}; please report it"),
            &format!("内部エラー: `{url}` の検査に失敗した: {text}。不具合として報告してほしい"),
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

    fn skipped(&self, url: &Url) {
        let result = if placeholder::is_reserved(url) {
            Checked::Reserved
        } else if self.options.ignore.matches(url) {
            Checked::Ignored
        } else {
            Checked::Private
        };
        self.remembered().results.insert(url.as_str().into(), result);
    }

    fn look(&self, wanted: &[Wanted]) -> Verdicts {
        let verdicts = self.verdicts(wanted);
        self.count(wanted, &verdicts);
        verdicts
    }
}

impl Remote {
    /// The verdicts on `wanted`: those that are known, and those of the network.
    fn verdicts(&self, wanted: &[Wanted]) -> Verdicts {
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
