//! Fixes as data, and the way they reach a note: choose, apply, verify, write.
//!
//! A round takes the fixes that don't overlap, the structural ones first, and holds the outcome of each kind against
//! what that kind declares. A fix that breaks its word is found by halving and withheld; the rest goes ahead. Rounds
//! follow until nothing is left to fix.
//!
//! A fix that would break a link to a heading is no part of that: it is deferred, and made together with the edits of the
//! links ([`units`]), or withheld where a link can't be changed. What a check says of fixes is proven the same way
//! ([`proof`]).

pub mod apply;
mod destinations;
mod edit;
mod halving;
pub mod proof;
pub mod units;
pub mod verify;
pub mod write;

#[cfg(test)]
mod tests;

pub use edit::{Applicability, Edit, Effect, Fix, NoteEdits};

use crate::finding::Finding;
use crate::project::ProjectFacts;
use crate::rule::Meta;
use crate::source::Source;
use halving::{Judge, Round};

/// A note among those whose links may lead to it.
#[derive(Clone, Copy, Debug)]
pub struct Backlinks<'a> {
    /// The project.
    pub project: &'a ProjectFacts<'a>,
    /// The note, relative to the project.
    pub path: &'a str,
}

/// More rounds than any honest set of rules needs.
const ROUNDS: usize = 10;

/// What became of a note.
#[derive(Debug)]
pub struct Mended {
    /// The text with the fixes made.
    pub source: Source,
    /// How many fixes were made.
    pub fixed: usize,
    /// What is left, as found in [`Mended::source`].
    pub findings: Vec<Finding>,
    /// Indices of the findings whose fix would have changed what the note says.
    pub withheld: Vec<usize>,
    /// Indices of the findings whose fix would break a link to a heading: it takes an edit of the link too.
    pub deferred: Vec<usize>,
    /// Rules whose fixes undo each other: mending stopped there.
    pub quarrel: Vec<&'static Meta>,
}

/// Mends `source` until `lint` finds nothing more to fix, or only what has to be withheld.
pub fn mend(source: Source, allowed: Applicability, lint: impl Fn(&Source) -> Vec<Finding>) -> Mended {
    mend_in(None, source, allowed, lint)
}

/// The same for a note of a project: fixes that would break a link to one of its headings are deferred.
pub fn mend_in(
    backlinks: Option<Backlinks<'_>>,
    source: Source,
    allowed: Applicability,
    lint: impl Fn(&Source) -> Vec<Finding>,
) -> Mended {
    let judge = Judge::new(backlinks);
    let findings = lint(&source);
    let (withheld, deferred, quarrel) = (Vec::new(), Vec::new(), Vec::new());
    let mut mended = Mended { findings, source, fixed: 0, withheld, deferred, quarrel };
    let mut earlier: Vec<String> = Vec::new();
    for _ in 0..ROUNDS {
        let round = Round::next(&mended.source, &mended.findings, allowed, &judge);
        if round.made.is_empty() {
            mended.withheld = round.withheld;
            mended.deferred = round.deferred;
            break;
        }
        // Every text that came before is remembered: fixes that go round in a circle of any length stop.
        if earlier.contains(&round.text) {
            mended.quarrel = rules_of(&mended.findings, &round.made);
            break;
        }
        let Ok(next) = Source::new(round.text).map(|next| next.with_flavour(mended.source.flavour())) else { break };
        mended.fixed += round.made.len();
        earlier.push(std::mem::replace(&mut mended.source, next).text().to_owned());
        mended.findings = lint(&mended.source);
    }
    mended
}

fn rules_of(findings: &[Finding], indices: &[usize]) -> Vec<&'static Meta> {
    let mut rules: Vec<_> = indices.iter().map(|&index| findings[index].rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    rules
}
