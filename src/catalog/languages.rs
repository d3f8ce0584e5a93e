//! The languages of code blocks that highlighters know.

use memchr::memmem;

use super::origin::Origin;
use crate::text::slice::Slice as _;

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
    let line = format!("\n{name}");
    let mut found = memmem::find_iter(TABLE.as_bytes(), &line);
    !name.is_empty() && found.any(|at| TABLE.tail(at + line.len()).split('\n').next() == Some(""))
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
