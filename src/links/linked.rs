//! Which notes and anchors of a project something links to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::target::{Target, folder_of, join, page, target};
use crate::facts::LocalLink;
use crate::project::ProjectFacts;
use crate::run::parallel;

/// What the links of a project lead to.
#[derive(Debug, Default)]
pub struct Linked {
    /// What a link of another note leads to.
    reached: FxHashSet<String>,
    /// The anchors that links name, by the path of their note.
    by_path: FxHashMap<String, FxHashSet<String>>,
}

impl Linked {
    /// Those that the links of `project` name, followed on as many threads as it takes.
    pub fn of(project: &ProjectFacts<'_>) -> Self {
        let files: Vec<_> = project.files().collect();
        let parts = parallel(project.threads(), &files.chunks(64).collect::<Vec<_>>(), |files| {
            let mut linked = Self::default();
            for (path, facts) in *files {
                facts.links.iter().for_each(|link| linked.add(project, path, link));
            }
            linked
        });
        parts.into_iter().reduce(Self::and).unwrap_or_default()
    }

    /// What both lead to.
    fn and(mut self, other: Self) -> Self {
        self.reached.extend(other.reached);
        for (path, anchors) in other.by_path {
            self.by_path.entry(path).or_default().extend(anchors);
        }
        self
    }

    fn add(&mut self, project: &ProjectFacts<'_>, from: &str, link: &LocalLink) {
        let to = match target(project, from, link) {
            Target::There(to) | Target::OtherCase(to) => page(project, to),
            // The page that a site makes of a note.
            Target::Unknown => match join(folder_of(from), &link.path).ok().and_then(|path| made_of(&path)) {
                Some(note) => note,
                None => return,
            },
            Target::Missing(_) | Target::Outside | Target::Machine => return,
        };
        if let Some(fragment) = &link.fragment {
            self.by_path.entry(to.clone()).or_default().insert(fragment.to_string());
        }
        if to != from {
            self.reached.insert(to);
        }
    }

    /// Whether another note links to the one at `path`.
    pub fn reaches(&self, path: &str) -> bool {
        self.reached.contains(path)
    }

    /// Whether a link leads to `anchor` of the note at `path`.
    pub fn contains(&self, path: &str, anchor: &str) -> bool {
        self.by_path.get(path).is_some_and(|anchors| anchors.contains(anchor))
    }
}

/// The note that the page at `path` is made of.
fn made_of(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"))?;
    Some(format!("{stem}.md"))
}
