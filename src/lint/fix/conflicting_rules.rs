//! Rules whose fixes undo each other or never converge.

use crate::finding::{Finding, Lang, Meta, Text};
use crate::message;

/// Rules whose fixes do not converge in a note. None of their fixes is applied there.
#[derive(Clone, Debug)]
pub struct ConflictingRules {
    /// Sorted by name, without duplicates.
    pub rules: Vec<&'static Meta>,
    /// Whether an earlier text came back. Otherwise every round produced a new text until the limit was reached.
    pub is_cycle: bool,
}

impl ConflictingRules {
    /// Sorts `rules` by name and removes duplicates.
    pub fn new(rules: impl IntoIterator<Item = &'static Meta>, is_cycle: bool) -> Self {
        Self { rules: distinct(rules), is_cycle }
    }

    /// The message for the user, in the language `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let (names, many) = (self.names(lang), self.many());
        let (en, ja) = (many.get(Lang::En), many.get(Lang::Ja));
        let issues = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");
        if self.is_cycle {
            message!(
                "the fixes of {names} undo each other, so {en} was applied; please report it at {issues}",
                "{names} の修正が互いに打ち消し合うため、{ja}適用していない。{issues} に報告してほしい"
            )
            .text(lang)
        } else {
            message!(
                "the fixes of {names} do not converge, so {en} was applied; please report it at {issues}",
                "{names} の修正が収束しないため、{ja}適用していない。{issues} に報告してほしい"
            )
            .text(lang)
        }
    }

    /// Withholds the fix of `finding` if its rule is one of these, and adds a note that says why.
    pub fn withhold(&self, finding: &mut Finding, lang: Lang) {
        if finding.fix.is_none() || !self.rules.iter().any(|rule| rule.name == finding.rule.name) {
            return;
        }
        let names = self.names(lang);
        let note = if self.is_cycle {
            message!(
                "fix withheld: the fixes of {names} undo each other here",
                "自動修正を見送った: {names} の修正が互いに打ち消し合うため"
            )
        } else {
            message!(
                "fix withheld: the fixes of {names} do not converge here",
                "自動修正を見送った: {names} の修正が収束しないため"
            )
        };
        finding.withhold_for(&note, lang);
    }

    /// The names of the rules as a list: "`a`", "`a` and `b`", "`a`, `b` and `c`".
    fn names(&self, lang: Lang) -> String {
        let names: Vec<String> = self.rules.iter().map(|rule| format!("`{}`", rule.name)).collect();
        let (comma, and) = match lang {
            Lang::En => (", ", " and "),
            Lang::Ja => ("、", " と "),
        };
        match &names[..] {
            [first @ .., last] if !first.is_empty() => format!("{}{and}{last}", first.join(comma)),
            _ => names.concat(),
        }
    }

    fn many(&self) -> Text {
        match self.rules.len() {
            2 => Text { en: "neither", ja: "どちらも" },
            _ => Text { en: "none of them", ja: "" },
        }
    }
}

/// `rules` sorted by name, without duplicates.
pub fn distinct(rules: impl IntoIterator<Item = &'static Meta>) -> Vec<&'static Meta> {
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    rules
}
