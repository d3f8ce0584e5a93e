//! The options of the link checker.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashMap;

use crate::finding::Lang;
use crate::links::ignore::Ignore;

use super::clock::Clock;
use super::rate_limit::Limits;

/// How to check links.
#[derive(Clone)]
pub struct CheckerOptions {
    /// The project's folder: the cache is kept below it.
    pub root: PathBuf,
    /// The language of messages about what went wrong.
    pub lang: Lang,
    /// Also check URLs that are not public.
    pub allow_private: bool,
    /// IP addresses to check even if they are not public.
    pub trusted: Vec<IpAddr>,
    /// Check links again even if the cache has a recent result.
    pub refresh: bool,
    /// The time for one attempt at one link, including redirects and reading the page, but not the wait for the rate
    /// limit.
    pub link_timeout: Duration,
    /// The time limit for all links together.
    pub budget: Option<Duration>,
    /// Limits on the number and rate of requests.
    pub limits: Limits,
    /// A host whose name does not resolve counts as dead after this many failed runs, over at least
    /// [`days`](Self::days) days.
    pub failures: u32,
    /// See [`failures`](Self::failures).
    pub days: u32,
    /// How long the result of a working link stays valid.
    pub fresh: Duration,
    /// URLs to skip.
    pub ignore: Ignore,
    /// Headers for a host: its name, and the headers' names and values.
    pub headers: Vec<(String, Vec<(String, String)>)>,
    /// Hosts that respond to HEAD as they do to GET.
    pub head: Vec<String>,
    /// The token for github.com and api.github.com, sent over `https:` only.
    pub token: Option<String>,
    /// Whether to use the proxies set in the environment.
    pub proxies: bool,
    /// How much of a page is read at most, in bytes after decompression.
    pub body_limit: usize,
    /// Trusted root certificates in addition to those of the system, in PEM format.
    pub roots: Vec<Vec<u8>>,
    /// IP addresses to use for host names, like curl's `--resolve`. A port in the URL takes precedence.
    pub hosts: FxHashMap<String, SocketAddr>,
    /// The clock used for waiting.
    pub clock: Clock,
    /// The current time, for the cache.
    pub now: SystemTime,
}

impl Default for CheckerOptions {
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
