//! The syntax tree of JavaScript regular expressions (ECMA-262, section 22.2.1, with the `u` flag).

use crate::finding::Lang;
use crate::message;

/// A node of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternNode {
    /// One character.
    Char(char),
    /// `[…]`, `\d` and similar.
    CharClass(CharClass),
    /// `.`
    Any,
    /// `(…)` if true, which captures; otherwise `(?:…)`.
    Group(bool, Box<PatternNode>),
    /// The nodes one after another. The empty pattern if there are none.
    Concat(Vec<PatternNode>),
    /// The first alternative that matches: `a|b`.
    Alternation(Vec<PatternNode>),
    /// `*`, `+`, `?`, `{2,3}`.
    Repeat {
        /// The repeated node.
        node: Box<PatternNode>,
        /// The minimum count.
        min: u32,
        /// The maximum count. `None` for no limit.
        max: Option<u32>,
        /// Whether it matches as often as possible.
        greedy: bool,
    },
    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
    Look {
        /// Whether it looks behind rather than ahead.
        is_behind: bool,
        /// Whether `node` must not match.
        negative: bool,
        /// The node to look for.
        node: Box<PatternNode>,
    },
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, or `\B` if true.
    Boundary(bool),
    /// A back reference to a group, from 1: `\1` or `\k<name>`.
    Back(usize),
}

/// A set of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CharClass {
    /// Whether it contains all characters except `items`.
    pub(super) negated: bool,
    /// The characters of the set.
    pub(super) items: Vec<Item>,
}

/// An item of a character set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A range, both ends included.
    Range(char, char),
    /// `\d`, `\w`, `\s`, or their complements `\D`, `\W`, `\S`, as the letter.
    Shorthand(char),
    /// `\p{…}`: the text in braces, and whether it is negated (`\P`).
    Property(String, bool),
}

/// Why a pattern is invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternError {
    /// A bracket that is not closed.
    Open(char),
    /// `)` without `(`.
    Close,
    /// `*` or similar with nothing to repeat before it.
    NothingToRepeat(char),
    /// A range in the wrong order: `{3,2}`, `[z-a]`.
    Order,
    /// A reference to a group that does not exist.
    NoGroup(String),
    /// An unsupported escape, or unsupported text after `(?`.
    Unknown(String),
    /// Brackets that are nested too deeply.
    TooDeep,
    /// The message of the regular expression engine.
    Engine(String),
}

impl PatternError {
    /// The message in the language `lang`.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Open(open) => message!("`{open}` is not closed", "`{open}` が閉じていない").text(lang),
            Self::Close => message!("unmatched `)`", "`)` に対応する `(` がない").text(lang),
            Self::NothingToRepeat(sign) => {
                message!("nothing to repeat before `{sign}`", "`{sign}` の前に繰り返す対象がない").text(lang)
            }
            Self::Order => message!("range out of order", "範囲の始まりと終わりが逆").text(lang),
            Self::NoGroup(name) => message!("unknown group `{name}`", "グループ `{name}` がない").text(lang),
            Self::Unknown(what) => message!("`{what}` is not supported", "`{what}` は使えない").text(lang),
            Self::TooDeep => message!("brackets are nested too deeply", "かっこの入れ子が深すぎる").text(lang),
            Self::Engine(why) => why.clone(),
        }
    }
}

/// The flags of a pattern that affect matching.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// `i`
    pub(super) any_case: bool,
    /// `s`
    pub(super) dot_all: bool,
}
