//! The rules of the selected notes of a project, built before the run: [`run::Rules`](crate::project::run::Rules) of the
//! configuration.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::resolve::Matches;
use super::{Config, Configs, Errors};
use crate::facts::settings::Settings;
use crate::lint::engine::RuleSet;
use crate::lint::suppression::Inline;
use crate::markdown::flavour::Flavour;
use crate::project::run::{Project, Rules};
use crate::terms::Terms;
use crate::text::sync::lock;

/// The rules of a project's notes.
pub struct RuleSets {
    configs: Arc<Configs>,
    /// The project's folder.
    root: PathBuf,
    /// What is said of links: by the folder of the note, which decides on the configuration, and by the flavour.
    links: Mutex<FxHashMap<(PathBuf, Flavour), Arc<Settings>>>,
    /// By the note's path: which of the sets.
    notes: FxHashMap<String, usize>,
    sets: Vec<Set>,
    /// Of notes whose comments say something of their rules; notes that say the same share one.
    inline: Mutex<FxHashMap<(usize, bool, Inline), Arc<RuleSet>>>,
    empty: Arc<RuleSet>,
    terms: Option<Terms>,
}

/// The rules of notes that have the same configuration and the same overrides.
struct Set {
    config: Arc<Config>,
    matches: Matches,
    /// For notes whose prose is not mostly Japanese, and for those whose is.
    rules: [Arc<RuleSet>; 2],
}

impl RuleSets {
    /// Builds the rules for the selected notes of `project`: a set for each configuration, whichever overrides match,
    /// and language.
    ///
    /// # Errors
    /// What is wrong with the configuration.
    pub fn new(configs: &Arc<Configs>, project: &Project) -> Result<Self, Errors> {
        let mut sets = Self {
            configs: configs.clone(),
            root: project.root.clone(),
            links: Mutex::default(),
            notes: FxHashMap::default(),
            sets: Vec::new(),
            inline: Mutex::default(),
            empty: Arc::default(),
            terms: None,
        };
        let own = configs.nearest(&project.root, &project.root);
        let mut errors = Errors::new();
        for note in project.notes.iter().filter(|note| note.selected) {
            let path = project.root.join(&note.path);
            let config = configs.nearest(&project.root, path.parent().unwrap_or(Path::new("")));
            let matches = configs.matches(&config, &project.root, &path);
            // `configs` hands the same configuration out for the same file.
            let same = |set: &Set| Arc::ptr_eq(&set.config, &config) && set.matches == matches;
            let index = if let Some(index) = sets.sets.iter().position(same) {
                index
            } else {
                if !Arc::ptr_eq(&config, &own) {
                    errors.extend(configs.misplaced_terms(&config));
                    errors.extend(configs.misplaced_web(&config));
                }
                sets.add(config, &matches).map_err(|error| vec![error])?
            };
            sets.notes.insert(note.path.clone(), index);
        }
        errors.extend(configs.take_errors());
        if errors.is_empty() && sets.sets.iter().flat_map(|set| &set.rules).any(|set| set.reads_terms()) {
            sets.terms = configs.terms(&project.root, &own).map_err(|error| errors.push(error)).ok();
        }
        if errors.is_empty() { Ok(sets) } else { Err(errors) }
    }

    fn add(&mut self, config: Arc<Config>, matches: &Matches) -> Result<usize, super::ConfigError> {
        let configs = &self.configs;
        let set = |japanese| configs.build(&configs.resolve(&config, matches, japanese)).map(Arc::new);
        let rules = [set(false)?, set(true)?];
        self.sets.push(Set { config, matches: matches.clone(), rules });
        Ok(self.sets.len() - 1)
    }

    /// The rules of a note in the set at `index`, as its comments have them.
    fn build_inline(&self, index: usize, japanese: bool, inline: &Inline) -> Option<RuleSet> {
        let Set { config, matches, .. } = &self.sets[index];
        let mut resolved = self.configs.resolve_with(config, matches, japanese, inline);
        let dormant = self.configs.wake(config, &mut resolved, inline);
        // What a comment says can't stop a run: options that are wrong were left out when they were applied.
        self.configs.build(&resolved).ok().map(|set| set.with_dormant(dormant))
    }
}

impl Rules for RuleSets {
    fn for_note(&self, path: &str, japanese: bool) -> Arc<RuleSet> {
        match self.notes.get(path) {
            Some(&index) => self.sets[index].rules[usize::from(japanese)].clone(),
            None => self.empty.clone(),
        }
    }

    fn for_note_with(&self, path: &str, japanese: bool, inline: &Inline) -> Arc<RuleSet> {
        let Some(&index) = self.notes.get(path) else { return self.empty.clone() };
        let key = (index, japanese, inline.clone());
        if let Some(set) = lock(&self.inline).get(&key) {
            return set.clone();
        }
        let built = self.build_inline(index, japanese, inline);
        let set = built.map_or_else(|| self.for_note(path, japanese), Arc::new);
        lock(&self.inline).insert(key, set.clone());
        set
    }

    fn links(&self, path: &str) -> Arc<Settings> {
        let path = self.root.join(path);
        let flavour = self.configs.flavour(&self.root, &path);
        let folder = path.parent().unwrap_or(&self.root);
        let settings = || Configs::links(&self.root, &self.configs.nearest(&self.root, folder), flavour);
        lock(&self.links).entry((folder.to_owned(), flavour)).or_insert_with(settings).clone()
    }

    fn flavour(&self, path: &str) -> Flavour {
        self.configs.flavour(&self.root, &self.root.join(path))
    }

    fn terms(&self) -> Option<&Terms> {
        self.terms.as_ref()
    }

    fn reads_habits(&self) -> bool {
        self.sets.iter().flat_map(|set| &set.rules).any(|set| set.reads_habits())
    }
}
