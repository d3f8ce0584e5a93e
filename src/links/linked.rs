//! Which notes of a project something links to.

use rustc_hash::FxHashSet;

use super::target::{Target, folder_of, join, page, target};
use crate::facts::LocalLink;
use crate::lint::project::ProjectFacts;
use crate::project::run::parallel;

/// What links of other notes lead to.
#[derive(Debug, Default)]
pub struct Linked(FxHashSet<String>);

impl Linked {
    /// Those that the links of `project` name, followed on as many threads as it takes.
    pub fn of(project: &ProjectFacts<'_>) -> Self {
        let files: Vec<_> = project.files().collect();
        let parts = parallel(project.threads(), &files.chunks(64).collect::<Vec<_>>(), |files| {
            let notes = files.iter().flat_map(|&(path, facts)| {
                let to = facts.links.iter().filter_map(move |link| note(project, path, link));
                to.filter(move |to| to != path)
            });
            notes.collect::<Vec<_>>()
        });
        Self(parts.into_iter().flatten().collect())
    }

    /// Whether another note links to the one at `path`.
    pub fn reaches(&self, path: &str) -> bool {
        self.0.contains(path)
    }
}

/// The path of the note, or other file, that `link` in the note at `from` leads to, if it leads to any.
pub(crate) fn note(project: &ProjectFacts<'_>, from: &str, link: &LocalLink) -> Option<String> {
    match target(project, from, link) {
        Target::There(to) | Target::OtherCase(to) => Some(page(project, to)),
        // The page that a site makes of a note.
        Target::Unknown => made_of(&join(folder_of(from), &link.path).ok()?),
        Target::Missing(_) | Target::Outside | Target::Machine => None,
    }
}

/// The note that the page at `path` is made of.
fn made_of(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"))?;
    Some(format!("{stem}.md"))
}
