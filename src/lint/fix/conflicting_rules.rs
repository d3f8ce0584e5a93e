//! Rules whose fixes lead nowhere: they undo each other, or never come to an end.

use crate::finding::{Finding, Lang, Meta, Text};
use crate::message;

/// Rules whose fixes lead nowhere in a note. None of their fixes is made there.
#[derive(Clone, Debug)]
pub struct ConflictingRules {
    /// Sorted by name, each once.
    pub rules: Vec<&'static Meta>,
    /// Whether the same text came back. Otherwise each round brought another text, for as long as it was tried.
    pub is_cycle: bool,
}

impl ConflictingRules {
    /// Of rules, each of which may come several times.
    pub fn new(rules: impl IntoIterator<Item = &'static Meta>, is_cycle: bool) -> Self {
        Self { rules: distinct(rules), is_cycle }
    }

    /// What to tell of it, in the language `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let (names, many) = (self.names(lang), self.many());
        let (en, ja) = (many.get(Lang::En), many.get(Lang::Ja));
        let issues = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");
        if self.is_cycle {
            message!(
                "the fixes of {names} undo each other; {en} was applied: please report it at {issues}",
                "{names} の修正が互いに打ち消し合うため、{ja}適用していない。{issues} に報告してほしい"
            )
            .text(lang)
        } else {
            message!(
                "the fixes of {names} do not come to an end; {en} was applied: please report it at {issues}",
                "{names} の修正がいつまでも終わらないため、{ja}適用していない。{issues} に報告してほしい"
            )
            .text(lang)
        }
    }

    /// Takes the fix of `finding` out of reach if it is of one of these rules, and says why.
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
                "fix withheld: the fixes of {names} do not come to an end here",
                "自動修正を見送った: {names} の修正がいつまでも終わらないため"
            )
        };
        finding.withhold_for(&note, lang);
    }

    /// The rules' names: "`a`", "`a` and `b`", "`a`, `b` and `c`".
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

/// `rules`, sorted by name, each once.
pub fn distinct(rules: impl IntoIterator<Item = &'static Meta>) -> Vec<&'static Meta> {
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    rules
}
