//! External links on the command line: what checks them, its progress, and what went wrong.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

use super::Exit;
use super::args::WebArgs;
use super::context::Context;
use super::web_options::apply;
use crate::config::Configs;
use crate::finding::{Lang, Localized as _};
use crate::links::link_counts::LinkCounts;
use crate::links::remote::{CheckerOptions, Progress, RemoteChecker};
pub(super) use crate::links::remote::{LiveLinks, host_name};
use crate::message;
use crate::project::run::Project;

/// What checks the external links of `project`, if they are to be checked. `alive` is shared by the projects of the run.
pub(crate) fn remote(
    args: &WebArgs,
    configs: &Arc<Configs>,
    project: &Project,
    alive: &LiveLinks,
    context: &Context<'_>,
) -> Option<RemoteChecker> {
    let links = configs.nearest(&project.root, &project.root).web();
    if !args.online && !links.online.unwrap_or(false) {
        return None;
    }
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let mut options = CheckerOptions {
        root: project.root.clone(),
        lang: context.lang(),
        allow_private: args.allow_private,
        refresh: args.refresh,
        token: env("GITHUB_TOKEN"),
        ..CheckerOptions::default()
    };
    for unfilled in apply(&links, &mut options, env) {
        context.err.warning(&unfilled.text(context.lang()));
    }
    if let Some(seconds) = args.link_timeout {
        options.link_timeout = Duration::from_secs(seconds);
    }
    options.budget = args.budget.map(Duration::from_secs).or(options.budget);
    Some(RemoteChecker::new(options, progress(context.lang()), alive.clone()))
}

/// Prints what went wrong. Returns how many links were checked, and with what result.
pub(crate) fn finish(remote: RemoteChecker, context: &Context<'_>) -> (Exit, LinkCounts) {
    let counts = remote.counts();
    let exit = if remote.is_interrupted() || remote.has_panicked() { Exit::Error } else { Exit::Clean };
    let problems = remote.take_problems();
    // This removes the progress bar.
    drop(remote);
    for problem in problems {
        match exit {
            Exit::Error => context.error_text(&problem),
            _ => context.err.warning(&problem),
        }
    }
    (exit, counts)
}

/// A progress bar if standard error is a terminal.
fn progress(lang: Lang) -> Progress {
    if !io::stderr().is_terminal() {
        return Box::new(|_, _| {});
    }
    let unit = message!("links", "リンク").text(lang);
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_finish(ProgressFinish::AndClear);
    if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {unit} {{elapsed}}")) {
        bar.set_style(style);
    }
    Box::new(move |done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    })
}
