//! What a run found, taken together: what a report for reading has to know before its first line.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::counts::Counts;
use crate::finding::{Finding, Meta};

/// Above so many findings, a report starts with counts, and most findings get a line each.
const LONG: usize = 50;

/// Frames with lines of notes that a long report has in all, more or less.
const FRAMES: usize = 50;

/// A note, and what was found and fixed in it.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// As in [`FileReport::path`](super::FileReport::path).
    pub path: &'a str,
    /// What is left.
    pub findings: &'a [Finding],
    /// How many findings of each rule were fixed.
    pub fixed: &'a [(&'static Meta, usize)],
}

/// What a run found, taken together.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    pub(super) counts: Counts,
    findings: usize,
    /// For a long report: how many frames of each rule the files that come first may have, by path.
    frames: FxHashMap<&'static str, Vec<(String, usize)>>,
    /// For a long report: a hash of path, rule and message for each finding whose notes are shown with it though it has no
    /// frame.
    noted: FxHashSet<u64>,
    /// For a long report: a hash of rule and text for each note that most findings of the rule have.
    common: FxHashSet<u64>,
}

impl Overview {
    /// Counts `files`, which are in the order of the report.
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

    /// Whether there are so many findings that counts come first.
    pub fn is_long(&self) -> bool {
        self.findings > LONG
    }

    /// The rule that found all there is, if it is one.
    pub fn only_rule(&self) -> Option<&'static str> {
        self.counts.only_rule()
    }

    /// How many blocks of `rule` are shown with lines of the note in the file at `path`.
    pub(super) fn frames(&self, path: &str, rule: &str) -> usize {
        if !self.is_long() {
            return usize::MAX;
        }
        let files = self.frames.get(rule).into_iter().flatten();
        files.filter(|(file, _)| file == path).map(|(_, frames)| *frames).sum()
    }

    /// The notes that are shown with a finding that has no frame: what is said of few findings of the rule, the first time
    /// that it is said. A URL would take a line.
    pub(super) fn notes<'f>(&self, path: &str, finding: &'f Finding) -> impl Iterator<Item = &'f String> {
        let is_noted = !self.is_long() || self.noted.contains(&hash(path, finding.rule.name, &finding.message));
        let is_rare =
            |note: &&String| !self.common.contains(&hash("", finding.rule.name, note)) && !note.contains("://");
        finding.notes.iter().filter(move |note| is_noted && is_rare(note))
    }

    fn share_frames(&mut self, files: &[Found<'_>]) {
        let share = self.counts.share(FRAMES);
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
        let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
        let mut said = FxHashSet::default();
        for file in files {
            for finding in file.findings {
                let rule = finding.rule.name;
                for note in &finding.notes {
                    let note = hash("", rule, note);
                    let count = counts.entry(note).or_default();
                    *count += 1;
                    if *count > self.counts.of(rule) / 2 {
                        self.common.insert(note);
                    }
                }
                if !finding.notes.is_empty() && said.insert(hash("", rule, &finding.message)) {
                    self.noted.insert(hash(file.path, rule, &finding.message));
                }
            }
        }
    }
}

fn hash(path: &str, rule: &str, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (path, rule, text).hash(&mut hasher);
    hasher.finish()
}
