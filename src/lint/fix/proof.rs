//! Verifies fixes before they are offered: whether they can be applied, which links they have to update, and why they
//! are withheld.

use std::cell::OnceCell;
use std::sync::Arc;

use super::apply::choose;
use super::backlinks::Backlinks;
use super::basis::FixBasis;
use super::bisect::{FixVerifier, Round};
use super::units::{OtherNotes, Refusal, unit_from};
use crate::finding::{Applicability, Finding, Inert, Lang, plural};
use crate::links::heading_rename::{LinkEdits, NoteSources, Obstacle};
use crate::links::linked_notes::has_links_to_headings;
use crate::message;
use crate::text::source::Source;

/// The result for a fix that is not simply correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It would change the content of the note.
    Violates,
    /// It renames a heading. Contains the edits of the links to that heading.
    Renames(LinkEdits),
    /// It renames a heading, and this link to the heading can't be changed.
    Breaks(Box<Obstacle>),
}

/// The maximum number of passes for fixes that overlap. Those that are left are not verified here.
const MAX_DEPTH: usize = 16;

/// How many bytes are parsed at most to verify the fixes of one note: `MAX_BYTES`, or `MAX_ATTEMPTS` times the size of
/// the note if that is more. Fixes that are left are verified when they are applied.
const MAX_BYTES: usize = 16 << 20;
const MAX_ATTEMPTS: usize = 64;

/// The results for the fixes of `findings`, by index. Verifies them against `source` as `--fix` does: the safe fixes
/// together, then the others. `basis` is what is kept of the note.
pub fn prove(
    note: Backlinks<'_>,
    source: &Arc<Source>,
    findings: &[Finding],
    notes: &dyn NoteSources,
    basis: &FixBasis,
) -> Vec<(usize, Proof)> {
    // Fixes that hold in any case need not be tried together with the others.
    let is_unlinked = OnceCell::new();
    let holds = |finding: &Finding| match finding.inert {
        Inert::Yes => true,
        Inert::InHeading => *is_unlinked.get_or_init(|| !has_links_to_headings(note.project, note.path)),
        Inert::No => false,
    };
    let inert: Vec<usize> = (0..findings.len()).filter(|&index| holds(&findings[index])).collect();
    let proofs = prove_others((note, source, basis), findings, &inert, notes);
    debug_assert_eq!(
        proofs,
        if inert.is_empty() {
            proofs.clone()
        } else {
            prove_others((note, source, &FixBasis::default()), findings, &[], notes)
        },
        "{}: fixes that were taken to hold do not, or change the result for others",
        note.path
    );
    proofs
}

/// Like [`prove`], without the fixes of the findings `known`, which is sorted.
fn prove_others(
    (note, source, basis): (Backlinks<'_>, &Arc<Source>, &FixBasis),
    findings: &[Finding],
    known: &[usize],
    notes: &dyn NoteSources,
) -> Vec<(usize, Proof)> {
    let mut proofs = Vec::new();
    if choose(findings, Applicability::Unsafe, known).is_empty() {
        return proofs;
    }
    let judge =
        FixVerifier::new(Some(note)).with_budget(MAX_BYTES.max(source.text().len().saturating_mul(MAX_ATTEMPTS)));
    let open = findings.iter().enumerate().filter(|(index, _)| known.binary_search(index).is_err());
    let open = open.map(|(_, finding)| finding);
    let kept = basis.snapshot(source, open.clone());
    let before = kept.unwrap_or_else(|| judge.snapshot(source, open));
    basis.set_needed(before.parts());
    let others = OtherNotes::new(notes);
    let mut done = known.to_vec();
    for allowed in [Applicability::Safe, Applicability::Unsafe] {
        for _ in 0..MAX_DEPTH {
            let mut chosen = choose(findings, allowed, &done);
            if chosen.is_empty() {
                break;
            }
            done.extend(&chosen);
            done.sort_unstable();
            // A fix that fails together with others may succeed alone, as it would in a later round.
            let failed = loop {
                let round = Round::run(source, &before, findings, chosen, &judge);
                if round.made.is_empty() || round.withheld.is_empty() && round.deferred.is_empty() {
                    break round;
                }
                chosen = round.withheld.into_iter().chain(round.deferred).collect();
                chosen.sort_unstable();
            };
            proofs.extend(failed.withheld.into_iter().map(|index| (index, Proof::Violates)));
            for index in failed.deferred {
                // The note is parsed once or twice, and the notes with links to it twice.
                if !judge.may_parse(source.text().len() * 4) {
                    break;
                }
                let proof = match unit_from(&before, note, source, findings, &[index], &others) {
                    Ok(unit) => Proof::Renames(unit.plan),
                    Err(Refusal::Violates) => Proof::Violates,
                    Err(Refusal::Link(obstacle)) => Proof::Breaks(obstacle),
                };
                proofs.push((index, proof));
            }
        }
    }
    proofs
}

impl Proof {
    /// Adds the result to `finding`: a note, and the edits of links or the reason for withholding the fix.
    pub fn annotate(self, finding: &mut Finding, lang: Lang) {
        match self {
            Self::Violates => {
                let why = message!("it would change what the note says", "ノートの内容まで変わってしまうため");
                finding.withhold(&why, lang);
            }
            Self::Breaks(obstacle) => finding.withhold(&*obstacle, lang),
            Self::Renames(plan) => {
                let Some(fix) = &mut finding.fix else { return };
                let (links, count, notes) = (plural(plan.links, "link"), plan.links, plan.elsewhere.len());
                let (en, ja) = match (plan.own.is_empty(), notes) {
                    (_, 0) => ("in this note".to_owned(), "このノートの".to_owned()),
                    (true, _) => (format!("in {}", plural(notes, "other note")), format!("ほかのノート {notes} 件の")),
                    (false, _) => (
                        format!("in this note and {}", plural(notes, "other")),
                        format!("このノートとほかのノート {notes} 件の"),
                    ),
                };
                let note = message!(
                    "the anchor of the heading changes, so the fix also updates {links} {en}",
                    "見出しのアンカーが変わるため、{ja}リンク {count} 件も書き換える"
                );
                finding.notes.push(note.text(lang));
                fix.edits.extend(plan.own);
                fix.edits.sort_by_key(|edit| edit.span);
                fix.elsewhere = plan.elsewhere;
            }
        }
    }
}
