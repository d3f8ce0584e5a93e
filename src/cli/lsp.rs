//! `notelint lsp`: the language server.

use std::io;

use lsp_server::Connection;

use super::Exit;
use super::args::processors;
use super::context::Context;
use super::lsp_args::LspArgs;
use crate::lsp::{self, Start};

pub(crate) fn run(args: &LspArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let start = Start { lang: context.lang(), threads: processors() };
    if args.check {
        let (lines, has_errors) = lsp::describe(&context.cwd, start);
        lines.iter().try_for_each(|line| context.say(line, "  "))?;
        return Ok(if has_errors { Exit::Error } else { Exit::Clean });
    }
    let (connection, threads) = Connection::stdio();
    let served = lsp::serve(&connection, start);
    // The thread that writes ends when nothing can be sent any more. The one that reads may wait for a client that is gone.
    drop(connection);
    match served {
        Ok(true) => {
            threads.join()?;
            Ok(Exit::Clean)
        }
        Ok(false) => Ok(Exit::Findings),
        Err(error) => {
            context.error_text(&error.to_string());
            Ok(Exit::Error)
        }
    }
}
