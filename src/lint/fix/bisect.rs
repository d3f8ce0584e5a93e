//! One round of fixes: applies and verifies one effect after the other, and finds the fixes that fail by bisection.

use std::cell::Cell;
use std::sync::Arc;

use super::apply::{choose, edits, effect};
use super::backlinks::Backlinks;
use super::parts::Parts;
use super::snapshot::Snapshot;
use super::tables;
use super::verify::respects_effect;
use crate::finding::{Applicability, AppliedEdits, Edit, Effect, Finding, apply};
use crate::links::heading_rename::{BrokenLink, HeadingRename};
use crate::text::source::{Source, Span};
use crate::text::syntax_reader::SyntaxReader;

/// Verifies fixes by comparing the note before and after.
pub(super) struct FixVerifier<'a> {
    backlinks: Option<Backlinks<'a>>,
    /// Whether fixes may break links to headings, because the caller updates the links.
    may_break_links: bool,
    /// How many more bytes may be parsed.
    budget: Cell<usize>,
}

/// The result of verifying fixes.
enum FixVerdict {
    /// They do what they declare. Contains the text after the fixes.
    Holds(Arc<Snapshot>),
    /// They do more than they declare.
    Violates,
    /// They do what they declare, but break links to headings: those at these places before the fixes. Empty if that is not known.
    BreaksLinks(Vec<Span>),
    /// Not verified, because the budget is used up.
    Unproven,
}

impl<'a> FixVerifier<'a> {
    pub(super) fn new(backlinks: Option<Backlinks<'a>>) -> Self {
        Self { backlinks, may_break_links: false, budget: Cell::new(usize::MAX) }
    }

    /// Allows fixes that break links to headings.
    pub(super) fn breaking_links(self) -> Self {
        Self { may_break_links: true, ..self }
    }

    /// Limits the bytes that may be parsed to about `bytes`.
    pub(super) fn with_budget(self, bytes: usize) -> Self {
        self.budget.set(bytes);
        self
    }

    /// Parses `source` to verify fixes of `findings`.
    pub(super) fn snapshot<'f>(&self, source: &Source, findings: impl Iterator<Item = &'f Finding>) -> Arc<Snapshot> {
        Arc::new(Snapshot::for_fixes(source, self.backlinks, findings))
    }

    /// Subtracts `bytes` from the budget. Returns whether the budget was large enough.
    pub(super) fn may_parse(&self, bytes: usize) -> bool {
        let left = self.budget.get().checked_sub(bytes);
        self.budget.set(left.unwrap_or(0));
        left.is_some()
    }

    fn judge(&self, effect: Effect, reading: SyntaxReader, before: &Snapshot, applied: &AppliedEdits) -> FixVerdict {
        if !self.may_parse(applied.text.len()) {
            return FixVerdict::Unproven;
        }
        let Ok(source) = Source::new(applied.text.clone()) else { return FixVerdict::Violates };
        let after = Snapshot::of(&source.with_syntax_reader(reading), self.backlinks, before.parts());
        if !respects_effect(effect, &before.view, &after.view, applied) {
            return FixVerdict::Violates;
        }
        match self.backlinks.filter(|_| !self.may_break_links) {
            Some(note) => match broken_headings(note, before, &after, applied) {
                Some(headings) => FixVerdict::BreaksLinks(headings),
                None => FixVerdict::Holds(Arc::new(after)),
            },
            None => FixVerdict::Holds(Arc::new(after)),
        }
    }
}

/// The headings in `before` to which links break when `applied` makes `after` of it. Empty if some of them are not known; `None`
/// if no link breaks.
fn broken_headings(
    Backlinks { project, path }: Backlinks<'_>,
    before: &Snapshot,
    after: &Snapshot,
    applied: &AppliedEdits,
) -> Option<Vec<Span>> {
    let steps = std::slice::from_ref(applied);
    let broken = HeadingRename { project, path, before: &before.places, after: &after.places, steps }.broken();
    let heading = |BrokenLink { link, .. }: &BrokenLink| {
        let found = before.places.find(link.fragment.as_deref()?, link.form, || false)?;
        Some(before.places.targets[*found.anchor_targets().last()?].span)
    };
    (!broken.is_empty()).then(|| broken.iter().map(heading).collect::<Option<_>>().unwrap_or_default())
}

/// The result of one round: the new text, which fixes were applied, and which were not and why.
pub(super) struct Round {
    pub(super) text: String,
    pub(super) made: Vec<usize>,
    /// Findings whose fix would do more than it declares.
    pub(super) withheld: Vec<usize>,
    /// Findings whose fix would break links to headings.
    pub(super) deferred: Vec<usize>,
    /// Findings whose fix was not verified.
    pub(super) unproven: Vec<usize>,
    /// The applied edits, one step per effect.
    pub(super) steps: Vec<AppliedEdits>,
    pub(super) after: Arc<Snapshot>,
}

impl Round {
    /// Runs the next round of fixes on `source`. `parsed` is its snapshot, if an earlier round made it. If all chosen
    /// fixes fail, the fixes that waited for them are tried at once. `excluded`, which is sorted, lists findings whose
    /// fixes are not applied.
    pub(super) fn next(
        source: &Source,
        parsed: Option<Arc<Snapshot>>,
        findings: &[Finding],
        allowed: Applicability,
        excluded: &[usize],
        judge: &FixVerifier<'_>,
    ) -> Self {
        let mut chosen = choose(findings, allowed, excluded);
        // Most notes have nothing to fix and are not parsed.
        let before = match parsed {
            _ if chosen.is_empty() => Arc::new(Snapshot::of(&empty(), None, Parts::default())),
            Some(parsed) if parsed.serves(findings.iter()) => parsed,
            _ => judge.snapshot(source, findings.iter()),
        };
        let (mut withheld, mut deferred) = (Vec::new(), Vec::new());
        loop {
            let mut round = Round::run(source, &before, findings, chosen, judge);
            let stuck = round.made.is_empty() && !(round.withheld.is_empty() && round.deferred.is_empty());
            withheld.append(&mut round.withheld);
            deferred.append(&mut round.deferred);
            if !stuck {
                withheld.sort_unstable();
                deferred.sort_unstable();
                return Round { withheld, deferred, ..round };
            }
            let mut passed: Vec<usize> = excluded.iter().chain(&withheld).chain(&deferred).copied().collect();
            passed.sort_unstable();
            chosen = choose(findings, allowed, &passed);
        }
    }

    pub(super) fn run(
        source: &Source,
        before: &Arc<Snapshot>,
        findings: &[Finding],
        mut chosen: Vec<usize>,
        judge: &FixVerifier<'_>,
    ) -> Self {
        let mut round = Round {
            text: source.text().to_owned(),
            made: Vec::new(),
            withheld: Vec::new(),
            deferred: Vec::new(),
            unproven: Vec::new(),
            steps: Vec::new(),
            after: before.clone(),
        };
        for class in EFFECTS {
            if class == Effect::Layout {
                round.line_up_tables(source, findings, &mut chosen, judge);
            }
            let fixes = chosen.iter().copied().filter(|&index| effect(&findings[index]) == Some(class));
            // The findings refer to the text before the earlier effects were applied.
            let moved: Vec<_> = fixes.map(|index| (index, shifted(edits(&findings[index]), &round.steps))).collect();
            if moved.is_empty() {
                continue;
            }
            let mut halves = Bisection::new(class, source.syntax_reader(), &round.text, round.after.clone(), judge);
            // Fixes in headings may have to be deferred. Verifying them separately finds those sooner.
            let places = &round.after.places;
            let in_heading = |edits: &[Edit]| edits.iter().any(|edit| places.is_in_heading(edit.span));
            let (headings, rest): (Vec<_>, Vec<_>) = moved.into_iter().partition(|(_, edits)| in_heading(edits));
            halves.keep(&rest.iter().collect::<Vec<_>>());
            halves.keep(&headings.iter().collect::<Vec<_>>());
            round.withheld.append(&mut halves.withheld);
            round.deferred.append(&mut halves.deferred);
            round.unproven.append(&mut halves.unproven);
            let applied = halves.applied();
            round.after = halves.after;
            round.text.clone_from(&applied.text);
            round.steps.push(applied);
        }
        let not_made: [&Vec<usize>; 3] = [&round.withheld, &round.deferred, &round.unproven];
        let mut not_made = not_made.into_iter().flatten().copied().collect::<Vec<_>>();
        not_made.sort_unstable();
        round.made = chosen;
        round.made.retain(|index| not_made.binary_search(index).is_err());
        round
    }

    /// Realigns the tables of `source` that the fixes so far misaligned, if that only changes the layout. Layout fixes
    /// in `chosen` that touch the changed white space wait for the next round.
    fn line_up_tables(
        &mut self,
        source: &Source,
        findings: &[Finding],
        chosen: &mut Vec<usize>,
        judge: &FixVerifier<'_>,
    ) {
        let in_table = |at: u32| source.slice(source.line_at((at as usize).min(source.text().len()))).contains('|');
        // Later steps use offsets into the text after earlier steps. Looking at a wrong line only costs time.
        let edits_table = self.steps.iter().flat_map(|applied| &applied.ranges).any(|(old, _)| in_table(old.start));
        let reading = source.syntax_reader();
        let misaligned = Some(&self.text).filter(|_| edits_table).and_then(|text| Source::new(text.clone()).ok());
        let Some(misaligned) = misaligned.map(|misaligned| misaligned.with_syntax_reader(reading)) else { return };
        let applied = apply(&self.text, &tables::line_up(source, &misaligned));
        if applied.ranges.is_empty() {
            return;
        }
        let FixVerdict::Holds(after) = judge.judge(Effect::Layout, reading, &self.after, &applied) else { return };
        chosen.retain(|&index| {
            let moved = || shifted(edits(&findings[index]), &self.steps);
            effect(&findings[index]) != Some(Effect::Layout) || !moved().iter().any(|edit| applied.touches(edit.span))
        });
        self.after = after;
        self.text.clone_from(&applied.text);
        self.steps.push(applied);
    }
}

/// The effects in the order in which their fixes are applied.
const EFFECTS: [Effect; 8] = [
    Effect::Extent,
    Effect::Syntax,
    Effect::Structure,
    Effect::Literal,
    Effect::Destination,
    Effect::Text,
    Effect::Code,
    Effect::Layout,
];

fn empty() -> Source {
    Source::new(String::new()).unwrap_or_else(|_| unreachable!("it has no byte"))
}

/// `edits` with their spans moved by `steps`, which were applied after the edits were made.
pub(super) fn shifted(edits: &[Edit], steps: &[AppliedEdits]) -> Vec<Edit> {
    let shift = |edit: &Edit| {
        let mut edit = edit.clone();
        for applied in steps {
            // The length stays the same, because no step edited the span itself.
            let length = edit.span.end - edit.span.start;
            edit.span.start = applied.moved(edit.span.start);
            edit.span.end = edit.span.start + length;
        }
        edit
    };
    edits.iter().map(shift).collect()
}

/// Finds the fixes of one effect that fail, by bisection.
struct Bisection<'t> {
    effect: Effect,
    reading: SyntaxReader,
    text: &'t str,
    judge: &'t FixVerifier<'t>,
    before: Arc<Snapshot>,
    /// The text after the kept edits.
    after: Arc<Snapshot>,
    kept: Vec<Edit>,
    withheld: Vec<usize>,
    deferred: Vec<usize>,
    unproven: Vec<usize>,
}

impl<'t> Bisection<'t> {
    fn new(
        effect: Effect,
        reading: SyntaxReader,
        text: &'t str,
        before: Arc<Snapshot>,
        judge: &'t FixVerifier<'t>,
    ) -> Self {
        let (kept, withheld, deferred, unproven) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let after = before.clone();
        Self { effect, reading, text, judge, before, after, kept, withheld, deferred, unproven }
    }

    fn applied(&self) -> AppliedEdits {
        apply(self.text, &self.kept)
    }

    fn keep(&mut self, fixes: &[&(usize, Vec<Edit>)]) {
        if fixes.is_empty() {
            return;
        }
        let count = self.kept.len();
        self.kept.extend(fixes.iter().flat_map(|(_, edits)| edits.iter().cloned()));
        let verdict = self.judge.judge(self.effect, self.reading, &self.before, &self.applied());
        if let FixVerdict::Holds(after) = verdict {
            self.after = after;
            return;
        }
        self.kept.truncate(count);
        match (fixes, verdict) {
            (_, FixVerdict::Unproven) => self.unproven.extend(fixes.iter().map(|(finding, _)| *finding)),
            ([(finding, _)], FixVerdict::BreaksLinks(_)) => self.deferred.push(*finding),
            ([(finding, _)], _) => self.withheld.push(*finding),
            (_, FixVerdict::BreaksLinks(headings)) => self.keep_apart(fixes, &headings),
            _ => self.keep_halves(fixes),
        }
    }

    fn keep_halves(&mut self, fixes: &[&(usize, Vec<Edit>)]) {
        let (first, second) = fixes.split_at(fixes.len() / 2);
        self.keep(first);
        self.keep(second);
    }

    /// Keeps the fixes outside `headings`, to which links would break, and then each of those inside that can be kept.
    fn keep_apart(&mut self, fixes: &[&(usize, Vec<Edit>)], headings: &[Span]) {
        let mut headings = headings.to_vec();
        headings.sort_unstable();
        let in_heading = |edit: &Edit| {
            let after = headings.partition_point(|heading| heading.start <= edit.span.start);
            headings[..after].last().is_some_and(|heading| heading.covers(edit.span))
        };
        let breaks = |fix: &&&(usize, Vec<Edit>)| fix.1.iter().any(in_heading);
        let (inside, outside): (Vec<_>, Vec<_>) = fixes.iter().partition(breaks);
        if inside.is_empty() {
            return self.keep_halves(fixes);
        }
        self.keep(&outside);
        for fix in inside {
            self.keep(&[fix]);
        }
    }
}
