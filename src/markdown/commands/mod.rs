//! The commands that a note shows: in code blocks of a shell or without a language, and in code spans.
//!
//! [`blocks`] says which code may hold commands, and gives its lines. [`prompt`] finds where on a line a command
//! begins. [`reader`] splits it into words like a shell, following quotes and continued lines, and [`heredoc`] finds
//! where the text of a here document ends. [`words`] removes what may come before the program, such as `sudo`.
//!
//! A note is not a script: output, prose and pseudocode are between the commands. So a [`Command`] is what could be
//! one, and its [`Setting`] says how certain that is. Rules compare its first word with the programs that they know.

mod blocks;
mod built;
mod command;
mod heredoc;
pub(in crate::markdown) mod prompt;
mod reader;
mod words;

pub use command::{Command, Setting, Word};

use crate::markdown::kind::{Kind, NodeId};
use crate::markdown::node::{Node, Tree};
use crate::markdown::{counterexample, info_string};

use blocks::{Code, Line};
use built::Built;
use command::{CommandData, WordData};
use prompt::Prompt;
use reader::Reader;

/// The commands of a note, in the order of the text.
#[derive(Debug, Default)]
pub struct Commands {
    words: Vec<WordData>,
    all: Vec<CommandData>,
}

impl Commands {
    /// The commands in `tree`. Code whose info string excuses it ([`info_string::is_skipped`]) has none,
    /// nor has code that is wrong on purpose.
    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        let mut found = Self::default();
        for node in tree.nodes() {
            if !matches!(node.kind(), Kind::Code | Kind::CodeBlock) || info_string::is_skipped(node) {
                continue;
            }
            let source = tree.source.text();
            if let Some(word) = blocks::single_word(node) {
                found.push_word(source, node.id(), Built::at(word.start).finish(source, word.start, word.end));
            } else if let Some(code) = blocks::code(tree.source, node)
                && !(node.kind() == Kind::CodeBlock && counterexample::is_one(node))
            {
                found.add(source, node, &code);
            }
        }
        found
    }

    /// The commands in the order of the text. `source` is the text of the note.
    pub(crate) fn iter<'d>(&'d self, source: &'d str) -> impl Iterator<Item = Command<'d>> {
        self.all.iter().map(move |command| Command {
            words: self.words.get(command.words.0..command.words.1).unwrap_or_default(),
            source,
            setting: command.setting,
            node: command.node,
        })
    }

    fn add(&mut self, source: &str, node: Node<'_>, code: &Code) {
        let first = self.all.len();
        let prompts: Vec<Prompt> = code.lines.iter().map(|line| code.prompt(source, *line)).collect();
        // Lines without a prompt are output then.
        let is_session = prompts.iter().any(|prompt| prompt.is_certain());
        let mut reader = Reader::new(source, &code.lines, code.dialect);
        let mut at = 0;
        while let (Some(Line { start, .. }), Some(prompt)) = (code.lines.get(at), prompts.get(at)) {
            if is_session && !prompt.is_certain() {
                at += 1;
                continue;
            }
            let setting = match prompt {
                Prompt::Certain(_) => Setting::Prompt,
                Prompt::Hash(_) => Setting::Hash,
                Prompt::Uncertain(_) | Prompt::None => code.setting,
            };
            reader.read(at, start + prompt.len());
            at = reader.next_line().max(at + 1);
            for words in reader.take() {
                self.push(source, setting, node.id(), words);
            }
        }
        // `$(…)` ends before the command that it is in.
        let start = |command: &CommandData| self.words.get(command.words.0).map(|word| word.span.start);
        if let Some(added) = self.all.get_mut(first..) {
            added.sort_by_key(start);
        }
    }

    /// Adds the command that `word` is, which is all of the code span `node`.
    fn push_word(&mut self, source: &str, node: NodeId, word: WordData) {
        if words::before_program(source, std::slice::from_ref(&word)) == 0 {
            let first = self.words.len();
            self.words.push(word);
            self.all.push(CommandData { setting: Setting::CodeSpan, node, words: (first, first + 1) });
        }
    }

    fn push(&mut self, source: &str, setting: Setting, node: NodeId, mut words: Vec<WordData>) {
        let program = words::before_program(source, &words);
        let first = self.words.len();
        self.words.extend(words.drain(program..));
        if self.words.len() > first {
            self.all.push(CommandData { setting, node, words: (first, self.words.len()) });
        }
    }
}
