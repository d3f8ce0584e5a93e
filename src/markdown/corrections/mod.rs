//! Corrects what the parser reads where it differs from GitHub.
//!
//! GitHub's renderer, cmark-gfm, is not the parser that notelint uses, and the two disagree on a few constructs. Each
//! file here knows one of them: it looks for the construct in a parsed note and says what the parser has to be given
//! so that it reads the construct as GitHub does. Then the note is parsed again. Notes without such constructs are
//! parsed once.
//!
//! `tests/it/differential.rs` compares the trees with cmark-gfm's.

mod comments;
mod correction;
mod dollars;
mod html_lines;
mod table_ends;
mod table_heads;
mod tasks;
mod urls;

use correction::Correction;

use crate::markdown::node::Tree;
use crate::text::slice::Slice as _;

/// How often a note is parsed again at most. A correction can reveal another construct, but rarely does.
const ROUNDS: usize = 4;

/// The corrections of a note.
#[derive(Debug, Default)]
pub(crate) struct Corrections {
    /// Sorted by position.
    active: Vec<Correction>,
    undone: Vec<Correction>,
    rounds: usize,
}

impl Corrections {
    /// Adapts the corrections to `tree`, which was parsed with them. Returns whether they changed, so that the note has
    /// to be parsed again.
    pub(crate) fn revise(&mut self, tree: &Tree<'_>) -> bool {
        let (kept, failed): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.active).into_iter().partition(|correction| correction.holds(tree));
        let failed_any = !failed.is_empty();
        self.active = kept;
        self.undone.extend(failed);
        self.rounds += 1;
        if self.rounds > ROUNDS {
            return failed_any;
        }
        let mut found = Vec::new();
        comments::find(tree, &mut found);
        dollars::find(tree, &mut found);
        html_lines::find(tree, &mut found);
        table_heads::find(tree, &mut found);
        table_ends::find(tree, &mut found);
        tasks::find(tree, &mut found);
        urls::find(tree, &mut found);
        found.retain(|correction| !self.active.contains(correction) && !self.undone.contains(correction));
        let changed = failed_any || !found.is_empty();
        self.active.extend(found);
        self.active.sort_by_key(|correction| correction.at);
        changed
    }

    /// `text`, which begins at byte `start` of the source, with the corrections.
    pub(crate) fn apply(&self, text: &str, start: usize) -> String {
        let mut bytes = text.as_bytes().to_owned();
        for &(at, byte) in self.active.iter().flat_map(|correction| &correction.replaced) {
            bytes[at - start] = byte;
        }
        // Only ASCII characters are replaced, by others.
        let text = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
        let mut corrected = String::with_capacity(text.len() + 16 * self.active.len());
        let mut rest = 0;
        for correction in &self.active {
            corrected.push_str(text.part(rest..correction.at - start));
            corrected.push_str(&correction.inserted);
            rest = correction.at - start;
        }
        corrected.push_str(text.tail(rest));
        corrected
    }

    /// The byte of the source for byte `offset` of the corrected text, which begins at byte `start` of the source.
    pub(crate) fn in_source(&self, offset: usize, start: usize) -> usize {
        let mut inserted = 0;
        for correction in &self.active {
            if correction.at - start + inserted >= offset {
                break;
            }
            inserted += correction.inserted.len().min(offset - inserted - (correction.at - start));
        }
        offset - inserted + start
    }
}
