//! What was found before: findings that an old repository starts with, and that runs hold back until they are mended.
//!
//! A finding is known by its rule and its words ([`Fingerprint`]), within its file. How many there are of one kind counts
//! too: a third of what there were two of is new.

pub mod file;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::finding::fingerprint::Fingerprint;
use crate::finding::{Finding, excerpt};
use crate::text::source::Source;

/// Where a project keeps it, relative to the project's root, with `/`.
pub const FILE_NAME: &str = ".notelint/baseline.json";

/// The findings known of each file; paths are relative to the project, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, FileBaseline>,
}

/// The findings known of one file, by rule and fingerprint.
type FileBaseline = BTreeMap<(String, Fingerprint), BaselineEntry>;

/// Findings of one rule in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct BaselineEntry {
    count: usize,
    /// Of the text at fault, for those who read the file.
    text: String,
}

impl Baseline {
    /// Takes down what was found in the file at `path`, in the place of what was known of it.
    pub fn record(&mut self, path: &str, source: Option<&Source>, findings: &[Finding]) {
        let mut known = FileBaseline::new();
        for finding in findings {
            let key = (finding.rule.name.to_owned(), Fingerprint::new(finding, source));
            let text = || source.map_or_else(String::new, |source| excerpt(source.slice(finding.span)));
            known.entry(key).or_insert_with(|| BaselineEntry { count: 0, text: text() }).count += 1;
        }
        self.files.insert(path.to_owned(), known);
    }

    /// Which of `findings` are known of the file at `path`. Of equal ones, of which fewer are known than there are, those
    /// that are `later` count as new.
    pub fn known(
        &self,
        path: &str,
        source: Option<&Source>,
        findings: &[Finding],
        later: impl Fn(usize) -> bool,
    ) -> Vec<bool> {
        let mut known = vec![false; findings.len()];
        let Some(entries) = self.files.get(path) else { return known };
        let mut left: FxHashMap<(&str, Fingerprint), usize> =
            entries.iter().map(|((rule, print), entry)| ((&**rule, *print), entry.count)).collect();
        let (last, first): (Vec<usize>, Vec<usize>) = (0..findings.len()).partition(|index| later(*index));
        for index in first.into_iter().chain(last) {
            let finding = &findings[index];
            if let Some(count) = left.get_mut(&(finding.rule.name, Fingerprint::new(finding, source)))
                && *count > 0
            {
                *count -= 1;
                known[index] = true;
            }
        }
        known
    }

    /// How many findings it knows, and in how many files.
    pub fn size(&self) -> (usize, usize) {
        let count = |known: &FileBaseline| known.values().map(|entry| entry.count).sum::<usize>();
        let findings = self.files.values().map(count).sum();
        (findings, self.files.values().filter(|known| !known.is_empty()).count())
    }

    /// Forgets what `found` no longer has, of the files that `found` tells of and of those that are not `there` any more.
    /// Gives how many findings that are.
    pub fn prune(&mut self, found: &Self, there: impl Fn(&str) -> bool) -> usize {
        let before = self.size().0;
        self.files.retain(|path, _| found.files.contains_key(path) || there(path));
        for (path, known) in &mut self.files {
            let Some(found) = found.files.get(path) else { continue };
            for (key, entry) in known.iter_mut() {
                entry.count = entry.count.min(found.get(key).map_or(0, |found| found.count));
            }
            known.retain(|_, entry| entry.count > 0);
        }
        self.files.retain(|_, known| !known.is_empty());
        before - self.size().0
    }
}
