//! What a rule is: its [`Meta`] (name, page, presets), its options, and the [`Check`] that a run builds from them.

use std::ops::RangeInclusive;

use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::DeTable;

use crate::finding::{Applicability, Edit, Effect, Finding, Fix, Lang, Message, Meta, Severity};
use crate::lint::note::{Note, ProjectView};
use crate::lint::option_value::{OptionError, OptionValue};
use crate::markdown::document::{Kinds, Node};
use crate::text::source::Span;

/// A rule: one type in one file under `rules/`, with its page beside it. Implemented with [`rule!`].
pub trait Rule {
    /// Name, page, presets.
    const META: Meta;

    /// Its options in `notelint.toml`; their docstrings are what the JSON schema says of them.
    type Options: DeserializeOwned + JsonSchema + Default;

    /// Builds the check for a run. Whatever is costly (a table, an automaton) is made here, once.
    fn check(options: Self::Options) -> Box<dyn Check>;
}

/// What follows from the path of a rule's file. The list in [`crate::rules`], which is made from the folders, implements
/// it for each rule.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not in the list of rules",
    label = "the list has the type that is named after its file: `EmptySection` in `empty_section.rs`"
)]
pub trait Listed {
    /// The rule's name, group and page; see [`Meta::of`].
    const LISTED: Meta;
}

/// Implements [`Rule`] for the type of a rule: its summary, and whatever of [`Meta`] differs from [`Meta::of`].
///
/// ```ignore
/// rule!(DuplicateHeading {
///     options: Options,
///     summary: Text { en: "the same heading twice under one parent", ja: "同じ階層に同じ見出しが 2 つある" },
///     presets: &[Preset::Recommended.member()],
/// });
/// ```
///
/// `options` is the type of its options, which the rule keeps in a field of that name; without it, there are none. A rule
/// that keeps something else says what it makes of them: `new: |options| VagueLinkText { … }`.
macro_rules! rule {
    ($rule:ident { options: $options:ty, new: $new:expr, $($meta:tt)* }) => {
        $crate::lint::rule::rule!(@implement $rule, $options, $new, $($meta)*);
    };
    ($rule:ident { options: $options:ty, $($meta:tt)* }) => {
        $crate::lint::rule::rule!(@implement $rule, $options, |options| $rule { options }, $($meta)*);
    };
    ($rule:ident { $($meta:tt)* }) => {
        $crate::lint::rule::rule!(@implement $rule, $crate::lint::rule::NoOptions, |_| $rule, $($meta)*);
    };
    (
        @implement $rule:ident, $options:ty, $new:expr,
        summary: $summary:expr,
        $($field:ident: $value:expr,)*
    ) => {
        impl $crate::lint::rule::Rule for $rule {
            const META: $crate::finding::Meta = $crate::finding::Meta {
                summary: $summary,
                $($field: $value,)*
                ..<Self as $crate::lint::rule::Listed>::LISTED
            };

            type Options = $options;

            fn check(options: $options) -> Box<dyn $crate::lint::rule::Check> {
                let new: fn($options) -> Self = $new;
                Box::new(new(options))
            }
        }
    };
}

pub(crate) use rule;

/// A rule at work. The engine calls it; it can't fail, does no I/O and keeps nothing between notes.
pub trait Check: Send + Sync {
    /// The kinds of nodes that [`Check::node`] wants to see.
    fn kinds(&self) -> Kinds {
        Kinds::NONE
    }

    /// Characters without which it finds nothing in a note by itself: it is not asked about one that has none of them.
    /// Empty: it is asked about every note.
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &[]
    }

    /// What it needs beyond the note itself.
    fn needs(&self) -> Needs {
        Needs::NONE
    }

    /// Called for each node of those kinds, in the order of the text.
    fn node(&self, _note: &Note<'_>, _node: Node<'_>, _sink: &mut Sink<'_>) {}

    /// Called once for each note, behind the walk.
    fn note(&self, _note: &Note<'_>, _sink: &mut Sink<'_>) {}

    /// Called once for each note, when the Facts of the whole project are known.
    fn project(&self, _view: &ProjectView<'_>, _sink: &mut Sink<'_>) {}
}

/// What a rule needs beyond the note itself. A run does without what no rule needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs(u8);

impl Needs {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// The dictionaries: [`Note::terms`] and [`Facts::spellings`](crate::facts::Facts::spellings).
    pub const TERMS: Self = Self(1);
    /// What is known of links to the web: [`ProjectFacts::link_status`](crate::lint::project::ProjectFacts::link_status).
    pub const LINK_STATUSES: Self = Self(1 << 1);
    /// What the project mostly does: [`Facts::conventions`](crate::facts::Facts::conventions).
    pub const CONVENTIONS: Self = Self(1 << 2);
    /// Which notes are linked to: [`ProjectFacts::linked`](crate::lint::project::ProjectFacts::linked).
    pub const LINKED: Self = Self(1 << 3);

    /// These and the `others`.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These but for the `others`.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether all of the `others` are among these.
    pub const fn contain(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// A row of [`crate::rules::RULES`]: a [`Rule`] without its types.
#[derive(Clone, Copy, Debug)]
pub struct RuleEntry {
    /// The rule's metadata.
    pub meta: &'static Meta,
    /// Builds its check from options.
    pub build: fn(toml::Table) -> Result<Box<dyn Check>, OptionError>,
    /// What is wrong with options as they stand in a file; the error names the place.
    pub validate: fn(Spanned<DeTable<'_>>) -> Result<(), OptionError>,
    /// The schema of its options.
    pub schema: fn() -> Schema,
}

/// The row of rule `R`.
pub const fn entry<R: Rule>() -> RuleEntry {
    RuleEntry {
        meta: &R::META,
        build: |options| Ok(R::check(R::Options::deserialize(OptionValue::from(options))?)),
        validate: |options| R::Options::deserialize(OptionValue::from(options)).map(drop),
        schema: || schemars::schema_for!(R::Options),
    }
}

/// Options of a rule that has none; any key is an error.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

/// Where a check puts what it finds.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Meta,
    severity: Severity,
    lang: Lang,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    /// A sink for one rule, that adds to `findings`.
    pub fn new(rule: &'static Meta, severity: Severity, lang: Lang, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, severity, lang, findings }
    }

    /// Reports the bytes of `span`: what is wrong, with the text at fault in backquotes.
    pub fn report(&mut self, span: Span, message: Message<'_>) -> FindingBuilder<'_> {
        self.findings.push(Finding {
            rule: self.rule,
            span,
            severity: self.severity,
            message: message.text(self.lang),
            notes: Vec::new(),
            fix: None,
            withheld: false,
        });
        let last = self.findings.len() - 1;
        FindingBuilder { finding: &mut self.findings[last], lang: self.lang }
    }
}

/// A finding just reported, to add to.
#[derive(Debug)]
pub struct FindingBuilder<'a> {
    finding: &'a mut Finding,
    lang: Lang,
}

impl FindingBuilder<'_> {
    /// Says why it matters.
    #[allow(
        clippy::must_use_candidate,
        clippy::return_self_not_must_use,
        reason = "the finding is in the sink already"
    )]
    pub fn note(self, note: Message<'_>) -> Self {
        self.finding.notes.push(note.text(self.lang));
        self
    }

    /// Limits the severity to `severity`, whatever the rule is set to. The rule declares it as its
    /// [`other_severity`](Meta::other_severity).
    #[allow(
        clippy::must_use_candidate,
        clippy::return_self_not_must_use,
        reason = "the finding is in the sink already"
    )]
    pub fn at_most(self, severity: Severity) -> Self {
        let rule = self.finding.rule;
        debug_assert!(
            rule.other_severity == Some(severity),
            "{} reports a severity that it does not declare: {severity}",
            rule.name
        );
        self.finding.severity = self.finding.severity.min(severity);
        self
    }

    /// Says how to mend it. The edits may come in any order; they may not overlap.
    #[allow(
        clippy::must_use_candidate,
        clippy::return_self_not_must_use,
        reason = "the finding is in the sink already"
    )]
    pub fn fix(self, applicability: Applicability, effect: Effect, title: Message<'_>, mut edits: Vec<Edit>) -> Self {
        let rule = self.finding.rule;
        debug_assert!(
            rule.declares(applicability),
            "{} makes a fix that it does not declare: {applicability:?}",
            rule.name
        );
        edits.sort_by_key(|edit| edit.span);
        debug_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
        self.finding.fix =
            Some(Fix { title: title.text(self.lang), edits, elsewhere: Vec::new(), effect, applicability });
        self
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// A check without `kinds` is never given a node, and one without `node` is given them for nothing; neither is an error
    /// to the compiler.
    #[test]
    fn a_rule_that_looks_at_nodes_says_at_which() {
        let groups = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")).unwrap();
        let folders = groups.map(|group| group.unwrap().path()).filter(|path| path.is_dir());
        let files: Vec<_> = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).collect();
        let mut looking = 0;
        for file in
            files.into_iter().map(|file| file.unwrap().path()).filter(|path| path.extension() == Some("rs".as_ref()))
        {
            let text = std::fs::read_to_string(&file).unwrap();
            let (kinds, node) = (text.contains("    fn kinds(&self)"), text.contains("    fn node(&self, "));
            assert_eq!(kinds, node, "{}", file.display());
            looking += usize::from(node);
        }
        assert!(looking > 0);
    }
}
