//! `notelint hook`: installs and removes a git hook that checks staged notes.

use std::io;

use super::Exit;
use super::args::{HookArgs, HookCommand};
use super::context::Context;
use crate::message;
use crate::project::git::Repository;
use crate::project::git::hooks::{Hook, HookState};
use crate::text::paths;

pub(crate) fn run(args: &HookArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let hook = match Repository::of(&context.cwd).and_then(|repository| Hook::of(&repository)) {
        Ok(hook) => hook,
        Err(error) => {
            context.error(&error);
            return Ok(Exit::Error);
        }
    };
    match args.command {
        HookCommand::Install { force } => install(&hook, force, context),
        HookCommand::Uninstall => uninstall(&hook, context),
    }
}

fn install(hook: &Hook, force: bool, context: &mut Context<'_>) -> io::Result<Exit> {
    let file = paths::relative(&context.cwd, &hook.file());
    match hook.install(&std::env::current_exe()?, force) {
        Ok(aside) => {
            if let Some(aside) = aside {
                let aside = paths::relative(&context.cwd, &aside);
                print(
                    context,
                    &message!("moved the existing hook to `{aside}`", "既存のフックを `{aside}` に退避した"),
                )?;
            }
            print(context, &message!("wrote `{file}`", "`{file}` を書き出した"))?;
            Ok(Exit::Clean)
        }
        Err(error) => {
            context.error(&error);
            Ok(Exit::Error)
        }
    }
}

fn uninstall(hook: &Hook, context: &mut Context<'_>) -> io::Result<Exit> {
    let file = paths::relative(&context.cwd, &hook.file());
    if hook.state() == HookState::Nothing {
        print(context, &message!("no hook `{file}`", "フック `{file}` はない"))?;
        return Ok(Exit::Clean);
    }
    match hook.uninstall() {
        Ok(true) => print(context, &message!("restored `{file}`", "`{file}` を元のフックに戻した"))?,
        Ok(false) => print(context, &message!("removed `{file}`", "`{file}` を削除した"))?,
        Err(error) => {
            context.error(&error);
            return Ok(Exit::Error);
        }
    }
    Ok(Exit::Clean)
}

fn print(context: &mut Context<'_>, message: &crate::finding::Message<'_>) -> io::Result<()> {
    let text = message.text(context.lang());
    context.say(&text, "  ")
}
