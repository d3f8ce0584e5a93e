//! What dictionaries say about a match.

use std::sync::Arc;

use super::dictionary::{Group, Rename};
use super::prh::Preference;

/// What a dictionary says about the words of a match.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A misspelled name.
    Misspelled {
        /// The right spelling.
        right: Arc<str>,
        /// Whether the words are a typo that only resembles the name.
        near: bool,
    },
    /// A name after the wrong brand.
    WrongBrand {
        /// The right brand and the name.
        right: Arc<str>,
    },
    /// A former name, or the name of something that was retired.
    Former {
        /// The entry.
        rename: Arc<Rename>,
        /// Whether the author knows about the rename.
        known: AuthorAwareness,
        /// Whether the name qualifies a noun here, so that [`Rename::before_noun`] applies.
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
        /// The preferred wording, with its groups filled in.
        right: Arc<str>,
        /// Whether it is the same name with different width, case or spacing.
        same: bool,
    },
    /// A block in which the pattern of a prh rule took too many steps.
    Unchecked {
        /// The rule.
        rule: Arc<Preference>,
    },
}

/// Whether the text shows that its author knows that a name is a former one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorAwareness {
    /// Nothing shows it.
    No,
    /// The line has a date before the rename.
    Here,
    /// The text says so. The rest of the file may then use the former name.
    InThisFile,
}
