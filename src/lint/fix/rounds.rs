//! Fixes a note, round by round, until nothing is left to fix.

use super::apply::choose;
use super::backlinks::Backlinks;
use super::conflict::{Conflict, distinct};
use super::halving::{Judge, Round};
use crate::finding::{Applicability, Finding, Meta};
use crate::lint::panics::catch;
use crate::text::source::Source;

/// More rounds than fixes need that come to an end.
const ROUNDS: usize = 10;

/// What became of a note.
#[derive(Debug)]
pub struct Mended {
    /// The text with the fixes made.
    pub source: Source,
    /// How many fixes were made.
    pub fixed: usize,
    /// How many of each rule, in no order.
    pub fixed_by: Vec<(&'static Meta, usize)>,
    /// What is left, as found in [`Mended::source`].
    pub findings: Vec<Finding>,
    /// Indices of the findings whose fix would have changed what the note says.
    pub withheld: Vec<usize>,
    /// Indices of the findings whose fix would break a link to a heading: it takes an edit of the link too.
    pub deferred: Vec<usize>,
    /// The rules whose fixes were made, sorted by name.
    pub rules: Vec<&'static Meta>,
    /// Rules whose fixes lead nowhere: none of them was made.
    pub conflicts: Vec<Conflict>,
}

/// Which fixes [`mend`] makes.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The boldest fix to make.
    pub allowed: Applicability,
    /// Rules none of whose fixes are made.
    pub left_out: &'a [&'static Meta],
    /// For a note of a project: fixes that would break a link to one of its headings are deferred.
    pub backlinks: Option<Backlinks<'a>>,
}

/// Fixes `source`, in which `findings` were found, until `lint` finds nothing more to fix, or only what has to be withheld.
pub fn mend(
    source: &Source,
    findings: &[Finding],
    options: &Options<'_>,
    lint: impl Fn(&Source) -> Vec<Finding>,
) -> Mended {
    let judge = Judge::new(options.backlinks);
    let mut left_out = options.left_out.to_vec();
    let mut conflicts: Vec<Conflict> = Vec::new();
    loop {
        match attempt(&judge, source, findings, options.allowed, &left_out, &lint) {
            Ok(mended) => return Mended { conflicts, ..mended },
            Err(conflict) => {
                left_out.extend(&conflict.rules);
                conflicts.push(conflict);
            }
        }
    }
}

/// Fixes `source` without the rules `left_out`.
///
/// # Errors
/// More rules to leave out. There are always some more, so that trying again comes to an end.
fn attempt(
    judge: &Judge<'_>,
    source: &Source,
    findings: &[Finding],
    allowed: Applicability,
    left_out: &[&'static Meta],
    lint: impl Fn(&Source) -> Vec<Finding>,
) -> Result<Mended, Conflict> {
    let mut mended = Mended {
        source: source.clone(),
        fixed: 0,
        fixed_by: Vec::new(),
        findings: findings.to_vec(),
        withheld: Vec::new(),
        deferred: Vec::new(),
        rules: Vec::new(),
        conflicts: Vec::new(),
    };
    // Every text that came before, and the rules whose fixes made the next one of it.
    let mut earlier: Vec<(String, Vec<&'static Meta>)> = Vec::new();
    // What the last round made of the text is what the next one begins with: it is parsed already.
    let mut parsed = None;
    for _ in 0..ROUNDS {
        let barred = of_rules(&mended.findings, left_out);
        let round = Round::next(&mended.source, parsed, &mended.findings, allowed, &barred, judge);
        if round.made.is_empty() {
            mended.withheld = round.withheld;
            mended.deferred = round.deferred;
            mended.rules = distinct(earlier.into_iter().flat_map(|(_, rules)| rules));
            return Ok(mended);
        }
        let rules = distinct(round.made.iter().map(|&index| mended.findings[index].rule));
        earlier.push((mended.source.text().to_owned(), rules));
        if let Some(first) = earlier.iter().position(|(text, _)| *text == round.text) {
            return Err(Conflict::new(earlier.drain(first..).flat_map(|(_, rules)| rules), true));
        }
        let Ok(next) = Source::new(round.text) else { break };
        mended.source = next.with_reading(source.reading());
        mended.fixed += round.made.len();
        count_fixes(&mut mended.fixed_by, round.made.iter().map(|&index| (mended.findings[index].rule, 1)));
        mended.findings = lint(&mended.source);
        parsed = Some(round.after);
    }
    let last = earlier.pop().map(|(_, rules)| rules).unwrap_or_default();
    Err(Conflict::new(last, false))
}

/// Adds `more` to the numbers of fixes that each rule has in `counts`.
pub fn count_fixes(counts: &mut Vec<(&'static Meta, usize)>, more: impl IntoIterator<Item = (&'static Meta, usize)>) {
    for (rule, count) in more {
        match counts.iter_mut().find(|(known, _)| known.name == rule.name) {
            Some((_, known)) => *known += count,
            None => counts.push((rule, count)),
        }
    }
}

/// The indices of the findings of `rules`, sorted.
fn of_rules(findings: &[Finding], rules: &[&'static Meta]) -> Vec<usize> {
    let is_one = |finding: &Finding| rules.iter().any(|rule| rule.name == finding.rule.name);
    (0..findings.len()).filter(|&index| is_one(&findings[index])).collect()
}

/// The rule whose fix, made alone in `source`, panics. For a bug report: [`mend`] makes many fixes at once.
pub fn culprit(source: &Source, findings: &[Finding], allowed: Applicability) -> Option<&'static Meta> {
    let mut chosen = choose(findings, allowed, &[]).into_iter();
    let judge = Judge::new(None);
    let panics =
        |index: &usize| catch(|| Round::run(source, &judge.snapshot(source), findings, vec![*index], &judge)).is_err();
    chosen.find(panics).map(|index| findings[index].rule)
}
