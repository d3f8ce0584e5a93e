//! The keys of `[links]` for external links: whether and how they are checked.

use std::ops::RangeInclusive;

use toml::de::{DeTable, DeValue};

use super::reader::{ConfigReader, TomlKey, TomlValue, key_span, span};
use crate::finding::config_error::ConfigError;
use crate::finding::parsers::plain;
use crate::links::ignore::Ignore;
use crate::message;
use crate::text::source::Span;

/// The keys for external links; `None` for a key that is not set.
#[derive(Clone, Debug, Default)]
pub struct WebSettings {
    /// Whether each run checks them, even without `--online`.
    pub online: Option<bool>,
    /// URLs to skip.
    pub ignore: Option<Ignore>,
    /// The time for one link, in seconds.
    pub timeout: Option<u64>,
    /// The time for all links, in seconds.
    pub budget: Option<u64>,
    /// Concurrent requests, in total.
    pub concurrency: Option<u64>,
    /// Concurrent requests per host.
    pub per_host: Option<u64>,
    /// Requests per second and host.
    pub rate: Option<u64>,
    /// In how many runs a host name must fail to resolve before its links are reported.
    pub failures: Option<u64>,
    /// Over how many days it must fail to resolve.
    pub days: Option<u64>,
    /// Hours until a working link is checked again.
    pub fresh: Option<u64>,
    /// Request headers by host: names and values as written.
    pub headers: Vec<(String, Vec<(String, String)>)>,
    /// Hosts that answer HEAD requests like GET requests.
    pub head: Option<Vec<String>>,
    /// The place of the first of these keys.
    pub(super) place: Option<Span>,
}

/// The names of the keys.
pub(super) const KEYS: [&str; 12] = [
    "online",
    "ignore",
    "timeout",
    "budget",
    "concurrency",
    "per-host",
    "rate",
    "failures",
    "days",
    "fresh",
    "headers",
    "head",
];

/// The least and the greatest number for `key`, in its unit. Without bounds, a timeout could overflow, and a run could open a
/// connection for every link at once.
pub(super) fn bounds(key: &str) -> RangeInclusive<u64> {
    match key {
        "timeout" => 1..=24 * 60 * 60,
        "budget" => 1..=7 * 24 * 60 * 60,
        "rate" => 1..=10_000,
        "days" => 0..=36_500,
        "fresh" => 0..=24 * 3_650,
        // "concurrency", "per-host", "failures"
        _ => 1..=1_000,
    }
}

impl WebSettings {
    /// Adds the settings of `later`, which win.
    pub(super) fn add(&mut self, later: &Self) {
        self.online = later.online.or(self.online);
        self.ignore = later.ignore.clone().or(self.ignore.take());
        self.timeout = later.timeout.or(self.timeout);
        self.budget = later.budget.or(self.budget);
        self.concurrency = later.concurrency.or(self.concurrency);
        self.per_host = later.per_host.or(self.per_host);
        self.rate = later.rate.or(self.rate);
        self.failures = later.failures.or(self.failures);
        self.days = later.days.or(self.days);
        self.fresh = later.fresh.or(self.fresh);
        self.headers.retain(|(host, _)| !later.headers.iter().any(|(other, _)| other == host));
        self.headers.extend(later.headers.iter().cloned());
        self.head = later.head.clone().or(self.head.take());
    }
}

impl ConfigReader<'_> {
    /// Reads the value of `key`, one of [`KEYS`].
    pub(super) fn web(&mut self, web: &mut WebSettings, key: &TomlKey<'_>, value: TomlValue<'_>) {
        web.place.get_or_insert(key_span(key));
        match &**key.get_ref() {
            "online" => match value.get_ref() {
                DeValue::Boolean(online) => web.online = Some(*online),
                _ => self.wrong_type(&value, ("true or false", "true か false")),
            },
            "ignore" => web.ignore = self.ignore(&value),
            "timeout" => web.timeout = self.number(&value, bounds("timeout"), SECONDS),
            "budget" => web.budget = self.number(&value, bounds("budget"), SECONDS),
            "concurrency" => web.concurrency = self.number(&value, bounds("concurrency"), REQUESTS),
            "per-host" => web.per_host = self.number(&value, bounds("per-host"), REQUESTS),
            "rate" => web.rate = self.number(&value, bounds("rate"), REQUESTS),
            "failures" => web.failures = self.number(&value, bounds("failures"), TIMES),
            "days" => web.days = self.number(&value, bounds("days"), DAYS),
            "fresh" => web.fresh = self.number(&value, bounds("fresh"), HOURS),
            "headers" => {
                web.headers = self.table(value).map(|headers| self.headers(headers)).unwrap_or_default();
            }
            "head" => web.head = Some(self.strings(&value).into_iter().map(|(host, _)| host).collect()),
            _ => {}
        }
    }

    fn ignore(&mut self, value: &TomlValue<'_>) -> Option<Ignore> {
        let strings = self.strings(value);
        let patterns: Vec<&str> = strings.iter().map(|(pattern, _)| pattern.as_str()).collect();
        match Ignore::new(&patterns) {
            Ok(ignore) => Some(ignore),
            Err((index, wrong)) => {
                let wrong = plain(&wrong, self.lang).message;
                let message = message!("invalid pattern: {wrong}", "パターンの誤り: {wrong}").text(self.lang);
                let at = strings.get(index).map_or(span(value), |(_, at)| *at);
                self.push(ConfigError::new(message), at, ("this pattern", "このパターン"));
                None
            }
        }
    }

    /// Reads an integer within `bounds`. `units` names its unit in messages.
    fn number(&mut self, value: &TomlValue<'_>, bounds: RangeInclusive<u64>, units: (&str, &str)) -> Option<u64> {
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok());
        if let Some(number) = number.filter(|number| bounds.contains(number)) {
            return Some(number);
        }
        if value.get_ref().is_integer() {
            let ((en, ja), least, most) = (units, bounds.start(), bounds.end());
            let message = message!("expected {en} from {least} to {most}", "{ja}は {least} から {most} までで書く");
            let message = message.text(self.lang);
            self.push(ConfigError::new(message), span(value), ("this number", "この数"));
        } else {
            self.wrong_type(value, units);
        }
        None
    }

    fn headers(&mut self, table: DeTable<'_>) -> Vec<(String, Vec<(String, String)>)> {
        let mut hosts = Vec::new();
        for (host, value) in table {
            let name = host.get_ref().to_lowercase();
            if name.is_empty() || name.contains(['/', ':']) {
                let message = message!("`{name}` is not a host name", "`{name}` はホスト名ではない").text(self.lang);
                self.push(
                    ConfigError::new(message),
                    key_span(&host),
                    ("write a name such as docs.rs", "docs.rs のような名前を書く"),
                );
            }
            let Some(headers) = self.table(value) else { continue };
            hosts.push((name, headers.iter().filter_map(|(name, value)| self.header(name, value)).collect()));
        }
        hosts
    }

    fn header(&mut self, name: &TomlKey<'_>, value: &TomlValue<'_>) -> Option<(String, String)> {
        // RFC 9110 §5.6.2.
        let is_token = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
        let shown = name.get_ref();
        if shown.is_empty() || !shown.chars().all(is_token) {
            let message = message!("`{shown}` is not a valid header name", "`{shown}` はヘッダー名として使えない")
                .text(self.lang);
            self.push(ConfigError::new(message), key_span(name), ("this name", "この名前"));
            return None;
        }
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, ("a string", "文字列"));
            return None;
        };
        if text.chars().any(char::is_control) {
            let message = message!("a header value must be a single line", "ヘッダーの値は 1 行で書く").text(self.lang);
            self.push(ConfigError::new(message), span(value), ("this value", "この値"));
            return None;
        }
        Some((shown.to_string(), text.to_owned()))
    }
}

const SECONDS: (&str, &str) = ("a number of seconds", "秒数");
const REQUESTS: (&str, &str) = ("a number of requests", "リクエスト数");
const TIMES: (&str, &str) = ("a number of runs", "回数");
const DAYS: (&str, &str) = ("a number of days", "日数");
const HOURS: (&str, &str) = ("a number of hours", "時間数");
