//! The positions of dictionary entries in their files.

use toml::Spanned;
use toml::de::DeTable;

use crate::text::source::Span;

use super::named_dictionary::NamedDictionary;

/// A reference to an entry of a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EntryRef {
    /// Index of the dictionary.
    pub(crate) dictionary: usize,
    /// The table of the entry, and the key that identifies it.
    pub(crate) kind: (&'static str, &'static str),
    /// Index in that table.
    pub(crate) index: usize,
}

/// The table for names with one right spelling.
pub(crate) const TERM: (&str, &str) = ("term", "canonical");
/// The table for names that were replaced.
pub(crate) const RENAME: (&str, &str) = ("rename", "new");
/// The table for words with several right spellings.
pub(crate) const GROUP: (&str, &str) = ("group", "id");

impl EntryRef {
    /// The span of the entry in the file of `named_dictionary`. This parses the file again, because spans are rarely
    /// needed.
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
