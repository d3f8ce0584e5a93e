//! What is known of a rule without running it: name, presets, page.

use super::{Applicability, Severity, Text};

/// A named set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// Faults only; the default.
    Recommended,
    /// For files whose prose is mostly Japanese; on by default for those.
    Japanese,
    /// Taste: markers, blank lines, line length, spacing.
    Style,
    /// markdownlint's rules with its defaults.
    Markdownlint,
    /// Every rule.
    Strict,
}

impl Preset {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Preset; 5] = [Self::Recommended, Self::Japanese, Self::Style, Self::Markdownlint, Self::Strict];

    /// The name in configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::Japanese => "japanese",
            Self::Style => "style",
            Self::Markdownlint => "markdownlint",
            Self::Strict => "strict",
        }
    }
}

/// A rule's place in a preset, with the options it has there.
#[derive(Clone, Copy, Debug)]
pub struct Membership {
    /// The preset.
    pub preset: Preset,
    /// Options as TOML (`scope = "project"`); empty for the rule's own defaults.
    pub options: &'static str,
}

impl Preset {
    /// Membership with the rule's own defaults.
    pub const fn member(self) -> Membership {
        Membership { preset: self, options: "" }
    }

    /// Membership with these options, as TOML.
    pub const fn with(self, options: &'static str) -> Membership {
        Membership { preset: self, options }
    }
}

/// What is known of a rule without running it.
#[derive(Debug)]
pub struct Meta {
    /// Kebab-case; says what is wrong, and reads well after "allow".
    pub name: &'static str,
    /// The folder under `rules/`.
    pub group: &'static str,
    /// One line: what the rule finds.
    pub summary: Text,
    /// Other names by which it may be called: markdownlint's number (`MD001`) and its name there, textlint's name.
    pub aliases: &'static [&'static str],
    /// The severity of its findings, unless the configuration sets another.
    pub severity: Severity,
    /// The severity of its less severe findings, where that varies: they have at most this one, whatever is configured.
    pub other_severity: Option<Severity>,
    /// Where it is on; [`Preset::Strict`] goes without saying.
    pub presets: &'static [Membership],
    /// Who decides that a fix of this rule is made; `None` where it has none. Any rule may only show a fix
    /// ([`Applicability::Manual`]) where it has doubts.
    pub fix: Option<Applicability>,
    /// Who decides on its other fixes, where that varies: `fix` is what most notes or the default options get.
    pub other_fix: Option<Applicability>,
    /// The version that brought it.
    pub since: &'static str,
    /// Whether it is on whatever `--select` or `notelint links` choose: what it reports keeps the other rules from
    /// checking a note.
    pub always_on: bool,
    /// Its page, in Markdown.
    pub page: &'static str,
}

impl Meta {
    /// A rule with nothing but its name, group and page: a [`Severity::Warning`], only in [`Preset::Strict`], without
    /// aliases and fix, since the first version. The summary is empty.
    pub const fn of(name: &'static str, group: &'static str, page: &'static str) -> Self {
        Self {
            name,
            group,
            summary: Text { en: "", ja: "" },
            aliases: &[],
            severity: Severity::Warning,
            other_severity: None,
            presets: &[],
            fix: None,
            other_fix: None,
            since: "0.1.0",
            always_on: false,
            page,
        }
    }

    /// Whether it declares fixes like one that is `applicability`.
    pub fn declares(&self, applicability: Applicability) -> bool {
        let declared = [self.fix, self.other_fix];
        declared.contains(&Some(applicability)) || self.fix.is_some() && applicability == Applicability::Manual
    }

    /// The least and the greatest severity of its findings where `configured` is the severity that it is set to.
    pub fn severities(&self, configured: Severity) -> (Severity, Severity) {
        (self.other_severity.map_or(configured, |other| other.min(configured)), configured)
    }

    /// markdownlint's number for the same fault, such as `MD001`.
    pub fn alias(&self) -> Option<&'static str> {
        let is_number = |alias: &&str| {
            alias.strip_prefix("MD").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        self.aliases.iter().copied().find(is_number)
    }

    /// Whether `name` is this rule's name or an alias of it, whatever its case.
    pub fn has_name(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }

    /// Its place in `preset`; [`Preset::Strict`] holds every rule.
    pub fn membership(&self, preset: Preset) -> Option<Membership> {
        let named = self.presets.iter().copied().find(|membership| membership.preset == preset);
        named.or((preset == Preset::Strict).then(|| preset.member()))
    }
}
