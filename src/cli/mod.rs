//! The command line: arguments in, text and an exit code out. There is a file for each subcommand.
//!
//! `args` has the arguments, `usage` the help and the errors of both languages, `context` the language, the terminal and the
//! working directory. Nothing below knows of a terminal.

mod age;
mod args;
mod baseline;
mod check;
mod checked;
mod completions;
mod config;
mod context;
mod diff;
mod exit;
mod explain;
mod explain_name;
mod help_ja;
mod hook;
mod init;
mod man;
mod next;
mod output;
mod rules;
mod scope;
mod terms;
mod usage;
#[cfg(feature = "online")]
mod web;
#[cfg(not(feature = "online"))]
#[path = "offline.rs"]
mod web;
#[cfg(feature = "online")]
mod web_options;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::finding::Lang;
use crate::lint::panics::catch;
use args::{Cli, Command};
use context::Context;
pub use exit::Exit;

/// Runs the command line of this process. A bug that no note is to blame for is told in words too, with exit code 2.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    catch(|| run_and_flush(&args)).unwrap_or_else(|panic| {
        let lang = context::lang_of(&args, |name| std::env::var(name).ok());
        let _ = writeln!(io::stderr(), "notelint: {}", panic.text(lang));
        Exit::Trouble.into()
    })
}

fn run_and_flush(args: &[OsString]) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let ended = run(args, &mut out).and_then(|exit| out.flush().map(|()| exit));
    match ended {
        Ok(exit) => exit.into(),
        // Who closes the pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean.into(),
        Err(error) => {
            let _ = writeln!(io::stderr(), "notelint: {error}");
            Exit::Trouble.into()
        }
    }
}

fn run(args: &[OsString], out: &mut dyn Write) -> io::Result<Exit> {
    let lang = context::lang_of(args, |name| std::env::var(name).ok());
    let mut command = usage::command(lang);
    let parsed = command.try_get_matches_from_mut(args).and_then(|matches| {
        usage::refuse_mixture(&command, &matches, lang)?;
        Cli::from_arg_matches(&matches)
    });
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::show(&error, lang, out),
    };
    let cwd = std::env::current_dir().and_then(|cwd| crate::text::disk::canonical(&cwd))?;
    let mut context = Context::new(out, cli.global.lang.map_or(lang, Lang::from), cli.global.color, cwd);
    match cli.command {
        None => check::run(&cli.check, &mut context),
        Some(Command::Check(args)) => check::run(&args, &mut context),
        Some(Command::Links(args)) => check::run(&args.for_links(), &mut context),
        Some(Command::Explain(args)) => explain::run(&args, &mut context),
        Some(Command::Rules(args)) => rules::run(&args, &mut context),
        Some(Command::Baseline(args)) => baseline::run(&args, &mut context),
        Some(Command::Hook(args)) => hook::run(&args, &mut context),
        Some(Command::Init(args)) => init::run(&args, &mut context),
        Some(Command::Config(args)) => config::run(&args, &mut context),
        Some(Command::Terms(args)) => terms::run(&args, &mut context),
        Some(Command::Completions(args)) => completions::run(&args, &mut context),
        Some(Command::Man(args)) => man::run(&args, &mut context),
    }
}
