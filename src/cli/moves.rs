//! `notelint move FROM TO`: moves a file or folder.

use std::io;
use std::path::{Path, PathBuf};

use super::Exit;
use super::context::Context;
use super::edit_args::MoveArgs;
use super::edited::{EditableProject, Edits};
use crate::facts::files::FileTree;
use crate::finding::{Localized as _, unreadable};
use crate::lint::moves::{FileMove, MoveObstacle, moved_files, plan_moves};
use crate::message;
use crate::project::edit_notes::is_same;
use crate::project::path_mentions::mentions;
use crate::project::run;
use crate::report::edits::JsonObstacle;
use crate::text::disk;

pub(crate) fn run(args: &MoveArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let from = match located(&context.cwd.join(&args.from)) {
        Ok(from) => from,
        Err(error) => {
            context.error_text(&unreadable(&args.from.to_string_lossy(), &error, context.lang()));
            return Ok(Exit::Error);
        }
    };
    let Some(on) = EditableProject::around(&from, context) else { return Ok(Exit::Error) };
    let Some(one) = wanted(args, &from, &on, context) else { return Ok(Exit::Error) };
    let tree = FileTree::new(on.project.files.clone());
    let files = moved_files(&tree, &one);
    let moves = vec![one];
    let options = on.options(context);
    let planned = run::with_facts(&on.project, &options, |facts, sources| {
        let plan = plan_moves(&facts.links, sources, &moves, &|path| options.config.links(path));
        (Edits::with_texts(plan.notes, sources), plan.links, plan.obstacles)
    });
    let (Some(notes), links, obstacles) = planned else {
        context.error(&message!("a note was changed in the meantime", "途中でノートが変更された"));
        return Ok(Exit::Error);
    };
    let one = &moves[0];
    let is_refused = obstacles.iter().any(MoveObstacle::breaks) && !args.force && !args.edit.diff;
    report_obstacles(&obstacles, is_refused, one, context);
    if is_refused {
        return Ok(Exit::Findings);
    }
    let shown = |path: &str| on.shown(path, context);
    let obstacles = obstacles.iter().map(|obstacle| JsonObstacle {
        file: shown(&obstacle.path),
        line: obstacle.line,
        link: obstacle.link.clone(),
        message: obstacle.text(context.lang()),
        breaks: obstacle.breaks(),
    });
    let obstacles = obstacles.collect();
    let (from, to, lang) = (shown(&one.from), shown(&one.to), context.lang());
    let mentioned = mentions(&on.project.root, &one.from);
    let edits = Edits { notes, files, links, obstacles, moves: moves.clone() };
    let updated = edits.updated(None, context);
    let done = || message!("moved `{from}` to `{to}`", "`{from}` を `{to}` に移動した").text(lang) + &updated;
    let exit = edits.finish(&on, &args.edit, done, context)?;
    if exit == Exit::Clean {
        context.out.flush()?;
        for mention in mentioned {
            let place = format!("{}:{}", on.shown(&mention.file, context), mention.line);
            let text = message!(
                "`{place}` names `{from}`; it was not changed",
                "`{place}` に `{from}` が書かれているが、書き換えていない"
            );
            context.err.warning(&text.text(lang));
        }
    }
    Ok(exit)
}

/// The absolute path of an existing file or folder. A symbolic link is not followed.
fn located(path: &Path) -> io::Result<PathBuf> {
    path.symlink_metadata()?;
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Ok(disk::canonical(folder)?.join(name)),
        _ => disk::canonical(path),
    }
}

/// The move that `args` ask for; `None` if it can't be made, which is printed then.
fn wanted(args: &MoveArgs, from: &Path, on: &EditableProject, context: &Context<'_>) -> Option<FileMove> {
    let target = context.cwd.join(&args.to);
    let is_folder = target.is_dir() || args.to.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    let to = disk::absolute(&target);
    // On a file system that ignores case, the folder may be what moves.
    let to = if is_folder && to != from { to.join(from.file_name()?) } else { target_of(&target, to) };
    let (shown_from, shown_to) = (args.from.to_string_lossy(), args.to.to_string_lossy());
    let moved = on.path(from).zip(on.path(&to));
    let Some((old, new)) = moved.filter(|(old, new)| !old.is_empty() && !new.is_empty()) else {
        context.error(&message!("`{shown_to}` is outside the project", "`{shown_to}` はプロジェクトの外にある"));
        return None;
    };
    if old == new {
        context.error(&message!("`{shown_from}` is already there", "`{shown_from}` はすでにその場所にある"));
        return None;
    }
    if new.strip_prefix(&*old).is_some_and(|rest| rest.starts_with('/')) {
        context.error(&message!(
            "`{shown_from}` can't be moved into itself",
            "`{shown_from}` をそれ自身の中には移動できない"
        ));
        return None;
    }
    if to.symlink_metadata().is_ok() && !is_same(from, &to) {
        let shown = on.shown(&new, context);
        context.error(&message!("`{shown}` already exists", "`{shown}` はすでに存在する"));
        return None;
    }
    Some(FileMove { from: old, to: new })
}

/// `target` with its folder as in `absolute` and its name as written: `A.md` where `a.md` exists and case is ignored.
fn target_of(target: &Path, absolute: PathBuf) -> PathBuf {
    match (absolute.parent(), target.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    }
}

/// Prints the links that can't be updated.
fn report_obstacles(obstacles: &[MoveObstacle], is_refused: bool, one: &FileMove, context: &Context<'_>) {
    let lang = context.lang();
    for obstacle in obstacles.iter().filter(|obstacle| !(is_refused && obstacle.breaks())) {
        context.err.warning(&obstacle.text(lang));
    }
    if !is_refused {
        return;
    }
    let from = &one.from;
    let mut text = message!(
        "`{from}` was not moved, because links would break; `--force` moves it all the same",
        "リンクが切れるため `{from}` を移動していない。`--force` を付けると移動する"
    )
    .text(lang);
    for obstacle in obstacles.iter().filter(|obstacle| obstacle.breaks()) {
        text.push('\n');
        text.push_str(&obstacle.text(lang));
    }
    context.error_text(&text);
}
