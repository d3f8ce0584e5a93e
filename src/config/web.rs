//! What a configuration says under `[links]` of links to the web: whether and how they are looked at.

use std::ops::RangeInclusive;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::reader::{Key, Reader, Value, key_span, span};
use super::{Config, Configs};
use crate::finding::Lang;
use crate::finding::mistake::ConfigError;
use crate::links::ignore::Ignore;
use crate::links::remote::Options;
use crate::message;
use crate::text::source::Span;

/// The keys, as far as they are there.
#[derive(Clone, Debug, Default)]
pub struct Web {
    /// Whether links are looked at without being asked to.
    pub online: Option<bool>,
    ignore: Option<Ignore>,
    /// In seconds.
    timeout: Option<u64>,
    /// In seconds.
    budget: Option<u64>,
    concurrency: Option<u64>,
    per_host: Option<u64>,
    /// In requests a second.
    rate: Option<u64>,
    failures: Option<u64>,
    days: Option<u64>,
    /// In hours.
    fresh: Option<u64>,
    headers: Vec<(String, Vec<(String, String)>)>,
    head: Option<Vec<String>>,
    /// The first of these keys.
    place: Option<Span>,
}

/// The keys.
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

/// The bounds of the number under `key`, in its unit. Without them a timeout may lie beyond the end of time, and a
/// connection be opened for every link at once.
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

impl Web {
    /// Adds what `later` says; it wins.
    fn add(&mut self, later: &Self) {
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

    /// Puts it into `options`; environment variables in headers are read by `env`. Gives those that could
    /// not be: their headers are left out.
    pub fn apply(&self, options: &mut Options, env: impl Fn(&str) -> Option<String>) -> Vec<Unfilled> {
        let set = |to: &mut Duration, seconds: Option<u64>| *to = seconds.map_or(*to, Duration::from_secs);
        let count = |to: &mut usize, number: Option<u64>| *to = number.map_or(*to, |number| narrow(number) as usize);
        let small = |to: &mut u32, number: Option<u64>| *to = number.map_or(*to, narrow);
        options.ignore = self.ignore.clone().unwrap_or_default();
        set(&mut options.link_timeout, self.timeout);
        options.budget = self.budget.map(Duration::from_secs);
        count(&mut options.limits.concurrency, self.concurrency);
        count(&mut options.limits.per_host, self.per_host);
        small(&mut options.limits.rate, self.rate);
        small(&mut options.failures, self.failures);
        small(&mut options.days, self.days);
        set(&mut options.fresh, self.fresh.map(|hours| hours.saturating_mul(60 * 60)));
        options.head = self.head.clone().unwrap_or_default();
        let mut unfilled = Vec::new();
        for (host, headers) in &self.headers {
            let mut filled = Vec::new();
            for (name, value) in headers {
                match fill(value, &env) {
                    Ok(value) => filled.push((name.clone(), value)),
                    Err(variable) => unfilled.push(variable),
                }
            }
            options.headers.push((host.clone(), filled));
        }
        unfilled
    }
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the name of a variable begins with that may be sent: the configuration may come from others, and the environment
/// holds secrets that are not for their hosts.
const OWN: &str = "NOTELINT_";

/// Why a header is not sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unfilled {
    /// The variable of this name is not set.
    Unset(String),
    /// The variable of this name is not for headers.
    Foreign(String),
}

impl Unfilled {
    /// In words, with what to do.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unset(name) => message!(
                "the environment variable `{name}` is not set: its header is not sent",
                "環境変数 `{name}` が設定されていないため、そのヘッダーを送らない"
            )
            .text(lang),
            Self::Foreign(name) => message!(
                "the environment variable `{name}` is not read, and its header not sent: name one that begins with `{OWN}`",
                "環境変数 `{name}` は読まず、そのヘッダーを送らない。`{OWN}` で始まる名前の変数を使う"
            )
            .text(lang),
        }
    }
}

/// `value` with its `$NAME`s filled in.
fn fill(value: &str, env: impl Fn(&str) -> Option<String>) -> Result<String, Unfilled> {
    let mut filled = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('$') {
        filled.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let name = &behind[..behind.find(|char| !is_part(char)).unwrap_or(behind.len())];
        if name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_') {
            if !name.starts_with(OWN) {
                return Err(Unfilled::Foreign(name.to_owned()));
            }
            filled.push_str(&env(name).ok_or_else(|| Unfilled::Unset(name.to_owned()))?);
        } else {
            filled.push('$');
            filled.push_str(name);
        }
        rest = &behind[name.len()..];
    }
    Ok(filled + rest)
}

impl Configs {
    /// What the project's own configuration says of links to the web.
    pub fn web(&self, config: &Config) -> Web {
        let mut web = Web::default();
        config.files().for_each(|file| web.add(&file.links.web));
        web
    }

    /// Says that `config`, which is not the project's own, speaks of links to the web: they are one matter for a whole project.
    pub(super) fn misplaced_web(&self, config: &Config) -> Option<ConfigError> {
        let file = config.file.as_ref()?;
        let message = message!(
            "how links to the web are looked at is one for the whole project: say it in its topmost notelint.toml",
            "Web へのリンクの検査方法はプロジェクト全体で一つ。一番上の notelint.toml で指定する"
        );
        let label = message!("of no effect here", "ここでは効かない");
        Some(ConfigError::new(message.text(self.lang)).at(&file.text, file.links.web.place?, label.text(self.lang)))
    }
}

impl Reader<'_> {
    /// Reads what stands under `key`, one of [`KEYS`].
    pub(super) fn web(&mut self, web: &mut Web, key: &Key<'_>, value: Value<'_>) {
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

    fn ignore(&mut self, value: &Value<'_>) -> Option<Ignore> {
        let strings = self.strings(value);
        let patterns: Vec<&str> = strings.iter().map(|(pattern, _)| pattern.as_str()).collect();
        match Ignore::new(&patterns) {
            Ok(ignore) => Some(ignore),
            Err((index, wrong)) => {
                let message = message!("bad pattern: {wrong}", "パターンの誤り: {wrong}").text(self.lang);
                let at = strings.get(index).map_or(span(value), |(_, at)| *at);
                self.push(ConfigError::new(message), at, ("this pattern", "このパターン"));
                None
            }
        }
    }

    /// A whole number of `units` within `bounds`.
    fn number(&mut self, value: &Value<'_>, bounds: RangeInclusive<u64>, units: (&str, &str)) -> Option<u64> {
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok());
        if let Some(number) = number.filter(|number| bounds.contains(number)) {
            return Some(number);
        }
        if value.get_ref().is_integer() {
            let ((en, ja), least, most) = (units, bounds.start(), bounds.end());
            let message = message!("expected {en} from {least} to {most}", "{ja}を {least} から {most} までで書く");
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
                let message = message!("`{name}` is no host's name", "`{name}` はホスト名ではない").text(self.lang);
                self.push(
                    ConfigError::new(message),
                    key_span(&host),
                    ("a name such as docs.rs", "docs.rs のような名前"),
                );
            }
            let Some(headers) = self.table(value) else { continue };
            hosts.push((name, headers.iter().filter_map(|(name, value)| self.header(name, value)).collect()));
        }
        hosts
    }

    fn header(&mut self, name: &Key<'_>, value: &Value<'_>) -> Option<(String, String)> {
        // RFC 9110 §5.6.2.
        let is_token = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
        let shown = name.get_ref();
        if shown.is_empty() || !shown.chars().all(is_token) {
            let message = message!("`{shown}` is no header's name", "`{shown}` はヘッダー名ではない").text(self.lang);
            self.push(ConfigError::new(message), key_span(name), ("this name", "この名前"));
            return None;
        }
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, ("a string", "文字列"));
            return None;
        };
        if text.chars().any(char::is_control) {
            let message = message!("a header's value is one line", "ヘッダーの値は 1 行で書く").text(self.lang);
            self.push(ConfigError::new(message), span(value), ("this value", "この値"));
            return None;
        }
        Some((shown.to_string(), text.to_owned()))
    }
}

const SECONDS: (&str, &str) = ("seconds", "秒数");
const REQUESTS: (&str, &str) = ("a number of requests", "リクエスト数");
const TIMES: (&str, &str) = ("how many times", "回数");
const DAYS: (&str, &str) = ("days", "日数");
const HOURS: (&str, &str) = ("hours", "時間数");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled_in() {
        let env = |name: &str| name.contains("TOKEN").then(|| "abc".to_owned());
        assert_eq!(fill("Bearer $NOTELINT_TOKEN", env).as_deref(), Ok("Bearer abc"));
        assert_eq!(fill("$NOTELINT_TOKEN-x $5 $", env).as_deref(), Ok("abc-x $5 $"));
        assert_eq!(fill("$NOTELINT_OTHER", env), Err(Unfilled::Unset("NOTELINT_OTHER".to_owned())));
        assert_eq!(fill("$TOKEN", env), Err(Unfilled::Foreign("TOKEN".to_owned())));
    }
}
