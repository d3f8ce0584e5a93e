//! What several tests need: a fixed set of rules, and real notes.
pub mod looking;
pub mod notes;
pub mod server;
pub mod terms;
pub mod web;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use notelint::finding::Lang;
use notelint::finding::mistake::Text;
use notelint::lint::engine::{Active, RuleSet};
use notelint::lint::rule::Entry;
use notelint::project::run::{NotePath, Project, Rules, Settings};
use notelint::rules::RULES;
use notelint::terms::Terms;
use notelint::terms::prh::Prh;
use notelint::terms::prh::load::Loader;
use notelint::text::source::Span;

/// The same rules for every note.
pub struct Set(Arc<RuleSet>, Option<Terms>);

impl Set {
    pub fn new(rules: Vec<Active>) -> Self {
        let set = RuleSet::new(rules);
        let terms = set.reads_terms().then(Terms::embedded);
        Self(Arc::new(set), terms)
    }

    /// The same, with a prh dictionary beside those that come with notelint.
    pub fn with_prh(self, prh: Prh) -> Self {
        Self(self.0, self.1.map(|terms| terms.with_prh(prh)))
    }

    /// Every rule, with its own defaults.
    pub fn every_rule() -> Self {
        Self::new(RULES.iter().map(|entry| active(entry, toml::Table::new())).collect())
    }
}

impl Rules for Set {
    fn for_note(&self, _path: &str, _japanese: bool) -> Arc<RuleSet> {
        self.0.clone()
    }

    fn terms(&self) -> Option<&Terms> {
        self.1.as_ref()
    }

    fn reads_habits(&self) -> bool {
        self.0.reads_habits()
    }
}

/// The rule of `entry` with these options.
pub fn active(entry: &Entry, options: toml::Table) -> Active {
    let check = (entry.build)(options).unwrap_or_else(|error| panic!("{}: {error}", entry.meta.name));
    Active { meta: entry.meta, severity: entry.meta.severity, always_on: entry.always_on, check }
}

/// The prh dictionary at `name` in `folder`.
pub fn prh(folder: &Path, name: &str) -> Prh {
    let folder = folder.canonicalize().unwrap();
    let text = Text::new(folder.clone(), "notelint.toml".into(), "");
    let loaded = Loader::new(&notelint::text::disk::OsFileSystem, &folder, &folder, Lang::En).load(
        &folder,
        name,
        (&text, Span::default()),
    );
    Prh::new(loaded.unwrap_or_else(|error| panic!("{name}: {error}")).into_rules()).unwrap()
}

/// One thread.
pub fn settings(lang: Lang) -> Settings {
    Settings { lang, threads: NonZeroUsize::MIN }
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
