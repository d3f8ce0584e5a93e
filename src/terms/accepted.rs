//! What a project adds to the dictionaries that come with notelint: files of its own, and words that it accepts.

use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use crate::finding::Lang;
use crate::finding::config_error::FileText;
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::paths;

use super::hit::TermHit;

/// The file `name` of `files`, as seen from `folder`; it has to lie below `within`.
///
/// # Errors
/// Where it is not there, or lies outside; in the language `lang`.
pub(crate) fn find(
    files: &dyn FileSystem,
    folder: &Path,
    name: &str,
    within: &Path,
    lang: Lang,
) -> Result<PathBuf, String> {
    let path = files.canonical(&folder.join(name)).map_err(|error| crate::finding::unreadable(name, &error, lang))?;
    if path.starts_with(within) {
        return Ok(path);
    }
    Err(message!("`{name}` is outside the project", "`{name}` はプロジェクトの外にある").text(lang))
}

/// The file at `path` of `files`, which is called `name`; shown as seen from `cwd`.
///
/// # Errors
/// Where it can't be read; in the language `lang`.
pub(crate) fn read(
    files: &dyn FileSystem,
    path: PathBuf,
    name: &str,
    cwd: &Path,
    lang: Lang,
) -> Result<FileText, String> {
    let content = files.read(&path).map_err(|error| crate::finding::unreadable(name, &error, lang))?;
    let shown = paths::relative(cwd, &path);
    Ok(FileText::new(path, shown, content))
}

/// Words that no rule about terms reports.
#[derive(Debug)]
pub(super) struct Accepted(AhoCorasick);

impl Accepted {
    /// # Errors
    /// Where the automaton would be too large.
    pub(super) fn new(words: &[String]) -> Result<Self, BuildError> {
        let words = words.iter().filter(|word| !word.is_empty());
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).map(Self)
    }

    /// Takes those out of `hits` that stand within an accepted word of `text`.
    pub(super) fn filter(&self, text: &str, hits: &mut Vec<TermHit>) {
        if hits.is_empty() || self.0.patterns_len() == 0 {
            return;
        }
        let word = |char: char| char.is_ascii_alphanumeric();
        let borders = |start: usize, end: usize| {
            let cut = |a: Option<char>, b: Option<char>| a.is_some_and(word) && b.is_some_and(word);
            !cut(text[..start].chars().next_back(), text[start..].chars().next())
                && !cut(text[..end].chars().next_back(), text[end..].chars().next())
        };
        let found = self.0.find_iter(text).map(|found| found.range());
        let places: Vec<_> = found.filter(|range| borders(range.start, range.end)).collect();
        hits.retain(|hit| {
            let before = places.partition_point(|place| place.end < hit.range.end);
            places.get(before).is_none_or(|place| place.start > hit.range.start)
        });
    }
}
