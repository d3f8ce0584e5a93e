//! What is said of a fix before it is made: that it can be made, what goes with it, or why it is withheld.

use std::sync::Arc;

use super::apply::choose;
use super::backlinks::Backlinks;
use super::bisect::{FixVerifier, Round};
use super::units::{Refusal, unit};
use crate::finding::{Applicability, Finding, Lang, plural};
use crate::links::heading_rename::{LinkEdits, NoteSources, Obstacle, ObstacleReason};
use crate::message;
use crate::text::source::Source;

/// What is known of a fix, unless it is simply right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It would change what the note says.
    Violates,
    /// It renames a heading, and these are the edits of the links that lead there.
    Renames(LinkEdits),
    /// It renames a heading, and this link to it can't be changed.
    Breaks(Box<Obstacle>),
}

/// Fixes that overlap are proven one after the other, so many deep; what is left then is taken at its word.
const MAX_DEPTH: usize = 16;

/// So many bytes are parsed to prove the fixes of one note, or so many times its size, if that is more. What is left then is
/// taken at its word, and proven when it is made.
const MAX_BYTES: usize = 16 << 20;
const MAX_ATTEMPTS: usize = 64;

/// What is known of the fixes of `findings`, by index. They are proven against `source` as `--fix` does it: the safe ones
/// together, then the others.
pub fn prove(
    note: Backlinks<'_>,
    source: &Arc<Source>,
    findings: &[Finding],
    notes: &dyn NoteSources,
) -> Vec<(usize, Proof)> {
    let mut proofs = Vec::new();
    if choose(findings, Applicability::Unsafe, &[]).is_empty() {
        return proofs;
    }
    let judge =
        FixVerifier::new(Some(note)).with_budget(MAX_BYTES.max(source.text().len().saturating_mul(MAX_ATTEMPTS)));
    let before = judge.snapshot(source);
    let mut done: Vec<usize> = Vec::new();
    for allowed in [Applicability::Safe, Applicability::Unsafe] {
        for _ in 0..MAX_DEPTH {
            let mut chosen = choose(findings, allowed, &done);
            if chosen.is_empty() {
                break;
            }
            done.extend(&chosen);
            done.sort_unstable();
            // What fails beside others may do alone: it would be made in a later round.
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
                // The note is parsed twice, and so are those with links to it.
                if !judge.may_parse(source.text().len() * 4) {
                    break;
                }
                let proof = match unit(note, source, findings, &[index], notes) {
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
    /// Says it of `finding`, and gives its fix what belongs to it.
    pub fn annotate(self, finding: &mut Finding, lang: Lang) {
        match self {
            Self::Violates => {
                let why = message!("it would change what the note says", "ノートの内容まで変わってしまうため");
                finding.withhold(&why, lang);
            }
            Self::Breaks(obstacle) => obstacle.annotate(finding, lang),
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
                    "the anchor of the heading changes: the fix also updates {links} {en}",
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

impl Obstacle {
    /// Says that the fix of `finding` is withheld because of this link.
    fn annotate(&self, finding: &mut Finding, lang: Lang) {
        let line = self.line.map_or_else(String::new, |line| format!(":{line}"));
        let link = format!("{}{line}", self.path);
        let path = &self.path;
        let why = match self.reason {
            ObstacleReason::Gone => message!(
                "the heading that the link in `{link}` leads to would be gone",
                "`{link}` のリンク先の見出しがなくなるため"
            ),
            ObstacleReason::Ambiguous => message!(
                "the link in `{link}` would then mean another heading of the same name",
                "`{link}` のリンクが同じ名前の別の見出しを指してしまうため"
            ),
            ObstacleReason::Form => message!(
                "the anchor changes, and the link to it in `{link}` is written in a way that can't be edited",
                "アンカーが変わるが、`{link}` のリンクは書き換えられない形で書かれているため"
            ),
            ObstacleReason::Overlap => {
                message!("it would change the link in `{link}` itself", "`{link}` のリンク自体を書き換えてしまうため")
            }
            ObstacleReason::OnlyInput => message!(
                "the anchor changes, `{link}` links to it, and only the text on standard input can be changed",
                "アンカーが変わり、`{link}` からリンクされているが、変更できるのは標準入力のテキストだけのため"
            ),
            ObstacleReason::Locked => message!(
                "the anchor changes, and `{link}`, which links to it, is read-only",
                "アンカーが変わるが、リンク元の `{link}` が読み取り専用になっているため"
            ),
            ObstacleReason::Conflict => message!(
                "the anchor changes, and `{path}`, which links to it, has an unresolved merge conflict",
                "アンカーが変わるが、リンク元の `{path}` に未解決のマージの競合があるため"
            ),
            ObstacleReason::Unreadable => message!(
                "the anchor changes, and `{link}`, which links to it, can't be read or has just changed",
                "アンカーが変わるが、リンク元の `{link}` を読めないか、途中で変更されたため"
            ),
        };
        finding.withhold(&why, lang);
    }
}
