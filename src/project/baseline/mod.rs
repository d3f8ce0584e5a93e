//! Baselines: findings that a repository already has when it starts to use notelint. Runs do not report them.
//!
//! Findings are recognized by file, rule and [`Fingerprint`]. The number of equal findings counts too: if the baseline
//! has two, a third one is new.

pub mod file;
mod filter;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::finding::fingerprint::Fingerprint;
use crate::finding::{Finding, excerpt};
use crate::text::source::Source;
pub use filter::BaselineFilter;

/// The path of the file, relative to the project's root, with `/`.
pub const FILE_NAME: &str = ".notelint/baseline.json";

/// The known findings of each file. Paths are relative to the project, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, FileBaseline>,
}

/// The known findings of one file, by rule and fingerprint.
type FileBaseline = BTreeMap<(String, Fingerprint), BaselineEntry>;

/// Findings of one rule with the same fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
struct BaselineEntry {
    count: usize,
    /// An excerpt of the text at fault, for people who read the file.
    text: String,
}

impl Baseline {
    /// Replaces the known findings of the file at `path` with `findings`.
    pub fn record(&mut self, path: &str, source: Option<&Source>, findings: &[Finding]) {
        let mut known = FileBaseline::new();
        for finding in findings {
            let key = (finding.rule.name.to_owned(), Fingerprint::new(finding, source));
            let text = || source.map_or_else(String::new, |source| excerpt(source.slice(finding.span)));
            known.entry(key).or_insert_with(|| BaselineEntry { count: 0, text: text() }).count += 1;
        }
        self.files.insert(path.to_owned(), known);
    }

    /// For each of `findings` in the file at `path`, whether it is known. If there are more equal findings than the
    /// baseline has, those that are `later` count as new.
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

    /// The number of findings, and the number of files that have them.
    pub fn size(&self) -> (usize, usize) {
        let count = |known: &FileBaseline| known.values().map(|entry| entry.count).sum::<usize>();
        let findings = self.files.values().map(count).sum();
        (findings, self.files.values().filter(|known| !known.is_empty()).count())
    }

    /// Removes findings that are no longer in `found`: in files that `found` contains, and in files that do not exist
    /// any more according to `there`. Returns the number of removed findings.
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
