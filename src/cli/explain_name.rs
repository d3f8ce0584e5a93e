//! `notelint explain NAME`: what the dictionaries of the project know about a name.

use std::io;

use super::context::Context;
use crate::config::dictionaries::Dictionaries;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::finding::config_error::ConfigError;
use crate::message;
use crate::project::root::root_of;
use crate::rules::RULES;
use crate::terms::lookup;
use crate::terms::name_facts::NameSources;
use crate::text::disk::OsFileSystem;
use crate::text::sanitize::sanitize;
use std::sync::Arc;

/// The dictionaries that apply in the working directory, and the words that are accepted there.
pub(super) struct NameLookup {
    dictionaries: Dictionaries,
    accepted: Vec<String>,
}

impl NameLookup {
    /// # Errors
    /// What is wrong with the configuration or a dictionary.
    pub(super) fn load(context: &Context<'_>) -> Result<Self, Vec<ConfigError>> {
        let configs = Configs::new(
            Choice::default(),
            Catalogue(RULES),
            context.cwd.clone(),
            context.lang(),
            Arc::new(OsFileSystem),
        );
        let root = root_of(&context.cwd).folder;
        let config = configs.nearest(&root, &root);
        let errors = configs.take_errors();
        if !errors.is_empty() {
            return Err(errors);
        }
        let dictionaries = configs.dictionaries(&root, &config).map_err(|error| vec![error])?;
        Ok(Self { dictionaries, accepted: config.accepted() })
    }

    /// Whether the project uses the dictionary called `name` that comes with notelint.
    pub(super) fn uses(&self, name: &str) -> bool {
        let file = format!("{name}.toml");
        self.dictionaries.named.iter().any(|named| named.embedded && named.text.name == file)
    }

    fn sources(&self) -> NameSources<'_> {
        let Dictionaries { named, prh, .. } = &self.dictionaries;
        NameSources { named, prh: prh.as_ref(), accepted: &self.accepted, places: true }
    }

    /// Whether anything is known about `name`.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.sources().know(name)
    }

    /// Prints what is known about `name`, one fact per line.
    pub(super) fn explain(&self, name: &str, context: &mut Context<'_>) -> io::Result<()> {
        writeln!(context.out, "{}", context.bold(&sanitize(name)))?;
        for fact in self.sources().facts(name, context.lang()) {
            context.say(&format!("  {}: {}", fact.label, fact.text), "    ")?;
        }
        Ok(())
    }

    /// Says that `name` is not known, and which names are similar.
    pub(super) fn unknown(&self, name: &str, context: &Context<'_>) {
        let near = lookup::nearest(&self.dictionaries.named, name);
        let near: Vec<_> = near.iter().map(|name| format!("`{name}`")).collect();
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
}
