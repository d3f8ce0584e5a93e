//! The prh rules of a project, and the changes that they make to a text.

use std::sync::Arc;

use aho_corasick::{AhoCorasick, BuildError};
use rustc_hash::FxHashMap;

use super::changes::{self, PrhChange};
use super::preference::Preference;
use super::{literals, matcher};

/// The prh dictionaries of a project, merged in the order of the configuration.
#[derive(Debug)]
pub struct Prh {
    rules: Vec<Arc<Preference>>,
    /// Texts that matches must contain.
    texts: AhoCorasick,
    /// For each of these texts, the indexes of the rules that require it.
    owners: Vec<Vec<usize>>,
    /// The indexes of the rules without required texts.
    always: Vec<usize>,
    /// The wordings that rules must not change.
    protected: Vec<ProtectedWording>,
}

/// A wording that one rule writes and that another rule (or the same one) would change again and again. That rule must
/// not change it. Example: `アンティーク`, where a rule writes `アンチ` for `アンティ`.
#[derive(Debug)]
pub(super) struct ProtectedWording {
    pub(super) wording: Box<str>,
    /// The index of the rule that must not change it.
    pub(super) rule: usize,
}

/// The changes that the rules make to a text.
#[derive(Debug, Default)]
pub struct PrhChanges {
    /// The changes in text order, without overlaps.
    pub changes: Vec<PrhChange>,
    /// The rules whose patterns took too many steps.
    pub given_up: Vec<Arc<Preference>>,
}

impl Prh {
    /// The rules without protected wordings. Of two rules for the same text, the first one wins.
    ///
    /// # Errors
    /// If the automaton would be too large.
    pub(super) fn without_protection(rules: Vec<Arc<Preference>>) -> Result<Self, BuildError> {
        let (mut texts, mut owners, mut always) = (Vec::<&str>::new(), Vec::<Vec<usize>>::new(), Vec::new());
        let mut known = FxHashMap::default();
        for (index, rule) in rules.iter().enumerate() {
            for text in rule.required.iter().flatten() {
                let at = *known.entry(&**text).or_insert_with(|| {
                    texts.push(text);
                    owners.push(Vec::new());
                    texts.len() - 1
                });
                owners[at].push(index);
            }
            if rule.required.is_none() {
                always.push(index);
            }
        }
        let texts = AhoCorasick::new(&texts)?;
        Ok(Self { rules, texts, owners, always, protected: Vec::new() })
    }

    /// Sets the protected wordings.
    pub(super) fn with_protected(self, protected: Vec<ProtectedWording>) -> Self {
        Self { protected, ..self }
    }

    /// The rules, in order of precedence.
    pub fn rules(&self) -> &[Arc<Preference>] {
        &self.rules
    }

    /// The changes that prh would make to `text`, except those to a protected wording.
    pub fn changes(&self, text: &str) -> PrhChanges {
        let folded: String = text.chars().map(literals::fold).collect();
        let mut rules = self.always.clone();
        for found in self.texts.find_overlapping_iter(&folded) {
            rules.extend(&self.owners[found.pattern().as_usize()]);
        }
        rules.sort_unstable();
        rules.dedup();
        let mut all = PrhChanges::default();
        for (index, rule) in rules.into_iter().map(|index| (index, &self.rules[index])) {
            match changes::of_rule(rule, text) {
                Ok(mut changes) => {
                    let protected = self.protected.iter().filter(|protected| protected.rule == index);
                    protected.for_each(|protected| changes::leave(&mut changes, text, &protected.wording));
                    all.changes.extend(changes);
                }
                Err(matcher::GaveUp) => all.given_up.push(rule.clone()),
            }
        }
        changes::drop_overlapping(&mut all.changes);
        all
    }
}
