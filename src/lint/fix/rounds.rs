//! Fixes a note in rounds until nothing is left to fix.

use super::apply::choose;
use super::backlinks::Backlinks;
use super::bisect::{FixVerifier, Round};
use super::conflicting_rules::{ConflictingRules, distinct};
use crate::finding::{Applicability, Finding, Meta, told};
use crate::lint::panics::catch;
use crate::text::source::Source;

/// The maximum number of rounds. Fixes that converge need fewer.
const MAX_ROUNDS: usize = 10;

/// The result of fixing a note.
#[derive(Debug)]
pub struct FixedText {
    /// The text after the fixes.
    pub source: Source,
    /// The number of fixes applied.
    pub fixed: usize,
    /// The number of fixes applied per rule, unordered.
    pub fixed_by: Vec<(&'static Meta, usize)>,
    /// The remaining findings, in [`FixedText::source`].
    pub findings: Vec<Finding>,
    /// Indexes of the findings whose fix would have changed the content of the note.
    pub withheld: Vec<usize>,
    /// Indexes of the findings whose fix would break a link to a heading unless the link is edited too.
    pub deferred: Vec<usize>,
    /// The rules whose fixes were applied, sorted by name.
    pub rules: Vec<&'static Meta>,
    /// Rules whose fixes do not converge. None of them was applied.
    pub conflicts: Vec<ConflictingRules>,
}

/// Options of [`fix_source`].
#[derive(Clone, Copy, Debug)]
pub struct FixOptions<'a> {
    /// Fixes up to this applicability are applied.
    pub allowed: Applicability,
    /// Rules whose fixes are not applied.
    pub left_out: &'a [&'static Meta],
    /// Set for a note of a project: fixes that would break a link to one of its headings are deferred.
    pub backlinks: Option<Backlinks<'a>>,
}

/// Fixes `source`, which has the findings `findings`, until `lint` finds nothing more that can be fixed.
pub fn fix_source(
    source: &Source,
    findings: &[Finding],
    options: &FixOptions<'_>,
    lint: impl Fn(&Source) -> Vec<Finding>,
) -> FixedText {
    let judge = FixVerifier::new(options.backlinks);
    let mut left_out = options.left_out.to_vec();
    let mut conflicts: Vec<ConflictingRules> = Vec::new();
    loop {
        match attempt(&judge, source, findings, options.allowed, &left_out, &lint) {
            Ok(fixed_text) => return FixedText { conflicts, ..fixed_text },
            Err(conflict) => {
                left_out.extend(&conflict.rules);
                conflicts.push(conflict);
            }
        }
    }
}

/// Fixes `source` without the fixes of the rules `left_out`.
///
/// # Errors
/// More rules to leave out, at least one, so that retrying ends.
fn attempt(
    judge: &FixVerifier<'_>,
    source: &Source,
    findings: &[Finding],
    allowed: Applicability,
    left_out: &[&'static Meta],
    lint: impl Fn(&Source) -> Vec<Finding>,
) -> Result<FixedText, ConflictingRules> {
    let mut fixed_text = FixedText {
        source: source.clone(),
        fixed: 0,
        fixed_by: Vec::new(),
        findings: findings.to_vec(),
        withheld: Vec::new(),
        deferred: Vec::new(),
        rules: Vec::new(),
        conflicts: Vec::new(),
    };
    // Every earlier text, and the rules whose fixes changed it into the next one.
    let mut earlier: Vec<(String, Vec<&'static Meta>)> = Vec::new();
    // The snapshot that the last round made, so that the text is not parsed again.
    let mut parsed = None;
    for _ in 0..MAX_ROUNDS {
        let excluded = of_rules(&fixed_text.findings, left_out);
        let round = Round::next(&fixed_text.source, parsed, &fixed_text.findings, allowed, &excluded, judge);
        if round.made.is_empty() {
            fixed_text.withheld = round.withheld;
            fixed_text.deferred = round.deferred;
            fixed_text.rules = distinct(earlier.into_iter().flat_map(|(_, rules)| rules));
            return Ok(fixed_text);
        }
        let rules = distinct(round.made.iter().map(|&index| fixed_text.findings[index].rule));
        earlier.push((fixed_text.source.text().to_owned(), rules));
        if let Some(first) = earlier.iter().position(|(text, _)| *text == round.text) {
            return Err(ConflictingRules::new(earlier.drain(first..).flat_map(|(_, rules)| rules), true));
        }
        let Ok(next) = Source::new(round.text) else { break };
        fixed_text.source = next.with_syntax_reader(source.syntax_reader());
        let made = told(round.made.iter().map(|&index| &fixed_text.findings[index])).map(|finding| (finding.rule, 1));
        let made: Vec<_> = made.collect();
        fixed_text.fixed += made.len();
        count_fixes(&mut fixed_text.fixed_by, made);
        fixed_text.findings = lint(&fixed_text.source);
        parsed = Some(round.after);
    }
    let last = earlier.pop().map(|(_, rules)| rules).unwrap_or_default();
    Err(ConflictingRules::new(last, false))
}

/// Adds the counts `more` to `counts`, rule by rule.
pub fn count_fixes(counts: &mut Vec<(&'static Meta, usize)>, more: impl IntoIterator<Item = (&'static Meta, usize)>) {
    for (rule, count) in more {
        match counts.iter_mut().find(|(known, _)| known.name == rule.name) {
            Some((_, known)) => *known += count,
            None => counts.push((rule, count)),
        }
    }
}

/// The indexes of the findings of `rules`, sorted.
fn of_rules(findings: &[Finding], rules: &[&'static Meta]) -> Vec<usize> {
    let is_one = |finding: &Finding| rules.iter().any(|rule| rule.name == finding.rule.name);
    (0..findings.len()).filter(|&index| is_one(&findings[index])).collect()
}

/// The rule whose fix panics when applied alone to `source`. For bug reports, because [`fix_source`] applies many fixes
/// at once.
pub fn culprit(source: &Source, findings: &[Finding], allowed: Applicability) -> Option<&'static Meta> {
    let mut chosen = choose(findings, allowed, &[]).into_iter();
    let judge = FixVerifier::new(None);
    let panics = |index: &usize| {
        catch(|| Round::run(source, &judge.snapshot(source, findings.iter()), findings, vec![*index], &judge)).is_err()
    };
    chosen.find(panics).map(|index| findings[index].rule)
}
