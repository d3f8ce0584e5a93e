//! The languages of code blocks that highlighters know.

use super::origin::Origin;

const TABLE: &str = include_str!("../../rules/catalog/fence_languages.tsv");

/// Where the table comes from.
pub fn origin() -> Origin {
    Origin::read(TABLE.split('\n').next().unwrap_or_default())
}

/// The names of languages and what else names them (see [`is_known`]), in lower case, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.split('\n').skip(1).filter(|name| !name.is_empty())
}

/// Whether a language has the name or alias `name`, which is in lower case, or its files or interpreter have.
pub fn is_known(name: &str) -> bool {
    names().any(|known| known == name)
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
