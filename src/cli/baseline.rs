//! `notelint baseline`: records current findings, so that runs report only new ones.

use std::io;

use super::Exit;
use super::args::{BaselineArgs, processors};
use super::context::Context;
use super::empty;
use super::finding_filter::FindingFilter;
use crate::config::rule_sets::RuleSets;
use crate::finding::{Lang, Localized as _, plural};
use crate::message;
use crate::project::baseline::{self, Baseline, FILE_NAME};
use crate::project::root::root_of;
use crate::project::run;
use crate::project::walk;
use crate::report::with_notes;
use crate::rules::notes::internal_error;
use crate::text::paths;

pub(crate) fn run(args: &BaselineArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let configs = match super::config::configs(&args.rules, context) {
        Ok(configs) => configs,
        Err(error) => {
            context.print_error(&error);
            return Ok(Exit::Error);
        }
    };
    let folder = match crate::text::disk::canonical(&context.cwd.join(&args.folder)) {
        Ok(folder) => folder,
        Err(error) => {
            context.error_text(&crate::finding::unreadable(&args.folder.to_string_lossy(), &error, context.lang()));
            return Ok(Exit::Error);
        }
    };
    let root = root_of(if folder.is_dir() { &folder } else { folder.parent().unwrap_or(&folder) }).folder;
    let selection = walk::select(std::slice::from_ref(&root), None, &configs);
    selection.problems.iter().for_each(|problem| context.error_text(problem));
    let Some(project) = selection.projects.into_iter().find(|project| project.root == root) else {
        let shown = paths::relative(&context.cwd, &root);
        context.error_text(&empty::no_notes(&shown, &root, &configs));
        return Ok(Exit::Error);
    };
    let rules = RuleSets::new(&configs, &project.root, project.selected());
    let errors = configs.take_errors();
    let rules = match (rules, errors.is_empty()) {
        (Ok(rules), true) => rules,
        (rules, _) => {
            context.print_errors(&errors);
            context.print_errors(&rules.err().unwrap_or_default());
            return Ok(Exit::Error);
        }
    };
    let scope = FindingFilter::recording(rules, context.lang());
    let threads = processors();
    let outcomes = run::check(&project, &scope.options(None, threads));
    let found = scope.recorded();
    let shown = paths::relative(&context.cwd, &root.join(FILE_NAME));
    // A baseline that can't be read is replaced, as its error message says.
    let before = baseline::file::read(&root, &context.cwd, context.lang()).ok().flatten();
    if let Err(error) = baseline::file::write(&found, &root) {
        let error = error.text(context.lang());
        context.error(&message!("`{shown}` can't be written: {error}", "`{shown}` を書き込めない: {error}"));
        return Ok(Exit::Error);
    }
    let text = written(&shown, &found, before, context.lang());
    context.say(&text, "  ")?;
    // The findings of a note that could not be checked are not in the baseline.
    let mut failed = outcomes.iter().filter(|outcome| outcome.is_incomplete()).peekable();
    let whole = selection.problems.is_empty() && failed.peek().is_none();
    for outcome in failed {
        let path = paths::relative(&context.cwd, &project.notes[outcome.note].file);
        for finding in outcome.findings.iter().filter(|finding| internal_error::is(finding)) {
            context.error_text(&format!("{path}: {}", with_notes(finding)));
        }
    }
    Ok(if whole { Exit::Clean } else { Exit::Error })
}

/// What was written, and how it differs from the baseline `before` it.
fn written(shown: &str, found: &Baseline, before: Option<Baseline>, lang: Lang) -> String {
    let (findings, files) = found.size();
    let (all, many) = (plural(findings, "finding"), plural(files, "file"));
    let text = message!(
        "wrote `{shown}`: {all} in {many}; future runs skip them",
        "`{shown}` を書き出した: {files} ファイル、{findings} 件の指摘。今後は報告されない"
    );
    let Some(mut before) = before else { return text.text(lang) };
    let old = before.size().0;
    // No file that `recorded` does not know is left in the new baseline.
    let removed = before.prune(found, |_| false);
    let added = findings - (old - removed);
    let change = match (added, removed) {
        (0, 0) => message!("the same as before", "前回と同じ").text(lang),
        (added, 0) => message!("{added} more than before", "前回より {added} 件増").text(lang),
        (0, removed) => message!("{removed} fewer than before", "前回より {removed} 件減").text(lang),
        (added, removed) => {
            message!("{added} added, {removed} removed", "{added} 件を追加、{removed} 件を削除").text(lang)
        }
    };
    message!(
        "wrote `{shown}`: {all} in {many} ({change}); future runs skip them",
        "`{shown}` を書き出した: {files} ファイル、{findings} 件の指摘（{change}）。今後は報告されない"
    )
    .text(lang)
}
