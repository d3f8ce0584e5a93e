//! A command and its words.

use crate::markdown::kind::NodeId;
use crate::text::slice::Slice as _;
use crate::text::source::Span;

/// Why something is taken for a command, the most certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// It is after a prompt such as `$ ` or `PS C:\>`.
    Prompt,
    /// It is in a code block in the language of a shell.
    Language,
    /// It is in a code block without a language.
    Block,
    /// It is the content of a code span.
    CodeSpan,
    /// It is after a `#` at the start of a line, which is the prompt of root or begins a comment.
    Hash,
}

/// The words that stand for a command.
#[derive(Debug)]
pub(super) struct CommandData {
    pub(super) setting: Setting,
    pub(super) node: NodeId,
    /// Indices of its first word and after its last one.
    pub(super) words: (usize, usize),
}

/// A word of a command as it is stored.
#[derive(Debug)]
pub(super) struct WordData {
    pub(super) span: Span,
    /// The text, if it is not the same as the source.
    pub(super) text: Option<Box<str>>,
    pub(super) quoted: bool,
    pub(super) varies: bool,
}

impl WordData {
    /// What the program gets. `source` is the text of the note.
    pub(super) fn text<'d>(&'d self, source: &'d str) -> &'d str {
        self.text.as_deref().unwrap_or_else(|| source.part(self.span.range()))
    }
}

/// A command.
#[derive(Clone, Copy, Debug)]
pub struct Command<'d> {
    pub(super) words: &'d [WordData],
    pub(super) source: &'d str,
    /// Why it is taken for a command.
    pub setting: Setting,
    /// The code block or code span.
    pub node: NodeId,
}

/// A word of a command. Redirections and comments are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'d> {
    /// Where it is, with its quotes.
    pub span: Span,
    /// What the program gets: without quotes and escapes.
    pub text: &'d str,
    /// Whether any of it is in quotes.
    pub quoted: bool,
    /// Whether the program gets something else: it has a variable, a placeholder such as `<name>`, an ellipsis, or
    /// brackets as in the synopsis of a manual.
    pub varies: bool,
}

impl<'d> Command<'d> {
    /// Its words. The first one is the program.
    pub fn words(self) -> impl DoubleEndedIterator<Item = Word<'d>> + ExactSizeIterator {
        self.words.iter().map(move |word| Word {
            span: word.span,
            text: word.text(self.source),
            quoted: word.quoted,
            varies: word.varies,
        })
    }

    /// The first word.
    pub fn program(self) -> Word<'d> {
        self.words().next().unwrap_or(Word { span: Span::at(0), text: "", quoted: false, varies: false })
    }

    /// From its first word to its last.
    pub fn span(self) -> Span {
        let first = self.program().span;
        Span { end: self.words.last().map_or(first.end, |word| word.span.end), ..first }
    }
}
