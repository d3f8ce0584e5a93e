//! A line that is a fence, or that may be meant as one.

use crate::text::source::Span;

/// A run of fence characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The characters.
    pub run: Span,
    /// `` ` `` or `~`.
    pub char: char,
    /// What else is on its line.
    pub form: MarkForm,
    /// Its line (from 0).
    pub line: usize,
}

/// What else is on the line of a [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkForm {
    /// Nothing.
    Bare,
    /// An info string.
    Info(Span),
    /// Text after it that is hardly an info string, such as the `^` of a compiler. It opens a block all the same.
    Odd(Span),
    /// Text before it.
    Glued,
}

impl Mark {
    /// The info string.
    pub fn info(self) -> Option<Span> {
        match self.form {
            MarkForm::Info(info) => Some(info),
            MarkForm::Bare | MarkForm::Odd(_) | MarkForm::Glued => None,
        }
    }

    /// What follows it on its line.
    pub fn rest(self) -> Option<Span> {
        match self.form {
            MarkForm::Info(rest) | MarkForm::Odd(rest) => Some(rest),
            MarkForm::Bare | MarkForm::Glued => None,
        }
    }

    /// The number of characters.
    pub fn length(self) -> usize {
        self.run.len()
    }

    /// Whether it can open a code block.
    pub(super) fn opens(self) -> bool {
        self.form != MarkForm::Glued && self.length() >= 3
    }

    /// Whether nothing else is on its line.
    pub(super) fn is_bare(self) -> bool {
        self.form == MarkForm::Bare
    }

    /// Whether it closes the block that `open` opens (`CommonMark` 0.31 §4.5).
    pub(super) fn closes(self, open: Mark) -> bool {
        self.is_bare() && self.char == open.char && self.length() >= open.length()
    }

    /// Whether it would open a block like that of `open`, if it were not in that.
    pub(super) fn opens_within(self, open: Mark) -> bool {
        self.info().is_some() && self.char == open.char && self.length() >= open.length()
    }
}
