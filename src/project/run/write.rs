//! Fixes the notes of a project on the disk.

use std::collections::BTreeSet;

use super::analyze::Run;
use super::check::check;
use super::notes::Project;
use super::options::RunOptions;
use super::outcome::{FixMode, Outcome, merge};
use super::parallel::parallel;
use super::passes::{Converged, fix_in_memory};
use crate::finding::Localized as _;
use crate::lint::fix;
use crate::message;

/// Fixes the selected notes of `project` until nothing is left to fix. Returns the outcomes after that, also for
/// unselected notes in which a link was updated.
///
/// Everything happens in memory until the fixes converge; files are written at the end.
pub fn fix(project: &Project, options: &RunOptions<'_>, mode: FixMode) -> Vec<Outcome> {
    let run = Run { project, options };
    let Converged { mut outcomes, open, analyzed } = fix_in_memory(&run, mode.allowed);
    if mode.write {
        let are_written = write(project, &mut outcomes, options);
        // Findings whose fix was withheld or could not be written are still there.
        if !are_written {
            merge(&mut outcomes, check(project, options));
        } else if open {
            merge(&mut outcomes, run.check_analyzed(&analyzed));
        }
    }
    outcomes
}

/// Writes the fixed notes, unless a file changed since it was read. Notes that belong together are all written, or
/// none. Returns whether all were written.
fn write(project: &Project, outcomes: &mut [Outcome], options: &RunOptions<'_>) -> bool {
    let groups = write_groups(outcomes);
    let place = |outcome: &Outcome| project.notes[outcome.note].place();
    let errors = parallel(options.threads, &groups, |group| {
        let changed = group.iter().filter_map(|&index| {
            let texts = outcomes[index].fix_report.as_ref()?.texts.as_ref();
            texts.filter(|(before, after)| before != after).map(|texts| (index, texts))
        });
        let (indices, texts): (Vec<usize>, Vec<_>) = changed.unzip();
        let files =
            indices.iter().zip(texts).map(|(&index, (before, after))| (place(&outcomes[index]), &**before, &**after));
        fix::write::replace_all(&files.collect::<Vec<_>>()).err().map(|(at, error)| (indices[at], error))
    });
    let all = errors.iter().all(Option::is_none);
    for (group, error) in groups.into_iter().zip(errors) {
        for &index in &group {
            let failed = error.as_ref().map(|(at, error)| (*at, project.notes[outcomes[*at].note].path.clone(), error));
            let Some(fix_report) = &mut outcomes[index].fix_report else { continue };
            fix_report.texts = None;
            let Some((at, path, error)) = failed else { continue };
            let why = error.text(options.lang);
            if at == index {
                fix_report.add_problem(why);
            } else if fix_report.fixed > 0 {
                let text = message!(
                    "not fixed, because `{path}` has to change as well: {why}",
                    "修正していない。同時に変更が必要な `{path}` を書き込めないため: {why}"
                );
                fix_report.add_problem(text.text(options.lang));
            }
            (fix_report.fixed, fix_report.links) = (0, 0);
            fix_report.fixed_by.clear();
        }
    }
    all
}

/// Indices into `outcomes`, grouped by what must be written together: a heading and the links to it.
fn write_groups(outcomes: &[Outcome]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<usize>, Vec<usize>)> = Vec::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        let others = outcome.fix_report.iter().flat_map(|fix_report| &fix_report.write_with);
        let mut notes: BTreeSet<usize> = others.copied().chain([outcome.note]).collect();
        let mut members = vec![index];
        if notes.len() > 1 || groups.iter().any(|(known, _)| known.len() > 1 && known.contains(&outcome.note)) {
            groups.retain(|(known, others)| {
                let apart = known.is_disjoint(&notes);
                if !apart {
                    notes.extend(known);
                    members.extend(others);
                }
                apart
            });
        }
        groups.push((notes, members));
    }
    groups.into_iter().map(|(_, members)| members).collect()
}
