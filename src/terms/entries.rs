//! Where the entries of a dictionary stand in its file.

use toml::Spanned;
use toml::de::DeTable;

use crate::text::source::Span;

use super::named_dictionary::NamedDictionary;

/// An entry of a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EntryRef {
    /// Index of the dictionary.
    pub(crate) dictionary: usize,
    /// The table it is one of, and the key that it is known by.
    pub(crate) kind: (&'static str, &'static str),
    /// Index among those.
    pub(crate) index: usize,
}

/// A name with one right spelling.
pub(crate) const TERM: (&str, &str) = ("term", "canonical");
/// A name that has given way to another.
pub(crate) const RENAME: (&str, &str) = ("rename", "new");
/// A word with several right spellings.
pub(crate) const GROUP: (&str, &str) = ("group", "id");

impl EntryRef {
    /// Where it stands in the file of `named_dictionary`. The file is read again: few ask.
    pub(crate) fn span(self, named: &NamedDictionary) -> Span {
        let (table, key) = self.kind;
        let find = || {
            let parsed = DeTable::parse(&named.text.text).ok()?.into_inner();
            let item = parsed.get(table)?.get_ref().as_array()?.get(self.index)?.clone();
            let value = item.get_ref().as_table()?.get(key).map(Spanned::span);
            Some(value.unwrap_or(item.span()))
        };
        find().map(|span| Span::new(span.start, span.end)).unwrap_or_default()
    }
}
