//! What a project adds to the built-in dictionaries: its own files, and accepted words.

use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use crate::finding::Lang;
use crate::finding::config_error::FileText;
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::paths;

use super::hit::TermHit;

/// Resolves `name` relative to `folder`. The file must be inside `within`.
///
/// # Errors
/// If the file does not exist or is outside `within`. The message is in the language `lang`.
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

/// Reads the file at `path`, which the configuration calls `name`. Its displayed path is relative to `cwd`.
///
/// # Errors
/// If the file can't be read. The message is in the language `lang`.
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

/// Accepted words: no rule about terms reports them.
#[derive(Debug)]
pub(super) struct Accepted(AhoCorasick);

impl Accepted {
    /// Builds the automaton for `words`.
    ///
    /// # Errors
    /// If the automaton would be too large.
    pub(super) fn new(words: &[String]) -> Result<Self, BuildError> {
        let words = words.iter().filter(|word| !word.is_empty());
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).map(Self)
    }

    /// Removes the `hits` that lie within an accepted word of `text`.
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
