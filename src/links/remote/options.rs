//! How the checker looks at links.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashMap;

use crate::finding::Lang;
use crate::links::ignore::Ignore;

use super::clock::Clock;
use super::rate_limit::Limits;

/// How to look at links.
#[derive(Clone)]
pub struct CheckerOptions {
    /// The project's folder: the cache is kept below it.
    pub root: PathBuf,
    /// The language of messages about what went wrong.
    pub lang: Lang,
    /// Also look at addresses that are not public.
    pub allow_private: bool,
    /// Addresses to look at even if they are not public.
    pub trusted: Vec<IpAddr>,
    /// Ask again about links that the cache knows to be alive.
    pub refresh: bool,
    /// The time for one attempt at one link: with its redirects and its page, without the wait for its turn.
    pub link_timeout: Duration,
    /// The time for all links together.
    pub budget: Option<Duration>,
    /// How fast requests may follow each other.
    pub limits: Limits,
    /// A host whose name does not resolve counts as dead after this many runs …
    pub failures: u32,
    /// … over at least this many days.
    pub days: u32,
    /// How long a link that was alive counts as alive without being asked again.
    pub fresh: Duration,
    /// Addresses to skip.
    pub ignore: Ignore,
    /// Headers for a host: its name, and the headers' names and values.
    pub headers: Vec<(String, Vec<(String, String)>)>,
    /// Hosts that answer HEAD the way they answer GET.
    pub head: Vec<String>,
    /// The token for github.com and api.github.com, sent over `https:` only.
    pub token: Option<String>,
    /// Whether to use the proxies that the environment names.
    pub proxies: bool,
    /// The most that is read of a page, in bytes after decompression.
    pub body_limit: usize,
    /// Certificates to trust besides those of the system, in PEM.
    pub roots: Vec<Vec<u8>>,
    /// Addresses to use for host names, as with curl's `--resolve`. A port in the URL takes precedence.
    pub hosts: FxHashMap<String, SocketAddr>,
    /// The clock for waiting.
    pub clock: Clock,
    /// The time for the cache.
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
