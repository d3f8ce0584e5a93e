//! A project of one note, with every rule and its own defaults, or with a preset and its options; the text decides
//! which.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use notelint::finding::{Applicability, Finding, Lang, Meta, Preset};
use notelint::facts::link_settings::LinkSettings;
use notelint::lint::config::NoteConfig;
use notelint::lint::rule::Needs;
use notelint::lint::rule_set::{Active, RuleSet};
use notelint::lint::suppression::Inline;
use notelint::project::run::{self, FixMode, NotePath, RunOptions, Project};
use notelint::rules::RULES;
use notelint::terms::Terms;
use notelint::text::syntax_reader::SyntaxReader;

/// The same rules for every note.
struct FixedRules(Arc<RuleSet>, &'static Terms);

static TERMS: LazyLock<Terms> = LazyLock::new(Terms::embedded);

impl FixedRules {
    /// The rules in `options`, with these options as TOML.
    fn new(options: impl Fn(&Meta) -> Option<&'static str>) -> Self {
        let active = RULES.iter().filter_map(|entry| {
            let options = options(entry.meta)?.parse().expect("a preset's options are TOML");
            let check = (entry.build)(options).expect("a rule takes its own defaults and a preset's options");
            Some(Active { meta: entry.meta, severity: entry.meta.severity, always_on: entry.meta.always_on, check })
        });
        Self(Arc::new(RuleSet::new(active.collect())), &TERMS)
    }

    /// The rule set for `text`, chosen by its length.
    fn of(text: &str) -> &'static Self {
        &SETS[text.len() % SETS.len()]
    }
}

impl FixedRules {
    fn options(&self) -> RunOptions<'_> {
        RunOptions { terms: Some(self.1), lang: Lang::Ja, ..RunOptions::new(self) }
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
        SyntaxReader::GITHUB
    }

    fn needs(&self) -> Needs {
        self.0.needs()
    }
}

static SETS: LazyLock<Vec<FixedRules>> = LazyLock::new(|| {
    let of_preset = |preset| FixedRules::new(move |meta| Some(meta.membership(preset)?.options));
    std::iter::once(FixedRules::new(|_| Some(""))).chain(Preset::ALL.into_iter().map(of_preset)).collect()
});

/// The rules about facts.
static FACTS: LazyLock<FixedRules> = LazyLock::new(|| FixedRules::new(|meta| (meta.group == "facts").then_some("")));

fn project(text: &str) -> Project {
    let note = NotePath { path: "note.md".into(), selected: true, text: Some(text.into()), ..NotePath::default() };
    Project::on_disk(Path::new("nowhere").into(), vec![note])
}

/// The findings of `text`.
#[allow(dead_code, reason = "each target uses its part")]
pub fn findings(text: &str) -> Vec<Finding> {
    run::check(&project(text), &FixedRules::of(text).options()).pop().expect("one note").findings
}

/// The findings of the rules about facts in `text`.
#[allow(dead_code, reason = "each target uses its part")]
pub fn facts(text: &str) -> Vec<Finding> {
    run::check(&project(text), &FACTS.options()).pop().expect("one note").findings
}

/// The result of `--fix` on `text` with the rule set for `like`, and the problems.
#[allow(dead_code, reason = "each target uses its part")]
pub fn fix(text: &str, like: &str, allowed: Applicability) -> (String, Vec<String>) {
    let mode = FixMode { allowed, write: false };
    let outcome = run::fix(&project(text), &FixedRules::of(like).options(), mode).pop().expect("one note");
    let Some(fix_report) = outcome.fix_report else { return (text.to_owned(), Vec::new()) };
    (fix_report.texts.map_or(text.to_owned(), |(_, after)| after), fix_report.problems.into_iter().collect())
}
