//! The link cache `.notelint/links.json` of a project: when each URL last worked, and how often it has failed since. A
//! failure is never final: the next run checks the URL again.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::last_result::{LastFailure, LastResult};
use crate::finding::{Lang, Localized as _, Message, reason};
use crate::links::link_status::{FailureReason, LinkRequest, LinkState, LinkStatus};
use crate::message;
use crate::text::disk;
use crate::text::disk::OsFileSystem;
use crate::text::file_system::FileSystem as _;

/// The path of the cache in a project.
pub const FILE_NAME: &str = ".notelint/links.json";

const VERSION: u32 = 1;
const DAY: Duration = Duration::from_hours(24);

/// URLs that no run has checked for this long are removed.
const EXPIRY: Duration = Duration::from_hours(180 * 24);

/// What the last run found at a URL.
#[derive(Clone, Debug)]
pub(super) enum PreviousResult {
    Unknown,
    Alive,
    /// The reason for the failure, as [`reason_name`] returns it.
    Failed(String),
}

/// The contents of the file.
#[derive(Debug, Default)]
pub(super) struct LinkCache {
    root: PathBuf,
    links: BTreeMap<String, CachedLink>,
    /// Whether a newer version of notelint wrote the file. It must not be overwritten then.
    foreign: bool,
    changed: bool,
}

#[derive(Serialize, Deserialize)]
struct LinkCacheFile<L> {
    version: u32,
    links: L,
}

/// What is known about one URL.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct CachedLink {
    /// When it last worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alive: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secure: Option<Box<str>>,
    /// The ids that the page had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    anchors: Vec<Box<str>>,
    /// How it has failed since it last worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failed: Option<Failed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Failed {
    /// Consecutive failed runs.
    times: u32,
    since: Timestamp,
    last: Timestamp,
    reason: String,
}

/// A time in RFC 3339 format, with a precision of one second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Timestamp(SystemTime);

impl Timestamp {
    /// The date, in UTC: `2026-11-28`.
    fn date(self) -> String {
        let text = humantime::format_rfc3339_seconds(self.0).to_string();
        text.split('T').next().unwrap_or_default().to_owned()
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&humantime::format_rfc3339_seconds(self.0))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        humantime::parse_rfc3339(&text).map(Self).map_err(serde::de::Error::custom)
    }
}

impl LinkCache {
    /// Reads the cache of the project at `root`. If it can't be read, calls `problem` and starts an empty cache.
    pub(super) fn read(root: &Path, lang: Lang, problem: &mut dyn FnMut(String)) -> Self {
        let path = root.join(FILE_NAME);
        let mut cache = Self { root: root.to_owned(), ..Self::default() };
        if path.try_exists().is_ok_and(|there| !there) {
            return cache;
        }
        let path = match OsFileSystem.within(root, &path, FILE_NAME) {
            Ok(path) => path,
            Err(wrong) => {
                problem(wrong.text(lang));
                return cache;
            }
        };
        let mut add_problem = |message: Message<'_>| problem(message.text(lang));
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) => {
                let reason = reason(&error, lang);
                add_problem(message!(
                    "`{FILE_NAME}` can't be read: {reason}",
                    "`{FILE_NAME}` を読み込めない: {reason}"
                ));
                return cache;
            }
        };
        match serde_json::from_slice::<LinkCacheFile<BTreeMap<String, CachedLink>>>(&text) {
            Ok(file) if file.version == VERSION => cache.links = file.links,
            Ok(file) => {
                let version = file.version;
                cache.foreign = version > VERSION;
                add_problem(message!(
                    "`{FILE_NAME}` has version {version}, which this version of notelint does not support; it is ignored",
                    "`{FILE_NAME}` はこの notelint が対応していないバージョン {version} のため使わない"
                ));
            }
            Err(_) => add_problem(message!(
                "`{FILE_NAME}` is corrupt; it will be recreated",
                "`{FILE_NAME}` が壊れているため作り直す"
            )),
        }
        cache
    }

    /// The cached status for `request`, if the URL worked less than `fresh` ago and its page had every requested id.
    pub(super) fn fresh(&self, request: &LinkRequest, fresh: Duration, now: SystemTime) -> Option<LinkStatus> {
        let entry = self.links.get(&*request.url).filter(|entry| entry.failed.is_none())?;
        let age = now.duration_since(entry.alive?.0).ok()?;
        let knows_all = request.fragments.iter().all(|fragment| entry.anchors.contains(fragment));
        (age < fresh && knows_all).then(|| LinkStatus {
            state: LinkState::Alive,
            moved: entry.moved.clone(),
            secure: entry.secure.clone(),
            fragments: request.fragments.iter().map(|fragment| (fragment.clone(), true)).collect(),
        })
    }

    /// What the last run found at `url`.
    pub(super) fn previous(&self, url: &str) -> PreviousResult {
        match self.links.get(url) {
            None => PreviousResult::Unknown,
            Some(CachedLink { failed: Some(failed), .. }) => PreviousResult::Failed(failed.reason.clone()),
            Some(_) => PreviousResult::Alive,
        }
    }

    /// What is known about `url`, for people.
    pub(super) fn last_result(&self, url: &str) -> Option<LastResult> {
        let entry = self.links.get(url)?;
        let failure = |failed: &Failed| LastFailure {
            times: failed.times,
            since: failed.since.date(),
            name: failed.reason.clone(),
        };
        Some(LastResult {
            alive: entry.alive.map(Timestamp::date),
            moved: entry.moved.as_deref().map(str::to_owned),
            failure: entry.failed.as_ref().map(failure),
        })
    }

    /// Records the result of a run, taking earlier runs into account: a host name that does not resolve is dead if it
    /// has failed `failures` times over at least `days` days.
    pub(super) fn record(
        &mut self,
        url: &str,
        link_status: &mut LinkStatus,
        now: SystemTime,
        (failures, days): (u32, u32),
    ) {
        let now = to_second(now);
        let entry = self.links.entry(url.to_owned()).or_default();
        self.changed = true;
        match &mut link_status.state {
            LinkState::Alive => {
                let there =
                    link_status.fragments.iter().filter(|(_, there)| **there).map(|(fragment, _)| fragment.clone());
                *entry = CachedLink {
                    alive: Some(now),
                    moved: link_status.moved.clone(),
                    secure: link_status.secure.clone(),
                    anchors: there.collect(),
                    failed: None,
                };
            }
            LinkState::Dead(reason) | LinkState::Unsure(reason) => {
                let name = reason_name(reason);
                let failed =
                    entry.failed.get_or_insert(Failed { times: 0, since: now, last: now, reason: String::new() });
                if failed.reason != name {
                    *failed = Failed { times: 0, since: now, last: now, reason: name };
                }
                failed.times = failed.times.saturating_add(1);
                failed.last = now;
                let (times_now, age) = (failed.times, now.0.duration_since(failed.since.0).unwrap_or_default());
                if let FailureReason::NoName { times, days: over } = reason {
                    (*times, *over) = (times_now, age.as_secs() / DAY.as_secs());
                    if times_now >= failures && age >= DAY * days {
                        link_status.state = LinkState::Dead(reason.clone());
                    }
                }
            }
        }
    }

    /// Writes the file atomically if anything has changed.
    ///
    /// # Errors
    /// Why it can't be written, in `lang`.
    pub(super) fn write(&mut self, now: SystemTime, lang: Lang) -> Result<(), String> {
        if !self.changed || self.foreign {
            return Ok(());
        }
        self.links.retain(|_, entry| {
            let last = entry.failed.as_ref().map(|failed| failed.last).max(entry.alive);
            last.is_some_and(|last| now.duration_since(last.0).is_ok_and(|age| age < EXPIRY) || last.0 >= now)
        });
        self.changed = false;
        let folder = disk::folder_for(&self.root, &self.root.join(FILE_NAME)).map_err(|error| error.text(lang));
        let written = folder.and_then(|folder| self.replace(&folder).map_err(|error| reason(&error, lang)));
        written.map_err(|error| {
            message!("`{FILE_NAME}` can't be written: {error}", "`{FILE_NAME}` を書き込めない: {error}").text(lang)
        })
    }

    fn replace(&self, folder: &Path) -> io::Result<()> {
        let mut text = serde_json::to_string_pretty(&LinkCacheFile { version: VERSION, links: &self.links })?;
        text.push('\n');
        let mut builder = tempfile::Builder::new();
        builder.prefix(".links");
        // The default mode of a new file. `tempfile` would use 0600.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(self.root.join(FILE_NAME))?;
        Ok(())
    }
}

fn to_second(time: SystemTime) -> Timestamp {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Timestamp(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

/// The name of a reason in the cache, without details that vary from run to run.
pub(super) fn reason_name(reason: &FailureReason) -> String {
    match reason {
        FailureReason::Status(status) => status.to_string(),
        FailureReason::NoName { .. } => "no-name".to_owned(),
        FailureReason::LookupFailed => "lookup-failed".to_owned(),
        FailureReason::TimedOut => "timed-out".to_owned(),
        FailureReason::Refused => "refused".to_owned(),
        FailureReason::Broken => "broken".to_owned(),
        FailureReason::Tls(_) => "tls".to_owned(),
        FailureReason::Busy(_) => "busy".to_owned(),
        FailureReason::Circle => "redirect-circle".to_owned(),
        FailureReason::TooManyRedirects => "too-many-redirects".to_owned(),
        FailureReason::BadRedirect => "bad-redirect".to_owned(),
        FailureReason::Private(_) => "private".to_owned(),
        FailureReason::SaysNotFound(_) => "says-not-found".to_owned(),
        FailureReason::FrontPage => "front-page".to_owned(),
        FailureReason::NotHttp => "not-http".to_owned(),
    }
}

/// What the last check of the project at `root` found at `url` (see
/// [`ExternalLink::url`](crate::facts::ExternalLink::url)). `None` if it was not checked.
pub fn last_result(root: &Path, url: &str) -> Option<LastResult> {
    LinkCache::read(root, Lang::En, &mut |_| {}).last_result(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_in_the_cache_has_a_text() {
        let reasons = [
            FailureReason::Status(404),
            FailureReason::NoName { times: 1, days: 0 },
            FailureReason::LookupFailed,
            FailureReason::TimedOut,
            FailureReason::Refused,
            FailureReason::Broken,
            FailureReason::Tls("x".into()),
            FailureReason::Busy(1),
            FailureReason::Circle,
            FailureReason::TooManyRedirects,
            FailureReason::BadRedirect,
            FailureReason::Private("x".into()),
            FailureReason::SaysNotFound("x".into()),
            FailureReason::FrontPage,
            FailureReason::NotHttp,
        ];
        for reason in reasons {
            let name = reason_name(&reason);
            let failure = LastFailure { times: 1, since: String::new(), name: name.clone() };
            assert_ne!(failure.reason(Lang::En), name);
            assert_ne!(failure.reason(Lang::Ja), name);
        }
    }
}
