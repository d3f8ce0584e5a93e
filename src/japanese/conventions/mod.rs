//! Conventions of Japanese notes where two forms are both correct: `、` or `，`, a space next to Latin words or none.
//! Rules compare a note with its whole project.

pub mod borders;

use crate::japanese::sentences::letters::is_japanese;
use crate::markdown::document::Document;
use crate::markdown::prose::Prose;
use crate::markdown::regions::RegionCursor;
use crate::text::source::Span;
use serde::{Deserialize, Serialize};

use borders::BorderKind;

/// A convention with two correct forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Convention {
    /// `、` or `，`.
    Comma,
    /// `。` or `．`.
    Stop,
    /// No space between a Latin word and hiragana, or one space.
    Word,
    /// The same next to a number.
    Number,
    /// The same next to a code span.
    Code,
}

impl Convention {
    /// All conventions, in the order of declaration.
    pub const ALL: [Convention; 5] = [Self::Comma, Self::Stop, Self::Word, Self::Number, Self::Code];

    /// The two forms as written. For the last three conventions they are no space and one space.
    pub fn forms(self) -> [&'static str; 2] {
        match self {
            Self::Comma => ["、", "，"],
            Self::Stop => ["。", "．"],
            Self::Word | Self::Number | Self::Code => ["", " "],
        }
    }
}

/// How often one file uses each form of each convention.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Conventions([UsageCounts; Convention::ALL.len()]);

/// How often one file uses the two forms of one convention.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UsageCounts {
    /// The number of uses of each form.
    pub times: [usize; 2],
    /// The first use of each form.
    pub first: [Option<Span>; 2],
    /// All uses of the rarer form, in text order: a character, a space, or an empty span where the space is missing.
    pub minority: Vec<Span>,
}

impl UsageCounts {
    /// Counts the uses of both forms and keeps the spans of the rarer one.
    fn of(places: [Vec<Span>; 2]) -> Self {
        let times = [places[0].len(), places[1].len()];
        let first = [places[0].first().copied(), places[1].first().copied()];
        let [one, other] = places;
        let mut minority = if times[0] < times[1] { one } else { other };
        minority.shrink_to_fit();
        Self { times, first, minority }
    }

    /// The index of the form that [`UsageCounts::minority`] lists: 0 or 1. On a tie, 1.
    pub fn minority_form(&self) -> usize {
        usize::from(self.times[0] >= self.times[1])
    }
}

impl Conventions {
    /// Counts the forms in `document`. All counts are zero if its prose is not mostly Japanese.
    pub fn of(document: &Document<'_>) -> Self {
        let prose = document.prose();
        if !prose.is_japanese() {
            return Self::default();
        }
        let mut places: [[Vec<Span>; 2]; Convention::ALL.len()] = Default::default();
        for (convention, form, span) in marks(prose) {
            places[convention as usize][form].push(span);
        }
        for border in borders::of(document).into_iter().filter(|border| border.hiragana) {
            let convention = match border.kind {
                BorderKind::Word => Convention::Word,
                BorderKind::Number => Convention::Number,
                BorderKind::Code => Convention::Code,
            };
            places[convention as usize][usize::from(!border.span.is_empty())].push(border.span);
        }
        let counts_of = |mut places: [Vec<Span>; 2]| {
            for places in &mut places {
                let mut asked = RegionCursor::default();
                places.retain(|span| !asked.in_quotation(document.regions(), *span));
            }
            UsageCounts::of(places)
        };
        Self(places.map(counts_of))
    }

    /// The counts for `convention`.
    pub fn tally(&self, convention: Convention) -> &UsageCounts {
        &self.0[convention as usize]
    }
}

/// The commas and full stops that follow a Japanese character or a closing bracket: convention, form and span. Decimal
/// and thousands separators before a digit are left out.
fn marks(prose: &Prose) -> Vec<(Convention, usize, Span)> {
    let text = prose.text();
    let mut marks = Vec::new();
    for (at, mark) in text.match_indices(['、', '，', '。', '．']) {
        let after_japanese =
            text[..at].chars().next_back().is_some_and(|char| is_japanese(char) || "」）』".contains(char));
        let numbers = text[at + mark.len()..].starts_with(char::is_numeric);
        if !after_japanese || numbers {
            continue;
        }
        let found = [Convention::Comma, Convention::Stop].into_iter().find_map(|convention| {
            let form = convention.forms().iter().position(|form| *form == mark)?;
            Some((convention, form, prose.verbatim(at..at + mark.len())?))
        });
        marks.extend(found);
    }
    marks
}

/// How often a project uses each form of each convention.
#[derive(Debug, Default)]
pub struct ConventionTotals([ConventionTotal; Convention::ALL.len()]);

#[derive(Debug, Default)]
struct ConventionTotal {
    times: [usize; 2],
    /// The first use of each form: the path and the span, in path order.
    first: [Option<(Box<str>, Span)>; 2],
}

/// How a project uses the two forms of a convention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConventionUsage<'a> {
    /// Only one form, or too few uses to decide.
    Uniform,
    /// One form at least 90 % of the time.
    Consistent {
        /// The index of that form.
        form: usize,
        /// The number of its uses.
        times: usize,
        /// The number of uses of both forms.
        total: usize,
    },
    /// Both forms.
    Mixed {
        /// The index of the more frequent form.
        form: usize,
        /// The number of uses of each form.
        times: [usize; 2],
        /// The path of the file with the first use of the other form.
        path: &'a str,
        /// The span of that use.
        span: Span,
    },
}

impl ConventionTotals {
    /// The number of uses from which a project can be consistent.
    const MINIMUM: usize = 20;

    /// Adds up the counts of `files`. Their order does not matter.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a Conventions)>) -> Self {
        let mut totals = Self::default();
        for (path, conventions) in files {
            for (total, counts) in totals.0.iter_mut().zip(&conventions.0) {
                for form in 0..2 {
                    total.times[form] += counts.times[form];
                    let Some(span) = counts.first[form] else { continue };
                    let first = total.first[form].as_ref().map(|(path, span)| (&**path, *span));
                    if first.is_none_or(|first| (path, span) < first) {
                        total.first[form] = Some((path.into(), span));
                    }
                }
            }
        }
        totals
    }

    /// How the project uses `convention`.
    pub fn usage(&self, convention: Convention) -> ConventionUsage<'_> {
        let ConventionTotal { times, first } = &self.0[convention as usize];
        let form = usize::from(times[1] > times[0]);
        let total = times[0] + times[1];
        match &first[1 - form] {
            Some(_) if total >= Self::MINIMUM && times[form] * 10 >= total * 9 => {
                ConventionUsage::Consistent { form, times: times[form], total }
            }
            Some((path, span)) if total >= 3 => ConventionUsage::Mixed { form, times: *times, path, span: *span },
            _ => ConventionUsage::Uniform,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn conventions_of(text: &str) -> Conventions {
        let source = Source::new(text.to_owned()).unwrap();
        Conventions::of(&Document::parse(&source))
    }

    #[test]
    fn only_uses_of_the_rarer_form_are_kept() {
        let conventions = conventions_of("作成し，起動し、停止し、削除する。");
        let counts = conventions.tally(Convention::Comma);
        assert_eq!((counts.times, counts.minority.len(), counts.minority_form()), ([2, 1], 1, 1));
        assert_eq!(conventions.tally(Convention::Stop).times, [1, 0]);
    }

    #[test]
    fn ninety_percent_is_consistent_and_less_is_mixed() {
        let (many, few) = (conventions_of(&"を、".repeat(19)), conventions_of("を，を，を，"));
        let one = conventions_of("を，");
        let totals = ConventionTotals::of([("b.md", &one), ("a.md", &many)].into_iter());
        assert_eq!(totals.usage(Convention::Comma), ConventionUsage::Consistent { form: 0, times: 19, total: 20 });
        let totals = ConventionTotals::of([("b.md", &few), ("c.md", &one), ("a.md", &many)].into_iter());
        let ConventionUsage::Mixed { form: 0, times: [19, 4], path: "b.md", .. } = totals.usage(Convention::Comma)
        else {
            panic!()
        };
        assert_eq!(totals.usage(Convention::Word), ConventionUsage::Uniform);
    }
}
