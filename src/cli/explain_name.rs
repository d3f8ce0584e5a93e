//! `notelint explain NAME`: what the dictionaries of the project know about a name.

use std::io;

use super::context::Context;
use crate::config::dictionaries::Dictionaries;
use crate::config::select::Catalogue;
use crate::config::{Choice, Config, Configs};
use crate::finding::Message;
use crate::finding::config_error::ConfigError;
use crate::message;
use crate::project::root::root_of;
use crate::rules::RULES;
use crate::terms::dictionary::{Group, Lifecycle, Rename, Term};
use crate::terms::entries::EntryRef;
use crate::terms::lookup::{self, NameFacts};
use crate::terms::named_dictionary::NamedDictionary;
use crate::terms::prh::Prh;
use crate::text::disk::OsFileSystem;
use crate::text::sanitize::sanitize;
use std::sync::Arc;

/// The dictionaries that apply in the working directory, and its configuration.
pub(super) struct NameLookup {
    dictionaries: Dictionaries,
    config: Arc<Config>,
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
        Ok(Self { dictionaries, config })
    }

    /// Whether the project uses the dictionary called `name` that comes with notelint.
    pub(super) fn uses(&self, name: &str) -> bool {
        let file = format!("{name}.toml");
        self.dictionaries.named.iter().any(|named| named.embedded && named.text.name == file)
    }

    /// Whether anything is known about `name`.
    pub(super) fn knows(&self, name: &str) -> bool {
        let prefers = |prh: &Prh| prh.rewrite_whole(name).is_some();
        !lookup::lookup(&self.dictionaries.named, name).is_empty()
            || self.dictionaries.prh.as_ref().is_some_and(prefers)
            || self.accepts(name)
    }

    fn accepts(&self, name: &str) -> bool {
        self.config.files().any(|file| file.terms.accept.iter().any(|(word, _)| word == name))
    }

    /// Prints what is known about `name`.
    pub(super) fn explain(&self, name: &str, context: &mut Context<'_>) -> io::Result<()> {
        let named = &self.dictionaries.named;
        let known = lookup::lookup(named, name);
        writeln!(context.out, "{}", context.bold(&sanitize(name)))?;
        let mut lines = FactWriter { context };
        if self.accepts(name) {
            lines.line(
                &message!("accepted", "許容"),
                &message!("never reported", "指摘しない").text(lines.context.lang()),
            )?;
        }
        if let Some((rule, right)) = self.dictionaries.prh.as_ref().and_then(|prh| prh.rewrite_whole(name)) {
            lines.line(&message!("preferred", "推奨する表記"), &right)?;
            lines.source(&rule.file, rule.line)?;
        }
        lines.known(&known, named)
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

/// Prints what is known, one fact per line.
struct FactWriter<'c, 'o> {
    context: &'c mut Context<'o>,
}

impl FactWriter<'_, '_> {
    fn known(&mut self, known: &NameFacts<'_>, named: &[NamedDictionary]) -> io::Result<()> {
        for (entry, rename) in &known.renames {
            self.rename(rename)?;
            self.place(*entry, named)?;
        }
        for (entry, term) in &known.terms {
            self.term(term)?;
            self.place(*entry, named)?;
        }
        for (entry, group) in &known.groups {
            self.group(group)?;
            self.place(*entry, named)?;
        }
        Ok(())
    }

    fn line(&mut self, label: &Message<'_>, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let label = label.text(self.context.lang());
        self.context.say(&format!("  {label}: {text}"), "    ")
    }

    fn rename(&mut self, rename: &Rename) -> io::Result<()> {
        let year = rename.year.map(|year| year.to_string());
        let since = rename.date.as_deref().or(year.as_deref()).unwrap_or_default();
        let ((new, new_ja), (when, when_ja), (old, old_ja)) = match rename.kind {
            Lifecycle::FormerName | Lifecycle::TermChange => {
                (("current name", "現在の名称"), ("since", "改称"), ("former names", "旧名称"))
            }
            Lifecycle::Retired => (("use instead", "後継"), ("retired", "提供終了"), ("names", "名称")),
            Lifecycle::Closed => {
                (("use instead", "後継"), ("closed to new customers", "新規受付終了"), ("names", "名称"))
            }
            Lifecycle::Superseded => (("use instead", "後継"), ("superseded", "後継への移行"), ("names", "名称")),
        };
        self.line(&message!("{new}", "{new_ja}"), &rename.new)?;
        self.chain(rename, since)?;
        self.line(&message!("before a noun", "名詞の前では"), rename.before_noun.as_deref().unwrap_or_default())?;
        // Of a name that changed more than once, the history has the dates.
        if rename.via.is_empty() || !matches!(rename.kind, Lifecycle::FormerName | Lifecycle::TermChange) {
            self.line(&message!("{when}", "{when_ja}"), since)?;
        }
        self.line(&message!("{old}", "{old_ja}"), &rename.old.join(", "))?;
        self.line(&message!("documentation", "公式ドキュメント"), rename.page.as_deref().unwrap_or_default())?;
        self.line(&message!("source", "出典"), &rename.source)
    }

    /// Prints the names one after another, each with the date until which it was in use, if there were several.
    fn chain(&mut self, rename: &Rename, since: &str) -> io::Result<()> {
        if rename.via.is_empty() {
            return Ok(());
        }
        let first = (rename.id(), since);
        let later = rename.via.iter().map(|step| (&*step.name, step.until.as_deref().unwrap_or_default()));
        let used = [first].into_iter().chain(later).map(|(name, until)| match until {
            "" => name.to_owned(),
            until => message!("{name} (until {until})", "{name}（{until} まで）").text(self.context.lang()),
        });
        let last = (!rename.new.is_empty()).then(|| rename.new.to_string());
        let names: Vec<_> = used.chain(last).collect();
        self.line(&message!("history", "経緯"), &names.join(" → "))?;
        for step in rename.via.iter().filter(|step| !step.source.is_empty()) {
            let name = &step.name;
            self.line(&message!("source for {name}", "{name} の出典"), &step.source)?;
        }
        Ok(())
    }

    fn term(&mut self, term: &Term) -> io::Result<()> {
        let wrong: Vec<&str> = term.aliases.iter().map(|alias| &*alias.text).collect();
        self.line(&message!("spelling", "表記"), &term.canonical)?;
        self.line(&message!("also correct", "ほかの正しい表記"), &term.also.join(", "))?;
        self.line(&message!("wrong", "誤り"), &wrong.join(", "))?;
        self.line(&message!("source", "出典"), &term.source)
    }

    fn group(&mut self, group: &Group) -> io::Result<()> {
        self.line(
            &message!("spellings (a project uses one of them)", "表記（どれか一つに揃える）"),
            &group.forms.join(", "),
        )?;
        self.line(&message!("source", "出典"), &group.source)
    }

    fn place(&mut self, entry: EntryRef, named: &[NamedDictionary]) -> io::Result<()> {
        let Some(named) = named.get(entry.dictionary) else { return Ok(()) };
        self.source(&named.text.name, entry.line(named))
    }

    fn source(&mut self, file: &str, line: usize) -> io::Result<()> {
        let place = message!("{file}, line {line}", "{file} の {line} 行目").text(self.context.lang());
        self.line(&message!("dictionary", "辞書"), &place)
    }
}
