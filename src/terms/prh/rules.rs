//! The rules of a project, and what they change in a text.

use std::sync::Arc;

use aho_corasick::{AhoCorasick, BuildError};
use rustc_hash::FxHashMap;

use super::changes::{self, PrhChange};
use super::preference::Preference;
use super::{literals, matcher};

/// The prh dictionaries of a project, merged in the order in which they are named.
#[derive(Debug)]
pub struct Prh {
    rules: Vec<Arc<Preference>>,
    /// Texts that matches contain.
    texts: AhoCorasick,
    /// The rules that require each of the texts.
    owners: Vec<Vec<usize>>,
    /// The rules that may match anywhere.
    always: Vec<usize>,
    /// The wordings that a rule leaves alone, once they are known.
    protected: Vec<ProtectedWording>,
}

/// A wording that a rule asks for, and another rule (or the same one) that would change part of it without end. The
/// wording is left alone: `アンティーク` where a rule writes `アンチ` for `アンティ`.
#[derive(Debug)]
pub(super) struct ProtectedWording {
    pub(super) wording: Box<str>,
    /// Index of the rule that leaves it alone.
    pub(super) rule: usize,
}

/// The changes that the rules make to a text.
#[derive(Debug, Default)]
pub struct PrhChanges {
    /// In the order of the text, none within another.
    pub changes: Vec<PrhChange>,
    /// The rules whose patterns took too many steps in it.
    pub given_up: Vec<Arc<Preference>>,
}

impl Prh {
    /// The rules, with no wording left alone yet. Of two rules for the same text the first counts.
    ///
    /// # Errors
    /// Where the automaton would be too large.
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

    /// The same, with the wordings that rules leave alone.
    pub(super) fn with_protected(self, protected: Vec<ProtectedWording>) -> Self {
        Self { protected, ..self }
    }

    /// The rules, in the order in which they count.
    pub fn rules(&self) -> &[Arc<Preference>] {
        &self.rules
    }

    /// The changes that prh would make to `text`, except those to a wording that the rules would change without end.
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
