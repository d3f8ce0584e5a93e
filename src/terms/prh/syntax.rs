//! JavaScript's regular expressions as a tree (ECMA-262, section 22.2.1, with the flag `u`).

use crate::finding::Lang;
use crate::message;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternNode {
    /// One character.
    Char(char),
    /// `[…]`, `\d` and their like.
    CharClass(CharClass),
    /// `.`
    Any,
    /// `(…)`, which captures, or `(?:…)`.
    Group(bool, Box<PatternNode>),
    /// One behind the other; the empty pattern where there are none.
    Concat(Vec<PatternNode>),
    /// The first that matches.
    Alternation(Vec<PatternNode>),
    /// `*`, `+`, `?`, `{2,3}`.
    Repeat {
        /// What.
        node: Box<PatternNode>,
        /// How often at least.
        min: u32,
        /// How often at most.
        max: Option<u32>,
        /// Whether as often as can be.
        greedy: bool,
    },
    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
    Look {
        /// Whether behind the place, not before it.
        is_behind: bool,
        /// Whether it must not match.
        negative: bool,
        /// What.
        node: Box<PatternNode>,
    },
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, or `\B` where true.
    Boundary(bool),
    /// `\1`, or `\k<name>`.
    Back(usize),
}

/// A set of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CharClass {
    /// Whether it holds all but these.
    pub(super) negated: bool,
    /// What it is made of.
    pub(super) items: Vec<Item>,
}

/// A part of a set of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// From one to another, both included.
    Range(char, char),
    /// `d`, `w`, `s` or, for all others, `D`, `W`, `S`.
    Shorthand(char),
    /// `\p{…}`: what stands within, and whether all others are meant (`\P`).
    Property(String, bool),
}

/// Why a pattern is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternError {
    /// A bracket that nothing closes.
    Open(char),
    /// `)` without `(`.
    Close,
    /// `*` and its like with nothing before it.
    NothingToRepeat(char),
    /// `{3,2}`, `[z-a]`.
    Order,
    /// A reference to a group that is not there.
    NoGroup(String),
    /// An escape, or what stands behind `(?`, that is not known.
    Unknown(String),
    /// Brackets within brackets without end.
    TooDeep,
    /// What the other engine says.
    Engine(String),
}

impl PatternError {
    /// What is wrong.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Open(open) => message!("`{open}` is not closed", "`{open}` が閉じていない").text(lang),
            Self::Close => message!("unmatched `)`", "`)` に対応する `(` がない").text(lang),
            Self::NothingToRepeat(sign) => {
                message!("nothing to repeat before `{sign}`", "`{sign}` で繰り返すものがない").text(lang)
            }
            Self::Order => message!("range out of order", "範囲の始まりと終わりが逆").text(lang),
            Self::NoGroup(name) => message!("unknown group `{name}`", "グループ `{name}` がない").text(lang),
            Self::Unknown(what) => message!("`{what}` is not supported", "`{what}` は使えない").text(lang),
            Self::TooDeep => message!("brackets are nested too deeply", "かっこの入れ子が深すぎる").text(lang),
            Self::Engine(why) => why.clone(),
        }
    }
}

/// The flags of a pattern that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// `i`
    pub(super) any_case: bool,
    /// `s`
    pub(super) dot_all: bool,
}
