//! `notelint help [COMMAND]`.

use std::io;

use super::args::HelpArgs;
use super::context::Context;
use super::{Exit, usage};
use crate::config::select::Catalogue;
use crate::finding::config_error::did_you_mean;
use crate::message;
use crate::rules::RULES;

pub(crate) fn run(args: &HelpArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let lang = context.lang();
    let mut command = usage::command(lang);
    // Gives each command its full name.
    command.build();
    let mut asked = &mut command;
    for name in &args.command {
        // A second lookup, because the borrow of the first would last until the end of the loop.
        if asked.find_subcommand(name).is_none() {
            let message = message!("unknown command `{name}`", "`{name}` というコマンドはない").text(lang);
            let meant = did_you_mean(name, asked.get_subcommands().map(clap::Command::get_name));
            let help = if let Some(meant) = meant {
                message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(lang)
            } else if !Catalogue(RULES).selected(name).is_empty() {
                message!("`notelint explain {name}` explains it", "`notelint explain {name}` で説明を表示できる")
                    .text(lang)
            } else {
                message!("`notelint help` lists the commands", "コマンドの一覧は `notelint help` で表示できる")
                    .text(lang)
            };
            context.err.error(&message, Some(&help));
            return Ok(Exit::Error);
        }
        let Some(found) = asked.find_subcommand_mut(name) else { return Ok(Exit::Error) };
        asked = found;
    }
    write!(context.out, "{}", asked.render_help())?;
    Ok(Exit::Clean)
}
