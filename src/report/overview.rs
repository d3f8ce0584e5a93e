//! The findings of a run as a whole: what `pretty` has to know before it writes the first file.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::counts::RuleCounts;
use crate::finding::{Finding, Meta};

/// With more findings than this, a report starts with counts, and most findings take one line.
const LONG: usize = 50;

/// How many findings of each rule a long report shows with lines of the note. It shows one of each if there would be more
/// than [`FRAMES_IN_ALL`].
const FRAMES: usize = 2;
const FRAMES_IN_ALL: usize = 60;

/// A note that more findings of a rule than this have is shown once in a long report.
const COMMON: usize = 5;

/// What was found and fixed in one file.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// As in [`FileReport::path`](super::FileReport::path).
    pub path: &'a str,
    /// The findings that are left.
    pub findings: &'a [Finding],
    /// How many findings of each rule were fixed.
    pub fixed: &'a [(&'static Meta, usize)],
}

/// The findings of a run as a whole.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    pub(super) counts: RuleCounts,
    findings: usize,
    /// How many blocks with lines of the note each rule may have, for the first files that have findings of it. Only in a long
    /// report.
    frames: FxHashMap<&'static str, Vec<(String, usize)>>,
    /// Hashes of path, rule and message, for findings whose notes are shown even if they are a line each. Only in a long
    /// report.
    noted: FxHashSet<u64>,
    /// Hashes of rule and note, for notes that many findings of the rule have, with the hash of path, rule and message of the
    /// first such finding. Only in a long report.
    common: FxHashMap<u64, u64>,
}

impl Overview {
    /// Counts the findings of `files`, which are in the order of the report.
    pub fn new(files: &[Found<'_>]) -> Self {
        let mut overview = Self::default();
        for file in files {
            overview.findings += file.findings.len();
            file.findings.iter().for_each(|finding| overview.counts.add(finding));
            file.fixed.iter().for_each(|(rule, fixed)| overview.counts.add_fixed(rule, *fixed));
        }
        if overview.is_long() {
            overview.share_frames(files);
            overview.choose_notes(files);
        }
        overview
    }

    /// Whether there are so many findings that counts come first, and most findings are a line each.
    pub fn is_long(&self) -> bool {
        self.findings > LONG
    }

    /// The rule, if only one rule found anything.
    pub fn only_rule(&self) -> Option<&'static Meta> {
        self.counts.only_rule()
    }

    /// How many blocks of `rule` show lines of the note in the file at `path`.
    pub(super) fn frames(&self, path: &str, rule: &str) -> usize {
        if !self.is_long() {
            return usize::MAX;
        }
        let files = self.frames.get(rule).into_iter().flatten();
        files.filter(|(file, _)| file == path).map(|(_, frames)| *frames).sum()
    }

    /// The notes to show with a finding that is a line of its own: a note that many findings of the rule have at the first of
    /// them, others at the first finding with this message. Notes with a URL are left out, since they would not fit.
    pub(super) fn notes<'f>(&self, path: &str, finding: &'f Finding) -> impl Iterator<Item = &'f String> {
        let (rule, message) = (finding.rule.name, &finding.message);
        let is_noted = !self.is_long() || self.noted.contains(&hash(path, rule, message));
        let is_shown = move |note: &&String| match self.common.get(&hash("", rule, note)) {
            Some(first) => *first == hash(path, rule, message),
            None => is_noted,
        };
        finding.notes.iter().filter(|note| !note.contains("://")).filter(is_shown)
    }

    fn share_frames(&mut self, files: &[Found<'_>]) {
        let share = if self.counts.sum_up_to(FRAMES) > FRAMES_IN_ALL { 1 } else { FRAMES };
        let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
        for file in files {
            let mut own: BTreeMap<&'static str, usize> = BTreeMap::new();
            file.findings.iter().for_each(|finding| *own.entry(finding.rule.name).or_default() += 1);
            for (rule, count) in own {
                let seen = seen.entry(rule).or_default();
                if *seen < share {
                    self.frames.entry(rule).or_default().push((file.path.to_owned(), share - *seen));
                }
                *seen += count;
            }
        }
    }

    fn choose_notes(&mut self, files: &[Found<'_>]) {
        let mut counts: FxHashMap<u64, (usize, u64)> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for file in files {
            for finding in file.findings {
                let (rule, message) = (finding.rule.name, &finding.message);
                let here = hash(file.path, rule, message);
                for note in &finding.notes {
                    counts.entry(hash("", rule, note)).or_insert((0, here)).0 += 1;
                }
                if !finding.notes.is_empty() && seen.insert(hash("", rule, message)) {
                    self.noted.insert(here);
                }
            }
        }
        let common = counts.into_iter().filter(|(_, (count, _))| *count > COMMON);
        self.common = common.map(|(note, (_, first))| (note, first)).collect();
    }
}

fn hash(path: &str, rule: &str, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (path, rule, text).hash(&mut hasher);
    hasher.finish()
}
