//! `notelint terms add WORD`: adds accepted words to the `notelint.toml` of the project.

use std::io;

use super::Exit;
use super::args::{AddArgs, TermsArgs, TermsCommand};
use super::context::Context;
use crate::config::FILE_NAME;
use crate::config::accept::{self, Added};
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::lint::fix::write;
use crate::message;
use crate::project::root::root_of;
use crate::rules::RULES;
use crate::text::disk::OsFileSystem;
use crate::text::paths;
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;
use std::sync::Arc;

pub(crate) fn run(args: &TermsArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    match &args.command {
        TermsCommand::Add(args) => add(args, context),
    }
}

/// Accepted words apply to the whole project, so they go into its topmost `notelint.toml`.
fn add(args: &AddArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let root = root_of(&context.cwd).folder;
    let path = root.join(FILE_NAME);
    let shown = paths::relative(&context.cwd, &path);
    if args.words.iter().any(|word| word.unicode_trim().is_empty()) {
        context.say(&message!("an accepted word can't be empty", "空の言葉は追加できない"));
        return Ok(Exit::Trouble);
    }
    if !path.is_file() {
        context.say(&message!(
            "no {FILE_NAME} found; `notelint init` writes one",
            "{FILE_NAME} がない。`notelint init` で作れる"
        ));
        return Ok(Exit::Trouble);
    }
    let configs =
        Configs::new(Choice::default(), Catalogue(RULES), context.cwd.clone(), context.lang(), Arc::new(OsFileSystem));
    configs.nearest(&root, &root);
    let errors = configs.take_errors();
    if !errors.is_empty() {
        context.complain_all(&errors);
        return Ok(Exit::Trouble);
    }
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            context.trouble(&crate::finding::unreadable(&shown, &error, context.lang()));
            return Ok(Exit::Trouble);
        }
    };
    // The configuration was read above, so that the file is valid and `accept` is a list or absent.
    let Ok(Added { text, new }) = accept::add(&before, &args.words) else {
        context.say(&message!("can't add to `accept` in {shown}", "{shown} の `accept` に追加できない"));
        return Ok(Exit::Trouble);
    };
    let place = crate::text::disk::canonical(&path).unwrap_or(path);
    if let Err(error) = write_if_changed(&place, &before, &text) {
        context.say(&message!("can't write {shown}: {error}", "{shown} を書き込めない: {error}"));
        return Ok(Exit::Trouble);
    }
    let mut told: Vec<&String> = Vec::new();
    for word in &args.words {
        if told.contains(&word) {
            continue;
        }
        told.push(word);
        let message = if new.contains(word) {
            message!("added `{word}` to `accept` in {shown}", "{shown} の `accept` に `{word}` を追加した")
                .text(context.lang())
        } else {
            message!("`{word}` is already in `accept` in {shown}", "`{word}` はすでに {shown} の `accept` にある")
                .text(context.lang())
        };
        writeln!(context.out, "{}", sanitize(&message))?;
    }
    Ok(Exit::Clean)
}

fn write_if_changed(path: &std::path::Path, before: &str, text: &str) -> Result<(), write::WriteError> {
    if before == text { Ok(()) } else { write::replace(path, before, text) }
}
