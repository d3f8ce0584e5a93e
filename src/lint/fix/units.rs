//! Fixes that rename headings, together with the edits of the links to them. A unit covers several notes and is applied
//! as a whole or not at all.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::apply::edits;
use super::backlinks::Backlinks;
use super::bisect::{FixVerifier, Round, shifted};
use super::fragments::fragments_after;
use super::parts::Parts;
use super::snapshot::Snapshot;
use super::verify::only_links_change;
use crate::facts::LocalLink;
use crate::finding::{AppliedEdits, apply};
use crate::finding::{Edit, Finding, NoteEdits};
use crate::links::heading_rename::{HeadingRename, LinkEdits, NoteSources, Obstacle, ObstacleReason};
use crate::links::project::ProjectLinks;
use crate::text::source::Source;

/// The text of a note, and its snapshot.
type Parsed = (Arc<Source>, Arc<Snapshot>);

/// The notes with links to a note, each parsed once: a long table of contents has links to many of its headings.
pub(super) struct OtherNotes<'a> {
    sources: &'a dyn NoteSources,
    parsed: RefCell<BTreeMap<String, Parsed>>,
}

impl<'a> OtherNotes<'a> {
    pub(super) fn new(sources: &'a dyn NoteSources) -> Self {
        Self { sources, parsed: RefCell::default() }
    }

    /// The text of `note` and its snapshot; `None` if it can't be read.
    fn parsed(&self, note: Backlinks<'_>) -> Option<Parsed> {
        if let Some(known) = self.parsed.borrow().get(note.path) {
            return Some(known.clone());
        }
        let source = self.sources.source(note.path)?;
        let parsed = (source.clone(), Arc::new(Snapshot::of(&source, Some(note), Parts::LINKS)));
        self.parsed.borrow_mut().insert(note.path.to_owned(), parsed.clone());
        Some(parsed)
    }
}

/// Fixes of one note, and the edits they require in other notes.
#[derive(Clone, Debug)]
pub struct FixUnit {
    /// Indexes of the fixed findings.
    pub fixes: Vec<usize>,
    /// The edits of links.
    pub plan: LinkEdits,
    /// The changed notes. The note with the findings comes first.
    pub notes: Vec<Changed>,
}

/// A note that a unit changes.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The path of the note, relative to the project.
    pub path: String,
    /// The text before the change.
    pub before: Arc<Source>,
    /// The edits, sorted and without overlaps.
    pub edits: Vec<Edit>,
}

impl Changed {
    /// The text after the change.
    pub fn after(&self) -> String {
        apply(self.before.text(), &self.edits).text
    }
}

/// Why fixes do not form a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They do more than they declare.
    Violates,
    /// A link can't be changed.
    Link(Box<Obstacle>),
}

impl From<Box<Obstacle>> for Refusal {
    fn from(obstacle: Box<Obstacle>) -> Self {
        Self::Link(obstacle)
    }
}

/// The unit of `fixes` (indexes into `findings`) of the note `note` with the text `source`. Verifies that the fixes do
/// what they declare, that the edits of links change only destinations, and that every link of the project to the note
/// still leads to its target.
///
/// `before` is the snapshot of `source`, made for these findings.
///
/// # Errors
/// Why verification fails.
pub(super) fn unit_from(
    before: &Arc<Snapshot>,
    note: Backlinks<'_>,
    source: &Arc<Source>,
    findings: &[Finding],
    fixes: &[usize],
    notes: &OtherNotes<'_>,
) -> Result<FixUnit, Refusal> {
    let judge = FixVerifier::new(Some(note)).breaking_links();
    let round = Round::run(source, before, findings, fixes.to_vec(), &judge);
    if round.made.len() != fixes.len() {
        return Err(Refusal::Violates);
    }
    let renamed = Source::new(round.text).map_err(|_| Refusal::Violates)?.with_syntax_reader(source.syntax_reader());
    let Backlinks { project, path } = note;
    let change =
        HeadingRename { project, path, before: &before.places, after: &round.after.places, steps: &round.steps };
    let now = Some(&*round.after).filter(|after| after.parts().links);
    let (plan, others) = links_from(&change, source, (&renamed, now), notes)?;
    let mut own: Vec<Edit> = fixes.iter().flat_map(|&fix| edits(&findings[fix])).chain(&plan.own).cloned().collect();
    own.sort_by_key(|edit| edit.span);
    let mut changed = vec![Changed { path: path.to_owned(), before: source.clone(), edits: own }];
    changed.extend(others);
    Ok(FixUnit { fixes: fixes.to_vec(), plan, notes: changed })
}

/// The edits of links that `change` requires, and the other notes with them. `source` is the text before the change, and
/// `renamed` after it. Verifies that every link of the project to the note still leads to its target and that nothing
/// else changes.
///
/// # Errors
/// The first link that can't be changed.
pub fn links(
    change: &HeadingRename<'_>,
    source: &Source,
    renamed: &Source,
    notes: &dyn NoteSources,
) -> Result<(LinkEdits, Vec<Changed>), Box<Obstacle>> {
    links_from(change, source, (renamed, None), &OtherNotes::new(notes))
}

/// Like [`links`], with the snapshot of the text after the change, if there is one.
fn links_from(
    change: &HeadingRename<'_>,
    source: &Source,
    (renamed, now): (&Source, Option<&Snapshot>),
    notes: &OtherNotes<'_>,
) -> Result<(LinkEdits, Vec<Changed>), Box<Obstacle>> {
    let plan = change.plan(renamed, notes.sources)?;
    if !own_links_arrive(change, (renamed, now), &plan.own) {
        return Err(refused(change.path, &plan.own, source, ObstacleReason::Form).into());
    }
    let others = plan.elsewhere.iter().map(|other| elsewhere(change, other, notes)).collect::<Result<_, _>>()?;
    Ok((plan, others))
}

/// Whether `links`, edits of links in the note in bytes of the text before the change, keep every link of the note
/// working and change nothing else. `renamed` is the text after the change, and `now` its snapshot, if there is one.
fn own_links_arrive(change: &HeadingRename<'_>, (renamed, now): (&Source, Option<&Snapshot>), links: &[Edit]) -> bool {
    if links.is_empty() {
        return true;
    }
    let applied = apply(renamed.text(), &shifted(links, change.steps));
    let Ok(last) = Source::new(applied.text.clone()) else { return false };
    let last = last.with_syntax_reader(renamed.syntax_reader());
    let note = Backlinks { project: change.project, path: change.path };
    // Verification of links also compares wikilinks and front matter, which verification of rules' fixes does not.
    let parsed = now.is_none().then(|| Snapshot::of(renamed, Some(note), Parts::LINKS));
    let Some(now) = now.or(parsed.as_ref()) else { return false };
    let last = Snapshot::of(&last, Some(note), Parts::LINKS);
    let steps: Vec<AppliedEdits> = change.steps.iter().cloned().chain([applied.clone()]).collect();
    let whole = HeadingRename { after: &last.places, steps: &steps, ..*change };
    let named_alike = change.after.targets.iter().zip(&last.places.targets).all(|(now, last)| now.names == last.names);
    named_alike && only_links_change(now, &last, &applied) && whole.own_links_arrive()
}

/// The links of the note `note` with the text `source` before and after `edits`; `None` if these change anything but
/// destinations.
pub fn links_after(note: Backlinks<'_>, source: &Source, edits: &[Edit]) -> Option<[Vec<LocalLink>; 2]> {
    let before = Snapshot::of(source, Some(note), Parts::LINKS);
    let applied = apply(source.text(), edits);
    let after = Source::new(applied.text.clone()).ok()?.with_syntax_reader(source.syntax_reader());
    let after = Snapshot::of(&after, Some(note), Parts::LINKS);
    let same = only_links_change(&before, &after, &applied);
    same.then_some([before.places.links, after.places.links])
}

/// The verified edits of links in another note.
fn elsewhere(change: &HeadingRename<'_>, edits: &NoteEdits, notes: &OtherNotes<'_>) -> Result<Changed, Box<Obstacle>> {
    let unreadable = || Box::new(Obstacle { path: edits.path.clone(), line: None, reason: ObstacleReason::Unreadable });
    let note = Backlinks { project: change.project, path: &edits.path };
    let (source, before) = notes.parsed(note).ok_or_else(unreadable)?;
    let known = change.project.index.facts(&edits.path).map_or(&[][..], |facts| &facts.links);
    // The note may have changed since it was checked.
    if before.places.links != known {
        return Err(unreadable());
    }
    let links = if let Some(links) = fragments_after(&source, known, &edits.edits) {
        Some(links)
    } else {
        let applied = apply(source.text(), &edits.edits);
        let after = Source::new(applied.text.clone()).map_err(|_| unreadable())?;
        let after = Snapshot::of(&after.with_syntax_reader(source.syntax_reader()), Some(note), Parts::LINKS);
        only_links_change(&before, &after, &applied).then_some(after.places.links)
    };
    let arrives = |(old, new): (&LocalLink, &LocalLink)| {
        let edited = edits.edits.iter().any(|edit| old.span.covers(edit.span));
        let as_before = old.path == new.path && old.form == new.form;
        as_before && if edited { change.arrives(&edits.path, old, new) } else { old.fragment == new.fragment }
    };
    if !links.is_some_and(|links| links.len() == known.len() && known.iter().zip(&links).all(arrives)) {
        return Err(refused(&edits.path, &edits.edits, &source, ObstacleReason::Form).into());
    }
    Ok(Changed { path: edits.path.clone(), before: source, edits: edits.edits.clone() })
}

fn refused(path: &str, edits: &[Edit], source: &Source, reason: ObstacleReason) -> Obstacle {
    let line = edits.first().map(|edit| source.lines().line(edit.span.start as usize) + 1);
    Obstacle { path: path.to_owned(), line, reason }
}

/// The largest unit of `fixes`, which do not overlap: all of them, or as many as bisection finds.
pub fn largest(
    note: Backlinks<'_>,
    source: &Arc<Source>,
    findings: &[Finding],
    fixes: &[usize],
    notes: &dyn NoteSources,
) -> Option<FixUnit> {
    fn add(kept: Option<FixUnit>, fixes: &[usize], attempt: &dyn Fn(&[usize]) -> Option<FixUnit>) -> Option<FixUnit> {
        let mut all = kept.as_ref().map(|unit| unit.fixes.clone()).unwrap_or_default();
        all.extend(fixes);
        all.sort_unstable();
        if let Some(unit) = attempt(&all) {
            return Some(unit);
        }
        if fixes.len() < 2 {
            return kept;
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        add(add(kept, first, attempt), second, attempt)
    }
    let before = Arc::new(Snapshot::for_fixes(source, Some(note), findings.iter()));
    let others = OtherNotes::new(notes);
    let attempt = |fixes: &[usize]| unit_from(&before, note, source, findings, fixes, &others).ok();
    add(None, fixes, &attempt)
}

/// Whether `units`, each of which is verified, can be applied together: their edits do not overlap, and in notes
/// changed by several units, each unit has the same effect as alone.
pub fn compose<'u>(units: impl Iterator<Item = &'u FixUnit> + Clone, project: &ProjectLinks<'_>) -> bool {
    let mut notes: BTreeMap<&str, Vec<(&Changed, bool)>> = BTreeMap::new();
    for unit in units {
        for (index, note) in unit.notes.iter().enumerate() {
            notes.entry(&note.path).or_default().push((note, index == 0));
        }
    }
    notes.into_iter().filter(|(_, parts)| parts.len() > 1).all(|(path, parts)| {
        let note = Backlinks { project, path };
        compose_in(note, &parts).unwrap_or(false)
    })
}

/// [`compose`] for one note. The flag marks the part that renames headings, of which there is at most one; the others
/// only change links.
fn compose_in(note: Backlinks<'_>, parts: &[(&Changed, bool)]) -> Option<bool> {
    let mut spans: Vec<_> = parts.iter().flat_map(|(part, _)| &part.edits).map(|edit| edit.span).collect();
    spans.sort_unstable();
    if spans.windows(2).any(|pair| pair[0].end > pair[1].start || pair[0].touches(pair[1])) {
        return Some(false);
    }
    let before = &parts.first()?.0.before;
    let of = |main: bool| parts.iter().filter(move |(_, is_main)| *is_main == main).flat_map(|(part, _)| &part.edits);
    let step = apply(before.text(), of(true));
    let links: Vec<Edit> = of(false).cloned().collect();
    let renamed = Source::new(step.text.clone()).ok()?.with_syntax_reader(before.syntax_reader());
    let applied = apply(renamed.text(), &shifted(&links, &[step]));
    let last = Source::new(applied.text.clone()).ok()?.with_syntax_reader(before.syntax_reader());
    let [now, last] = [&renamed, &last].map(|source| Snapshot::of(source, Some(note), Parts::LINKS));
    let named_alike =
        now.places.targets.iter().map(|place| &place.names).eq(last.places.targets.iter().map(|place| &place.names));
    Some(named_alike && only_links_change(&now, &last, &applied))
}
