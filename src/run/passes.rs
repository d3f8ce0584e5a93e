//! Fixing a project, pass by pass, until nothing is left to fix.

use std::collections::BTreeMap;

use super::{Attempt, HeldBack, Mended, Mending, Outcome, Project, Rules, Run, Settings, check_online, parallel};
use crate::fix::apply;
use crate::links::verdict::Web;
use crate::project::Disk;

/// What is fixed changes the Facts, and so what is found: so many times at most the project is looked at anew.
const PASSES: usize = 10;

/// Fixes the selected notes of `project` until nothing is left to fix, and gives what is found in them then. A note that is not
/// selected has an outcome too where a link in it was changed.
pub fn fix(project: &Project, rules: &dyn Rules, settings: Settings, mending: Mending) -> Vec<Outcome> {
    fix_online(project, rules, settings, mending, None)
}

/// The same, where `web` looks at the selected notes' links to the web.
pub fn fix_online(
    project: &Project,
    rules: &dyn Rules,
    settings: Settings,
    mending: Mending,
    web: Option<&dyn Web>,
) -> Vec<Outcome> {
    let mut done = Done::default();
    for _ in 0..PASSES {
        let project = done.project(project);
        let run = Run { project: &project, rules, settings, web };
        match run.pass(mending, &mut done) {
            Pass::Fixed => {}
            Pass::Over(outcomes) => return done.with(outcomes),
            Pass::Failed => break,
        }
    }
    let project = done.project(project);
    done.with(check_online(&project, rules, settings, web))
}

/// What a pass has come to.
enum Pass {
    /// Something was fixed.
    Fixed,
    /// Nothing more can be; this is what is found.
    Over(Vec<Outcome>),
    /// What was fixed can't be written.
    Failed,
}

impl Run<'_> {
    /// Checks the notes and fixes each once, by the Facts as they were before. Headings with links to them are renamed once
    /// nothing else is to be fixed, so that the Facts are those of the notes as they are.
    fn pass(&self, mending: Mending, done: &mut Done) -> Pass {
        let linted = self.gather();
        let disk = Disk::new(self.project.root.clone());
        let facts = self.facts(&linted, &disk);
        let attempts = self.selected(|index| {
            let outcome = self.outcome(index, self.finish(index, &linted[index], &facts));
            if apply::choose(&outcome.findings, mending.allowed, &[]).is_empty() {
                return outcome.into();
            }
            self.mend(index, &facts, mending)
        });
        let mut fixed = false;
        for Attempt { outcome, .. } in &attempts {
            if let Some(mended) = &outcome.mended {
                fixed |= mended.fixed > 0;
                done.add(outcome.note, mended);
            }
        }
        if fixed {
            return Pass::Fixed;
        }
        if attempts.iter().any(|attempt| attempt.changed) {
            return Pass::Failed;
        }
        for renamed in self.rename(&attempts, &facts, mending) {
            fixed |= renamed.mended.fixed > 0;
            done.add(renamed.note, &renamed.mended);
        }
        if fixed {
            return Pass::Fixed;
        }
        let found: Vec<_> = attempts.into_iter().map(|attempt| attempt.outcome).collect();
        Pass::Over(parallel(self.settings.threads, &found, |outcome| {
            let outcome = Outcome { findings: outcome.findings.clone(), mended: None, ..*outcome };
            self.proven(outcome, &facts)
        }))
    }
}

/// What was done to the notes so far, by their index.
#[derive(Default)]
struct Done(BTreeMap<usize, Mended>);

impl Done {
    fn add(&mut self, note: usize, later: &Mended) {
        let mended = self.0.entry(note).or_default();
        mended.fixed += later.fixed;
        mended.links += later.links;
        mended.texts = match (mended.texts.take(), later.texts.clone()) {
            (Some((first, _)), Some((_, last))) => Some((first, last)),
            (earlier, later) => earlier.or(later),
        };
        for trouble in &later.trouble {
            if !mended.trouble.contains(trouble) {
                mended.trouble.push(trouble.clone());
            }
        }
    }

    /// `project` with what was made of its notes and not written.
    fn project(&self, project: &Project) -> Project {
        let mut notes = project.notes.clone();
        for (&note, mended) in &self.0 {
            if let Some((_, after)) = &mended.texts {
                notes[note].text = Some(after.clone());
            }
        }
        Project { root: project.root.clone(), notes }
    }

    /// `outcomes`, with what was done to each note, and to others.
    fn with(mut self, mut outcomes: Vec<Outcome>) -> Vec<Outcome> {
        for outcome in &mut outcomes {
            outcome.mended = self.0.remove(&outcome.note);
        }
        let others = self.0.into_iter().filter(|(_, mended)| mended.texts.is_some() || !mended.trouble.is_empty());
        outcomes.extend(others.map(|(note, mended)| Outcome {
            note,
            findings: Vec::new(),
            mended: Some(mended),
            held_back: HeldBack::default(),
        }));
        outcomes.sort_by_key(|outcome| outcome.note);
        outcomes
    }
}
