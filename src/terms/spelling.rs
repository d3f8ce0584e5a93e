//! How a project spells words that have several right spellings.

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::spelling::Group;
use crate::text::source::Span;

/// How often a project uses each spelling.
#[derive(Debug, Default)]
pub struct SpellingTotals {
    groups: FxHashMap<Box<str>, Vec<SpellingCount>>,
}

/// The uses of one spelling in a project.
#[derive(Debug, Default)]
struct SpellingCount {
    times: usize,
    /// The path and span of the first use, in path order.
    first: Option<(Box<str>, Span)>,
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

impl SpellingTotals {
    /// The number of uses from which a project can be consistent.
    const MINIMUM: usize = 10;
    /// Fewer uses than this are ignored.
    const CHANCE: usize = 3;
    /// Fewer uses of a name in Latin letters than this are ignored: its case often follows what it stands beside.
    const LATIN_CHANCE: usize = 4;

    /// Counts the spellings in the facts of `files`. Their order does not matter.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a Facts)>) -> Self {
        let mut groups: FxHashMap<Box<str>, Vec<SpellingCount>> = FxHashMap::default();
        for (path, facts) in files {
            for spelling in &facts.spellings {
                let group = &spelling.group;
                if !groups.contains_key(&group.id) {
                    groups.insert(group.id.clone(), group.forms.iter().map(|_| SpellingCount::default()).collect());
                }
                let counts = groups.get_mut(&group.id).map(Vec::as_mut_slice).unwrap_or_default();
                if let Some(count) = counts.get_mut(spelling.form as usize) {
                    count.times += 1;
                    let first = count.first.as_ref().map(|(path, span)| (&**path, *span));
                    if first.is_none_or(|first| (path, spelling.span) < first) {
                        count.first = Some((path.into(), spelling.span));
                    }
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
            counts.iter().enumerate().filter(|(_, count)| count.times > 0).collect();
        order.sort_by_key(|(_, count)| (usize::MAX - count.times, &count.first));
        let [(form, leader), others @ ..] = &order[..] else { return SpellingUsage::Uniform };
        let total: usize = order.iter().map(|(_, count)| count.times).sum();
        let (form, times) = (u16::try_from(*form).unwrap_or(u16::MAX), leader.times);
        let Some((path, span)) = others.iter().filter_map(|(_, count)| count.first.as_ref()).min() else {
            // A fix in this run may add another spelling, and the next run would report it as a slip. Report it now.
            let settled = group.settles && total >= Self::MINIMUM;
            return if settled { SpellingUsage::Consistent { form, times, total } } else { SpellingUsage::Uniform };
        };
        if total < if group.latin { Self::LATIN_CHANCE } else { Self::CHANCE } {
            SpellingUsage::Uniform
        } else if group.settles && total >= Self::MINIMUM && times * 10 >= total * 9 {
            SpellingUsage::Consistent { form, times, total }
        } else {
            SpellingUsage::Mixed { form, times, path, span: *span }
        }
    }

    /// How often the project uses spelling `form` of `group`.
    pub fn times(&self, group: &Group, form: u16) -> usize {
        self.groups.get(&group.id).and_then(|counts| counts.get(form as usize)).map_or(0, |count| count.times)
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
