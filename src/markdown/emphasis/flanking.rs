//! Which runs of `*`, `_` and `~` can open and close emphasis: by `CommonMark` 0.31 §6.2, and by its CJK-friendly
//! amendment (tats-u/markdown-cjk-friendly, which GitLab follows and GitHub does not).

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::markdown::prose::is_wide;
pub use crate::text::profile::FlankingRules;
use crate::text::whitespace::is_flanking_space;

/// Whether a run can open and whether it can close.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flanking {
    /// Whether it can open emphasis.
    pub opens: bool,
    /// Whether it can close emphasis.
    pub closes: bool,
}

/// Whether a run of `mark` between `before` and `after` can open or close emphasis. `None` is the start or end of the
/// text.
pub fn flanking(reading: FlankingRules, mark: char, before: Option<char>, after: Option<char>) -> Flanking {
    let (before, after) = (before.unwrap_or('\n'), after.unwrap_or('\n'));
    if reading == FlankingRules::Anywhere && mark != '_' {
        return Flanking { opens: !is_flanking_space(after), closes: !is_flanking_space(before) };
    }
    let friendly = reading == FlankingRules::CjkFriendly;
    let stops = |char| is_punctuation(reading, char) && !(friendly && is_cjk(char));
    let frees = |char: char| is_flanking_space(char) || stops(char) || friendly && is_cjk(char);
    let left = !is_flanking_space(after) && (!stops(after) || frees(before));
    let right = !is_flanking_space(before) && (!stops(before) || frees(after));
    if mark == '_' {
        // The amendment does not change `_`, which must not have a letter on its outer side. Here the question is what
        // the author meant, so CJK characters are allowed there.
        let outside = |char| is_punctuation(reading, char) || friendly && is_cjk(char);
        let inside = |char| friendly && is_cjk(char) && is_punctuation(reading, char);
        return Flanking {
            opens: left && (!right || outside(before) || inside(after)),
            closes: right && (!left || outside(after) || inside(before)),
        };
    }
    Flanking { opens: left, closes: right }
}

fn is_punctuation(reading: FlankingRules, char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_punctuation();
    }
    match char.general_category_group() {
        GeneralCategoryGroup::Punctuation => true,
        GeneralCategoryGroup::Symbol => reading != FlankingRules::GitHub,
        _ => false,
    }
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
    fn underscores_do_not_work_within_words() {
        let within = flanking(FlankingRules::GitHub, '_', Some('a'), Some('b'));
        assert_eq!(within, Flanking { opens: false, closes: false });
        let first = flanking(FlankingRules::GitHub, '_', None, Some('b'));
        assert_eq!(first, Flanking { opens: true, closes: false });
    }
}
