//! Shared by several tests: a fixed set of rules, and real notes.
pub mod link_checker;
pub mod notes;
pub mod server;
pub mod terms;
pub mod web;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use notelint::facts::link_settings::LinkSettings;
use notelint::finding::Lang;
use notelint::finding::config_error::FileText;
use notelint::lint::config::NoteConfig;
use notelint::lint::rule::{Needs, RuleEntry};
use notelint::lint::rule_set::{Active, RuleSet};
use notelint::lint::suppression::Inline;
use notelint::markdown::flavour::Flavour;
use notelint::project::run::{NotePath, Project, RunOptions};
use notelint::rules::RULES;
use notelint::terms::Terms;
use notelint::terms::prh::Prh;
use notelint::terms::prh::load::PrhLoader;
use notelint::text::source::Span;
use notelint::text::syntax_reader::SyntaxReader;

/// Whether to rewrite generated files instead of comparing them: `UPDATE=1`.
pub fn is_updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The same rules for every note.
pub struct FixedRules(Arc<RuleSet>, Option<Terms>, Flavour);

impl FixedRules {
    pub fn new(rules: Vec<Active>) -> Self {
        let set = RuleSet::new(rules);
        let terms = set.needs().contain(Needs::TERMS).then(Terms::embedded);
        Self(Arc::new(set), terms, Flavour::Github)
    }

    /// The same, with a prh dictionary in addition to the built-in ones.
    pub fn with_prh(self, prh: Prh) -> Self {
        Self(self.0, self.1.map(|terms| terms.with_prh(prh)), self.2)
    }

    /// The same, for notes of `flavour`.
    pub fn with_flavour(self, flavour: Flavour) -> Self {
        Self(self.0, self.1, flavour)
    }

    /// Every rule, with its own defaults.
    pub fn every_rule() -> Self {
        Self::new(RULES.iter().map(|entry| active(entry, toml::Table::new())).collect())
    }

    /// The dictionaries, if a rule needs them.
    pub fn terms(&self) -> Option<&Terms> {
        self.1.as_ref()
    }

    /// A run on one thread.
    pub fn options(&self, lang: Lang) -> RunOptions<'_> {
        RunOptions { terms: self.terms(), lang, ..RunOptions::new(self) }
    }
}

impl NoteConfig for FixedRules {
    fn rules(&self, _path: &str, _japanese: bool, _inline: &Inline) -> Arc<RuleSet> {
        self.0.clone()
    }

    fn links(&self, _path: &str) -> Arc<LinkSettings> {
        Arc::default()
    }

    fn syntax_reader(&self, _path: &str) -> SyntaxReader {
        self.2.syntax_reader()
    }

    fn needs(&self) -> Needs {
        self.0.needs()
    }
}

/// The rule of `entry` with these options.
pub fn active(entry: &RuleEntry, options: toml::Table) -> Active {
    let check = (entry.build)(options).unwrap_or_else(|error| panic!("{}: {error}", entry.meta.name));
    Active { meta: entry.meta, severity: entry.meta.severity, always_on: entry.meta.always_on, check }
}

/// The prh dictionary at `name` in `folder`.
pub fn prh(folder: &Path, name: &str) -> Prh {
    let folder = folder.canonicalize().unwrap();
    let text = FileText::new(folder.clone(), "notelint.toml".into(), "");
    let loaded = PrhLoader::new(&notelint::text::disk::OsFileSystem, &folder, &folder, Lang::En).load(
        &folder,
        name,
        (&text, Span::default()),
    );
    Prh::new(loaded.unwrap_or_else(|error| panic!("{name}: {error}")).into_rules()).unwrap()
}

/// All `.md` files below `root`, all selected.
pub fn project(root: &Path) -> Project {
    let mut files = Vec::new();
    walk(root, &mut files);
    let name = |file: &Path| file.strip_prefix(root).unwrap().to_str().map(|path| path.replace('\\', "/"));
    let notes = files
        .into_iter()
        .filter_map(|file| Some(NotePath { path: name(&file)?, file, selected: true, ..NotePath::default() }));
    let mut notes: Vec<_> = notes.collect();
    notes.sort_by(|a, b| a.path.cmp(&b.path));
    Project::on_disk(root.to_owned(), notes)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}
