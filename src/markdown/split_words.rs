//! Words that a soft line break cuts in two, so that browsers show a space in them: `オンデマ⏎ンド`.
//!
//! Most line breaks are between words. A break is within one if no word can begin or end there, or if the two halves
//! together are a word that is known from a list or from the rest of the note, and are not words themselves.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::markdown::prose::{Block, Prose};
use crate::text::source::Span;

/// The most characters of each half that are compared with known words.
const MAX_HALF: usize = 12;

/// The fewest letters of a Latin word.
const MIN_LATIN: usize = 8;

/// A word with a line break in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitWord {
    /// From the first half to the second, with the line break.
    pub span: Span,
    /// The line break and what is around it: from the end of the first half to the start of the second.
    pub gap: Span,
    /// The halves.
    pub halves: [String; 2],
}

/// The words in `prose` that are cut in two. `words` are known words in katakana.
pub(crate) fn split_words(prose: &Prose, words: &FxHashSet<&'static str>) -> Vec<SplitWord> {
    let mut found = Vec::new();
    let mut katakana: Option<Known<'_>> = None;
    let mut latin: Option<FxHashMap<&[u8], usize>> = None;
    for block in prose.blocks() {
        for joint in prose.joints(block) {
            let Some(halves) = Halves::of(prose, block, joint) else { continue };
            let is_cut = match halves.script {
                Script::Katakana if halves.is_impossible() => true,
                Script::Katakana => halves.is_known(katakana.get_or_insert_with(|| known_katakana(prose, words))),
                Script::Latin => {
                    halves.may_be_one_word() && halves.is_only_together(latin.get_or_insert_with(|| latin_words(prose)))
                }
            };
            if is_cut {
                found.extend(halves.word(prose));
            }
        }
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Katakana,
    Latin,
}

/// What is on both sides of a line break.
struct Halves<'p> {
    script: Script,
    left: &'p str,
    right: &'p str,
    /// Offsets in the prose of the end of the left half and the start of the right one.
    ends: usize,
    begins: usize,
}

fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ー')
}

impl<'p> Halves<'p> {
    /// The letters around `joint`, if they are in one script on both sides.
    fn of(prose: &'p Prose, block: &Block, joint: usize) -> Option<Self> {
        let (before, after) = (&prose.text()[block.range.start..joint], &prose.text()[joint..block.range.end]);
        let begins = joint + after.len() - after.trim_start_matches(' ').len();
        let after = &prose.text()[begins..block.range.end];
        let (last, first) = (before.chars().next_back()?, after.chars().next()?);
        let is_latin = |char: char| char.is_ascii_alphabetic();
        let script = match (last, first) {
            _ if is_katakana(last) && is_katakana(first) && begins == joint => Script::Katakana,
            _ if is_latin(last) && first.is_ascii_lowercase() => Script::Latin,
            _ => return None,
        };
        let is_part = |char: char| if script == Script::Katakana { is_katakana(char) } else { is_latin(char) };
        let from = before.char_indices().rev().take(4 * MAX_HALF).take_while(|(_, char)| is_part(*char)).last()?.0;
        let to: usize = after.chars().take(4 * MAX_HALF).take_while(|char| is_part(*char)).map(char::len_utf8).sum();
        Some(Self { script, left: &before[from..], right: &after[..to], ends: joint, begins })
    }

    /// Whether no word in katakana can begin with the right half or end with the left one.
    fn is_impossible(&self) -> bool {
        let small =
            |char: char| matches!(char, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ' | 'ッ' | 'ー' | 'ン');
        self.right.starts_with(small) || self.left.ends_with('ッ')
    }

    /// Whether the end of the left half and the start of the right one are a known word, and are not known words
    /// themselves. If the note alone has the word, neither half may be one.
    fn is_known(&self, known: &Known<'_>) -> bool {
        let starts: Vec<usize> = self.left.char_indices().rev().map(|(at, _)| at).take(MAX_HALF).collect();
        let ends: Vec<usize> =
            self.right.char_indices().map(|(at, char)| at + char.len_utf8()).take(MAX_HALF).collect();
        let ends_word = starts.iter().any(|&at| known.has(&self.left[at..]));
        let begins_word = ends.iter().any(|&at| known.has(&self.right[..at]));
        let mut word = String::new();
        let mut has = |words: &FxHashSet<&str>| {
            starts.iter().any(|&from| {
                ends.iter().any(|&to| {
                    word.clear();
                    word.push_str(&self.left[from..]);
                    word.push_str(&self.right[..to]);
                    words.contains(word.as_str())
                })
            })
        };
        !(ends_word && begins_word) && has(known.common) || !ends_word && !begins_word && has(&known.own)
    }

    /// Whether the halves are long enough for a word in Latin letters that is cut in two.
    fn may_be_one_word(&self) -> bool {
        self.left.len() > 1 && self.right.len() > 1 && self.left.len() + self.right.len() >= MIN_LATIN
    }

    /// Whether the note has the whole word at least twice elsewhere, and neither half.
    fn is_only_together(&self, counts: &FxHashMap<&[u8], usize>) -> bool {
        let whole = format!("{}{}", self.left, self.right);
        let count = |word: &str| counts.get(word.as_bytes()).copied().unwrap_or_default();
        // Each half is counted once, here.
        count(&whole) > 1 && count(self.left) < 2 && count(self.right) < 2
    }

    fn word(&self, prose: &Prose) -> Option<SplitWord> {
        let left = prose.verbatim(self.ends - self.left.len()..self.ends)?;
        let right = prose.verbatim(self.begins..self.begins + self.right.len())?;
        let gap = Span { start: left.end, end: right.start };
        let halves = [self.left.to_owned(), self.right.to_owned()];
        (left.end <= right.start).then_some(SplitWord { span: Span { start: left.start, end: right.end }, gap, halves })
    }
}

/// Known words in katakana.
struct Known<'p> {
    common: &'p FxHashSet<&'static str>,
    /// The runs of katakana in the note that no line break touches.
    own: FxHashSet<&'p str>,
}

impl Known<'_> {
    fn has(&self, word: &str) -> bool {
        self.common.contains(word) || self.own.contains(word)
    }
}

/// `words`, and those of the note.
fn known_katakana<'p>(prose: &'p Prose, words: &'p FxHashSet<&'static str>) -> Known<'p> {
    let mut known = Known { common: words, own: FxHashSet::default() };
    for block in prose.blocks() {
        let mut joints = prose.joints(block).peekable();
        let text = prose.block_text(block);
        let mut at = block.range.start;
        for run in text.split(|char| !is_katakana(char)) {
            let (start, end) = (at, at + run.len());
            at = end + prose.text()[end..].chars().next().map_or(0, char::len_utf8);
            while joints.next_if(|joint| *joint < start).is_some() {}
            let cut = joints.peek().is_some_and(|joint| *joint <= end);
            if !cut && run.chars().nth(2).is_some() {
                known.own.insert(run);
            }
        }
    }
    known
}

/// How often the note has each word in Latin letters, of two letters and more.
fn latin_words(prose: &Prose) -> FxHashMap<&[u8], usize> {
    let mut counts = FxHashMap::default();
    let text = prose.text().as_bytes();
    counts.reserve(text.len() / 32);
    for word in text.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| word.len() > 1) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}
