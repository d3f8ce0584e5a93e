//! Generates small notes from pieces that have caused bugs or look as if they could: mistakes, incomplete syntax,
//! characters that look like white space but are text, and blocks nested in other blocks.

mod pieces;
pub(crate) mod seed;

use fastrand::Rng;
use pieces::{CHARACTERS, LINES, PREFIXES};

/// A note of a few lines, determined by `random`.
pub(crate) fn note(random: &mut Rng) -> String {
    let ending = ["\n", "\n", "\n", "\r\n", "\r"][random.usize(..5)];
    let mut text = String::new();
    if random.u8(..40) == 0 {
        text.push('\u{feff}');
    }
    if random.u8(..16) == 0 {
        text.push_str(&pieces::FRONT_MATTER[random.usize(..pieces::FRONT_MATTER.len())].replace('\n', ending));
    }
    let mut prefix = String::new();
    let count = random.usize(1..9);
    for line in 0..count {
        // Most lines continue the block of the line before.
        match random.u8(..8) {
            0 | 1 => prefix.clear(),
            2 => prefix.push_str(PREFIXES[random.usize(..PREFIXES.len())]),
            3 if !prefix.is_empty() => prefix = continued(&prefix),
            _ => {}
        }
        text.push_str(&prefix);
        text.push_str(LINES[random.usize(..LINES.len())]);
        if random.u8(..6) == 0 {
            text.push_str([" ", ""][random.usize(..2)]);
            text.push_str(LINES[random.usize(..LINES.len())]);
        }
        let last = line + 1 == count;
        if !(last && random.bool()) {
            text.push_str(if random.u8(..30) == 0 { ["\n", "\r\n", "\r"][random.usize(..3)] } else { ending });
        }
        if random.u8(..4) == 0 && !last {
            text.push_str(ending);
        }
    }
    for _ in 0..random.u8(..4) / 2 {
        disturb(random, &mut text);
    }
    text
}

/// The prefix of a line that continues the blocks opened by `prefix`: list markers become indentation.
fn continued(prefix: &str) -> String {
    prefix.chars().map(|char| if matches!(char, '>' | '\t' | ' ') { char } else { ' ' }).collect()
}

/// Inserts a character, deletes one, or repeats a part of the text, anywhere.
fn disturb(random: &mut Rng, text: &mut String) {
    let at = text.floor_char_boundary(random.usize(..=text.len()));
    match random.u8(..4) {
        0 | 1 => text.insert_str(at, CHARACTERS[random.usize(..CHARACTERS.len())]),
        2 if at < text.len() => drop(text.remove(at)),
        _ => {
            let end = text.ceil_char_boundary((at + random.usize(..12)).min(text.len()));
            let piece = text[at..end].to_owned();
            text.insert_str(at, &piece);
        }
    }
}

/// Reduces `text` by removing lines, then characters, as long as it still `fails`.
pub(crate) fn smallest(text: &str, fails: impl Fn(&str) -> bool) -> String {
    let mut text = text.to_owned();
    loop {
        let lines: Vec<&str> = text.split_inclusive(['\n', '\r']).collect();
        let without = |skipped: usize| {
            let kept = lines.iter().enumerate().filter(|(index, _)| *index != skipped);
            kept.map(|(_, line)| *line).collect::<String>()
        };
        let shorter = (0..lines.len()).map(without).find(|text| fails(text));
        let shorter = shorter.or_else(|| {
            let without = |(at, char): (usize, char)| text[..at].to_owned() + &text[at + char.len_utf8()..];
            text.char_indices().map(without).find(|text| fails(text))
        });
        match shorter {
            Some(shorter) => text = shorter,
            None => return text,
        }
    }
}
