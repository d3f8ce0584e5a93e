//! The command line: arguments in, text and an exit code out. There is a file for each subcommand.
//!
//! `args` has the arguments, `usage` help and usage errors in both languages, `context` the language, the terminal and the
//! working directory, `stderr` the one form of every error. Nothing below this layer knows of a terminal.

mod age;
#[cfg(not(feature = "internals"))]
mod answers;
#[cfg(feature = "internals")]
pub mod answers;
mod arg_values;
mod args;
mod baseline;
mod check;
mod completions;
mod config;
mod context;
mod diff;
mod edit_args;
mod edited;
mod empty;
mod example;
mod exit;
mod explain;
mod explain_name;
mod explain_page;
mod facts;
mod finding_filter;
mod help;
mod help_ja;
mod hook;
mod init;
#[cfg(feature = "lsp")]
mod lsp;
#[cfg(feature = "lsp")]
mod lsp_args;
mod man;
mod man_text;
mod moves;
mod next;
mod output;
mod rename;
mod reported_note;
mod rules;
mod stderr;
mod stopped;
mod stray;
mod table_format;
mod terms;
mod usage;
#[cfg(feature = "online")]
mod web;
#[cfg(not(feature = "online"))]
#[path = "offline.rs"]
mod web;
#[cfg(feature = "online")]
mod web_options;
mod wrap;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::finding::{Lang, reason};
use crate::lint::panics::catch;
use crate::message;
use args::{Cli, ColorArg, Command};
use context::Context;
pub use exit::Exit;
use stderr::Stderr;

/// Runs the command line of this process. A panic that no note caused is reported like any other error.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = context::lang_of(&args, |name| std::env::var(name).ok());
    catch(|| run_and_flush(&args, lang)).unwrap_or_else(|panic| {
        Stderr::new(lang, ColorArg::Auto).error(&panic.text(lang), None);
        Exit::Error.into()
    })
}

fn run_and_flush(args: &[OsString], lang: Lang) -> ExitCode {
    // Not locked: the threads of the language server write to it.
    let mut out = io::BufWriter::new(UntilClosed { out: io::stdout(), closed: false });
    let ended = run(args, lang, &mut out).and_then(|exit| out.flush().map(|()| exit));
    ended
        .unwrap_or_else(|error| {
            let reason = reason(&error, lang);
            let text = message!("can't write standard output: {reason}", "標準出力に書き込めない: {reason}");
            Stderr::new(lang, ColorArg::Auto).error(&text.text(lang), None);
            Exit::Error
        })
        .into()
}

/// Standard output whose reader may close it early, as `head` does: the rest is dropped, and the run ends with its own
/// exit code.
struct UntilClosed<W> {
    out: W,
    closed: bool,
}

impl<W: Write> UntilClosed<W> {
    fn unless_closed<T>(&mut self, dropped: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.closed {
            return Ok(dropped);
        }
        match write(&mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(dropped)
            }
            written => written,
        }
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), Write::flush)
    }
}

fn run(args: &[OsString], lang: Lang, out: &mut dyn Write) -> io::Result<Exit> {
    let mut command = usage::command(lang);
    let parsed = command.try_get_matches_from_mut(args).and_then(|matches| {
        usage::refuse(&command, &matches, lang)?;
        Cli::from_arg_matches(&matches)
    });
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::show(&error, &command, args, lang, out),
    };
    let cwd = std::env::current_dir().and_then(|cwd| crate::text::disk::canonical(&cwd))?;
    let mut context = Context::new(out, cli.global.lang.map_or(lang, Lang::from), cli.global.color, cwd);
    match cli.command {
        None => check::run(&cli.check, &mut context),
        Some(Command::Check(args)) => check::run(&args, &mut context),
        Some(Command::Links(args)) => check::run(&args.for_links(), &mut context),
        Some(Command::Explain(args)) => explain::run(&args, &mut context),
        Some(Command::Rules(args)) => rules::run(&args, &mut context),
        Some(Command::Facts(args)) => facts::run(&args, &mut context),
        Some(Command::Rename(args)) => rename::run(&args, &mut context),
        Some(Command::Move(args)) => moves::run(&args, &mut context),
        Some(Command::Baseline(args)) => baseline::run(&args, &mut context),
        Some(Command::Hook(args)) => hook::run(&args, &mut context),
        Some(Command::Init(args)) => init::run(&args, &mut context),
        Some(Command::Config(args)) => config::run(&args, &mut context),
        Some(Command::Terms(args)) => terms::run(&args, &mut context),
        #[cfg(feature = "lsp")]
        Some(Command::Lsp(args)) => lsp::run(&args, &mut context),
        Some(Command::Completions(args)) => completions::run(&args, &mut context),
        Some(Command::Man(args)) => man::run(&args, &mut context),
        Some(Command::Help(args)) => help::run(&args, &mut context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Full(io::ErrorKind);

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_error_and_a_full_disk_is_one() {
        let write = |kind| UntilClosed { out: Full(kind), closed: false }.write_all(b"x");
        assert!(write(io::ErrorKind::BrokenPipe).is_ok());
        assert_eq!(write(io::ErrorKind::StorageFull).unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
