//! GitLab: comrak's ids. Letters, marks, numbers of all kinds, connectors, hyphens and spaces are kept.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// The id of a heading.
pub(super) fn slug(heading: &str) -> String {
    let kept = heading.to_lowercase();
    kept.chars().filter(|&char| is_kept(char)).map(|char| if char == ' ' { '-' } else { char }).collect()
}

fn is_kept(char: char) -> bool {
    use GeneralCategoryGroup::{Letter, Mark, Number};
    matches!(char, ' ' | '-')
        || char.general_category() == GeneralCategory::ConnectorPunctuation
        || matches!(char.general_category_group(), Letter | Mark | Number)
}
