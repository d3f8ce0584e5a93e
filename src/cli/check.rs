//! `notelint check`: runs the rules over notes, and reports or fixes what they find.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Command;

use super::args::CheckArgs;
use super::context::Context;
use super::finding_filter::FindingFilter;
use super::output::{self, Output};
use super::reported_note::ReportedNote;
use super::{Exit, config, diff, empty, stopped, stray, web};
use crate::config::Configs;
use crate::config::rule_sets::RuleSets;
use crate::finding::config_error::did_you_mean;
use crate::finding::{Applicability, Localized as _, plural};
use crate::links::link_counts::LinkCounts;
use crate::links::link_status::LinkChecker;
use crate::message;
use crate::project::baseline;
use crate::project::run::{self, FixMode, Outcome, Project};
use crate::project::walk::{self, Input, Selection};
use crate::rules::notes::internal_error;
use crate::text::disk;
use crate::text::paths;
use crate::text::read;

pub(crate) fn run(args: &CheckArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let configs = match config::configs(&args.rules, context) {
        Ok(configs) => configs,
        Err(error) => {
            context.print_error(&error);
            return Ok(Exit::Error);
        }
    };
    let Some(RequestedNotes { paths, selection, hints, input }) = select(args, &configs, context)? else {
        return Ok(Exit::Error);
    };
    let mut exit = Exit::Clean;
    for problem in &selection.problems {
        context.error_text(problem);
        exit = Exit::Error;
    }
    for hint in &hints {
        context.err.hint(hint);
    }
    let Some(runs) = scopes(args, (&paths, selection.projects), &configs, context) else {
        stopped::explain(args, &[], context);
        return Ok(Exit::Error);
    };
    configs.take_hints().iter().filter(|_| !args.quiet).for_each(|hint| context.err.hint(hint));
    configs.take_notices().iter().filter(|_| !args.quiet).for_each(|notice| context.err.warning(notice));
    let (mut results, mut counts, alive) = (Vec::new(), None::<LinkCounts>, web::LiveLinks::default());
    for (project, scope) in &runs {
        let web = web::remote(&args.web, &configs, project, &alive, context);
        let outcomes = outcomes(args, project, scope, web.as_ref().map(|web| web as &dyn LinkChecker));
        scope.write_cache();
        if let Some(web) = web {
            let (ended, checked) = web::finish(web, context);
            exit = exit.max(ended);
            *counts.get_or_insert_default() += checked;
        }
        results.extend(
            outcomes.into_iter().map(|outcome| ReportedNote::new(project, outcome, &context.cwd, context.lang())),
        );
    }
    results.sort_by(|a, b| a.path.cmp(&b.path));
    if results.iter().any(|checked| internal_error::contains_internal_error(&checked.findings)) {
        exit = Exit::Error;
    }
    let mut output = Output::open(args, context.style, &context.cwd, &results);
    let input_is_fixed = input.is_some() && args.fix;
    let found = match input.filter(|_| args.fix) {
        Some(text) => write_input(&text, &results, &mut output, context)?,
        None if args.diff => differences(&results, context)?,
        // Nothing was checked, and the reason is printed already.
        None if results.is_empty() && exit == Exit::Error && !output::is_for_programs(args) => exit,
        None => output.write(&results, context.out)?,
    };
    let is_quiet = args.quiet || args.format.is_for_programs() || args.diff || input_is_fixed;
    if let Some(counts) = counts.filter(|_| !is_quiet) {
        let text = counts.text(context.lang());
        writeln!(context.out, "{text}")?;
    }
    let mut problems = output.problems;
    for checked in &results {
        let of_fixes = checked.fix_report.iter().flat_map(|fix_report| &fix_report.problems);
        problems.extend(of_fixes.map(|problem| format!("{}: {problem}", checked.path)));
    }
    problems.extend(runs.iter().flat_map(|(_, scope)| scope.take_problems()));
    if args.scope.baseline_prune {
        problems.extend(runs.iter().filter_map(|(project, scope)| prune(project, scope, context)));
    }
    for problem in &problems {
        context.error_text(problem);
        exit = Exit::Error;
    }
    let exit = exit.max(found);
    if exit != Exit::Clean {
        context.out.flush()?;
        stopped::explain(args, &results, context);
    }
    Ok(exit)
}

/// The projects with their rules. `None` for an error in the configuration, which is printed then; `paths` are those on the
/// command line.
fn scopes(
    args: &CheckArgs,
    (paths, projects): (&[PathBuf], Vec<Project>),
    configs: &Arc<Configs>,
    context: &Context<'_>,
) -> Option<Vec<(Project, FindingFilter)>> {
    let mut runs = Vec::new();
    let mut errors = configs.take_errors();
    let projects = if errors.is_empty() { projects } else { Vec::new() };
    for project in projects {
        match RuleSets::new(configs, &project.root, project.selected()) {
            Ok(rules) => match FindingFilter::new(&args.scope, &project, rules, context) {
                Ok(scope) => runs.push((project, scope)),
                Err(error) => {
                    error.print(context);
                    return None;
                }
            },
            Err(wrong) => errors.extend(wrong),
        }
    }
    context.print_errors(&errors);
    stray::explain(&errors, paths, configs, context);
    errors.is_empty().then_some(runs)
}

/// Removes from the baseline what is no longer found. Returns an error message where it can't be written.
fn prune(project: &Project, scope: &FindingFilter, context: &Context<'_>) -> Option<String> {
    match scope.prune(project) {
        Ok(0) => None,
        Ok(count) => {
            let findings = plural(count, "finding");
            context.info(&message!(
                "removed {findings} that no longer occur from the baseline",
                "該当しなくなった {count} 件の指摘をベースラインから取り除いた"
            ));
            None
        }
        Err(error) => {
            let path = paths::relative(&context.cwd, &project.root.join(baseline::FILE_NAME));
            let error = error.text(context.lang());
            Some(
                message!("`{path}` can't be written: {error}", "`{path}` を書き込めない: {error}").text(context.lang()),
            )
        }
    }
}

/// What the command line asks for.
struct RequestedNotes {
    /// The paths on the command line, without `-`; `.` where there are none.
    paths: Vec<PathBuf>,
    selection: Selection,
    /// What may be meant by paths that do not exist.
    hints: Vec<String>,
    /// The text on standard input, if that is a note to check.
    input: Option<String>,
}

/// The notes to check; `None` for an error, which is printed then.
fn select(args: &CheckArgs, configs: &Arc<Configs>, context: &Context<'_>) -> io::Result<Option<RequestedNotes>> {
    let is_input = |path: &PathBuf| path.as_os_str() == "-";
    let mut paths: Vec<PathBuf> = args.paths.iter().filter(|path| !is_input(path)).cloned().collect();
    let reads_input = args.paths.iter().any(is_input) || args.paths.is_empty() && args.stdin_filename.is_some();
    if args.paths.is_empty() && !reads_input {
        paths.push(".".into());
    }
    if args.fix && reads_input && !paths.is_empty() {
        context.error(&message!(
            "`--fix` takes either `-` or paths, not both",
            "`--fix` では `-` とほかのパスを同時に指定できない"
        ));
        return Ok(None);
    }
    let text = if reads_input { standard_input(context)? } else { None };
    if reads_input && text.is_none() {
        return Ok(None);
    }
    let name = args.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
    if args.scope.staged {
        return Ok(Some(RequestedNotes {
            selection: walk::select_staged(&paths, configs),
            paths,
            hints: Vec::new(),
            input: None,
        }));
    }
    let input = text.clone().map(|text| Input { path: disk::absolute(&context.cwd.join(name)), text });
    let mut selection = walk::select(&paths, input, configs);
    let mut hints = Vec::new();
    for path in paths.iter().filter(|path| !context.cwd.join(path).exists()) {
        let name = path.to_string_lossy();
        let command = super::usage::command(context.lang());
        let meant = did_you_mean(&name, command.get_subcommands().map(Command::get_name));
        if let Some(meant) = meant.filter(|_| !name.contains(['/', '.'])) {
            hints.push(
                message!("did you mean the command `{meant}`?", "もしかして: コマンド `{meant}`").text(context.lang()),
            );
        }
    }
    // What did not change is not checked, so an empty selection is normal there.
    let changed_only = args.scope.changed || args.scope.since.is_some();
    if selection.problems.is_empty() && !changed_only {
        selection.problems = empty::without_notes(&paths, &selection, configs, context);
    }
    Ok(Some(RequestedNotes { paths, selection, hints, input: text }))
}

fn standard_input(context: &Context<'_>) -> io::Result<Option<String>> {
    match read::decode(read::bytes(io::stdin().lock())?) {
        Ok(source) => Ok(Some(source.text().to_owned())),
        Err(error) => {
            let wrong = error.text(context.lang());
            context.error(&message!("standard input: {wrong}", "標準入力: {wrong}"));
            Ok(None)
        }
    }
}

fn outcomes(args: &CheckArgs, project: &Project, scope: &FindingFilter, web: Option<&dyn LinkChecker>) -> Vec<Outcome> {
    let options = scope.options(web, args.threads());
    if !args.fix && !args.diff {
        return run::check(project, &options);
    }
    let allowed = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let input = project.notes.iter().any(|note| note.selected && note.text.is_some());
    run::fix(project, &options, FixMode { allowed, write: args.fix && !input })
}

/// Prints what `--fix` would change.
fn differences(results: &[ReportedNote<'_>], context: &mut Context<'_>) -> io::Result<Exit> {
    let mut exit = Exit::Clean;
    for checked in results {
        if let Some((before, after)) = checked.fix_report.as_ref().and_then(|fix_report| fix_report.texts.as_ref())
            && before != after
        {
            diff::write(&checked.path, before, after, context)?;
            exit = Exit::Findings;
        }
    }
    Ok(exit)
}

/// Writes the fixed text of standard input to standard output, and the report to standard error.
fn write_input(
    before: &str,
    results: &[ReportedNote<'_>],
    output: &mut Output<'_>,
    context: &mut Context<'_>,
) -> io::Result<Exit> {
    let fix_report = results.iter().find_map(|checked| checked.fix_report.as_ref()?.texts.as_ref());
    context.out.write_all(fix_report.map_or(before, |(_, after)| after).as_bytes())?;
    context.out.flush()?;
    output.write(results, &mut io::stderr().lock())
}
