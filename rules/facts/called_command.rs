//! Looks up a command of a note in the table of its program: `aws --profile me ec2 describe-instances --filters …`.

use crate::catalog::commands::{Program, Row};
use crate::lint::prelude::*;
use crate::markdown::commands::{Command, Word};
use crate::words;

/// A command of a note, as far as the table of its program knows it.
#[derive(Debug)]
pub(super) struct Call<'d> {
    /// The program.
    pub(super) program: Program,
    /// The program and the subcommands: `aws ec2 describe-instances`.
    pub(super) name: String,
    /// The command in the table, if the words lead to one.
    pub(super) row: Option<Row>,
    /// The first word that is not a subcommand where one is expected.
    pub(super) unknown: Option<Unknown<'d>>,
    /// The options before `--`.
    pub(super) options: Vec<Word<'d>>,
    path: Path,
}

/// A word where a subcommand is expected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unknown<'d> {
    pub(super) word: Word<'d>,
    /// Whether it is the first word after the program.
    pub(super) is_first: bool,
}

/// Options of these programs that take a value and may come before a subcommand.
const WITH_VALUE: [&str; 24] = [
    "--account",
    "--cluster",
    "--color",
    "--configuration",
    "--context",
    "--endpoint-url",
    "--filename",
    "--format",
    "--kubeconfig",
    "--namespace",
    "--output",
    "--profile",
    "--project",
    "--query",
    "--region",
    "--server",
    "--subscription",
    "--user",
    "--verbosity",
    "-f",
    "-n",
    "-o",
    "-s",
    "-v",
];

/// Words that say that a command is not a real one, or that it is missing.
const DOUBTED: &[&str] = words!("../words/code.txt", "doubted");

/// Whether the text around `word`, a few lines of the block or the sentence, says that the command is not a real one.
pub(super) fn is_doubted(note: &Note<'_>, word: Word<'_>) -> bool {
    let code = note.document.node_at(word.span.start as usize);
    let around = code.ancestors().find(|node| matches!(node.kind(), Kind::Paragraph | Kind::TableCell | Kind::Heading));
    let source = around.unwrap_or(code).source();
    let above = code.previous_sibling().filter(|_| code.kind() == Kind::CodeBlock).map_or("", |above| above.source());
    [source, above]
        .iter()
        .filter(|text| text.len() <= LONGEST)
        .any(|text| DOUBTED.iter().any(|word| text.contains(word)))
}

/// The longest text that is searched for such words, in bytes.
const LONGEST: usize = 4000;

/// Looks up `command`. `None` if its program is not one of those in the tables.
pub(super) fn look_up(command: Command<'_>) -> Option<Call<'_>> {
    let mut words = command.words();
    let first = words.next()?;
    let program = Program::named(first.text)?;
    let (mut name, mut unknown, mut options) = (first.text.to_owned(), None, Vec::new());
    let mut path = Path { program, rows: None, rest: String::new() };
    // Whether a subcommand may still follow, whether all words so far were understood, and whether the word may be the
    // value of the option before it.
    let (mut open, mut certain, mut value) = (true, true, Value::No);
    for word in words.take_while(|word| word.text != "--") {
        if is_option(word) {
            value = Value::after(word);
            options.push(word);
            continue;
        }
        let value = std::mem::replace(&mut value, Value::No);
        if !open || value == Value::Certain {
            continue;
        }
        if path.step(word) {
            name.push(' ');
            name.push_str(word.text);
        } else if value == Value::Perhaps || path.row().is_some_and(|_| !path.has_subcommands()) {
            // A value, or an argument of the command.
        } else {
            open = false;
            certain &= path.row().is_some();
            if is_name(word) && path.has_subcommands() {
                unknown = Some(Unknown { word, is_first: path.rows.is_none() });
            }
        }
    }
    let row = path.row().filter(|row| certain && (!path.has_subcommands() || row.options().next().is_some()));
    Some(Call { program, name, row, unknown, options, path })
}

impl Call<'_> {
    /// The words that may come after [`Call::name`].
    pub(super) fn subcommands(&self) -> Vec<&'static str> {
        self.path.subcommands()
    }
}

/// Whether a word may be the value of an option.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    No,
    Perhaps,
    Certain,
}

impl Value {
    /// For the word after `option`.
    fn after(option: Word<'_>) -> Self {
        if option.text.contains('=') {
            Self::No
        } else if WITH_VALUE.contains(&option.text) {
            Self::Certain
        } else {
            Self::Perhaps
        }
    }
}

/// Whether `word` is an option, not a number or a lone hyphen.
fn is_option(word: Word<'_>) -> bool {
    let name = word.text.trim_start_matches('-');
    !word.quoted && word.text.starts_with('-') && name.starts_with(|char: char| char.is_ascii_alphabetic())
}

/// Whether `word` is written like a subcommand, and is not a placeholder.
pub(super) fn is_name(word: Word<'_>) -> bool {
    let is_part = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    !word.quoted
        && !word.varies
        && word.text.starts_with(|char: char| char.is_ascii_lowercase())
        && word.text.chars().all(is_part)
        && word.text != "help"
}

/// A place in the tree of subcommands.
#[derive(Debug)]
struct Path {
    program: Program,
    /// The commands that begin with the first word. `None` before it.
    rows: Option<&'static [Row]>,
    /// The words after the first one.
    rest: String,
}

impl Path {
    /// Goes on to the subcommand `word`, if there is one.
    fn step(&mut self, word: Word<'_>) -> bool {
        let Some(rows) = self.rows else {
            self.rows = if is_name(word) { self.program.table().rows(word.text) } else { None };
            return self.rows.is_some();
        };
        let next = if self.rest.is_empty() { word.text.to_owned() } else { format!("{} {}", self.rest, word.text) };
        let is_known = is_name(word) && below(rows, &next).any(|_| true);
        if is_known {
            self.rest = next;
        }
        is_known
    }

    /// The command at this place, if it is one.
    fn row(&self) -> Option<Row> {
        below(self.rows?, &self.rest).find(|row| row.rest == self.rest).copied()
    }

    fn has_subcommands(&self) -> bool {
        self.rows.is_none_or(|rows| below(rows, &self.rest).any(|row| row.rest != self.rest))
    }

    /// The words that may come next.
    fn subcommands(&self) -> Vec<&'static str> {
        let Some(rows) = self.rows else { return self.program.table().names().collect() };
        let after = |row: &Row| {
            let rest = row.rest.get(self.rest.len()..)?;
            rest.trim_start_matches(' ').split(' ').next().filter(|word| !word.is_empty())
        };
        let mut words: Vec<_> = below(rows, &self.rest).filter_map(after).collect();
        words.dedup();
        words
    }
}

/// The `rows` whose words are those of `rest`, perhaps with more. They are next to each other, because a space is before all
/// other characters of a name.
fn below<'r>(rows: &'r [Row], rest: &'r str) -> impl Iterator<Item = &'r Row> {
    let from = rows.partition_point(|row| row.rest < rest);
    let is_below = move |row: &&Row| {
        rest.is_empty() || row.rest.strip_prefix(rest).is_some_and(|more| more.is_empty() || more.starts_with(' '))
    };
    rows.iter().skip(from).take_while(is_below)
}

/// The one of `known` that `word` is a slip of: one letter in short words, two in long ones. `None` if there are several.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const SHORTEST: usize = 5;
    const LONG: usize = 8;
    let length = word.chars().count();
    if length < SHORTEST {
        return None;
    }
    let limit = if length < LONG { 1 } else { 2 };
    let near = known.into_iter().filter(|name| name.len().abs_diff(word.len()) <= limit);
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for (distance, name) in
        near.map(|name| (strsim::osa_distance(word, name), name)).filter(|(distance, _)| *distance <= limit)
    {
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, other)) if distance == least => tied |= other != name,
            _ => (best, tied) = (Some((distance, name)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}

/// Whether a letter of `name` is missing, doubled or swapped in `word`, rather than another one: `creat`, `comit`, `lgoin`.
pub(super) fn has_same_letters(word: &str, name: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    word.len() != name.len() || sorted(word) == sorted(name)
}
