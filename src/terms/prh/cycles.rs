//! Finds rules of prh dictionaries that undo each other or change their own result again.

use std::sync::Arc;

use aho_corasick::BuildError;

use super::changes;
use super::preference::Preference;
use super::rules::{Prh, ProtectedWording};

/// The number of passes after which a text that still changes counts as never reaching a fixed point.
const MAX_ROUNDS: usize = 4;

impl Prh {
    /// Combines `rules`. Of two rules for the same text, the first one wins.
    ///
    /// # Errors
    /// If the automaton would be too large.
    pub fn new(rules: Vec<Arc<Preference>>) -> Result<Self, BuildError> {
        let prh = Self::without_protection(rules)?;
        let protected = prh.protected_wordings();
        Ok(prh.with_protected(protected))
    }

    /// Two rules that contradict each other: each undoes the other, or both have the same pattern but different
    /// wordings.
    pub(in crate::terms) fn contradiction(&self) -> Option<(&Preference, &Preference)> {
        let mut patterns = rustc_hash::FxHashMap::default();
        for rule in self.rules() {
            let first = patterns.entry(&rule.pattern).or_insert(rule);
            if first.expected != rule.expected {
                return Some((first, rule));
            }
        }
        self.rules().iter().filter(|rule| is_literal(rule)).find_map(|rule| {
            let (other, words) = self.rewrite_whole(&rule.expected)?;
            let (back, again) = self.rewrite_whole(&words)?;
            let there_and_back = std::ptr::eq(back, Arc::as_ptr(rule)) && again == *rule.expected;
            there_and_back.then_some((&**rule, other))
        })
    }

    /// The first rule that changes `text`, and the text after all changes. `None` if no rule changes it.
    pub(crate) fn rewrite(&self, text: &str) -> Option<(&Preference, String)> {
        let found = self.changes(text).changes;
        let first = found.first()?;
        let rule = self.rules().iter().find(|rule| Arc::ptr_eq(rule, &first.rule))?;
        let changed = changes::apply(text, &found);
        (changed != text).then_some((rule, changed))
    }

    /// Like [`rewrite`](Self::rewrite), but `None` unless one rule changes the whole text.
    pub(crate) fn rewrite_whole(&self, text: &str) -> Option<(&Preference, String)> {
        let whole = self.changes(text).changes.first().is_some_and(|change| change.range == (0..text.len()));
        self.rewrite(text).filter(|_| whole)
    }

    /// The wordings that the rules would change again and again.
    fn protected_wordings(&self) -> Vec<ProtectedWording> {
        let mut protected = Vec::new();
        for rule in self.rules().iter().filter(|rule| is_literal(rule)) {
            let changes = self.changes(&rule.expected).changes;
            if changes.is_empty() || self.reaches_fixed_point(&rule.expected) {
                continue;
            }
            // A change of the whole wording is a contradiction between two rules, not a part to protect.
            let all = 0..rule.expected.len();
            for change in changes.iter().filter(|change| change.range != all) {
                let index = self.rules().iter().position(|rule| Arc::ptr_eq(rule, &change.rule));
                protected.extend(index.map(|index| ProtectedWording { wording: rule.expected.clone(), rule: index }));
            }
        }
        protected
    }

    fn reaches_fixed_point(&self, text: &str) -> bool {
        let mut text = text.to_owned();
        for _ in 0..MAX_ROUNDS {
            match self.rewrite(&text) {
                Some((_, changed)) => text = changed,
                None => return true,
            }
        }
        false
    }
}

/// Whether a rule always writes the same text.
fn is_literal(rule: &Preference) -> bool {
    !rule.expected.contains('$') && !rule.expected.is_empty()
}
