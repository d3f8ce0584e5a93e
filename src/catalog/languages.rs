//! The languages of code blocks that highlighters know.

use super::origin::Origin;

const TABLE: &str = include_str!("../../rules/catalog/fence_languages.tsv");

/// Where the table comes from.
pub fn origin() -> Origin {
    Origin::read(TABLE.split('\n').next().unwrap_or_default())
}

/// Whether a language has the name or alias `name`, which is in lower case, or its files or interpreter have.
pub fn is_known(name: &str) -> bool {
    !name.is_empty() && TABLE.split('\n').skip(1).any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_extensions_are_known() {
        assert!(is_known("javascript") && is_known("yml") && is_known("hcl"));
        assert!(!is_known("javasc") && !is_known(""));
    }
}
