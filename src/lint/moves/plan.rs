//! Plans the edits of links for files that move.

use std::borrow::Cow;
use std::sync::Arc;

use super::habits::PathHabits;
use super::names::MovedNames;
use crate::facts::files::FileTree;
use crate::facts::index::ProjectIndex;
use crate::facts::link_settings::LinkSettings;
use crate::facts::moved_files::{FileMove, MovedFiles, PathMoves};
use crate::facts::{Facts, LocalLink};
use crate::finding::{Edit, Lang, Localized, NoteEdits};
use crate::links::heading_rename::NoteSources;
use crate::links::obstacle::ObstacleReason;
use crate::links::project::ProjectLinks;
use crate::links::relocation::{NewPath, Relocation};
use crate::links::rewrite;
use crate::lint::fix::{Backlinks, units};
use crate::message;
use crate::text::source::Source;

/// The edits of links for files that move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovePlan {
    /// The edits of each note, by its path before the move, in bytes of its text. Sorted by path.
    pub notes: Vec<NoteEdits>,
    /// The number of links to edit.
    pub links: usize,
    /// The links that can't be updated, sorted by path. `notes` has the edits of the others.
    pub obstacles: Vec<MoveObstacle>,
}

/// A link that can't be updated when files move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveObstacle {
    /// The note with the link, by its path before the move.
    pub path: String,
    /// The line of the link, from 1; `None` if the note can't be read.
    pub line: Option<usize>,
    /// The destination of the link.
    pub link: String,
    /// Why it can't be updated.
    pub reason: MoveObstacleReason,
}

/// Why a link can't be updated when files move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveObstacleReason {
    /// It is written in a form that can't be edited.
    Form,
    /// It can't be determined where it leads. It may work after the move.
    Unknown,
    /// The note or its folder is read-only.
    Locked,
    /// The note has an unresolved merge conflict.
    Conflict,
    /// The note can't be read, or has changed since its facts were extracted.
    Unreadable,
}

impl MoveObstacle {
    /// Whether the link works before the move and would not after it.
    pub fn breaks(&self) -> bool {
        self.reason != MoveObstacleReason::Unknown
    }
}

impl Localized for MoveObstacle {
    fn text(&self, lang: Lang) -> String {
        let line = self.line.map_or_else(String::new, |line| format!(":{line}"));
        let (place, link) = (format!("{}{line}", self.path), &self.link);
        match self.reason {
            MoveObstacleReason::Form => message!(
                "`{place}`: the link `{link}` is written in a form that can't be updated",
                "`{place}`: リンク `{link}` は書き換えられない形で書かれている"
            )
            .text(lang),
            MoveObstacleReason::Unknown => message!(
                "`{place}`: the host decides where `{link}` leads, so it was not updated",
                "`{place}`: `{link}` のリンク先はホストが決めるため、書き換えていない"
            )
            .text(lang),
            MoveObstacleReason::Locked => message!(
                "`{place}`: the link `{link}` can't be updated, because the note is read-only",
                "`{place}`: ノートが読み取り専用のため、リンク `{link}` を書き換えられない"
            )
            .text(lang),
            MoveObstacleReason::Conflict => message!(
                "`{place}`: the link `{link}` can't be updated, because the note has an unresolved merge conflict",
                "`{place}`: ノートに未解決のマージの競合があるため、リンク `{link}` を書き換えられない"
            )
            .text(lang),
            MoveObstacleReason::Unreadable => message!(
                "`{place}`: the link `{link}` can't be updated, because the note can't be read or has changed",
                "`{place}`: ノートを読めないか、途中で変更されたため、リンク `{link}` を書き換えられない"
            )
            .text(lang),
        }
    }
}

/// The edits of the links of `project` when `moves` are made: those to what moves, and those out of the notes that move.
/// Links that lead nowhere are left as they are. `settings` returns the link settings of the note at a path after the
/// move.
pub fn plan_moves(
    project: &ProjectLinks<'_>,
    notes: &dyn NoteSources,
    moves: &[FileMove],
    settings: &dyn Fn(&str) -> Arc<LinkSettings>,
) -> MovePlan {
    let moves = PathMoves::new(moves);
    let moved = |(path, facts): (&str, _)| {
        let to = moves.after(path);
        let facts = if to == path { Cow::Borrowed(facts) } else { with_settings(facts, settings(&to)) };
        (to, facts)
    };
    let facts: Vec<(String, Cow<'_, Facts>)> = project.index.notes().map(moved).collect();
    let tree = FileTree::new(Arc::new(MovedFiles::new(project.index.tree().files().clone(), moves.clone())));
    let after = ProjectLinks::new(ProjectIndex::new(facts.iter().map(|(path, facts)| (&**path, &**facts)), &tree));
    let names = MovedNames::of(project.index.tree(), &moves);
    let relocation = Relocation { before: project, after: &after, moves: &moves };
    let habits = PathHabits::new(project);
    let mut plan = MovePlan::default();
    let mut paths: Vec<&str> = project.index.notes().map(|(path, _)| path).collect();
    paths.sort_unstable();
    for path in paths {
        let Some(facts) = project.index.facts(path) else { continue };
        let to = moves.after(path);
        let note = MovedNote { relocation: &relocation, habits: &habits, path, to: &to, facts };
        note.add_to(&mut plan, &names, notes);
    }
    plan
}

fn with_settings(facts: &Facts, settings: Arc<LinkSettings>) -> Cow<'_, Facts> {
    if *facts.settings == *settings {
        return Cow::Borrowed(facts);
    }
    Cow::Owned(Facts { settings, ..facts.clone() })
}

/// A note of the project before the move.
struct MovedNote<'a, 'p> {
    relocation: &'a Relocation<'a>,
    habits: &'a PathHabits<'p>,
    path: &'a str,
    /// Its path after the move.
    to: &'a str,
    facts: &'a Facts,
}

/// A link and its new path.
type Change<'a> = (&'a LocalLink, String);

impl MovedNote<'_, '_> {
    /// Adds the edits of the links of this note to `plan`.
    fn add_to(&self, plan: &mut MovePlan, names: &MovedNames, notes: &dyn NoteSources) {
        let mut changes: Vec<(&LocalLink, Vec<String>)> = Vec::new();
        let mut unknown: Vec<&LocalLink> = Vec::new();
        let dotted = |link: &LocalLink| {
            let image = link.image;
            move || self.habits.is_dotted(self.to, self.facts, image)
        };
        for link in self.facts.links.iter().filter(|link| self.path != self.to || names.may_be(&link.path)) {
            match self.relocation.new_path((self.path, self.to), link, dotted(link)) {
                NewPath::Same => {}
                NewPath::OneOf(paths) => changes.push((link, paths)),
                NewPath::Unknown => unknown.push(link),
            }
        }
        if changes.is_empty() && unknown.is_empty() {
            return;
        }
        let source = notes.source(self.path);
        let obstacle = |link: &LocalLink, reason| MoveObstacle {
            path: self.path.to_owned(),
            line: source.as_ref().map(|source| source.lines().line(link.span.start as usize) + 1),
            link: link.written.to_string(),
            reason,
        };
        plan.obstacles.extend(unknown.into_iter().map(|link| obstacle(link, MoveObstacleReason::Unknown)));
        let edits = match self.edits(source.as_deref(), changes, notes) {
            Ok((edits, stuck)) => {
                plan.obstacles.extend(stuck.into_iter().map(|link| obstacle(link, MoveObstacleReason::Form)));
                edits
            }
            Err((reason, links)) => {
                plan.obstacles.extend(links.into_iter().map(|link| obstacle(link, reason)));
                return;
            }
        };
        plan.links += edits.len();
        if !edits.is_empty() {
            plan.notes.push(NoteEdits { path: self.path.to_owned(), edits });
        }
    }

    /// The edits of `changes` in this note with the text `source`, and the links that can't be edited.
    ///
    /// # Errors
    /// Why the note can't be edited, with all links.
    #[allow(clippy::type_complexity, reason = "two outcomes, used once")]
    fn edits<'l>(
        &self,
        source: Option<&Source>,
        changes: Vec<(&'l LocalLink, Vec<String>)>,
        notes: &dyn NoteSources,
    ) -> Result<(Vec<Edit>, Vec<&'l LocalLink>), (MoveObstacleReason, Vec<&'l LocalLink>)> {
        let links = || changes.iter().map(|(link, _)| *link).collect();
        match notes.barrier(self.path) {
            _ if changes.is_empty() => return Ok((Vec::new(), Vec::new())),
            Some(ObstacleReason::Conflict) => return Err((MoveObstacleReason::Conflict, links())),
            Some(_) => return Err((MoveObstacleReason::Locked, links())),
            None => {}
        }
        let note = Backlinks { project: self.relocation.before, path: self.path };
        let known = source.and_then(|source| Some((source, units::links_after(note, source, &[])?)));
        let Some((source, _)) = known.filter(|(_, [links, _])| *links == self.facts.links) else {
            return Err((MoveObstacleReason::Unreadable, links()));
        };
        let encoded = || self.habits.is_encoded(self.to, self.facts);
        let (mut edits, mut made, mut stuck) = (Vec::new(), Vec::<Change<'_>>::new(), Vec::new());
        let mut attempts: Vec<(Edit, Change<'_>)> = Vec::new();
        for (link, paths) in changes {
            let edit = |path: String| Some((rewrite::path_in(source, link, &path, encoded)?, (link, path)));
            match paths.into_iter().find_map(edit) {
                Some(attempt) => attempts.push(attempt),
                None => stuck.push(link),
            }
        }
        let all: Vec<Edit> = attempts.iter().map(|(edit, _)| edit.clone()).collect();
        let changes: Vec<Change<'_>> = attempts.iter().map(|(_, change)| change.clone()).collect();
        if self.holds(source, &all, &changes) {
            return Ok((all, stuck));
        }
        // One link that can't be edited must not keep the others from being edited.
        for (edit, change) in attempts {
            let link = change.0;
            edits.push(edit);
            made.push(change);
            if !self.holds(source, &edits, &made) {
                edits.pop();
                made.pop();
                stuck.push(link);
            }
        }
        Ok((edits, stuck))
    }

    /// Whether `edits` of the note `source` make `changes` and nothing else.
    fn holds(&self, source: &Source, edits: &[Edit], changes: &[Change<'_>]) -> bool {
        let note = Backlinks { project: self.relocation.before, path: self.path };
        let Some([before, after]) = units::links_after(note, source, edits) else { return false };
        let mut changes = changes.iter().peekable();
        let is_right = |(old, new): (&LocalLink, &LocalLink)| {
            let path = match changes.next_if(|(link, _)| *link == old) {
                Some((_, path)) => path,
                None => &*old.path,
            };
            *new.path == *path && new.fragment == old.fragment && new.form == old.form && new.image == old.image
        };
        before.len() == after.len() && before.iter().zip(&after).all(is_right)
    }
}
