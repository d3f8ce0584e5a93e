//! `notelint terms add WORD`: adds accepted words to the project's `notelint.toml`.

use std::io;

use super::Exit;
use super::args::{AddArgs, TermsArgs, TermsCommand};
use super::context::Context;
use crate::config::FILE_NAME;
use crate::config::accept::{self, Added};
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::finding::{Lang, reason};
use crate::lint::fix::write::{self, WriteError};
use crate::message;
use crate::project::root::root_of;
use crate::rules::RULES;
use crate::text::disk::OsFileSystem;
use crate::text::paths;
use crate::text::whitespace::Whitespace as _;
use std::sync::Arc;

pub(crate) fn run(args: &TermsArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    match &args.command {
        TermsCommand::Add(args) => add(args, context),
    }
}

/// Adds words to the topmost configuration: accepted words apply to a whole project, as dictionaries do.
fn add(args: &AddArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let root = root_of(&context.cwd).folder;
    let path = root.join(FILE_NAME);
    let shown = paths::relative(&context.cwd, &path);
    if args.words.iter().any(|word| word.unicode_trim().is_empty()) {
        context.error(&message!("an accepted word can't be empty", "空の言葉は追加できない"));
        return Ok(Exit::Error);
    }
    if !path.is_file() {
        context.error(&message!(
            "no `{FILE_NAME}` here; `notelint init` writes one",
            "`{FILE_NAME}` がない。`notelint init` で作成できる"
        ));
        return Ok(Exit::Error);
    }
    let configs =
        Configs::new(Choice::default(), Catalogue(RULES), context.cwd.clone(), context.lang(), Arc::new(OsFileSystem));
    configs.nearest(&root, &root);
    let errors = configs.take_errors();
    if !errors.is_empty() {
        context.print_errors(&errors);
        return Ok(Exit::Error);
    }
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            context.error_text(&crate::finding::unreadable(&shown, &error, context.lang()));
            return Ok(Exit::Error);
        }
    };
    // The configuration was read, so it has the right form unless its writing is unusual.
    let Ok(Added { text, new }) = accept::add(&before, &args.words) else {
        context.error(&message!("can't add to the list `accept` in `{shown}`", "`{shown}` の `accept` に追加できない"));
        return Ok(Exit::Error);
    };
    let place = crate::text::disk::canonical(&path).unwrap_or(path);
    if let Err(error) = write_if_changed(&place, &before, &text) {
        let reason = not_written(&error, context.lang());
        context.error(&message!("`{shown}` can't be written: {reason}", "`{shown}` を書き込めない: {reason}"));
        return Ok(Exit::Error);
    }
    let mut reported: Vec<&String> = Vec::new();
    for word in &args.words {
        if reported.contains(&word) {
            continue;
        }
        reported.push(word);
        let message = if new.contains(word) {
            message!("added `{word}` to `accept` in `{shown}`", "`{shown}` の `accept` に `{word}` を追加した")
                .text(context.lang())
        } else {
            message!("`{word}` is already in `accept` in `{shown}`", "`{word}` はすでに `{shown}` の `accept` にある")
                .text(context.lang())
        };
        context.say(&message, "  ")?;
    }
    Ok(Exit::Clean)
}

fn write_if_changed(path: &std::path::Path, before: &str, text: &str) -> Result<(), WriteError> {
    if before == text { Ok(()) } else { write::replace(path, before, text) }
}

/// Why the file was not written.
fn not_written(error: &WriteError, lang: Lang) -> String {
    match error {
        WriteError::Changed => {
            message!("it was changed meanwhile; run this again", "処理中に変更された。もう一度実行する").text(lang)
        }
        WriteError::ReadOnly => message!("it is read-only", "読み取り専用になっている").text(lang),
        WriteError::Full => reason(&std::io::ErrorKind::StorageFull.into(), lang),
        WriteError::Folder(error) | WriteError::Io(error) => reason(error, lang),
        WriteError::Half(error) => not_written(error, lang),
    }
}
