//! How a project spells the words that have several right spellings.

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::spelling::Group;
use crate::text::source::Span;

/// How often each spelling stands in a project.
#[derive(Debug, Default)]
pub struct SpellingTotals {
    groups: FxHashMap<Box<str>, Vec<SpellingCount>>,
}

/// One spelling in a project.
#[derive(Debug, Default)]
struct SpellingCount {
    times: usize,
    /// Where it stands first, in the order of paths.
    first: Option<(Box<str>, Span)>,
}

/// How a project uses a group of spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpellingUsage<'a> {
    /// One spelling, or too few words to speak of.
    Uniform,
    /// One spelling nearly always; the others are slips.
    Consistent {
        /// That spelling's index into [`Group::forms`].
        form: u16,
        /// How often it stands.
        times: usize,
        /// How often any of them stands.
        total: usize,
    },
    /// Several spellings.
    Mixed {
        /// The most frequent one's index into [`Group::forms`].
        form: u16,
        /// How often it stands.
        times: usize,
        /// The path of the file that has the first of the others.
        path: &'a str,
        /// Where in that file.
        span: Span,
    },
}

impl SpellingTotals {
    /// From so many words on a project has a habit.
    const MINIMUM: usize = 10;
    /// Fewer words are chance.
    const CHANCE: usize = 3;

    /// Counts the spellings in the Facts of `files`, whatever their order.
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

    /// How the project uses `group`. Of two spellings that stand equally often the one that stands first leads.
    pub fn usage(&self, group: &Group) -> SpellingUsage<'_> {
        let Some(counts) = self.groups.get(&group.id) else { return SpellingUsage::Uniform };
        let mut order: Vec<(usize, &SpellingCount)> =
            counts.iter().enumerate().filter(|(_, count)| count.times > 0).collect();
        order.sort_by_key(|(_, count)| (usize::MAX - count.times, &count.first));
        let [(form, leader), others @ ..] = &order[..] else { return SpellingUsage::Uniform };
        let total: usize = order.iter().map(|(_, count)| count.times).sum();
        let (form, times) = (u16::try_from(*form).unwrap_or(u16::MAX), leader.times);
        let Some((path, span)) = others.iter().filter_map(|(_, count)| count.first.as_ref()).min() else {
            // Another spelling may come in while notes are mended: it is the slip then that it would be in the next run.
            let settled = group.settles && total >= Self::MINIMUM;
            return if settled { SpellingUsage::Consistent { form, times, total } } else { SpellingUsage::Uniform };
        };
        if total < Self::CHANCE {
            SpellingUsage::Uniform
        } else if group.settles && total >= Self::MINIMUM && times * 10 >= total * 9 {
            SpellingUsage::Consistent { form, times, total }
        } else {
            SpellingUsage::Mixed { form, times, path, span: *span }
        }
    }

    /// How often the project writes form `form` of `group`.
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
    fn nine_of_ten_are_a_habit_and_less_is_mixed() {
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
