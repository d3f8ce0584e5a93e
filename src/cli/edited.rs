//! What `notelint rename` and `notelint move` have in common: the project that they edit, and how edits are applied and shown.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{RuleArgs, TableFormat, processors};
use super::context::Context;
use super::edit_args::EditArgs;
use super::{Exit, diff};
use crate::config::rule_sets::RuleSets;
use crate::facts::moved_files::{FileMove, PathMoves};
use crate::finding::{Localized as _, NoteEdits, apply, plural};
use crate::links::heading_rename::NoteSources;
use crate::message;
use crate::project::edit_notes::{EditedNote, edit};
use crate::project::root::root_of;
use crate::project::run::{Project, RunOptions};
use crate::project::walk;
use crate::report::edits::{JsonMove, JsonObstacle, write_json};
use crate::text::paths;
use crate::text::source::Source;

/// A project whose notes are edited.
pub(super) struct EditableProject {
    pub(super) project: Project,
    rules: RuleSets,
}

impl EditableProject {
    /// The project that contains `path` (absolute). Where nothing marks its root, that is the working directory, if it
    /// contains `path`. `None` for an error, which is printed then.
    pub(super) fn around(path: &Path, context: &Context<'_>) -> Option<Self> {
        let configs = match super::config::configs(&RuleArgs::default(), context) {
            Ok(configs) => configs,
            Err(error) => {
                context.print_error(&error);
                return None;
            }
        };
        let folder = path.parent().unwrap_or(path);
        let root = root_of(folder);
        let within_cwd = !root.marked && folder.starts_with(&context.cwd);
        let root = if within_cwd { context.cwd.clone() } else { root.folder };
        let named = paths::is_note(path).then(|| path.to_owned()).filter(|_| !within_cwd);
        let asked: Vec<PathBuf> = std::iter::once(root.clone()).chain(named).collect();
        let selection = walk::select(&asked, None, &configs);
        let mut errors = configs.take_errors();
        selection.problems.iter().for_each(|problem| context.error_text(problem));
        let project = selection.projects.into_iter().find(|project| project.root == root);
        let project = project.unwrap_or_else(|| Project::on_disk(root, Vec::new()));
        match RuleSets::new(&configs, &project.root, std::iter::empty()) {
            Ok(rules) if errors.is_empty() && selection.problems.is_empty() => return Some(Self { project, rules }),
            Ok(_) => {}
            Err(more) => errors.extend(more),
        }
        context.print_errors(&errors);
        None
    }

    /// How the notes of the project are read.
    pub(super) fn options(&self, context: &Context<'_>) -> RunOptions<'_> {
        let threads = processors();
        RunOptions { lang: context.lang(), threads, ..RunOptions::new(&self.rules) }
    }

    /// The path of `file` (absolute) in the project, with `/`; `None` if it is outside.
    pub(super) fn path(&self, file: &Path) -> Option<String> {
        file.strip_prefix(&self.project.root).ok().map(paths::with_slashes)
    }

    /// `path` as seen from the working directory.
    pub(super) fn shown(&self, path: &str, context: &Context<'_>) -> String {
        paths::relative(&context.cwd, &self.project.root.join(path))
    }
}

/// The edits of a rename or a move, with the texts that they apply to.
pub(super) struct Edits {
    pub(super) notes: Vec<(NoteEdits, Arc<Source>)>,
    pub(super) moves: Vec<FileMove>,
    /// The files that move, one by one.
    pub(super) files: Vec<FileMove>,
    pub(super) links: usize,
    pub(super) obstacles: Vec<JsonObstacle>,
}

impl Edits {
    /// `notes` with their texts; `None` if one can't be read.
    pub(super) fn with_texts(
        notes: Vec<NoteEdits>,
        sources: &dyn NoteSources,
    ) -> Option<Vec<(NoteEdits, Arc<Source>)>> {
        notes.into_iter().map(|note| sources.source(&note.path).map(|source| (note, source))).collect()
    }

    /// Makes the edits unless `args` only asks to show them, and prints them as asked. `done` says what was done.
    pub(super) fn finish(
        &self,
        on: &EditableProject,
        args: &EditArgs,
        done: impl FnOnce() -> String,
        context: &mut Context<'_>,
    ) -> io::Result<Exit> {
        let edited: Vec<EditedNote> = self.notes.iter().map(edited).collect();
        if !args.diff
            && let Err(error) = edit(&on.project.root, &edited, &self.moves)
        {
            let why = error.text(context.lang());
            context.error(&message!("nothing was changed: {why}", "何も変更していない: {why}"));
            return Ok(Exit::Error);
        }
        match args.format {
            TableFormat::Json => self.write_json(on, context)?,
            TableFormat::Text if args.diff => self.write_diff(on, &edited, context)?,
            TableFormat::Text => context.say(&done(), "  ")?,
        }
        Ok(Exit::Clean)
    }

    fn write_json(&self, on: &EditableProject, context: &mut Context<'_>) -> io::Result<()> {
        let shown = |path: &str| on.shown(path, context);
        let notes: Vec<_> =
            self.notes.iter().map(|(note, source)| (shown(&note.path), &**source, &*note.edits)).collect();
        let moves: Vec<_> =
            self.moves.iter().map(|one| JsonMove { from: shown(&one.from), to: shown(&one.to) }).collect();
        write_json(context.out, &notes, &moves, self.links, &self.obstacles)
    }

    fn write_diff(&self, on: &EditableProject, edited: &[EditedNote], context: &mut Context<'_>) -> io::Result<()> {
        let moves = PathMoves::new(&self.moves);
        for one in &self.files {
            let (from, to) = (on.shown(&one.from, context), on.shown(&one.to, context));
            let note = edited.iter().find(|note| note.path == one.from);
            diff::write_move([&from, &to], note.map(|note| [&*note.before, &*note.after]), context)?;
        }
        for note in edited.iter().filter(|note| moves.after(&note.path) == note.path) {
            diff::write(&on.shown(&note.path, context), &note.before, &note.after, context)?;
        }
        Ok(())
    }

    /// What follows the sentence about what was done: `; updated 5 links in 3 notes`. `own` is the note that would be edited
    /// without a link.
    pub(super) fn updated(&self, own: Option<&str>, context: &Context<'_>) -> String {
        if self.links == 0 {
            return String::new();
        }
        let with_links = |(note, _): &&(NoteEdits, Arc<Source>)| own != Some(&*note.path) || note.edits.len() > 1;
        let notes = self.notes.iter().filter(with_links).count();
        let (links, count, many) = (plural(self.links, "link"), self.links, plural(notes, "note"));
        message!("; updated {links} in {many}", "。ノート {notes} 件のリンク {count} 件を書き換えた")
            .text(context.lang())
    }
}

fn edited((note, source): &(NoteEdits, Arc<Source>)) -> EditedNote {
    EditedNote {
        path: note.path.clone(),
        before: source.text().to_owned(),
        after: apply(source.text(), &note.edits).text,
    }
}
