//! Fixes as data, and the way they reach a note: choose, apply, verify, write.
//!
//! A round takes the fixes that don't overlap, the structural ones first, and holds the outcome of each kind against
//! what that kind declares. A fix that breaks its word is found by halving and withheld; the rest goes ahead. Rounds
//! follow until nothing is left to fix. Rules whose fixes undo each other, or never come to an end, are left out for the
//! note: nothing is kept of what they did.

pub mod anchors;
pub mod apply;
pub mod conflict;
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
use conflict::{Conflict, distinct};
use verify::{View, holds};

/// More rounds than fixes need that come to an end.
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
    /// The rules whose fixes were made, sorted by name.
    pub rules: Vec<&'static Meta>,
    /// Rules whose fixes lead nowhere: none of them was made.
    pub conflicts: Vec<Conflict>,
}

/// Mends `source` until `lint` finds nothing more to fix, or only what has to be withheld. No fix of the rules `left_out`
/// is made.
pub fn mend(
    source: &Source,
    allowed: Applicability,
    left_out: &[&'static Meta],
    lint: impl Fn(&Source) -> Vec<Finding>,
) -> Mended {
    let mut left_out = left_out.to_vec();
    let mut conflicts: Vec<Conflict> = Vec::new();
    loop {
        match attempt(source, allowed, &left_out, &lint) {
            Ok(mended) => return Mended { conflicts, ..mended },
            Err(conflict) => {
                left_out.extend(&conflict.rules);
                conflicts.push(conflict);
            }
        }
    }
}

/// Mends `source` without the rules `left_out`.
///
/// # Errors
/// More rules to leave out. There are always some more, so that trying again comes to an end.
fn attempt(
    source: &Source,
    allowed: Applicability,
    left_out: &[&'static Meta],
    lint: impl Fn(&Source) -> Vec<Finding>,
) -> Result<Mended, Conflict> {
    let mut mended = Mended {
        source: source.clone(),
        fixed: 0,
        findings: lint(source),
        withheld: Vec::new(),
        rules: Vec::new(),
        conflicts: Vec::new(),
    };
    // Every text that came before, and the rules whose fixes made the next one of it.
    let mut earlier: Vec<(String, Vec<&'static Meta>)> = Vec::new();
    for _ in 0..ROUNDS {
        let barred = of_rules(&mended.findings, left_out);
        let round = Round::next(&mended.source, &mended.findings, allowed, barred.clone());
        if round.made.is_empty() {
            mended.withheld = round.withheld;
            mended.withheld.retain(|index| barred.binary_search(index).is_err());
            mended.rules = distinct(earlier.into_iter().flat_map(|(_, rules)| rules));
            return Ok(mended);
        }
        let rules = distinct(round.made.iter().map(|&index| mended.findings[index].rule));
        earlier.push((mended.source.text().to_owned(), rules));
        if let Some(first) = earlier.iter().position(|(text, _)| *text == round.text) {
            return Err(Conflict::new(earlier.drain(first..).flat_map(|(_, rules)| rules), true));
        }
        let Ok(next) = Source::new(round.text) else { break };
        mended.source = next.with_flavour(source.flavour());
        mended.fixed += round.made.len();
        mended.findings = lint(&mended.source);
    }
    let last = earlier.pop().map(|(_, rules)| rules).unwrap_or_default();
    Err(Conflict::new(last, false))
}

/// The indices of the findings of `rules`, sorted.
fn of_rules(findings: &[Finding], rules: &[&'static Meta]) -> Vec<usize> {
    let is_one = |finding: &Finding| rules.iter().any(|rule| rule.name == finding.rule.name);
    (0..findings.len()).filter(|&index| is_one(&findings[index])).collect()
}

/// The rule whose fix, made alone in `source`, panics. For a bug report: [`mend`] makes many fixes at once.
pub fn culprit(source: &Source, findings: &[Finding], allowed: Applicability) -> Option<&'static Meta> {
    let mut chosen = choose(findings, allowed, &[]).into_iter();
    let panics = |index: &usize| catch(|| Round::run(source, findings, vec![*index])).is_err();
    chosen.find(panics).map(|index| findings[index].rule)
}

/// One round: what the text became; which findings' fixes were made, and which broke their word.
struct Round {
    text: String,
    made: Vec<usize>,
    withheld: Vec<usize>,
}

impl Round {
    /// The next round of mending. A fix that waits for one that turns out to be withheld gets its turn at once. Those of
    /// the findings `withheld`, which is sorted, are not made.
    fn next(source: &Source, findings: &[Finding], allowed: Applicability, mut withheld: Vec<usize>) -> Self {
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

    fn run(source: &Source, findings: &[Finding], mut chosen: Vec<usize>) -> Self {
        let mut round = Round { text: source.text().to_owned(), made: Vec::new(), withheld: Vec::new() };
        let mut before: Vec<Applied> = Vec::new();
        for class in [Effect::Structure, Effect::Destination, Effect::Text, Effect::Code, Effect::Layout] {
            if class == Effect::Layout
                && let Some(applied) = round.line_up_tables(source, &before)
            {
                // A fix of the white space that just changed waits for the next round.
                chosen.retain(|&index| {
                    let moved = || shifted(edits(&findings[index]), &before);
                    effect(&findings[index]) != Some(class) || !moved().iter().any(|edit| applied.touches(edit.span))
                });
                round.text.clone_from(&applied.text);
                before.push(applied);
            }
            let fixes = chosen.iter().copied().filter(|&index| effect(&findings[index]) == Some(class));
            // The fixes were found in the text as it was before the classes that went first.
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

    /// Lines up the pipes of the tables of `source` that the fixes in `before` moved; `None` where there is nothing to do,
    /// or it would change more than the layout.
    fn line_up_tables(&self, source: &Source, before: &[Applied]) -> Option<Applied> {
        let in_table = |at: u32| source.slice(source.line_at((at as usize).min(source.text().len()))).contains('|');
        // Later classes have offsets of the text that the earlier ones made: off by a line at worst, which costs a look.
        let edited = before.iter().flat_map(|applied| &applied.ranges).any(|(old, _)| in_table(old.start));
        let parse = |text: &str| Some(Source::new(text.to_owned()).ok()?.with_flavour(source.flavour()));
        let torn = edited.then(|| parse(&self.text))??;
        let applied = apply(&self.text, &tables::line_up(source, &torn));
        let changed = !applied.ranges.is_empty();
        let holds = || Some(holds(Effect::Layout, &View::of(&torn), &View::of(&parse(&applied.text)?), &applied));
        (changed && holds()?).then_some(applied)
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
