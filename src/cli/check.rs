//! `notelint check`: runs the rules over the notes asked for, and reports or mends.

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CheckArgs, FormatArg};
use super::context::Context;
use super::{Exit, config, diff};
use crate::config::Configs;
use crate::config::error::did_you_mean;
use crate::config::rule_sets::RuleSets;
use crate::fix::Applicability;
use crate::report::{self, FileReport, Report, Summary};
use crate::run::{self, Mended, Mending, NotePath, Outcome, Project, Settings};
use crate::source::Source;
use crate::walk::{self, Input, Selection};
use crate::{message, paths, read};

pub(crate) fn run(args: &CheckArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let configs = match config::configs(&args.rules, context) {
        Ok(configs) => configs,
        Err(error) => {
            context.complain(&error);
            return Ok(Exit::Trouble);
        }
    };
    let Some(Asked { selection, input }) = select(args, &configs, context)? else { return Ok(Exit::Trouble) };
    let mut exit = Exit::Clean;
    for trouble in &selection.troubles {
        context.trouble(trouble);
        exit = Exit::Trouble;
    }
    let mut runs = Vec::new();
    let mut errors = configs.take_errors();
    if errors.is_empty() {
        for project in selection.projects {
            match RuleSets::new(&configs, &project) {
                Ok(rules) => runs.push((project, rules)),
                Err(wrong) => errors.extend(wrong),
            }
        }
    }
    if !errors.is_empty() {
        context.complain_all(&errors);
        return Ok(Exit::Trouble);
    }
    configs.take_notices().iter().filter(|_| !args.quiet).for_each(|notice| context.trouble(notice));
    let mut results = Vec::new();
    for (project, rules) in &runs {
        let outcomes = outcomes(args, project, rules, context);
        results.extend(outcomes.into_iter().map(|outcome| Checked::new(project, outcome, &context.cwd)));
    }
    results.sort_by(|a, b| a.path.cmp(&b.path));
    let found = match input.filter(|_| args.fix) {
        Some(text) => write_input(args, &text, &results, context)?,
        None if args.diff => differences(&results, context)?,
        // Nothing was checked: what stands in the way is said already.
        None if results.is_empty() && exit == Exit::Trouble && args.format != FormatArg::Json => exit,
        None => report(args, &results, context.style, context.out)?,
    };
    for checked in &results {
        for trouble in checked.mended.iter().flat_map(|mended| &mended.trouble) {
            context.trouble(&format!("{}: {trouble}", checked.path));
            exit = Exit::Trouble;
        }
    }
    Ok(exit.max(found))
}

/// A note and what came of it.
struct Checked<'a> {
    /// Relative to the working directory, with `/`.
    path: String,
    note: &'a NotePath,
    findings: Vec<crate::finding::Finding>,
    mended: Option<Mended>,
}

impl<'a> Checked<'a> {
    fn new(project: &'a Project, outcome: Outcome, cwd: &Path) -> Self {
        let note = &project.notes[outcome.note];
        Self { path: paths::relative(cwd, &note.file), note, findings: outcome.findings, mended: outcome.mended }
    }

    /// The text that the findings point into, if it is still what they were found in.
    fn source(&self) -> Option<Source> {
        let mended = self.mended.as_ref().and_then(|mended| mended.texts.as_ref());
        let source = match mended {
            Some((_, after)) => Source::new(after.clone()).ok()?,
            None => self.note.read().ok()?,
        };
        let text = source.text();
        let fits = |at: u32| text.is_char_boundary(at as usize);
        let fit = self.findings.iter().all(|finding| fits(finding.span.start) && fits(finding.span.end));
        fit.then_some(source)
    }
}

/// The notes asked for, and what stands on standard input if that is.
struct Asked {
    selection: Selection,
    input: Option<String>,
}

/// The notes asked for; `None` where standard input can't be read as a note.
fn select(args: &CheckArgs, configs: &Arc<Configs>, context: &Context<'_>) -> io::Result<Option<Asked>> {
    let is_input = |path: &PathBuf| path.as_os_str() == "-";
    let mut paths: Vec<PathBuf> = args.paths.iter().filter(|path| !is_input(path)).cloned().collect();
    let reads_input = args.paths.iter().any(is_input) || args.paths.is_empty() && args.stdin_filename.is_some();
    if args.paths.is_empty() && !reads_input {
        paths.push(".".into());
    }
    if args.fix && reads_input && !paths.is_empty() {
        context.say(&message!("with `--fix`, `-` stands alone", "`--fix` では `-` とほかのパスを同時に指定できない"));
        return Ok(None);
    }
    let text = if reads_input { standard_input(context)? } else { None };
    if reads_input && text.is_none() {
        return Ok(None);
    }
    let name = args.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
    let input = text.clone().map(|text| Input { path: absolute(&context.cwd.join(name)), text });
    let mut selection = walk::select(&paths, input, configs);
    for path in paths.iter().filter(|path| !context.cwd.join(path).exists()) {
        let name = path.to_string_lossy();
        let commands = ["check", "explain", "rules", "init", "config", "terms", "completions"];
        if let Some(meant) = did_you_mean(&name, commands).filter(|_| !name.contains(['/', '.'])) {
            let text = message!("did you mean the command `{meant}`?", "コマンド `{meant}` の誤りでは?");
            selection.troubles.push(text.text(context.lang()));
        }
    }
    Ok(Some(Asked { selection, input: text }))
}

fn standard_input(context: &Context<'_>) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    match read::decode(bytes) {
        Ok(source) => Ok(Some(source.text().to_owned())),
        Err(error) => {
            let wrong = error.text(context.lang());
            context.say(&message!("standard input: {wrong}", "標準入力: {wrong}"));
            Ok(None)
        }
    }
}

/// `path` without `.`, `..` and symbolic links, as far as it is there.
fn absolute(path: &Path) -> PathBuf {
    let mut there = path;
    let mut rest = Vec::new();
    loop {
        if let Ok(found) = there.canonicalize() {
            return rest.iter().rev().fold(found, |path, name| path.join(name));
        }
        let (Some(folder), Some(name)) = (there.parent(), there.file_name()) else { return path.to_owned() };
        rest.push(name);
        there = folder;
    }
}

fn outcomes(args: &CheckArgs, project: &Project, rules: &RuleSets, context: &Context<'_>) -> Vec<Outcome> {
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let settings = Settings { lang: context.lang(), threads };
    if !args.fix && !args.diff {
        return run::check(project, rules, settings);
    }
    let allowed = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let input = project.notes.iter().any(|note| note.selected && note.text.is_some());
    run::fix(project, rules, settings, Mending { allowed, write: args.fix && !input })
}

/// Writes what `--fix` would change.
fn differences(results: &[Checked<'_>], context: &mut Context<'_>) -> io::Result<Exit> {
    let mut exit = Exit::Clean;
    for checked in results {
        if let Some((before, after)) = checked.mended.as_ref().and_then(|mended| mended.texts.as_ref())
            && before != after
        {
            diff::write(&checked.path, before, after, context)?;
            exit = Exit::Findings;
        }
    }
    Ok(exit)
}

/// Writes the mended text of standard input, and the report beside it.
fn write_input(args: &CheckArgs, before: &str, results: &[Checked<'_>], context: &mut Context<'_>) -> io::Result<Exit> {
    let mended = results.iter().find_map(|checked| checked.mended.as_ref()?.texts.as_ref());
    context.out.write_all(mended.map_or(before, |(_, after)| after).as_bytes())?;
    context.out.flush()?;
    report(args, results, context.style, &mut io::stderr().lock())
}

fn report(args: &CheckArgs, results: &[Checked<'_>], style: report::Style, out: &mut dyn Write) -> io::Result<Exit> {
    let mut report: Box<dyn Report> =
        if args.statistics { report::statistics(style) } else { report::report(args.format.into(), style) };
    let mut summary = Summary::default();
    let mut exit = Exit::Clean;
    for checked in results {
        let source = if checked.findings.is_empty() { None } else { checked.source() };
        let file = FileReport { path: &checked.path, source: source.as_ref(), findings: &checked.findings };
        summary.add(&file);
        summary.fixed += checked.mended.as_ref().map_or(0, |mended| mended.fixed);
        summary.withheld += checked.mended.as_ref().map_or(0, |mended| mended.withheld);
        if !checked.findings.is_empty() {
            report.file(out, &file)?;
        }
        if checked.findings.iter().any(|finding| args.fail_on.fails(finding.severity)) {
            exit = Exit::Findings;
        }
    }
    if !args.quiet || args.statistics || args.format == FormatArg::Json {
        report.finish(out, &summary)?;
    }
    Ok(exit)
}
