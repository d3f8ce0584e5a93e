//! Lines that begin with a list marker without a space after it. Many other things begin like that: negative numbers,
//! command-line options, footnote signs, signatures. So more evidence is needed: the script of the text, and the lines
//! around it.

use super::gap::Gap;
use super::plan::{ListLevel, list_follows};
use super::{BulletLine, Mark, MarkClass};
use crate::finding::Applicability;
use crate::markdown::document::{Kind, Kinds, Node};
use crate::markdown::emphasis::flanking::is_cjk;
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::source::Source;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};
use crate::words;

/// How strongly a text looks like a list item. Ordered from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// Looks like something else.
    None,
    /// Looks like an item only next to real ones: Latin words, which may be an option; code; a link.
    Fair,
    /// Looks like an item: a word in a script that is not written after a dash.
    Good,
    /// A task list item.
    Sure,
}

/// `lines`, which are those of `paragraph`, with the list markers that lack a space. Those meant as items are accepted.
/// Also returns the applicability of turning them into items.
pub(crate) fn marked(
    source: &Source,
    paragraph: Node<'_>,
    mut lines: Vec<BulletLine>,
    levels: &[ListLevel],
) -> (Vec<BulletLine>, Applicability) {
    let strengths: Vec<Strength> = lines
        .iter_mut()
        .map(|line| {
            let (mark, strength) = mark(source, *line).unzip();
            line.mark = mark;
            strength.unwrap_or(Strength::None)
        })
        .collect();
    if super::is_own_text(paragraph) {
        // `- -v`: this line already has a marker.
        lines[..1].iter_mut().for_each(|line| line.mark = None);
    }
    let mut applicability = Applicability::Safe;
    let mut index = 0;
    while index < lines.len() {
        let Some(mark) = lines[index].mark else {
            index += 1;
            continue;
        };
        let same = |line: &&BulletLine| line.mark.is_some_and(|other| other.char == mark.char);
        let end = index + lines[index..].iter().take_while(same).count();
        let run = MarkerLines { source, paragraph, levels, lines: &lines, from: index, to: end, char: mark.char };
        if let Some(found) = run.evidence(&strengths[index..end]) {
            applicability = applicability.max(found);
            lines[index..end].iter_mut().for_each(|line| line.accepted = true);
        }
        index = end;
    }
    (lines, applicability)
}

/// The list marker at the start of `line`, if no space follows it, and how strongly its text looks like an item.
fn mark(source: &Source, line: BulletLine) -> Option<(Mark, Strength)> {
    let text = &source.text()[line.start..line.end];
    let char = text.chars().next().filter(|char| matches!(char, '-' | '*' | '+'))?;
    let rest = &text[1..];
    let (gap, _) = Gap::of(rest);
    let strength = strength(rest, char);
    let mark = Mark { char, class: MarkClass::Dot, start: line.start, content: line.start + 1 };
    (gap == Gap::None && strength > Strength::None).then_some((mark, strength))
}

/// How strongly `rest`, the text directly after the marker `char`, looks like a list item.
fn strength(rest: &str, char: char) -> Strength {
    let Some(first) = rest.chars().next() else { return Strength::None };
    let boxed = ["[ ] ", "[x] ", "[X] "].iter().any(|task| rest.starts_with(task));
    // `-以上-`, or broken emphasis: `*注*`.
    if rest.trim_end_matches([' ', '\t']).ends_with(char) || char == '*' && rest.contains('*') {
        return Strength::None;
    }
    match first {
        '[' if boxed && char != '*' => Strength::Sure,
        '[' if rest.contains("](") => Strength::Fair,
        '`' => Strength::Fair,
        '*' | '_' if char != '*' && rest.starts_with(&first.to_string().repeat(2)) => Strength::Fair,
        '「' | '『' | '（' | '【' | '《' | '〈' | '［' => Strength::Good,
        // The sign of a footnote.
        '注' | '印' if char == '*' => Strength::None,
        _ if first.is_ascii_uppercase() && is_sentence(rest) => Strength::Good,
        _ if first.is_ascii_uppercase() => latin(rest),
        _ if first.is_alphabetic() && is_cjk(first) => Strength::Good,
        // Letters of other scripts. Greek is excluded because it is used in formulas.
        '\u{400}'..='\u{52f}' | '\u{590}'..='\u{10ff}' if first.is_alphabetic() => Strength::Good,
        '\u{c0}'..='\u{24f}' if first.is_uppercase() => Strength::Fair,
        _ => Strength::None,
    }
}

/// Whether `rest` is a name or a sentence and not an option: `EC2 …` and `Standard class`, but not `X POST`, `Name
/// <string>` or `DskipTests=true`.
fn latin(rest: &str) -> Strength {
    let word = &rest[..rest.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    let option = word.len() < 2 || rest.contains(['=', '<']) || rest.contains(" -");
    if option { Strength::None } else { Strength::Fair }
}

/// Whether `rest` begins like an English, Spanish, Portuguese, French or Italian sentence that is not a description of an option:
/// `Write it down`, `Utilice una hoja`, but not `Path specifies the folder`.
fn is_sentence(rest: &str) -> bool {
    const ARTICLES: &[&str] = words!("../../../rules/words/articles.txt", "articles");
    let mut words = rest.unicode_words();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let worded = first.chars().nth(1).is_some_and(char::is_lowercase) && first.chars().all(char::is_alphabetic);
    worded && words.next().is_some() && ARTICLES.contains(&second) && latin(rest) != Strength::None
}

/// Consecutive lines with the same marker: `from..to` of `lines`.
struct MarkerLines<'a> {
    source: &'a Source,
    paragraph: Node<'a>,
    levels: &'a [ListLevel],
    lines: &'a [BulletLine],
    from: usize,
    to: usize,
    char: char,
}

impl MarkerLines<'_> {
    /// The applicability of turning the lines into items; `None` if they are probably not meant as items.
    fn evidence(&self, strengths: &[Strength]) -> Option<Applicability> {
        let best = strengths.iter().max()?;
        if self.is_diff() {
            return None;
        }
        let signed = self.char == '*' && has_signs(self.source.text());
        if self.is_beside_items() {
            return Some(if signed { Applicability::Unsafe } else { Applicability::Safe });
        }
        let repeated = strengths.len() > 1;
        match best {
            _ if signed => None,
            // They could be footnote signs.
            Strength::Good if repeated && self.char == '*' => Some(Applicability::Unsafe),
            Strength::Sure => Some(Applicability::Safe),
            Strength::Good if repeated => Some(Applicability::Safe),
            Strength::Good if self.is_alone() => Some(Applicability::Unsafe),
            _ => None,
        }
    }

    /// Whether the run is next to real items with this marker: it became part of one, or the list before or after it
    /// has them.
    fn is_beside_items(&self) -> bool {
        let column = self.lines[self.from].column(self.source);
        let level = |level: &ListLevel| level.char == Some(self.char) && level.column.abs_diff(column) <= 1;
        let folded = self.from > 0 && self.levels.iter().any(level);
        let first = self.from == 0;
        let last = self.to == self.lines.len();
        let like = |list: Node<'_>| {
            let start = list.span().start as usize;
            let marker = list.first_child().filter(|_| list.list_start().is_none()).and_then(syntax::item_marker);
            marker.is_some_and(|marker| marker.char == self.char) && syntax::column(self.source, start) == column
        };
        let list = |node: Option<Node<'_>>| node.filter(|node| node.kind() == Kind::List).is_some_and(like);
        folded
            || last && list_follows(self.source, self.paragraph, column) == Some(self.char)
            || first && last && (list(self.paragraph.previous_sibling()) || list(self.paragraph.next_sibling()))
    }

    /// Whether the run is a single line that is a whole paragraph, and not the attribution below or at the end of a
    /// quote.
    fn is_alone(&self) -> bool {
        let quote = |node: Option<Node<'_>>| node.is_some_and(|node| node.kind() == Kind::BlockQuote);
        self.char != '*'
            && self.lines.len() == 1
            && !self.paragraph.within(Kinds::of(&[Kind::BlockQuote]))
            && !quote(self.paragraph.previous_sibling())
    }

    /// Whether the line above or below begins with the other one of `-` and `+`, as in the output of `diff`.
    fn is_diff(&self) -> bool {
        let other = match self.char {
            '-' => '+',
            '+' => '-',
            _ => return false,
        };
        let source = self.source;
        let own = |line: &BulletLine| source.lines().line(line.start);
        let column = self.lines[self.from].column(source);
        let has_other = |line: usize| {
            let text = lines::text(source, line);
            let rest = text.trim_start_matches([' ', '\t', '>']);
            let at = source.lines().start(line) + text.len() - rest.len();
            rest.starts_with(other) && syntax::column(source, at) == column
        };
        let above = own(&self.lines[self.from]).checked_sub(1);
        let below = Some(own(&self.lines[self.to - 1]) + 1).filter(|line| *line < source.lines().count());
        above.into_iter().chain(below).any(has_other)
    }
}

/// Whether a single `*` directly follows text anywhere in the note, like a footnote sign: `100 円*`.
fn has_signs(text: &str) -> bool {
    text.match_indices('*').any(|(at, _)| {
        let attached = text[..at].ends_with(|char: char| char != '*' && char != '>' && !is_unicode_space(char));
        attached && !text[at + 1..].starts_with('*')
    })
}
