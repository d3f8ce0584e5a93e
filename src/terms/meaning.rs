//! What the dictionaries can say about some words.

use std::sync::Arc;

use super::dictionary::{Group, Rename};
use super::prh::Preference;

/// What the dictionaries say about some words.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A name with a wrong spelling.
    Misspelled {
        /// The right spelling.
        right: Arc<str>,
        /// Whether the words are only similar to the name.
        near: bool,
    },
    /// A name after a brand that it does not belong to.
    WrongBrand {
        /// The right brand and the name.
        right: Arc<str>,
    },
    /// A former name, or the name of something that no longer exists.
    Former {
        /// The entry.
        rename: Arc<Rename>,
        /// Whether the author plainly knows.
        known: AuthorAwareness,
        /// Whether the present name takes its form before a noun here.
        before_noun: bool,
    },
    /// One of several right spellings.
    Form {
        /// The word and its spellings.
        group: Arc<Group>,
        /// Index into [`Group::forms`].
        form: u16,
    },
    /// Words for which a prh dictionary prefers another wording.
    Unpreferred {
        /// The rule.
        rule: Arc<Preference>,
        /// The other wording, its groups filled in.
        right: Arc<str>,
        /// Whether it is plainly the same name with other widths, case or spacing.
        same: bool,
    },
    /// A block in which a rule of a prh dictionary gave up.
    Unchecked {
        /// The rule.
        rule: Arc<Preference>,
    },
}

/// Whether the author plainly knows that a name is a former one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorAwareness {
    /// Nothing shows that the author knows.
    No,
    /// The line is dated before the rename.
    Here,
    /// The text says so: the rest of the file may use the former name.
    InThisFile,
}
