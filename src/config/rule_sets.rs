//! The rules for the notes of a project. Those for the selected notes are built before the run.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::resolve::Matches;
use super::{Config, Configs, Errors};
use crate::facts::link_settings::LinkSettings;
use crate::finding::config_error::ConfigError;
use crate::lint::config::NoteConfig;
use crate::lint::rule::Needs;
use crate::lint::rule_set::RuleSet;
use crate::lint::suppression::Inline;
use crate::markdown::flavour::Flavour;
use crate::terms::Terms;
use crate::text::sync::lock;
use crate::text::syntax_reader::SyntaxReader;

/// The rules of a project's notes.
pub struct RuleSets {
    configs: Arc<Configs>,
    /// The project's folder.
    root: PathBuf,
    /// Link settings, by the folder of the note and its flavour.
    links: Mutex<FxHashMap<(PathBuf, Flavour), Arc<LinkSettings>>>,
    /// The index in `sets`, by the path of the note.
    notes: FxHashMap<String, usize>,
    sets: Vec<CachedRules>,
    /// Rules of notes with comments that change them, by the index in `sets`, the language and the comments.
    inline: Mutex<FxHashMap<(usize, bool, Inline), Arc<RuleSet>>>,
    empty: Arc<RuleSet>,
    terms: Option<Terms>,
    needs: Needs,
}

/// The rules of notes with the same configuration and the same overrides.
struct CachedRules {
    config: Arc<Config>,
    matches: Matches,
    /// For notes that are not mostly in Japanese, and for notes that are.
    rules: [Arc<RuleSet>; 2],
}

impl RuleSets {
    /// Builds the rules for the `selected` notes of the project at `root`: one set for each configuration, combination of matching
    /// overrides and language. The notes are paths relative to the project, with `/`.
    ///
    /// # Errors
    /// The errors in the configuration.
    pub fn new<'n>(
        configs: &Arc<Configs>,
        root: &Path,
        selected: impl Iterator<Item = &'n str>,
    ) -> Result<Self, Errors> {
        let mut sets = Self::empty(configs, root);
        let own = configs.nearest(root, root);
        let mut errors = Errors::new();
        for note in selected {
            errors.extend(sets.add_note(note).map_err(|error| vec![error])?);
        }
        errors.extend(configs.take_errors());
        // Reads the configuration of the hosts, which may be wrong, before the run.
        let unset = sets.notes.keys().any(|note| {
            let path = root.join(note);
            configs.host(root, &path);
            configs.configured_flavour(root, &path).is_none()
        });
        if unset {
            configs.suggest_flavour(root);
        }
        sets.needs = sets.sets.iter().flat_map(|set| &set.rules).map(|set| set.needs()).fold(Needs::NONE, Needs::and);
        if errors.is_empty() && sets.needs.contain(Needs::TERMS) {
            sets.terms = configs.terms(root, &own).map_err(|error| errors.push(error)).ok();
        }
        if errors.is_empty() { Ok(sets) } else { Err(errors) }
    }

    /// No rules for any note of the project at `root`.
    pub fn empty(configs: &Arc<Configs>, root: &Path) -> Self {
        Self {
            configs: configs.clone(),
            root: root.to_owned(),
            links: Mutex::default(),
            notes: FxHashMap::default(),
            sets: Vec::new(),
            inline: Mutex::default(),
            empty: Arc::default(),
            terms: None,
            needs: Needs::NONE,
        }
    }

    /// Adds the note at `note`, relative to the project, with `/`. Returns the errors in the configuration of its folder.
    ///
    /// # Errors
    /// If the rules of that configuration can't be built.
    pub fn add_note(&mut self, note: &str) -> Result<Errors, ConfigError> {
        let (configs, root) = (self.configs.clone(), self.root.clone());
        let path = root.join(note);
        let config = configs.nearest(&root, path.parent().unwrap_or(Path::new("")));
        let matches = configs.matches(&config, &root, &path);
        let mut errors = Errors::new();
        // `configs` returns the same `Arc` for the same file.
        let same = |set: &CachedRules| Arc::ptr_eq(&set.config, &config) && set.matches == matches;
        let index = if let Some(index) = self.sets.iter().position(same) {
            index
        } else {
            if !Arc::ptr_eq(&config, &configs.nearest(&root, &root)) {
                errors.extend(configs.misplaced_terms(&config));
                errors.extend(config.misplaced_web(configs.lang));
            }
            self.add(config, &matches)?
        };
        self.notes.insert(note.to_owned(), index);
        Ok(errors)
    }

    fn add(&mut self, config: Arc<Config>, matches: &Matches) -> Result<usize, ConfigError> {
        let configs = &self.configs;
        let set =
            |japanese| configs.build(&configs.resolve(&config, matches, japanese, &Inline::default())).map(Arc::new);
        let rules = set(false)?;
        let japanese = if configs.depends_on_language(&config) { set(true)? } else { rules.clone() };
        let rules = [rules, japanese];
        self.sets.push(CachedRules { config, matches: matches.clone(), rules });
        Ok(self.sets.len() - 1)
    }

    /// The rules of a note in the set at `index`, changed by its comments.
    fn build_inline(&self, index: usize, japanese: bool, inline: &Inline) -> Option<RuleSet> {
        let CachedRules { config, matches, .. } = &self.sets[index];
        let mut resolved = self.configs.resolve(config, matches, japanese, inline);
        let enabled_by_comment = self.configs.enable_inline(config, &mut resolved, inline);
        // A comment can't stop a run: invalid options were left out when the comments were applied.
        self.configs.build(&resolved).ok().map(|set| set.with_enabled_by_comment(enabled_by_comment))
    }
}

impl RuleSets {
    /// The dictionaries, if a rule needs them.
    pub fn terms(&self) -> Option<&Terms> {
        self.terms.as_ref()
    }
}

impl NoteConfig for RuleSets {
    fn rules(&self, path: &str, japanese: bool, inline: &Inline) -> Arc<RuleSet> {
        let Some(&index) = self.notes.get(path) else { return self.empty.clone() };
        let plain = || self.sets[index].rules[usize::from(japanese)].clone();
        if inline.is_empty() {
            return plain();
        }
        let key = (index, japanese, inline.clone());
        if let Some(set) = lock(&self.inline).get(&key) {
            return set.clone();
        }
        let set = self.build_inline(index, japanese, inline).map_or_else(plain, Arc::new);
        lock(&self.inline).insert(key, set.clone());
        set
    }

    fn links(&self, path: &str) -> Arc<LinkSettings> {
        let path = self.root.join(path);
        let flavour = self.configs.flavour(&self.root, &path);
        let folder = path.parent().unwrap_or(&self.root);
        let settings = || Configs::links(&self.root, &self.configs.nearest(&self.root, folder), flavour);
        lock(&self.links).entry((folder.to_owned(), flavour)).or_insert_with(settings).clone()
    }

    fn syntax_reader(&self, path: &str) -> SyntaxReader {
        self.configs.syntax_reader(&self.root, &self.root.join(path))
    }

    fn needs(&self) -> Needs {
        self.needs
    }
}
