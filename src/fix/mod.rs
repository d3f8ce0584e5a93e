//! Fixes as data, and the way they reach a note: choose, apply, verify, write.
//!
//! A round takes the fixes that don't overlap, the structural ones first, and holds the outcome of each kind against
//! what that kind declares. A fix that breaks its word is found by halving and withheld; the rest goes ahead. Rounds
//! follow until nothing is left to fix.

pub mod anchors;
pub mod apply;
mod destinations;
mod edit;
mod tables;
pub mod verify;
pub mod write;

#[cfg(test)]
mod tests;

pub use edit::{Applicability, Edit, Effect, Fix};

use crate::finding::Finding;
use crate::flavour::Flavour;
use crate::panics::catch;
use crate::rule::Meta;
use crate::source::Source;
use apply::{Applied, apply, choose, edits, effect};
use verify::{View, holds};

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
    /// Rules whose fixes undo each other: mending stopped there.
    pub quarrel: Vec<&'static Meta>,
}

/// Mends `source` until `lint` finds nothing more to fix, or only what has to be withheld.
pub fn mend(source: Source, allowed: Applicability, lint: impl Fn(&Source) -> Vec<Finding>) -> Mended {
    let mut mended = Mended { findings: lint(&source), source, fixed: 0, withheld: Vec::new(), quarrel: Vec::new() };
    let mut earlier: Vec<String> = Vec::new();
    for _ in 0..ROUNDS {
        let round = Round::next(&mended.source, &mended.findings, allowed);
        if round.made.is_empty() {
            mended.withheld = round.withheld;
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

/// The rule whose fix, made alone in `source`, panics. For a bug report: [`mend`] makes many fixes at once.
pub fn culprit(source: &Source, findings: &[Finding], allowed: Applicability) -> Option<&'static Meta> {
    let mut chosen = choose(findings, allowed, &[]).into_iter();
    let panics = |index: &usize| catch(|| Round::run(source, findings, vec![*index])).is_err();
    chosen.find(panics).map(|index| findings[index].rule)
}

fn rules_of(findings: &[Finding], indices: &[usize]) -> Vec<&'static Meta> {
    let mut rules: Vec<_> = indices.iter().map(|&index| findings[index].rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    rules
}

/// One round: what the text became; which findings' fixes were made, and which broke their word.
struct Round {
    text: String,
    made: Vec<usize>,
    withheld: Vec<usize>,
}

impl Round {
    /// The next round of mending. A fix that waits for one that turns out to be withheld gets its turn at once.
    fn next(source: &Source, findings: &[Finding], allowed: Applicability) -> Self {
        let mut withheld = Vec::new();
        loop {
            let mut round = Round::run(source, findings, choose(findings, allowed, &withheld));
            let stuck = round.made.is_empty() && !round.withheld.is_empty();
            withheld.append(&mut round.withheld);
            withheld.sort_unstable();
            if !stuck {
                return Round { withheld, ..round };
            }
        }
    }

    fn run(source: &Source, findings: &[Finding], chosen: Vec<usize>) -> Self {
        let mut round = Round { text: source.text().to_owned(), made: Vec::new(), withheld: Vec::new() };
        let mut before: Vec<Applied> = Vec::new();
        for class in [Effect::Structure, Effect::Destination, Effect::Text, Effect::Code, Effect::Layout] {
            let fixes = chosen.iter().copied().filter(|&index| effect(&findings[index]) == Some(class));
            // The fixes were found in the text as it stood before the classes that went first.
            let moved: Vec<_> = fixes.map(|index| (index, shifted(edits(&findings[index]), &before))).collect();
            if moved.is_empty() {
                continue;
            }
            let Some(mut halves) = Halving::new(class, source.flavour(), &round.text) else { continue };
            halves.keep(&moved);
            round.withheld.append(&mut halves.withheld);
            let applied = halves.applied();
            round.text.clone_from(&applied.text);
            before.push(applied);
        }
        round.withheld.sort_unstable();
        round.made = chosen;
        round.made.retain(|index| round.withheld.binary_search(index).is_err());
        round
    }
}

fn shifted(edits: &[Edit], before: &[Applied]) -> Vec<Edit> {
    let shift = |edit: &Edit| {
        let mut edit = edit.clone();
        for applied in before {
            // The end moves with the start: nothing was edited in between.
            let length = edit.span.end - edit.span.start;
            edit.span.start = applied.moved(edit.span.start);
            edit.span.end = edit.span.start + length;
        }
        edit
    };
    edits.iter().map(shift).collect()
}

/// Finds by halving which fixes of one class break their word.
struct Halving<'t> {
    effect: Effect,
    flavour: Flavour,
    text: &'t str,
    before: View,
    kept: Vec<Edit>,
    withheld: Vec<usize>,
}

impl<'t> Halving<'t> {
    fn new(effect: Effect, flavour: Flavour, text: &'t str) -> Option<Self> {
        let before = View::of(&Source::new(text.to_owned()).ok()?.with_flavour(flavour));
        Some(Self { effect, flavour, text, before, kept: Vec::new(), withheld: Vec::new() })
    }

    fn applied(&self) -> Applied {
        apply(self.text, &self.kept)
    }

    fn keep(&mut self, fixes: &[(usize, Vec<Edit>)]) {
        let count = self.kept.len();
        self.kept.extend(fixes.iter().flat_map(|(_, edits)| edits.iter().cloned()));
        let applied = self.applied();
        let after = Source::new(applied.text.clone()).map(|source| View::of(&source.with_flavour(self.flavour)));
        if after.is_ok_and(|after| holds(self.effect, &self.before, &after, &applied)) {
            return;
        }
        self.kept.truncate(count);
        match fixes {
            [] => {}
            [(finding, _)] => self.withheld.push(*finding),
            _ => {
                let (first, second) = fixes.split_at(fixes.len() / 2);
                self.keep(first);
                self.keep(second);
            }
        }
    }
}
