//! Which anchors of a project something links to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::target::{Target, target};
use crate::project::ProjectFacts;

/// The anchors that a link of the project names.
#[derive(Debug, Default)]
pub struct Linked {
    by_path: FxHashMap<String, FxHashSet<String>>,
}

impl Linked {
    /// Those that the links of `project` name.
    pub fn of(project: &ProjectFacts<'_>) -> Self {
        let mut linked = Self::default();
        for (path, facts) in project.files() {
            for link in &facts.links {
                let Some(fragment) = &link.fragment else { continue };
                if let Target::There(to) = target(project, path, link) {
                    linked.by_path.entry(to).or_default().insert(fragment.to_string());
                }
            }
        }
        linked
    }

    /// Whether a link leads to `anchor` of the note at `path`.
    pub fn contains(&self, path: &str, anchor: &str) -> bool {
        self.by_path.get(path).is_some_and(|anchors| anchors.contains(anchor))
    }
}
