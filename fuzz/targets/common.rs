//! A project of one note, under every rule.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use notelint::engine::{Active, RuleSet};
use notelint::finding::{Finding, Lang};
use notelint::fix::Applicability;
use notelint::rules::RULES;
use notelint::run::{self, Mending, NotePath, Project, Rules, Settings};
use notelint::terms::Terms;

/// Every rule, with its own defaults.
struct Every(Arc<RuleSet>, Terms);

impl Rules for Every {
    fn for_note(&self, _path: &str, _japanese: bool) -> Arc<RuleSet> {
        self.0.clone()
    }

    fn terms(&self) -> Option<&Terms> {
        Some(&self.1)
    }

    fn reads_habits(&self) -> bool {
        self.0.reads_habits()
    }
}

static EVERY: LazyLock<Every> = LazyLock::new(|| {
    let active = RULES.iter().map(|entry| {
        let check = (entry.build)(toml::Table::new()).expect("a rule takes its own defaults");
        Active { meta: entry.meta, severity: entry.meta.severity, always_on: entry.always_on, check }
    });
    Every(Arc::new(RuleSet::new(active.collect())), Terms::embedded())
});

fn project(text: &str) -> Project {
    let note = NotePath { path: "note.md".into(), selected: true, text: Some(text.into()), ..NotePath::default() };
    Project { root: Path::new("nowhere").into(), notes: vec![note] }
}

const SETTINGS: Settings = Settings { lang: Lang::Ja, threads: NonZeroUsize::MIN };

/// What is found in `text`.
#[allow(dead_code, reason = "each target uses its part")]
pub fn findings(text: &str) -> Vec<Finding> {
    run::check(&project(text), &*EVERY, SETTINGS).pop().expect("one note").findings
}

/// What `--fix` makes of `text`, and what could not be done.
#[allow(dead_code, reason = "each target uses its part")]
pub fn fix(text: &str, allowed: Applicability) -> (String, Vec<String>) {
    let mending = Mending { allowed, write: false };
    let outcome = run::fix(&project(text), &*EVERY, SETTINGS, mending).pop().expect("one note");
    let Some(mended) = outcome.mended else { return (text.to_owned(), Vec::new()) };
    (mended.texts.map_or(text.to_owned(), |(_, after)| after), mended.trouble.into_iter().collect())
}
