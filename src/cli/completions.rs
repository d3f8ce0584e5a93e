//! `notelint completions SHELL`.

use std::io;

use super::args::CompletionsArgs;
use super::context::Context;
use super::{Exit, usage};

pub(crate) fn run(args: &CompletionsArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    // The generator panics where it can't write: let it write to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut usage::command(context.lang()), "notelint", &mut script);
    context.out.write_all(&script)?;
    Ok(Exit::Clean)
}
