//! The interface of rules: [`Meta`] (name, page, presets), options, and the [`Check`] that a run builds from them.

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

/// A rule: one type in one file under `rules/`, with its page next to it. Implement it with [`rule!`].
pub trait Rule {
    /// Name, page, presets.
    const META: Meta;

    /// The options in `notelint.toml`. Their doc comments are the descriptions in the JSON schema.
    type Options: DeserializeOwned + JsonSchema + Default;

    /// Builds the check for a run. Expensive values (tables, automata) are built here, once.
    fn check(options: Self::Options) -> Box<dyn Check>;
}

/// The part of [`Meta`] that follows from the path of the rule's file. The generated list in [`crate::rules`]
/// implements it for each rule.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not in the list of rules",
    label = "the type has to be named after its file: `EmptySection` in `empty_section.rs`"
)]
pub trait Listed {
    /// The rule's name, group and page; see [`Meta::of`].
    const LISTED: Meta;
}

/// Implements [`Rule`] for a type: its summary, and the fields of [`Meta`] that differ from [`Meta::of`].
///
/// ```ignore
/// rule!(DuplicateHeading {
///     options: Options,
///     summary: Text { en: "the same heading twice under one parent", ja: "同じ階層に同じ見出しが 2 つある" },
///     presets: &[Preset::Recommended.member()],
/// });
/// ```
///
/// `options` is the type of the options, which the rule stores in a field of the same name; omit it for a rule without
/// options. A rule that stores something else adds a constructor: `new: |options| VagueLinkText { … }`.
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

/// The implementation of a rule. It can't fail, does no I/O, and keeps no state between notes.
pub trait Check: Send + Sync {
    /// The kinds of nodes for which [`Check::node`] is called.
    fn kinds(&self) -> Kinds {
        Kinds::NONE
    }

    /// Characters of which a note has to contain at least one; otherwise the rule is not run on it. Empty: the rule
    /// runs on every note.
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &[]
    }

    /// What the rule needs besides the note.
    fn needs(&self) -> Needs {
        Needs::NONE
    }

    /// Called for each node of these kinds, in document order.
    fn node(&self, _note: &Note<'_>, _node: Node<'_>, _sink: &mut Sink<'_>) {}

    /// Called once for each note, after all calls of [`Check::node`].
    fn note(&self, _note: &Note<'_>, _sink: &mut Sink<'_>) {}

    /// Called once for each note, when the facts of the whole project are known.
    fn project(&self, _view: &ProjectView<'_>, _sink: &mut Sink<'_>) {}
}

/// What a rule needs besides the note. A run does not compute what no rule needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs(u8);

impl Needs {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// The dictionaries: [`Note::terms`] and [`Facts::spellings`](crate::facts::Facts::spellings).
    pub const TERMS: Self = Self(1);
    /// The statuses of external links: [`ProjectFacts::link_status`](crate::lint::project::ProjectFacts::link_status).
    pub const LINK_STATUSES: Self = Self(1 << 1);
    /// The styles that the project uses: [`Facts::conventions`](crate::facts::Facts::conventions).
    pub const CONVENTIONS: Self = Self(1 << 2);
    /// Which notes are linked to: [`ProjectFacts::linked`](crate::lint::project::ProjectFacts::linked).
    pub const LINKED: Self = Self(1 << 3);

    /// The union with `others`.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// The difference from `others`.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether it includes all `others`.
    pub const fn contain(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// An entry of [`crate::rules::RULES`]: a [`Rule`] without its types.
#[derive(Clone, Copy, Debug)]
pub struct RuleEntry {
    /// The rule's metadata.
    pub meta: &'static Meta,
    /// Builds its check from options.
    pub build: fn(toml::Table) -> Result<Box<dyn Check>, OptionError>,
    /// Validates options from a file. An error contains the position.
    pub validate: fn(Spanned<DeTable<'_>>) -> Result<(), OptionError>,
    /// The schema of its options.
    pub schema: fn() -> Schema,
}

/// The entry for rule `R`.
pub const fn entry<R: Rule>() -> RuleEntry {
    RuleEntry {
        meta: &R::META,
        build: |options| Ok(R::check(R::Options::deserialize(OptionValue::from(options))?)),
        validate: |options| R::Options::deserialize(OptionValue::from(options)).map(drop),
        schema: || schemars::schema_for!(R::Options),
    }
}

/// The options of a rule that has none. Any key is an error.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

/// Collects the findings of a check.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Meta,
    severity: Severity,
    lang: Lang,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    /// A sink that adds findings of one rule to `findings`.
    pub fn new(rule: &'static Meta, severity: Severity, lang: Lang, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, severity, lang, findings }
    }

    /// Reports the bytes of `span`. `message` says what is wrong, with the text at fault in backquotes.
    pub fn report(&mut self, span: Span, message: Message<'_>) -> FindingBuilder<'_> {
        self.findings.push(Finding::new(self.rule, span, self.severity, message.text(self.lang)));
        let last = self.findings.len() - 1;
        FindingBuilder { finding: &mut self.findings[last], lang: self.lang }
    }
}

/// A finding that was just reported, to which notes and a fix can be added.
#[derive(Debug)]
pub struct FindingBuilder<'a> {
    finding: &'a mut Finding,
    lang: Lang,
}

impl FindingBuilder<'_> {
    /// Adds a note that says why it matters.
    #[allow(
        clippy::must_use_candidate,
        clippy::return_self_not_must_use,
        reason = "the finding is in the sink already"
    )]
    pub fn note(self, note: Message<'_>) -> Self {
        self.finding.notes.push(note.text(self.lang));
        self
    }

    /// Names what the finding is about. Reports show findings of a rule with the same fact once for each note.
    #[allow(
        clippy::must_use_candidate,
        clippy::return_self_not_must_use,
        reason = "the finding is in the sink already"
    )]
    pub fn about(self, fact: &str) -> Self {
        self.finding.fact = Some(fact.to_owned());
        self
    }

    /// Limits the severity to `severity`, whatever the configured one. The rule has to declare it as its
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

    /// Adds a fix. The edits may be in any order but must not overlap.
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

    /// Without `kinds`, `node` is never called; without `node`, the calls are wasted. The compiler reports neither.
    #[test]
    fn rules_define_both_kinds_and_node_or_neither() {
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
