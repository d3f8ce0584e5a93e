//! Mending a project, pass by pass, until nothing is left to mend.

use super::{Mending, Outcome, Project, Rules, Run, Settings, check_online};
use crate::finding::Finding;
use crate::fix::apply;
use crate::links::verdict::Web;
use crate::project::FileTree;

/// What is mended changes the Facts, and so what is found: so many times at most the project is looked at anew.
const PASSES: usize = 5;

/// Mends the selected notes of `project` until nothing is left to mend, and gives what is found in them then.
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
    let mut outcomes = pass(project, rules, settings, mending, web);
    let (mut again, mut open) = left(&outcomes);
    for _ in 1..PASSES {
        if !again {
            break;
        }
        let next = pass(&as_mended(project, &outcomes), rules, settings, mending, web);
        (again, open) = left(&next);
        follow(&mut outcomes, next);
    }
    // What was withheld, or could not be written, stands in the notes still.
    if mending.write && open {
        follow(&mut outcomes, check_online(project, rules, settings, web));
    }
    outcomes
}

/// Whether a pass has mended anything, and whether it has tried to.
fn left(outcomes: &[Outcome]) -> (bool, bool) {
    let mut mended = outcomes.iter().filter_map(|outcome| outcome.mended.as_ref()).peekable();
    let open = mended.peek().is_some();
    (mended.any(|mended| mended.fixed > 0), open)
}

/// `project` with what `outcomes` have made of its notes and not written.
fn as_mended(project: &Project, outcomes: &[Outcome]) -> Project {
    let mut notes = project.notes.clone();
    for outcome in outcomes {
        if let Some((_, after)) = outcome.mended.as_ref().and_then(|mended| mended.texts.as_ref()) {
            notes[outcome.note].text = Some(after.clone());
        }
    }
    Project { root: project.root.clone(), notes, files: project.files.clone() }
}

/// Each of `outcomes` after one more pass.
fn follow(outcomes: &mut [Outcome], next: Vec<Outcome>) {
    outcomes.iter_mut().zip(next).for_each(|(outcome, next)| outcome.follow(next));
}

/// Checks the notes and mends each once, by the Facts as they were before.
fn pass(
    project: &Project,
    rules: &dyn Rules,
    settings: Settings,
    mending: Mending,
    web: Option<&dyn Web>,
) -> Vec<Outcome> {
    let run = Run { project, rules, settings, web };
    let linted = run.gather();
    let tree = FileTree::new(project.files.clone());
    let facts = run.facts(&linted, &tree);
    run.selected(|index| {
        let outcome = run.outcome(index, run.finish(index, &linted[index], &facts));
        if apply::choose(&outcome.findings, mending.allowed, &[]).is_empty() {
            return outcome;
        }
        run.mend(index, &facts, mending)
    })
}

impl Outcome {
    /// The same note after one more pass.
    fn follow(&mut self, new: Outcome) {
        let before = std::mem::replace(&mut self.findings, new.findings);
        keep_withheld(&before, &mut self.findings);
        self.held_back = new.held_back;
        let Some(later) = new.mended else { return };
        let mended = self.mended.get_or_insert_default();
        mended.fixed += later.fixed;
        mended.withheld = later.withheld;
        mended.texts = match (mended.texts.take(), later.texts) {
            (Some((first, _)), Some((_, last))) => Some((first, last)),
            (earlier, later) => earlier.or(later),
        };
        for trouble in later.trouble {
            if !mended.trouble.contains(&trouble) {
                mended.trouble.push(trouble);
            }
        }
    }
}

/// A fix that was withheld stays so in the findings of the check behind the mending.
fn keep_withheld(old: &[Finding], new: &mut [Finding]) {
    let withheld = |finding: &&Finding| finding.withheld;
    for finding in old.iter().filter(withheld) {
        let same = |other: &&mut Finding| other.span == finding.span && other.rule.name == finding.rule.name;
        if let Some(same) = new.iter_mut().find(same) {
            *same = finding.clone();
        }
    }
}
