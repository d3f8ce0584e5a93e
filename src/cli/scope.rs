//! Which findings of a project a run is about: all, those that the baseline does not know, those on lines that changed.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use super::args::ScopeArgs;
use super::context::Context;
use crate::config::rule_sets::RuleSets;
use crate::finding::mistake::ConfigError;
use crate::finding::{Finding, Lang, Localized as _};
use crate::links::verdict::Web;
use crate::message;
use crate::project::baseline::{self, Baseline};
use crate::project::cache::{self, Cache};
use crate::project::git::changes::Changes;
use crate::project::git::lines::Lines;
use crate::project::git::{GitError, Repository};
use crate::project::run::{Filter, HeldBack, NoteCache, NotePath, Options, Project};
use crate::text::source::Source;
use crate::text::sync::lock;

/// The rules for a project, and which of their findings count.
pub(super) struct Scope {
    rules: RuleSets,
    baseline: Option<Baseline>,
    changes: Option<Changes>,
    /// All that was found, whether it counts or not; only where that is asked for.
    found: Option<Mutex<Baseline>>,
    /// What git could not say of a note, in words.
    troubles: Mutex<Vec<String>>,
    lang: Lang,
    cache: Option<Cache>,
}

/// A project of fewer notes is checked before a cache is read.
const WORTH_CACHING: usize = 100;

/// Why there is no scope.
pub(super) enum ScopeError {
    Git(GitError),
    Baseline(Box<ConfigError>),
}

impl From<GitError> for ScopeError {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl ScopeError {
    /// Says it.
    pub(super) fn tell(&self, context: &Context<'_>) {
        match self {
            Self::Git(error) => context.say(error),
            Self::Baseline(error) => context.complain(error),
        }
    }
}

impl Scope {
    /// What `args` say of `project`; `mends` is whether it will be looked at more than once.
    pub(super) fn new(
        args: &ScopeArgs,
        mends: bool,
        project: &Project,
        rules: RuleSets,
        context: &Context<'_>,
    ) -> Result<Self, ScopeError> {
        let lang = context.lang();
        let changes = match (&args.since, args.changed) {
            (Some(revision), _) => Some(Changes::since(&Repository::of(&project.root)?, revision)?),
            (None, true) => Some(Changes::uncommitted(&Repository::of(&project.root)?)?),
            (None, false) => None,
        };
        let baseline = if args.no_baseline {
            None
        } else {
            let read = baseline::file::read(&project.root, &context.cwd, lang);
            read.map_err(|error| ScopeError::Baseline(Box::new(error)))?
        };
        let found = args.baseline_prune.then(Mutex::default);
        let cache =
            if args.no_cache || project.notes.len() < WORTH_CACHING { None } else { cache(project, &rules, lang) };
        let cache = cache.or_else(|| mends.then(Cache::in_memory));
        Ok(Self { rules, baseline, changes, found, troubles: Mutex::default(), lang, cache })
    }

    /// Keeps what the runs found for the next ones.
    pub(super) fn write_cache(&self) {
        self.cache.iter().for_each(Cache::write);
    }

    /// What git could not say, in words.
    pub(super) fn take_troubles(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.troubles))
    }

    /// One that holds nothing back, and takes down all that is found.
    pub(super) fn recording(rules: RuleSets, lang: Lang) -> Self {
        let found = Some(Mutex::default());
        Self { rules, baseline: None, changes: None, found, troubles: Mutex::default(), lang, cache: None }
    }

    /// All that was found.
    pub(super) fn found(&self) -> Baseline {
        let found = self.found.as_ref().map(|found| lock(found).clone());
        found.unwrap_or_default()
    }

    /// Takes out of the baseline of `project` what is mended, and writes it. Gives how many findings that are.
    pub(super) fn prune(&self, project: &Project) -> Result<usize, baseline::file::WriteError> {
        let Some(mut baseline) = self.baseline.clone() else { return Ok(0) };
        let there = |path: &str| project.root.join(path).exists();
        let pruned = baseline.prune(&self.found(), there);
        if pruned > 0 {
            baseline::file::write(&baseline, &project.root)?;
        }
        Ok(pruned)
    }

    fn lines(&self, note: &NotePath, source: Option<&Source>) -> Lines {
        let Some(changes) = &self.changes else { return Lines::All };
        changes.lines(note, source).unwrap_or_else(|error| {
            let (path, wrong) = (&note.path, error.text(self.lang));
            let text = message!("{path}: {wrong}", "{path}: {wrong}").text(self.lang);
            lock(&self.troubles).push(text);
            Lines::All
        })
    }
}

impl Scope {
    /// What a run works with that checks the links to the web with `web`.
    pub(super) fn options<'a>(&'a self, web: Option<&'a dyn Web>, threads: NonZeroUsize) -> Options<'a> {
        let filters = self.baseline.is_some() || self.changes.is_some() || self.found.is_some();
        Options {
            config: &self.rules,
            terms: self.rules.terms(),
            cache: self.cache.as_ref().map(|cache| cache as &dyn NoteCache),
            filter: filters.then_some(self),
            web,
            lang: self.lang,
            threads,
        }
    }
}

impl Filter for Scope {
    fn filter(&self, note: &NotePath, source: Option<&Source>, findings: &mut Vec<Finding>) -> HeldBack {
        if let Some(found) = &self.found {
            lock(found).record(&note.path, source, findings);
        }
        if findings.is_empty() {
            return HeldBack::default();
        }
        let lines = self.lines(note, source);
        let changed: Vec<bool> = findings.iter().map(|finding| lines.touch(source, finding.span)).collect();
        let known = match &self.baseline {
            Some(baseline) => baseline.known(&note.path, source, findings, |index| changed[index]),
            None => vec![false; findings.len()],
        };
        let mut held = HeldBack::default();
        let mut fates = known.into_iter().zip(changed);
        findings.retain(|_| {
            let (known, changed) = fates.next().unwrap_or((false, true));
            held.baseline += usize::from(known);
            held.unchanged += usize::from(!known && !changed);
            !known && changed
        });
        held
    }
}

/// What is remembered of `project`; `None` where there is no place for it, or what it depends on is not known.
fn cache(project: &Project, rules: &RuleSets, lang: Lang) -> Option<Cache> {
    let terms: &[u8] = match rules.terms() {
        Some(terms) => terms.fingerprint()?,
        None => b"none",
    };
    let lang = match lang {
        Lang::En => b"en",
        Lang::Ja => b"ja",
    };
    Some(Cache::open(&cache::folder()?, &project.root, &[terms, lang]))
}
