//! `notelint init`: surveys a folder and writes a `notelint.toml` to start with.

mod config_template;
mod evidence;
mod survey;
mod template;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::Exit;
use super::args::InitArgs;
use super::context::Context;
use crate::cli::init::survey::Survey;
use crate::config::FILE_NAME;
use crate::config::markdownlint::convert::convert;
use crate::config::schema::URL;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::message;
use crate::project::root::root_of;
use crate::rules::RULES;
use crate::text::disk::OsFileSystem;
use crate::text::paths;
use config_template::ConfigTemplate;
use std::sync::Arc;

pub(crate) fn run(args: &InitArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let path = context.cwd.join(&args.folder).join(FILE_NAME);
    let shown = paths::with_slashes(&args.folder.join(FILE_NAME)).replacen("./", "", 1);
    if path.exists() {
        context
            .error(&message!("`{shown}` already exists; left unchanged", "`{shown}` はすでに存在する。変更しなかった"));
        return Ok(Exit::Error);
    }
    let folder = match crate::text::disk::canonical(&context.cwd.join(&args.folder)) {
        Ok(folder) => folder,
        Err(error) => {
            context.error_text(&crate::finding::unreadable(&args.folder.to_string_lossy(), &error, context.lang()));
            return Ok(Exit::Error);
        }
    };
    if args.from_markdownlint {
        let Some(text) = converted(args, &folder, context)? else { return Ok(Exit::Error) };
        return write(&path, &shown, &text, context);
    }
    let survey = Survey::of(&folder, Catalogue(RULES), context.lang());
    let template = ConfigTemplate::of(&survey, context);
    template.explain(&survey, context)?;
    let exit = write(&path, &shown, &template.text(context.lang()), context)?;
    if exit == Exit::Clean && survey.notes > 0 {
        config_template::next_steps(context)?;
    }
    Ok(exit)
}

/// Writes `text` to `path`, unless that exists by now.
fn write(path: &Path, shown: &str, text: &str, context: &mut Context<'_>) -> io::Result<Exit> {
    let text = format!("#:schema {URL}\n\n{text}");
    match File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            let message = message!("wrote `{shown}`", "`{shown}` を書き出した").text(context.lang());
            context.say(&message, "  ")?;
            Ok(Exit::Clean)
        }
        Err(error) => {
            context.error_text(&crate::finding::unwritable(shown, &error, context.lang()));
            Ok(Exit::Error)
        }
    }
}

/// The markdownlint configuration of `folder` as a `notelint.toml`; `None` for an error, which is printed then.
fn converted(args: &InitArgs, folder: &Path, context: &mut Context<'_>) -> io::Result<Option<String>> {
    let configs =
        Configs::new(Choice::default(), Catalogue(RULES), context.cwd.clone(), context.lang(), Arc::new(OsFileSystem));
    let converted = convert(&configs, &root_of(folder).folder, folder);
    let errors = configs.take_errors();
    context.print_errors(&errors);
    if !errors.is_empty() {
        return Ok(None);
    }
    let Some(converted) = converted else {
        let shown = paths::with_slashes(&args.folder);
        context.error(&message!(
            "no markdownlint configuration that notelint can read applies to `{shown}`",
            "`{shown}` に適用される markdownlint の設定で、notelint が読めるものはない"
        ));
        return Ok(None);
    };
    for left in &converted.left {
        context.say(left, "  ")?;
    }
    Ok(Some(converted.toml))
}
