//! `notelint man [FOLDER]`.

use std::io;
use std::path::Path;

use super::args::ManArgs;
use super::context::Context;
use super::{Exit, usage};
use crate::message;

pub(crate) fn run(args: &ManArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let command = usage::command(context.lang());
    let Some(folder) = &args.folder else {
        clap_mangen::Man::new(command).render(&mut context.out)?;
        return Ok(Exit::Clean);
    };
    if let Err(error) = write(command, folder) {
        let folder = folder.display();
        context.say(&message!(
            "the manual pages can't be written into {folder}: {error}",
            "マニュアルページを {folder} に書き出せない: {error}"
        ));
        return Ok(Exit::Trouble);
    }
    Ok(Exit::Clean)
}

fn write(command: clap::Command, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command, folder)
}
