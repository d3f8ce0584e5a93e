//! Counts the findings that a configuration would bring in a folder, before it is written.

use std::path::Path;
use std::sync::Arc;

use crate::cli::args::processors;
use crate::cli::init::evidence::{self, Evidence, EvidenceKind};
use crate::config::FILE_NAME;
use crate::config::rule_sets::RuleSets;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs, Errors};
use crate::finding::Lang;
use crate::markdown::flavour::Flavour;
use crate::project::root::root_of;
use crate::project::run::{self, Project, RunOptions};
use crate::project::walk;
use crate::report::fixable;
use crate::text::disk::OsFileSystem;

/// The numbers of findings that a configuration would bring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FindingCounts {
    /// Findings.
    pub findings: usize,
    /// Those that `--fix` fixes.
    pub fixable: usize,
    /// Notes that have findings.
    pub notes: usize,
}

/// The notes of a folder, and the signs of how they are published.
#[derive(Debug)]
pub(super) struct Survey<'a> {
    folder: &'a Path,
    catalogue: Catalogue,
    lang: Lang,
    /// How many notes there are.
    pub notes: usize,
    /// Files and keys that show where they are published, or which tools check them.
    pub signs: Vec<Evidence>,
    /// Where they are published, as far as the signs show.
    pub flavour: Flavour,
    /// Whether the folder is part of a project that has a `notelint.toml`.
    pub nested: bool,
}

impl<'a> Survey<'a> {
    /// Examines `folder`, whose path has no symbolic links.
    pub(super) fn of(folder: &'a Path, catalogue: Catalogue, lang: Lang) -> Self {
        let root = root_of(folder).folder;
        let nested = root != folder && root.join(FILE_NAME).is_file();
        let (signs, flavour) = (evidence::in_folder(folder), Flavour::Github);
        let mut survey = Self { folder, catalogue, lang, notes: 0, signs, flavour, nested };
        let configs = survey.configs("", None);
        let project = project(folder, &configs);
        survey.notes = project.notes.len();
        let sources: Vec<_> =
            project.notes.iter().filter_map(|note| Some((&note.path, project.read(note).ok()?))).collect();
        let mut in_notes: Vec<Evidence> = Vec::new();
        for sign in sources.iter().filter_map(|(path, source)| evidence::in_note(path, source)) {
            if !survey.signs.iter().chain(&in_notes).any(|known| known.flavour() == sign.flavour()) {
                in_notes.push(sign);
            }
        }
        survey.signs.splice(0..0, in_notes);
        // Of several flavours, the one whose syntax the notes use most.
        let amount = |flavour: Flavour| -> usize {
            let syntax = sources.iter().map(|(_, source)| flavour.read(source.text()));
            syntax.map(|syntax| syntax.spans.len() + syntax.cards.len()).sum()
        };
        let mut candidates: Vec<Flavour> = survey.signs.iter().filter_map(Evidence::flavour).collect();
        candidates.dedup();
        if let [one] = candidates[..] {
            survey.flavour = one;
        } else {
            let best = candidates.iter().rev().max_by_key(|flavour| amount(**flavour));
            survey.flavour = best.copied().unwrap_or_default();
        }
        survey
    }

    /// What the rules of `group`, or all rules, would report with `text` as the folder's `notelint.toml`.
    ///
    /// # Errors
    /// The errors in the text, or in the files that it names.
    pub(super) fn count(&self, text: &str, group: Option<&'static str>) -> Result<FindingCounts, Errors> {
        let configs = self.configs(text, group);
        let project = project(self.folder, &configs);
        let rules = RuleSets::new(&configs, &project.root, project.selected())?;
        let threads = processors();
        let mut counts = FindingCounts::default();
        let options = RunOptions { terms: rules.terms(), lang: self.lang, threads, ..RunOptions::new(&rules) };
        for outcome in run::check(&project, &options) {
            counts.findings += outcome.findings.len();
            counts.fixable += outcome.findings.iter().filter(|finding| fixable(finding)).count();
            counts.notes += usize::from(!outcome.findings.is_empty());
        }
        Ok(counts)
    }

    fn configs(&self, text: &str, group: Option<&'static str>) -> Arc<Configs> {
        let choice = Choice { group, ..Choice::default() };
        let configs = Configs::new(choice, self.catalogue, self.folder.to_owned(), self.lang, Arc::new(OsFileSystem));
        Arc::new(configs.with_text(self.folder, &self.folder.join(FILE_NAME), text.to_owned()))
    }
}

impl Evidence {
    fn flavour(&self) -> Option<Flavour> {
        match &self.of {
            EvidenceKind::Flavour(host) => Some(host.flavour),
            _ => None,
        }
    }
}

/// The notes below `folder` as a project of their own.
fn project(folder: &Path, configs: &Arc<Configs>) -> Project {
    let selection = walk::select(&[folder.to_owned()], None, configs);
    let mut notes: Vec<_> = selection.projects.into_iter().flat_map(|project| project.notes).collect();
    notes.retain(|note| note.selected);
    for note in &mut notes {
        let below = note.file.strip_prefix(folder).unwrap_or(&note.file);
        note.path = crate::text::paths::with_slashes(below);
    }
    notes.sort_by(|a, b| a.path.cmp(&b.path));
    Project::on_disk(folder.to_owned(), notes)
}
