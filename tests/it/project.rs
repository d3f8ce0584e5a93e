//! The findings of a note depend on its project, not on which notes were named or on the number of threads.

use std::num::NonZeroUsize;
use std::path::Path;

use crate::common::notes;
use crate::common::{FixedRules, project};
use notelint::finding::Lang;
use notelint::project::run::{self, Outcome, Project, RunOptions};

/// The findings of each selected note, as text.
fn findings_of(project: &Project, outcomes: &[Outcome]) -> Vec<(String, String)> {
    let shown = |outcome: &Outcome| {
        let findings = outcome.findings.iter();
        let lines: Vec<_> = findings.map(|finding| format!("{finding:?}\n")).collect();
        (project.notes[outcome.note].path.clone(), lines.concat())
    };
    outcomes.iter().map(shown).collect()
}

/// Checks all notes of `root`, then every `step`th note alone.
fn assert_alone_is_as_together(root: &Path, step: usize) {
    let rules = FixedRules::every_rule();
    let mut project = project(root);
    let together = findings_of(&project, &run::check(&project, &rules.options(Lang::En)));
    let threads = RunOptions { threads: NonZeroUsize::new(4).unwrap(), ..rules.options(Lang::En) };
    assert_eq!(findings_of(&project, &run::check(&project, &threads)), together);
    for index in (0..project.notes.len()).step_by(step) {
        for (other, note) in project.notes.iter_mut().enumerate() {
            note.selected = other == index;
        }
        let alone = findings_of(&project, &run::check(&project, &rules.options(Lang::En)));
        assert_eq!(alone, together[index..=index]);
    }
}

#[test]
fn a_sample_note_alone_has_the_same_findings() {
    assert_alone_is_as_together(&Path::new(env!("CARGO_MANIFEST_DIR")).join("notes"), 1);
}

#[test]
fn a_real_note_alone_has_the_same_findings() {
    let notes = notes::notes();
    if notes.is_sample() {
        return assert_alone_is_as_together(&notes.root(), 9);
    }
    assert_alone_is_as_together(&notes.root().join("h-akira+CerfiticationStudy_SAP"), 3);
    assert_alone_is_as_together(&notes.root().join("0ht+AzureStudy"), 9);
}
