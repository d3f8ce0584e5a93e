//! The findings that a run reports: all, only those that are not in the baseline, only those on changed lines.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use super::args::FilterArgs;
use super::context::Context;
use crate::config::rule_sets::RuleSets;
use crate::finding::config_error::ConfigError;
use crate::finding::{Finding, Lang, Localized as _};
use crate::links::link_status::LinkChecker;
use crate::message;
use crate::project::baseline::{self, Baseline};
use crate::project::cache::AnalysisCache;
use crate::project::git::changes::GitChanges;
use crate::project::git::lines::ChangedLines;
use crate::project::git::{GitError, Repository};
use crate::project::run::{Filter, Filtered, NoteCache, NotePath, Project, RunOptions};
use crate::text::source::Source;
use crate::text::sync::lock;

/// The rules of a project, and the filter on their findings.
pub(super) struct FindingFilter {
    rules: RuleSets,
    baseline: Option<Baseline>,
    changes: Option<GitChanges>,
    /// All findings, before the filter; recorded only for a new or pruned baseline.
    recorded: Option<Mutex<Baseline>>,
    /// Error messages about notes whose changed lines git could not determine.
    problems: Mutex<Vec<String>>,
    lang: Lang,
    cache: Option<AnalysisCache>,
}

/// The least number of notes for which a cache pays: fewer are checked before it is read.
const WORTH_CACHING: usize = 100;

/// Why a filter could not be built.
pub(super) enum FilterError {
    Git(GitError),
    Baseline(Box<ConfigError>),
}

impl From<GitError> for FilterError {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl FilterError {
    /// Prints the error.
    pub(super) fn print(&self, context: &Context<'_>) {
        match self {
            Self::Git(error) => context.error(error),
            Self::Baseline(error) => context.print_error(error),
        }
    }
}

impl FindingFilter {
    /// The filter that `args` ask for.
    pub(super) fn new(
        args: &FilterArgs,
        project: &Project,
        rules: RuleSets,
        context: &Context<'_>,
    ) -> Result<Self, FilterError> {
        let lang = context.lang();
        let changes = match (&args.since, args.changed) {
            (Some(revision), _) => Some(GitChanges::since(&Repository::of(&project.root)?, revision)?),
            (None, true) => Some(GitChanges::uncommitted(&Repository::of(&project.root)?)?),
            (None, false) => None,
        };
        let baseline = if args.no_baseline {
            None
        } else {
            let read = baseline::file::read(&project.root, &context.cwd, lang);
            read.map_err(|error| FilterError::Baseline(Box::new(error)))?
        };
        let recorded = args.baseline_prune.then(Mutex::default);
        let cache = if args.no_cache || project.notes.len() < WORTH_CACHING {
            None
        } else {
            AnalysisCache::of_project(project, &rules, lang)
        };
        Ok(Self { rules, baseline, changes, recorded, problems: Mutex::default(), lang, cache })
    }

    /// Writes the cache for later runs.
    pub(super) fn write_cache(&self) {
        self.cache.iter().for_each(AnalysisCache::write);
    }

    /// The error messages so far.
    pub(super) fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.problems))
    }

    /// A filter that lets all findings through, and records them.
    pub(super) fn recording(rules: RuleSets, lang: Lang) -> Self {
        let recorded = Some(Mutex::default());
        Self { rules, baseline: None, changes: None, recorded, problems: Mutex::default(), lang, cache: None }
    }

    /// The recorded findings.
    pub(super) fn recorded(&self) -> Baseline {
        let recorded = self.recorded.as_ref().map(|recorded| lock(recorded).clone());
        recorded.unwrap_or_default()
    }

    /// Removes fixed findings from the baseline of `project`, and writes it. Returns how many were removed.
    pub(super) fn prune(&self, project: &Project) -> Result<usize, baseline::file::BaselineWriteError> {
        let Some(mut baseline) = self.baseline.clone() else { return Ok(0) };
        let there = |path: &str| project.root.join(path).exists();
        let pruned = baseline.prune(&self.recorded(), there);
        if pruned > 0 {
            baseline::file::write(&baseline, &project.root)?;
        }
        Ok(pruned)
    }

    fn lines(&self, note: &NotePath, source: Option<&Source>) -> ChangedLines {
        let Some(changes) = &self.changes else { return ChangedLines::All };
        changes.lines(note, source).unwrap_or_else(|error| {
            let (path, wrong) = (&note.path, error.text(self.lang));
            let text = message!("{path}: {wrong}", "{path}: {wrong}").text(self.lang);
            lock(&self.problems).push(text);
            ChangedLines::All
        })
    }
}

impl FindingFilter {
    /// The options of a run; external links are checked with `web`.
    pub(super) fn options<'a>(&'a self, web: Option<&'a dyn LinkChecker>, threads: NonZeroUsize) -> RunOptions<'a> {
        let filters = self.baseline.is_some() || self.changes.is_some() || self.recorded.is_some();
        RunOptions {
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

impl Filter for FindingFilter {
    fn filter(&self, note: &NotePath, source: Option<&Source>, findings: &mut Vec<Finding>) -> Filtered {
        if let Some(recorded) = &self.recorded {
            lock(recorded).record(&note.path, source, findings);
        }
        if findings.is_empty() {
            return Filtered::default();
        }
        let lines = self.lines(note, source);
        let changed: Vec<bool> = findings.iter().map(|finding| lines.touches(source, finding.span)).collect();
        let known = match &self.baseline {
            Some(baseline) => baseline.known(&note.path, source, findings, |index| changed[index]),
            None => vec![false; findings.len()],
        };
        let mut filtered = Filtered::default();
        let mut outcomes = known.into_iter().zip(changed);
        findings.retain(|_| {
            let (known, changed) = outcomes.next().unwrap_or((false, true));
            filtered.baseline += usize::from(known);
            filtered.unchanged += usize::from(!known && !changed);
            !known && changed
        });
        filtered
    }
}
