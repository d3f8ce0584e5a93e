//! Rules of a prh dictionary that undo each other, or whose own words they change again.

use std::sync::Arc;

use aho_corasick::BuildError;

use super::changes;
use super::preference::Preference;
use super::rules::{Prh, ProtectedWording};

/// So many times in a row the rules may change a text before it counts as one that never settles.
const MAX_ROUNDS: usize = 4;

impl Prh {
    /// The dictionaries with these rules. Of two rules for the same text the first counts.
    ///
    /// # Errors
    /// Where the automaton would be too large.
    pub fn new(rules: Vec<Arc<Preference>>) -> Result<Self, BuildError> {
        let prh = Self::without_protection(rules)?;
        let protected = prh.protected_wordings();
        Ok(prh.with_protected(protected))
    }

    /// Two rules that turn the words of the one into those of the other and back, or one pattern into two wordings.
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

    /// The rule that changes `text`, and the text as the rules leave it; `None` where they leave it alone.
    pub(crate) fn rewrite(&self, text: &str) -> Option<(&Preference, String)> {
        let found = self.changes(text).changes;
        let first = found.first()?;
        let rule = self.rules().iter().find(|rule| Arc::ptr_eq(rule, &first.rule))?;
        let changed = changes::apply(text, &found);
        (changed != text).then_some((rule, changed))
    }

    /// The same, where one rule changes all of it.
    pub(crate) fn rewrite_whole(&self, text: &str) -> Option<(&Preference, String)> {
        let whole = self.changes(text).changes.first().is_some_and(|change| change.range == (0..text.len()));
        self.rewrite(text).filter(|_| whole)
    }

    /// The wordings that the rules would change without end.
    fn protected_wordings(&self) -> Vec<ProtectedWording> {
        let mut protected = Vec::new();
        for rule in self.rules().iter().filter(|rule| is_literal(rule)) {
            let changes = self.changes(&rule.expected).changes;
            if changes.is_empty() || self.reaches_fixed_point(&rule.expected) {
                continue;
            }
            // All of it: the one rule is against the other.
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

/// Whether a rule always writes the same.
fn is_literal(rule: &Preference) -> bool {
    !rule.expected.contains('$') && !rule.expected.is_empty()
}
