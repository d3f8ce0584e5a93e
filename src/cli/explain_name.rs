//! `notelint explain NAME`: what the dictionaries of the project know about a name.

use std::io;
use std::sync::Arc;

use super::context::Context;
use crate::config::name_lookup::NameLookup;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::finding::config_error::ConfigError;
use crate::message;
use crate::project::root::root_of;
use crate::rules::RULES;
use crate::text::disk::OsFileSystem;
use crate::text::sanitize::sanitize;

/// The dictionaries that apply in the working directory.
///
/// # Errors
/// What is wrong with the configuration or a dictionary.
pub(super) fn load(context: &Context<'_>) -> Result<NameLookup, Vec<ConfigError>> {
    let configs =
        Configs::new(Choice::default(), Catalogue(RULES), context.cwd.clone(), context.lang(), Arc::new(OsFileSystem));
    NameLookup::load(&configs, &root_of(&context.cwd).folder)
}

/// Prints what is known about `name`, one fact per line.
pub(super) fn explain(names: &NameLookup, name: &str, context: &mut Context<'_>) -> io::Result<()> {
    writeln!(context.out, "{}", context.bold(&sanitize(name)))?;
    for fact in names.facts(name, context.lang()) {
        context.say(&format!("  {}: {}", fact.label, fact.text), "    ")?;
    }
    Ok(())
}

/// Says that `name` is not known, and which names are similar.
pub(super) fn unknown(names: &NameLookup, name: &str, context: &Context<'_>) {
    let near: Vec<_> = names.similar(name).iter().map(|name| format!("`{name}`")).collect();
    let near = near.join(", ");
    let message = message!(
        "no rule, group, preset or name is called `{name}`",
        "`{name}` というルール、グループ、プリセット、名前はない"
    );
    let help = if near.is_empty() {
        message!("`notelint rules` lists the rules", "ルールの一覧は `notelint rules` で表示できる")
    } else {
        message!("similar names: {near}", "似た名前: {near}")
    };
    let help = help.text(context.lang());
    context.err.error(&message.text(context.lang()), Some(&help));
}
