//! How a project spells words that have several right spellings.

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::spelling::Group;
use crate::text::source::Span;

use super::compound;

/// How often a project uses each spelling.
#[derive(Debug, Default)]
pub struct SpellingTotals {
    groups: FxHashMap<Box<str>, SpellingCounts>,
}

/// The uses of the spellings of one group.
#[derive(Debug, Default)]
struct SpellingCounts {
    /// By the index of the spelling in [`Group::forms`].
    forms: Vec<SpellingCount>,
    /// The uses at the end of longer words, by the same index: `ファイルサーバ`.
    in_compounds: Vec<usize>,
    /// Whether a note has two of the spellings.
    meet: bool,
}

/// The uses of one spelling in a project.
#[derive(Debug, Default)]
struct SpellingCount {
    times: usize,
    /// The path and span of the first use, in path order.
    first: Option<(Box<str>, Span)>,
    /// The path of the note that was counted last.
    last: Option<Box<str>>,
}

impl SpellingCount {
    fn add(&mut self, path: &str, span: Span) {
        self.times += 1;
        let first = self.first.as_ref().map(|(path, span)| (&**path, *span));
        if first.is_none_or(|first| (path, span) < first) {
            self.first = Some((path.into(), span));
        }
        if self.last.as_deref() != Some(path) {
            self.last = Some(path.into());
        }
    }
}

/// How a project uses a spelling group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpellingUsage<'a> {
    /// Only one spelling, or too few uses to decide.
    Uniform,
    /// One spelling at least 90 % of the time; the other uses are slips.
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
    /// Whether at least nine of ten uses are `form`, which has `times` of `total`, and whether that holds with the longer words as
    /// well: a project that writes メールサーバー has no reason to write サーバ.
    fn is_settled(&self, form: u16, times: usize, total: usize) -> bool {
        let same = self.in_compounds.get(form as usize).copied().unwrap_or(0);
        let all: usize = self.in_compounds.iter().sum();
        times * 10 >= total * 9 && (times + same) * 10 >= (total + all) * 9
    }
}

impl SpellingTotals {
    /// The number of uses from which a project can be consistent.
    const MINIMUM: usize = 10;
    /// Fewer uses than this are ignored.
    const CHANCE: usize = 3;
    /// If each note is consistent in itself, fewer uses of the word than this, longer words included, are ignored.
    const APART_CHANCE: usize = 5;
    /// Unless one spelling is used so often that it is a habit of the project.
    const HABIT: usize = 3;

    /// Counts the spellings in the facts of `files`. Their order does not matter.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a Facts)>) -> Self {
        let mut groups: FxHashMap<Box<str>, SpellingCounts> = FxHashMap::default();
        for (path, facts) in files {
            for spelling in &facts.spellings {
                let group = &spelling.group;
                if let Some((id, _, "")) = compound::parts(&group.id) {
                    let counts = groups.entry(id.into()).or_default();
                    counts.in_compounds.resize(group.forms.len(), 0);
                    counts.in_compounds.get_mut(spelling.form as usize).into_iter().for_each(|count| *count += 1);
                }
                if !groups.contains_key(&group.id) {
                    groups.insert(group.id.clone(), SpellingCounts::default());
                }
                let Some(counts) = groups.get_mut(&group.id) else { continue };
                counts.forms.resize_with(group.forms.len(), SpellingCount::default);
                counts.meet |= counts
                    .forms
                    .iter()
                    .enumerate()
                    .any(|(form, count)| form != spelling.form as usize && count.last.as_deref() == Some(path));
                if let Some(count) = counts.forms.get_mut(spelling.form as usize) {
                    count.add(path, spelling.span);
                }
            }
        }
        Self { groups }
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
        let is_evident = counts.meet || times >= Self::HABIT || total.max(self.family(group)) >= Self::APART_CHANCE;
        // The case of a name in Latin letters often follows what is next to it.
        if total < Self::CHANCE || !is_evident || group.latin && !settled && fewest < 2 {
            SpellingUsage::Uniform
        } else if settled {
            SpellingUsage::Consistent { form, times, total }
        } else {
            SpellingUsage::Mixed { form, times, path, span: *span }
        }
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
        let ten = facts(&group, &[0; 10]);
        let totals = SpellingTotals::of([("c.md", &ten)].into_iter());
        assert_eq!(totals.usage(&group), SpellingUsage::Consistent { form: 0, times: 10, total: 10 });
    }
}
