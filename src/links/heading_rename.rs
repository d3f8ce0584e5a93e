//! Renames headings without breaking links: finds the links of a project to the headings that an edit changes, and
//! plans the edits that update those links.
//!
//! This module does no I/O. `--fix` uses it for the fixes of rules. An editor's rename (LSP's `textDocument/rename`)
//! works the same way: parse the note before and after the edit, and get the other edits from [`HeadingRename::plan`].
//!
//! Headings are matched by position, not by text. A heading that was not edited can change too: a second `## x` has the
//! anchor `x-1` if there is a first one, and `x` once that one is removed.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::AppliedEdits;
use crate::finding::{Edit, NoteEdits};
use crate::links::anchor_targets::{AnchorTargets, FragmentMatch, prefixed};
use crate::links::linked_notes::meant;
pub use crate::links::obstacle::{Obstacle, ObstacleReason};
use crate::links::project::ProjectLinks;
use crate::links::rewrite;
use crate::links::vault::vault;
use crate::markdown::slug::heading_text;
use crate::text::profile::HeadingIds;
use crate::text::source::{Source, Span};

/// Access to the other notes of a project.
pub trait NoteSources {
    /// The text of the note at `path` from which its `Facts` were extracted; `None` if it can't be read.
    fn source(&self, path: &str) -> Option<Arc<Source>>;

    /// The reason why the note at `path` can't be changed ([`ObstacleReason::OnlyInput`], [`ObstacleReason::Locked`] or
    /// [`ObstacleReason::Conflict`]); `None` if it can.
    fn barrier(&self, path: &str) -> Option<ObstacleReason>;
}

/// An edit of one note, with its link targets before and after.
#[derive(Clone, Copy, Debug)]
pub struct HeadingRename<'a> {
    /// The project with the `Facts` before the edit. For the edited note, it is only used to resolve paths.
    pub project: &'a ProjectLinks<'a>,
    /// The edited note.
    pub path: &'a str,
    /// The link targets before the edit.
    pub before: &'a AnchorTargets,
    /// The link targets after the edit.
    pub after: &'a AnchorTargets,
    /// The edit, as the steps in which it was applied.
    pub steps: &'a [AppliedEdits],
}

/// The edits that keep links working.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkEdits {
    /// Edits of links in the edited note, in bytes of its text before the edit.
    pub own: Vec<Edit>,
    /// Edits of links in other notes, by path.
    pub elsewhere: Vec<NoteEdits>,
    /// The number of links to edit.
    pub links: usize,
}

/// A link that no longer leads to its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLink {
    /// The note with the link; `None` for the edited note.
    pub from: Option<Box<str>>,
    /// The link. In the edited note, as it is after the edit.
    pub link: LocalLink,
    /// The new fragment that leads to the same target, not percent-encoded.
    pub fragment: Result<String, ObstacleReason>,
}

impl<'a> HeadingRename<'a> {
    /// The links of the project that would no longer lead to their targets, or only in a lenient renderer. Links in the
    /// edited note come first.
    pub fn broken(&self) -> Vec<BrokenLink> {
        let images = self.images();
        let called: Vec<usize> = (0..images.len()).filter(|&old| !self.keeps_names(old, &images)).collect();
        let mut broken = self.own(&images, called.is_empty() && images.len() == self.after.targets.len());
        if called.is_empty() && images.len() == self.after.targets.len() {
            return broken;
        }
        let mut keys: BTreeSet<String> = BTreeSet::new();
        for &old in &called {
            keys.extend(self.before.targets[old].all_keys());
            keys.extend(images[old].into_iter().flat_map(|new| self.after.targets[new].all_keys()));
        }
        let known: BTreeSet<usize> = images.iter().copied().flatten().collect();
        let appeared = (0..self.after.targets.len()).filter(|new| !known.contains(new));
        keys.extend(appeared.flat_map(|new| self.after.targets[new].all_keys()));
        let naming: BTreeSet<_> = keys.iter().flat_map(|key| self.project.links_by_key(key)).collect();
        for (from, index) in naming.into_iter().filter(|(from, _)| **from != *self.path) {
            let Some(link) = self.project.index.facts(from).and_then(|facts| facts.links.get(*index)) else { continue };
            if let Some(fragment) = self.new_fragment(from, link, link, &images) {
                broken.push(BrokenLink { from: Some(from.clone()), link: link.clone(), fragment });
            }
        }
        broken
    }

    /// For each target before the edit, the index of the same target after it; `None` if it no longer exists.
    fn images(&self) -> Vec<Option<usize>> {
        let after = &self.after.targets;
        let image = |index: usize| {
            let place = &self.before.targets[index];
            let span = self.steps.iter().fold(place.span, |span, step| step.image(span));
            if after.get(index).is_some_and(|new| new.span == span && new.heading == place.heading) {
                return Some(index);
            }
            // Targets of one kind do not overlap, so checking the nearest one shows whether there are more.
            let before = after.partition_point(|new| new.span.start < span.end);
            let mut near = (0..before).rev().filter(|&new| after[new].heading == place.heading);
            let mut same = near.by_ref().take_while(|&new| after[new].span.end > span.start);
            same.next().filter(|_| same.next().is_none())
        };
        (0..self.before.targets.len()).map(image).collect()
    }

    fn keeps_names(&self, old: usize, images: &[Option<usize>]) -> bool {
        images[old].is_some_and(|new| self.after.targets[new].has_same_names(&self.before.targets[old]))
    }

    /// The broken links in the edited note. If `names_stay`, only links that the edit itself changed can be broken.
    fn own(&self, images: &[Option<usize>], names_stay: bool) -> Vec<BrokenLink> {
        let mut broken = Vec::new();
        for (old, new) in self.own_pairs() {
            let same = old.path == new.path && old.fragment == new.fragment && old.form == new.form;
            // The edit changed the link to lead to another note on purpose.
            let left = || !same && meant(self.project, self.path, new).is_none_or(|to| to != self.path);
            if old.fragment.is_none() || names_stay && same || left() {
                continue;
            }
            if let Some(fragment) = self.new_fragment(self.path, old, new, images) {
                broken.push(BrokenLink { from: None, link: new.clone(), fragment });
            }
        }
        broken
    }

    /// The links of the edited note, paired before and after.
    fn own_pairs(&self) -> Vec<(&'a LocalLink, &'a LocalLink)> {
        let (before, after) = (&self.before.links, &self.after.links);
        if before.len() == after.len() {
            return before.iter().zip(after).collect();
        }
        let pair = |old: &'a LocalLink| {
            let span = self.steps.iter().fold(old.span, |span, step| step.image(span));
            let at = after.partition_point(|new| new.span.end <= span.start);
            Some((old, after.get(at).filter(|new| new.span.start < span.end)?))
        };
        before.iter().filter_map(pair).collect()
    }

    /// The links of the project that lead to the target at index `target` before the edit, each with the path of its
    /// note.
    pub fn links_to(&self, target: usize) -> Vec<(&'a str, &'a LocalLink)> {
        let keys: BTreeSet<String> = self.before.targets[target].all_keys().collect();
        let naming: BTreeSet<_> = keys.iter().flat_map(|key| self.project.links_by_key(key)).collect();
        let others = naming.into_iter().filter(|(from, _)| **from != *self.path).filter_map(|(from, index)| {
            let link = self.project.index.facts(from)?.links.get(*index)?;
            Some((&**from, link))
        });
        let own = self.before.links.iter().map(|link| (self.path, link));
        let leads = |(from, link): &(&str, &LocalLink)| {
            let in_vault = || vault(self.project, from).is_some();
            let found = link.fragment.as_deref().and_then(|name| self.before.find(name, link.form, in_vault));
            let is_it = |found: &FragmentMatch| found.anchor_targets().last() == Some(&target);
            found.filter(is_it).is_some_and(|found| in_vault() || self.is_meant(link, &found))
                && meant(self.project, from, link).as_deref() == Some(self.path)
        };
        own.chain(others).filter(leads).collect()
    }

    /// Whether `new` in the note at `from` leads to the same target as `old`, the same link before the edit.
    pub fn arrives(&self, from: &str, old: &LocalLink, new: &LocalLink) -> bool {
        self.new_fragment(from, old, new, &self.images()).is_none()
    }

    /// Whether every link of the edited note still leads to its target.
    pub fn own_links_arrive(&self) -> bool {
        self.own(&self.images(), false).is_empty()
    }

    /// The new fragment for `new` in the note at `from`, which was `old` before the edit. `None` if `new` still leads
    /// to its target, or if `old` did not lead to the edited note.
    fn new_fragment(
        &self,
        from: &str,
        old: &LocalLink,
        new: &LocalLink,
        images: &[Option<usize>],
    ) -> Option<Result<String, ObstacleReason>> {
        let in_vault = || vault(self.project, from).is_some();
        let was = self.before.find(old.fragment.as_deref()?, old.form, in_vault)?;
        if meant(self.project, from, old)? != self.path || !in_vault() && !self.is_meant(old, &was) {
            return None;
        }
        let Some(expected) = was.anchor_targets().iter().map(|&old| images[old]).collect::<Option<Vec<_>>>() else {
            return Some(Err(ObstacleReason::Gone));
        };
        let leads = |fragment: &str| {
            let now = self.after.find(fragment, new.form, in_vault);
            now.is_some_and(|now| now.anchor_targets() == expected && (now.is_exact() || !was.is_exact()))
        };
        if new.fragment.as_deref().is_some_and(leads) {
            return None;
        }
        if self.after.ids == HeadingIds::Unknown && expected.iter().any(|&new| self.after.targets[new].heading) {
            return Some(Err(ObstacleReason::UnknownIds));
        }
        let fragment = self.fragment(&was, &expected, new)?;
        Some(if leads(&fragment) { Ok(fragment) } else { Err(ObstacleReason::Ambiguous) })
    }

    /// Whether `link`, which matches `was` but is in no known vault, is meant as a link. A wikilink has to be exactly
    /// the text of the heading, or that text as a wikilink can write it.
    fn is_meant(&self, link: &LocalLink, was: &FragmentMatch) -> bool {
        if !matches!(link.form, LocalLinkForm::Wiki { .. }) {
            return true;
        }
        let Some(fragment) = link.fragment.as_deref() else { return false };
        let titles: Vec<&str> = was.anchor_targets().iter().map(|&place| &*self.before.targets[place].title).collect();
        let names = |(part, title): (&str, &&str)| part == *title || part == heading_text(title);
        fragment.split('#').count() == titles.len() && fragment.split('#').zip(&titles).all(names)
    }

    /// The fragment that names the targets `expected` in the same way as `was`: by anchor or by text.
    fn fragment(&self, was: &FragmentMatch, expected: &[usize], link: &LocalLink) -> Option<String> {
        match was {
            FragmentMatch::Anchor { name, prefixed: prefix, .. } => {
                let names = &self.after.targets[*expected.first()?].names;
                Some(prefixed(names.get(*name).or(names.first())?, *prefix))
            }
            FragmentMatch::Text(_) => {
                let parts = link.fragment.as_deref()?.split('#').map(Some).chain(std::iter::repeat(None));
                let named = expected.iter().zip(parts).map(|(&place, part)| {
                    let place = &self.after.targets[place];
                    part.filter(|part| place.matches_wikilink(part))
                        .map_or_else(|| heading_text(&place.title), str::to_owned)
                });
                Some(named.collect::<Vec<_>>().join("#"))
            }
        }
    }

    /// The edits of links that the change requires. `after` is the edited text.
    ///
    /// # Errors
    /// The first link that can't be changed. In that case the edit as a whole must not be made.
    pub fn plan(&self, after: &Source, notes: &dyn NoteSources) -> Result<LinkEdits, Box<Obstacle>> {
        let mut plan = LinkEdits::default();
        let mut others: FxHashMap<Box<str>, Vec<Edit>> = FxHashMap::default();
        for broken in self.broken() {
            plan.links += 1;
            match &broken.from {
                None => plan.own.push(self.own_edit(&broken, after)?),
                Some(from) => others.entry(from.clone()).or_default().push(edit_in(from, &broken, notes)?),
            }
        }
        plan.own.sort_by_key(|edit| edit.span);
        plan.elsewhere = others.into_iter().map(|(path, edits)| NoteEdits { path: path.into(), edits }).collect();
        plan.elsewhere.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(plan)
    }

    fn own_edit(&self, broken: &BrokenLink, after: &Source) -> Result<Edit, Box<Obstacle>> {
        let line = after.lines().line(broken.link.span.start as usize) + 1;
        let obstacle = |reason| Box::new(Obstacle { path: self.path.to_owned(), line: Some(line), reason });
        let fragment = broken.fragment.as_ref().map_err(|&reason| obstacle(reason))?;
        let edit = rewrite::fragment_in(after, &broken.link, fragment).ok_or_else(|| obstacle(ObstacleReason::Form))?;
        let back = |span: Option<Span>, step: &AppliedEdits| step.origin(span?);
        let span = self.steps.iter().rev().fold(Some(edit.span), back);
        span.map(|span| Edit { span, ..edit }).ok_or_else(|| obstacle(ObstacleReason::Overlap))
    }
}

fn edit_in(from: &str, broken: &BrokenLink, notes: &dyn NoteSources) -> Result<Edit, Box<Obstacle>> {
    let source = notes.source(from).filter(|source| source.text().get(broken.link.span.range()).is_some());
    let line = source.as_ref().map(|source| source.lines().line(broken.link.span.start as usize) + 1);
    let obstacle = |reason| Box::new(Obstacle { path: from.to_owned(), line, reason });
    let source = source.as_ref().ok_or_else(|| obstacle(ObstacleReason::Unreadable))?;
    let fragment = broken.fragment.as_ref().map_err(|&reason| obstacle(reason))?;
    if let Some(reason) = notes.barrier(from) {
        return Err(obstacle(reason));
    }
    rewrite::fragment_in(source, &broken.link, fragment).ok_or_else(|| obstacle(ObstacleReason::Form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::facts::files::FileTree;
    use crate::facts::index::ProjectIndex;
    use crate::facts::memory::MemoryFiles;
    use crate::finding::apply;
    use crate::markdown::document::Document;

    fn source(text: &str) -> Source {
        Source::new(text.to_owned()).unwrap()
    }

    fn places(text: &str) -> AnchorTargets {
        AnchorTargets::of(&Document::parse(&source(text)), &[])
    }

    /// The text of `b.md`.
    struct Other(Arc<Source>);

    impl NoteSources for Other {
        fn source(&self, path: &str) -> Option<Arc<Source>> {
            (path == "b.md").then(|| self.0.clone())
        }

        fn barrier(&self, _path: &str) -> Option<ObstacleReason> {
            None
        }
    }

    /// The texts of `a.md` and `b.md` after `old` is renamed to `new` in `a.md` as in an editor, or why that is not
    /// possible.
    fn renamed(a: &str, b: &str, old: &str, new: &str) -> Result<[String; 2], ObstacleReason> {
        let files = FileTree::new(Arc::new(MemoryFiles::new([("a.md", a)])));
        let (before, other) = (places(a), Arc::new(source(b)));
        let facts = [("a.md", &before), ("b.md", &places(b))]
            .map(|(path, places)| (path, Facts { links: places.links.clone(), ..Facts::default() }));
        let index = ProjectIndex::new(facts.iter().map(|(path, facts)| (*path, facts)), &files);
        let project = ProjectLinks::new(index);
        let at = a.find(old).unwrap();
        let edit = Edit::replace(Span::new(at, at + old.len()), new);
        let applied = apply(a, [&edit]);
        let after = places(&applied.text);
        let steps = std::slice::from_ref(&applied);
        let change = HeadingRename { project: &project, path: "a.md", before: &before, after: &after, steps };
        let plan = change.plan(&source(&applied.text), &Other(other)).map_err(|obstacle| obstacle.reason)?;
        let others = plan.elsewhere.iter().flat_map(|note| &note.edits);
        Ok([apply(a, plan.own.iter().chain([&edit])).text, apply(b, others).text])
    }

    #[test]
    fn number_suffixes_of_other_headings_are_updated() {
        let a = "[1](#x) [2](#x-1)\n\n## x\n\n## x\n";
        let b = "[1](a.md#x) [2](a.md#x-1) [b](#x)\n";
        let new = ["[1](#y) [2](#x)\n\n## y\n\n## x\n", "[1](a.md#y) [2](a.md#x) [b](#x)\n"].map(str::to_owned);
        assert_eq!(renamed(a, b, "## x", "## y"), Ok(new));
    }

    #[test]
    fn removing_a_heading_with_links_is_an_obstacle() {
        assert_eq!(renamed("## x\n\n## y\n", "[1](a.md#x)\n", "## x\n", "x\n"), Err(ObstacleReason::Gone));
        assert!(renamed("## x\n\n## y\n", "[1](a.md#y)\n", "## x\n", "x\n").is_ok());
    }

    #[test]
    fn a_link_within_the_edit_is_not_edited_twice() {
        assert_eq!(renamed("## [x](#x)\n", "", "[x](#x)", "[y](#x)"), Err(ObstacleReason::Overlap));
        let new = ["## [y](#y)\n", ""].map(str::to_owned);
        assert_eq!(renamed("## [x](#x)\n", "", "[x]", "[y]"), Ok(new));
    }
}
