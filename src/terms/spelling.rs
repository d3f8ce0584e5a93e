//! How a project spells words that have several right spellings.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::facts::spelling::{Group, Spelling};
use crate::text::source::Span;

use super::compound;

/// How often a project uses each spelling.
#[derive(Clone, Debug, Default)]
pub struct SpellingTotals {
    groups: FxHashMap<Box<str>, SpellingCounts>,
    /// How many times a note was counted.
    rounds: usize,
}

/// The uses of the spellings of one group.
#[derive(Clone, Debug, Default)]
struct SpellingCounts {
    /// By the index of the spelling in [`Group::forms`].
    forms: Vec<SpellingCount>,
    /// The uses at the end of longer words, by the same index: `ファイルサーバ`.
    in_compounds: Vec<usize>,
    /// The number of notes with more than one of the spellings.
    mixed_notes: usize,
    /// The round that changed `mixed_notes` last.
    mixed_round: usize,
}

/// The uses of one spelling in a project.
#[derive(Clone, Debug, Default)]
struct SpellingCount {
    times: usize,
    /// The number of notes that use it.
    notes: usize,
    /// The path and span of the first use, in path order.
    first: Option<(Box<str>, Span)>,
    /// The round that counted it last.
    round: usize,
}

/// What counting a note does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Its uses are added.
    Add,
    /// Its uses, which were added before, are taken away.
    Remove,
}

impl Change {
    fn apply(self, count: &mut usize) {
        *count = match self {
            Self::Add => *count + 1,
            Self::Remove => count.saturating_sub(1),
        };
    }
}

impl SpellingCount {
    /// Takes a use at `span` in the note at `path` as the first, if it comes before the one that is known.
    fn see(&mut self, path: &str, span: Span) {
        let first = self.first.as_ref().map(|(path, span)| (&**path, *span));
        if first.is_none_or(|first| (path, span) < first) {
            self.first = Some((path.into(), span));
        }
    }
}

/// How a project uses a spelling group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpellingUsage<'a> {
    /// Only one spelling, or too few uses to decide.
    Uniform,
    /// One spelling at least 90 % of the time, and not in one long note only; the other uses are slips.
    Consistent {
        /// The index of that spelling in [`Group::forms`].
        form: u16,
        /// The number of its uses.
        times: usize,
        /// The number of uses of all spellings.
        total: usize,
    },
    /// Several spellings.
    Mixed {
        /// The index of the most frequent spelling in [`Group::forms`].
        form: u16,
        /// The number of its uses.
        times: usize,
        /// The path of the file with the first use of another spelling.
        path: &'a str,
        /// The span of that use.
        span: Span,
    },
}

impl SpellingCounts {
    /// Counts a use of `form` at `span` in the note at `path`.
    fn count(&mut self, form: usize, (path, span): (&str, Span), change: Change, round: usize) {
        let others = self.forms.iter().enumerate().filter(|(other, _)| *other != form);
        if self.mixed_round != round && others.map(|(_, count)| count.round).any(|counted| counted == round) {
            self.mixed_round = round;
            change.apply(&mut self.mixed_notes);
        }
        let Some(count) = self.forms.get_mut(form) else { return };
        if count.round != round {
            change.apply(&mut count.notes);
        }
        count.round = round;
        change.apply(&mut count.times);
        match change {
            Change::Add => count.see(path, span),
            Change::Remove => {
                count.first.take_if(|(first, _)| **first == *path);
            }
        }
    }

    fn is_unused(&self) -> bool {
        self.forms.iter().all(|count| count.times == 0) && self.in_compounds.iter().all(|count| *count == 0)
    }

    /// Whether the first use of a spelling was in a note that no longer has it.
    fn misses_first(&self) -> bool {
        self.forms.iter().any(|count| count.times > 0 && count.first.is_none())
    }

    /// Whether at least nine of ten uses are `form`, which has `times` of `total`, and whether that holds with the longer words as
    /// well: a project that writes メールサーバー has no reason to write サーバ.
    fn is_settled(&self, form: u16, times: usize, total: usize) -> bool {
        let same = self.in_compounds.get(form as usize).copied().unwrap_or(0);
        let all: usize = self.in_compounds.iter().sum();
        times * 10 >= total * 9 && (times + same) * 10 >= (total + all) * 9 && !self.is_of_few_notes(form)
    }

    /// Whether several notes use other spellings only, and they are no fewer than the notes that use `form`: one long note doesn't
    /// decide for the others.
    fn is_of_few_notes(&self, form: u16) -> bool {
        let own = self.forms.get(form as usize).map_or(0, |count| count.notes);
        let all: usize = self.forms.iter().map(|count| count.notes).sum();
        let others = all.saturating_sub(own + self.mixed_notes);
        others > 1 && others >= own
    }
}

impl SpellingTotals {
    /// The number of uses from which a project can be consistent.
    const MINIMUM: usize = 10;
    /// Fewer uses than this are ignored.
    const CHANCE: usize = 3;
    /// If each note is consistent in itself, fewer uses of the word than this, longer words included, are ignored.
    const APART_CHANCE: usize = 5;
    /// Unless the word has at least this many characters: nobody writes a long word of katakana by chance.
    const LONG: usize = 7;
    /// Unless one spelling is used so often that it is a habit of the project.
    const HABIT: usize = 3;

    /// Counts the spellings in the facts of `files`. Their order does not matter.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a Facts)>) -> Self {
        let mut totals = Self::default();
        for (path, facts) in files {
            totals.count(path, facts, Change::Add);
        }
        totals
    }

    /// Counts the note at `path` again, whose facts were `old` when it was counted and are `new` now. `others` returns the facts
    /// of the other notes, which are only read if the first use of a spelling is gone.
    pub fn replace<'a, I>(&mut self, path: &str, old: &Facts, new: &Facts, others: impl FnOnce() -> I)
    where
        I: Iterator<Item = (&'a str, &'a Facts)>,
    {
        self.count(path, old, Change::Remove);
        self.count(path, new, Change::Add);
        let ids = old.spellings.iter().map(|spelling| &*spelling.group.id);
        let ids = ids.flat_map(|id| [Some(id), compound::base(id)]).flatten();
        let mut without_first: FxHashSet<&str> = FxHashSet::default();
        for id in ids {
            match self.groups.get(id) {
                Some(counts) if counts.is_unused() => drop(self.groups.remove(id)),
                Some(counts) if counts.misses_first() => drop(without_first.insert(id)),
                _ => {}
            }
        }
        if without_first.is_empty() {
            return;
        }
        for (path, facts) in others() {
            for spelling in facts.spellings.iter().filter(|spelling| without_first.contains(&*spelling.group.id)) {
                let counts = self.groups.get_mut(&spelling.group.id);
                let count = counts.and_then(|counts| counts.forms.get_mut(usize::from(spelling.form)));
                if let Some(count) = count {
                    count.see(path, spelling.span);
                }
            }
        }
    }

    /// Counts the uses in the note at `path` with `facts`.
    fn count(&mut self, path: &str, facts: &Facts, change: Change) {
        self.rounds += 1;
        let round = self.rounds;
        for Spelling { group, form, span, .. } in &facts.spellings {
            let form = usize::from(*form);
            if let Some(counts) = compound::base(&group.id).and_then(|id| self.counts(id)) {
                counts.in_compounds.resize(group.forms.len().max(counts.in_compounds.len()), 0);
                counts.in_compounds.get_mut(form).into_iter().for_each(|count| change.apply(count));
            }
            let Some(counts) = self.counts(&group.id) else { continue };
            let forms = group.forms.len().max(counts.forms.len());
            counts.forms.resize_with(forms, SpellingCount::default);
            counts.count(form, (path, *span), change, round);
        }
    }

    /// The counts of the group `id`. Always `Some`: looking up twice is cheaper than allocating the key of an entry.
    fn counts(&mut self, id: &str) -> Option<&mut SpellingCounts> {
        if !self.groups.contains_key(id) {
            self.groups.insert(id.into(), SpellingCounts::default());
        }
        self.groups.get_mut(id)
    }

    /// How the project uses `group`. If two spellings are equally frequent, the one used first counts as the more
    /// frequent.
    pub fn usage(&self, group: &Group) -> SpellingUsage<'_> {
        let Some(counts) = self.groups.get(&group.id) else { return SpellingUsage::Uniform };
        let mut order: Vec<(usize, &SpellingCount)> =
            counts.forms.iter().enumerate().filter(|(_, count)| count.times > 0).collect();
        order.sort_by_key(|(_, count)| (usize::MAX - count.times, &count.first));
        let [(form, leader), others @ ..] = &order[..] else { return SpellingUsage::Uniform };
        let total: usize = order.iter().map(|(_, count)| count.times).sum();
        let (form, times) = (u16::try_from(*form).unwrap_or(u16::MAX), leader.times);
        let settled = group.settles && total >= Self::MINIMUM && counts.is_settled(form, times, total);
        let Some((path, span)) = others.iter().filter_map(|(_, count)| count.first.as_ref()).min() else {
            // A fix in this run may add another spelling, and the next run would report it as a slip. Report it now.
            return if settled { SpellingUsage::Consistent { form, times, total } } else { SpellingUsage::Uniform };
        };
        let fewest = others.iter().map(|(_, count)| count.times).sum::<usize>();
        let is_long = || {
            !group.latin
                && group.forms.iter().all(|form| form.chars().count() >= Self::LONG)
                && !self.mixes_base(group, order.iter().map(|(form, _)| *form))
        };
        let is_evident = counts.mixed_notes > 0
            || times >= Self::HABIT
            || total.max(self.family(group)) >= Self::APART_CHANCE
            || is_long();
        // The case of a name in Latin letters often follows what is next to it.
        if total < Self::CHANCE || !is_evident || group.latin && !settled && fewest < 2 {
            SpellingUsage::Uniform
        } else if settled {
            SpellingUsage::Consistent { form, times, total }
        } else {
            SpellingUsage::Mixed { form, times, path, span: *span }
        }
    }

    /// Whether the word in the longer word of `group` has two of its spellings `forms` by itself as well: that mixture is reported.
    fn mixes_base(&self, group: &Group, forms: impl Iterator<Item = usize>) -> bool {
        let base = compound::parts(&group.id).and_then(|(id, ..)| self.groups.get(id));
        base.is_some_and(|base| {
            forms.filter(|form| base.forms.get(*form).is_some_and(|form| form.times > 0)).nth(1).is_some()
        })
    }

    /// How often the project uses the word of `group` by itself and at the end of longer words. Zero if `group` is a longer word, and
    /// the word by itself is spelled in several ways: that mixture is reported.
    fn family(&self, group: &Group) -> usize {
        let id = compound::parts(&group.id).map_or(&*group.id, |(id, ..)| id);
        let Some(counts) = self.groups.get(id) else { return 0 };
        let alone: usize = counts.forms.iter().map(|count| count.times).sum();
        let most = counts.forms.iter().map(|count| count.times).max().unwrap_or(0);
        let is_mixed = *id != *group.id && most * 10 < alone * 9;
        if is_mixed { 0 } else { alone + counts.in_compounds.iter().sum::<usize>() }
    }

    /// Whether `spelling`, a use of a longer word, is spelled as the `note` spells the word in it everywhere else: by itself and in
    /// other longer words, some of which are right so. In `オリジンサーバー、プロキシサーバー`, neither is a slip of its own.
    pub fn is_way_of(&self, spelling: &Spelling, note: &[Spelling]) -> bool {
        let Some(base) = compound::base(&spelling.group.id) else { return false };
        let is_of_word = |id: &str| id == base || compound::base(id) == Some(base);
        let mut uses = note.iter().filter(|other| is_of_word(&other.group.id));
        let is_right = |other: &Spelling| match self.usage(&other.group) {
            SpellingUsage::Consistent { form, .. } => form == spelling.form,
            SpellingUsage::Uniform | SpellingUsage::Mixed { .. } => true,
        };
        uses.clone().all(|other| other.form == spelling.form) && uses.any(is_right)
    }

    /// How often the project uses spelling `form` of `group`.
    pub fn times(&self, group: &Group, form: u16) -> usize {
        self.groups.get(&group.id).and_then(|counts| counts.forms.get(form as usize)).map_or(0, |count| count.times)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::facts::spelling::Spelling;

    fn facts(group: &Arc<Group>, forms: &[u16]) -> Facts {
        let spelling =
            |(&form, at): (&u16, usize)| Spelling { span: Span::at(at), group: group.clone(), form, editable: true };
        Facts { spellings: forms.iter().zip(0..).map(spelling).collect(), ..Facts::default() }
    }

    #[test]
    fn ninety_percent_is_consistent_and_less_is_mixed() {
        let group: Group = toml::from_str("id = 'server'\nforms = ['サーバー', 'サーバ']\nsource = 'x'").unwrap();
        let group = Arc::new(group);
        let (a, b) = (facts(&group, &[1, 0, 0, 0, 0]), facts(&group, &[0, 0, 0, 0, 0]));
        let totals = SpellingTotals::of([("b.md", &b), ("a.md", &a)].into_iter());
        assert_eq!(totals.usage(&group), SpellingUsage::Consistent { form: 0, times: 9, total: 10 });
        let totals = SpellingTotals::of([("a.md", &a)].into_iter());
        assert_eq!(totals.usage(&group), SpellingUsage::Mixed { form: 0, times: 4, path: "a.md", span: Span::at(0) });
        let totals = SpellingTotals::of([("b.md", &b)].into_iter());
        assert_eq!(totals.usage(&group), SpellingUsage::Uniform);
        assert_eq!(totals.times(&group, 0), 5);
        let (long, short) = (facts(&group, &[0; 40]), facts(&group, &[1]));
        let totals = SpellingTotals::of([("a.md", &long), ("b.md", &short)].into_iter());
        assert_eq!(totals.usage(&group), SpellingUsage::Consistent { form: 0, times: 40, total: 41 });
        let totals = SpellingTotals::of([("a.md", &long), ("b.md", &short), ("c.md", &short)].into_iter());
        assert_eq!(totals.usage(&group), SpellingUsage::Mixed { form: 0, times: 40, path: "b.md", span: Span::at(0) });
        let ten = facts(&group, &[0; 10]);
        let totals = SpellingTotals::of([("c.md", &ten)].into_iter());
        assert_eq!(totals.usage(&group), SpellingUsage::Consistent { form: 0, times: 10, total: 10 });
    }

    /// Totals after changes are those of the notes as they are now: also if the first use, the only use or a mixture goes.
    #[test]
    fn a_note_is_counted_again() {
        let group: Group = toml::from_str("id = 'server'\nforms = ['サーバー', 'サーバ']\nsource = 'x'").unwrap();
        let group = Arc::new(group);
        let states: [&[u16]; 6] = [&[], &[0], &[1, 1], &[0, 1, 0], &[1, 0, 0, 0, 0, 0], &[0; 12]];
        for old in states {
            for new in states {
                for other in states {
                    let (old, new, other) = (facts(&group, old), facts(&group, new), facts(&group, other));
                    let mut totals = SpellingTotals::of([("b.md", &other), ("a.md", &old)].into_iter());
                    totals.replace("a.md", &old, &new, || [("b.md", &other), ("a.md", &new)].into_iter());
                    let fresh = SpellingTotals::of([("b.md", &other), ("a.md", &new)].into_iter());
                    assert_eq!(totals.usage(&group), fresh.usage(&group));
                    assert_eq!(
                        [0, 1].map(|form| totals.times(&group, form)),
                        [0, 1].map(|form| fresh.times(&group, form))
                    );
                    assert_eq!(totals.groups.len(), fresh.groups.len(), "nothing is kept of what is gone");
                }
            }
        }
    }
}
