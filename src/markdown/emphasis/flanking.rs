//! Which runs of `*`, `_` and `~` can open and close emphasis: by `CommonMark` 0.31 §6.2, by its CJK-friendly amendment
//! (tats-u/markdown-cjk-friendly, which GitLab follows), and by the rules of Python-Markdown and kramdown.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::markdown::prose::is_wide;
pub use crate::text::profile::FlankingRules;
use crate::text::profile::{Profile, Strikethrough};
use crate::text::whitespace::is_flanking_space;

/// Whether a run can open and whether it can close.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flanking {
    /// Whether it can open emphasis.
    pub opens: bool,
    /// Whether it can close emphasis.
    pub closes: bool,
}

/// By whose rules delimiter runs are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A host's.
    Host(FlankingRules, Strikethrough),
    /// The author's: what delimiters probably mean to someone who does not know the rules. The tildes are the host's,
    /// because the author has seen what they do there.
    Author(Strikethrough),
}

impl Reading {
    pub(crate) const GITHUB: Self = Self::Host(FlankingRules::GitHub, Strikethrough::OneOrTwo);
    pub(crate) const COMMONMARK: Self = Self::Host(FlankingRules::CommonMark, Strikethrough::OneOrTwo);

    pub(crate) fn of(profile: &Profile) -> Self {
        Self::Host(profile.emphasis, profile.strikethrough)
    }

    /// Whether `width` tildes can strike text out.
    pub(crate) fn strikes(self, width: usize) -> bool {
        let (Self::Host(_, tildes) | Self::Author(tildes)) = self;
        match tildes {
            Strikethrough::None => false,
            Strikethrough::Two => width == 2,
            Strikethrough::OneOrTwo => matches!(width, 1 | 2),
        }
    }

    /// Whether a run of `mark` between `before` and `after` can open or close emphasis. `None` is the start or end of
    /// the text.
    pub(crate) fn flanking(self, mark: char, before: Option<char>, after: Option<char>) -> Flanking {
        match self {
            Self::Host(rules, _) => flanking(rules, mark, before, after),
            Self::Author(_) if mark == '_' => meant(before, after),
            Self::Author(_) => flanking(FlankingRules::CjkFriendly, mark, before, after),
        }
    }
}

/// Whether a run of `mark` between `before` and `after` can open or close emphasis by `rules`. `None` is the start or
/// end of the text.
pub fn flanking(rules: FlankingRules, mark: char, before: Option<char>, after: Option<char>) -> Flanking {
    let (before, after) = (before.unwrap_or('\n'), after.unwrap_or('\n'));
    match (rules, mark) {
        (FlankingRules::PythonMarkdown(smart), _) => {
            // An underscore next to an asterisk is not part of a word.
            let word = |char: char| smart.covers(mark) && (char.is_alphanumeric() || char == '_' && mark == '_');
            Flanking {
                opens: !is_flanking_space(after) && !word(before),
                closes: !is_flanking_space(before) && !word(after),
            }
        }
        (FlankingRules::Kramdown, '_') => Flanking {
            opens: !after.is_ascii_whitespace() && !before.is_alphabetic(),
            closes: !before.is_ascii_whitespace() && !after.is_alphanumeric(),
        },
        (FlankingRules::Kramdown, _) => {
            Flanking { opens: !after.is_ascii_whitespace(), closes: !before.is_ascii_whitespace() }
        }
        _ => {
            let (left, right) = sides(rules, before, after);
            let free = |char| mark != '_' || is_punctuation(rules, char);
            Flanking { opens: left && (!right || free(before)), closes: right && (!left || free(after)) }
        }
    }
}

/// Whether a run between `before` and `after` is left-flanking, and whether it is right-flanking.
fn sides(rules: FlankingRules, before: char, after: char) -> (bool, bool) {
    let friendly = rules == FlankingRules::CjkFriendly;
    let stops = |char| is_punctuation(rules, char) && !(friendly && is_cjk(char));
    let frees = |char: char| is_flanking_space(char) || stops(char) || friendly && is_cjk(char);
    let left = !is_flanking_space(after) && (!stops(after) || frees(before));
    let right = !is_flanking_space(before) && (!stops(before) || frees(after));
    (left, right)
}

/// Whether a run of `_` may be meant to open or close emphasis. By all rules it must not have a letter on its outer
/// side; here CJK characters may be there, as they may next to `*`.
fn meant(before: Option<char>, after: Option<char>) -> Flanking {
    let (before, after) = (before.unwrap_or('\n'), after.unwrap_or('\n'));
    let (left, right) = sides(FlankingRules::CjkFriendly, before, after);
    let outside = |char| is_punctuation(FlankingRules::CjkFriendly, char) || is_cjk(char);
    let inside = |char| is_cjk(char) && is_punctuation(FlankingRules::CjkFriendly, char);
    Flanking {
        opens: left && (!right || outside(before) || inside(after)),
        closes: right && (!left || outside(after) || inside(before)),
    }
}

fn is_punctuation(rules: FlankingRules, char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_punctuation();
    }
    match char.general_category_group() {
        GeneralCategoryGroup::Punctuation => true,
        GeneralCategoryGroup::Symbol => match rules {
            FlankingRules::GitHub => false,
            FlankingRules::Utf16 => char.len_utf16() == 1,
            _ => true,
        },
        _ => false,
    }
}

/// Whether `char` is Hangul. Korean has spaces between words, but none before a particle.
pub(super) fn is_hangul(char: char) -> bool {
    matches!(char, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether `char` is Chinese, Japanese or Korean: wide (except emoji), half-width kana, or Hangul.
pub(crate) fn is_cjk(char: char) -> bool {
    let emoji = matches!(char, '\u{2300}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    let narrow = matches!(char, '\u{ff61}'..='\u{ffdc}' | '\u{1100}'..='\u{11ff}');
    narrow || is_wide(char) && !emoji
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::profile::SmartEmphasis;

    fn flags(reading: FlankingRules, before: char, after: char) -> (bool, bool) {
        let flanking = flanking(reading, '*', Some(before), Some(after));
        (flanking.opens, flanking.closes)
    }

    #[test]
    fn only_the_amendment_treats_fullwidth_punctuation_like_a_letter() {
        assert_eq!(flags(FlankingRules::GitHub, '」', 'で'), (true, false));
        assert_eq!(flags(FlankingRules::CjkFriendly, '」', 'で'), (true, true));
        assert_eq!(flags(FlankingRules::GitHub, 'は', '「'), (false, true));
        assert_eq!(flags(FlankingRules::CjkFriendly, ')', '를'), (true, true));
        assert_eq!(flags(FlankingRules::CjkFriendly, ')', 'b'), (true, false));
        assert_eq!(flags(FlankingRules::GitHub, '→', 'で'), (true, true));
        assert_eq!(flags(FlankingRules::CommonMark, '→', 'で'), (true, false));
    }

    #[test]
    fn emoji_are_punctuation_only_where_they_are_one_unit() {
        assert_eq!(flags(FlankingRules::CommonMark, '🚀', 'で'), (true, false));
        assert_eq!(flags(FlankingRules::Utf16, '🚀', 'で'), (true, true));
        assert_eq!(flags(FlankingRules::Utf16, '☆', 'で'), (true, false));
    }

    #[test]
    fn python_markdown_and_kramdown_look_at_white_space_only() {
        let python = FlankingRules::PythonMarkdown(SmartEmphasis::Underscore);
        for rules in [python, FlankingRules::Kramdown] {
            assert_eq!(flags(rules, '」', 'で'), (true, true));
            assert_eq!(flags(rules, ' ', 'で'), (true, false));
        }
        assert_eq!(flags(python, 'a', '\u{3000}'), (false, true));
        assert_eq!(flags(FlankingRules::Kramdown, 'a', '\u{3000}'), (true, true));
    }

    #[test]
    fn smart_asterisks_do_not_work_within_words() {
        let smart = FlankingRules::PythonMarkdown(SmartEmphasis::All);
        assert_eq!(flags(smart, 'は', '重'), (false, false));
        assert_eq!(flags(smart, '、', '重'), (true, false));
        assert_eq!(flags(smart, ' ', '「'), (true, false));
        assert_eq!(flags(smart, '」', 'で'), (true, false));
        assert_eq!(flags(smart, 'a', '_'), (false, true));
        let dumb = FlankingRules::PythonMarkdown(SmartEmphasis::None);
        assert!(flanking(dumb, '_', Some('a'), Some('b')).opens);
    }

    #[test]
    fn underscores_do_not_work_within_words() {
        let within = flanking(FlankingRules::GitHub, '_', Some('a'), Some('b'));
        assert_eq!(within, Flanking { opens: false, closes: false });
        let first = flanking(FlankingRules::GitHub, '_', None, Some('b'));
        assert_eq!(first, Flanking { opens: true, closes: false });
    }
    #[test]
    fn underscores_need_a_free_side_everywhere() {
        let python = FlankingRules::PythonMarkdown(SmartEmphasis::Underscore);
        for rules in [FlankingRules::GitHub, FlankingRules::CjkFriendly, python, FlankingRules::Kramdown] {
            let closes = |before, after| flanking(rules, '_', Some(before), Some(after)).closes;
            assert!(!closes('」', 'で'), "{rules:?}");
            assert!(closes('a', '」'), "{rules:?}");
        }
        let meant = Reading::Author(Strikethrough::Two).flanking('_', Some('」'), Some('で'));
        assert!(meant.closes);
    }
}
