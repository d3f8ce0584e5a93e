//! The notes of a project that other notes link to.

use rustc_hash::FxHashSet;

use super::path::{folder_of, join};
use super::project::{PathTarget, ProjectLinks};
use super::target::{index_page, target};
use super::vault::find;
use crate::facts::{Facts, LocalLink, LocalLinkForm};

/// Paths that other notes link to.
#[derive(Debug, Default)]
pub struct LinkedNotes(FxHashSet<String>);

impl LinkedNotes {
    /// The targets of the links of `notes` (path, `Facts`), which belong to `project`.
    pub fn of<'n>(project: &ProjectLinks<'_>, notes: impl IntoIterator<Item = (&'n str, &'n Facts)>) -> Self {
        let reached = notes.into_iter().flat_map(|(path, facts)| {
            let to = facts.links.iter().filter_map(move |link| note(project, path, link));
            to.filter(move |to| to != path)
        });
        Self(reached.collect())
    }

    /// Whether another note links to the one at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.0.contains(path)
    }
}

impl FromIterator<LinkedNotes> for LinkedNotes {
    fn from_iter<I: IntoIterator<Item = LinkedNotes>>(parts: I) -> Self {
        Self(parts.into_iter().flat_map(|part| part.0).collect())
    }
}

/// Whether a link of `project` with a fragment leads to the note at `path`. The first call resolves all links with fragments.
pub(crate) fn has_links_to_headings(project: &ProjectLinks<'_>, path: &str) -> bool {
    let collect = || {
        let links = project.index.notes().flat_map(|(from, facts)| facts.links.iter().map(move |link| (from, link)));
        let named = links.filter(|(_, link)| link.fragment.is_some());
        named.filter_map(|(from, link)| meant(project, from, link)).collect()
    };
    project.linked_headings(collect).contains(path)
}

/// The path of the note or other file that `link` in the note at `from` leads to, if any.
pub(crate) fn note(project: &ProjectLinks<'_>, from: &str, link: &LocalLink) -> Option<String> {
    match target(project, from, link) {
        PathTarget::Exists(to) | PathTarget::OtherCase(to) => Some(index_page(project, to)),
        // The HTML page that a site generator builds from a note.
        PathTarget::Unknown => made_of(&join(folder_of(from), &link.path).ok()?),
        PathTarget::Missing(_) | PathTarget::Outside | PathTarget::LocalMachine => None,
    }
}

/// The path of the note or other file that `link` in the note at `from` is meant to lead to, if any. Wikilinks are resolved
/// outside vaults too, unless the configuration says that they are text.
pub(crate) fn meant(project: &ProjectLinks<'_>, from: &str, link: &LocalLink) -> Option<String> {
    let known = note(project, from, link);
    let is_text = || project.index.facts(from).is_some_and(|facts| facts.settings.wikilinks == Some(false));
    if known.is_some() || !matches!(link.form, LocalLinkForm::Wiki { .. }) || is_text() {
        return known;
    }
    if link.path.is_empty() { Some(from.to_owned()) } else { find(project, "", from, &link.path) }
}

/// The note from which the HTML page at `path` is built. Example: `a/b.md` for `a/b.html`.
pub(crate) fn made_of(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"))?;
    Some(format!("{stem}.md"))
}
