//! Metadata of a rule: name, presets, page.

use super::{Applicability, Severity, Text};

/// A named set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// Mistakes only; the default.
    Recommended,
    /// For notes whose prose is mostly Japanese; on by default for those.
    Japanese,
    /// Matters of style: markers, blank lines, line length, spacing.
    Style,
    /// markdownlint's rules with its defaults.
    Markdownlint,
    /// Every rule.
    Strict,
}

impl Preset {
    /// All presets, in the order of the documentation.
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

/// A rule in a preset, with the options it has there.
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

/// Metadata of a rule.
#[derive(Debug)]
pub struct Meta {
    /// Kebab-case; says what is wrong, and reads well after "allow".
    pub name: &'static str,
    /// The folder under `rules/`.
    pub group: &'static str,
    /// One line: what the rule finds.
    pub summary: Text,
    /// Other names for the rule: markdownlint's number (`MD001`) and name, textlint's name.
    pub aliases: &'static [&'static str],
    /// The severity of its findings, unless configured otherwise.
    pub severity: Severity,
    /// The severity of its less severe findings, if the severity varies. A configured severity does not raise it.
    pub other_severity: Option<Severity>,
    /// The presets that contain it. [`Preset::Strict`] contains every rule and is left out.
    pub presets: &'static [Membership],
    /// The applicability of its fixes; `None` if it has none. Any rule may make a fix [`Applicability::Manual`] if it
    /// is in doubt.
    pub fix: Option<Applicability>,
    /// The applicability of its other fixes, if it varies. `fix` is then what applies to most notes, or with the
    /// default options.
    pub other_fix: Option<Applicability>,
    /// The version that introduced it.
    pub since: &'static str,
    /// Whether `--select` and `notelint links` leave it on: its findings keep other rules from checking a note.
    pub always_on: bool,
    /// Whether its findings may be about the syntax that the flavour adds to Markdown; those of other rules are removed.
    pub about_syntax: bool,
    /// Whether its findings are about text that was meant to be rendered: where an unclosed fence above turns code into text, they
    /// are removed.
    pub about_text: bool,
    /// The rule that says more about the same line. Where it has a finding, this rule's is removed.
    pub yields_to: Option<&'static str>,
    /// What its findings are about, where editors draw that in a way of its own.
    pub kind: Option<FindingKind>,
    /// The rule's page, in Markdown.
    pub page: &'static str,
}

/// What editors draw in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// Something that is no longer valid: struck through.
    Deprecated,
    /// Something without effect: faded out.
    Unnecessary,
}

impl Meta {
    /// A rule with defaults for everything except name, group and page: [`Severity::Warning`], only in
    /// [`Preset::Strict`], no aliases, no fix, since the first version. The summary is empty.
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
            about_syntax: false,
            about_text: false,
            yields_to: None,
            kind: None,
            page,
        }
    }

    /// Whether it may have fixes that are `applicability`.
    pub fn declares(&self, applicability: Applicability) -> bool {
        let declared = [self.fix, self.other_fix];
        declared.contains(&Some(applicability)) || self.fix.is_some() && applicability == Applicability::Manual
    }

    /// The lowest and the highest severity of its findings, if it is configured as `configured`.
    pub fn severities(&self, configured: Severity) -> (Severity, Severity) {
        (self.other_severity.map_or(configured, |other| other.min(configured)), configured)
    }

    /// markdownlint's number for the rule, such as `MD001`.
    pub fn alias(&self) -> Option<&'static str> {
        let is_number = |alias: &&str| {
            alias.strip_prefix("MD").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        self.aliases.iter().copied().find(is_number)
    }

    /// Whether `name` is the rule's name or one of its aliases. Case is ignored.
    pub fn has_name(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }

    /// Its membership in `preset`; [`Preset::Strict`] contains every rule.
    pub fn membership(&self, preset: Preset) -> Option<Membership> {
        let named = self.presets.iter().copied().find(|membership| membership.preset == preset);
        named.or((preset == Preset::Strict).then(|| preset.member()))
    }
}
