//! Renaming headings without breaking links: which links of a project lead to the headings that an edit changes, and the
//! edits that make them lead there again.
//!
//! Nothing here reads or writes a file. `--fix` uses it for the fixes of rules; an editor's rename (LSP's
//! `textDocument/rename`) is the same thing for an edit that the user makes: parse the note before and after, and ask
//! [`HeadingRename::plan`] for the rest of the edits.
//!
//! A heading is the same heading where it has the same place in the text. It need not be the one that was edited: a second
//! `## x` becomes `x-1` when the first one appears, and `x` when that one goes.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::AppliedEdits;
use crate::finding::{Edit, NoteEdits};
use crate::links::anchor_targets::{AnchorTargets, FragmentMatch, prefixed};
use crate::links::linked_notes::note;
use crate::links::project::ProjectLinks;
use crate::links::rewrite;
use crate::links::vault::{find, vault};
use crate::text::source::{Source, Span};
use crate::text::whitespace::is_unicode_space;

/// The other notes of a project, for the planner.
pub trait NoteSources {
    /// The text of the note at `path`, as its Facts were gathered from it; `None` where it can't be read.
    fn source(&self, path: &str) -> Option<Arc<Source>>;

    /// Why the note at `path` can't be changed, if it can't: [`ObstacleReason::OnlyInput`], [`ObstacleReason::Locked`] or
    /// [`ObstacleReason::Conflict`].
    fn barrier(&self, path: &str) -> Option<ObstacleReason>;
}

/// An edit of one note, as links see it.
#[derive(Clone, Copy, Debug)]
pub struct HeadingRename<'a> {
    /// The project. Its Facts are those of the notes before the edit; of the edited note it only says where paths lead.
    pub project: &'a ProjectLinks<'a>,
    /// The edited note.
    pub path: &'a str,
    /// Its places before the edit.
    pub before: &'a AnchorTargets,
    /// Its places after it.
    pub after: &'a AnchorTargets,
    /// The edit, in the steps in which it was made.
    pub steps: &'a [AppliedEdits],
}

/// The edits that keep links alive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkEdits {
    /// Of links in the edited note, in bytes of its text before the edit.
    pub own: Vec<Edit>,
    /// Of links in other notes, by path.
    pub elsewhere: Vec<NoteEdits>,
    /// How many links there are.
    pub links: usize,
}

/// A link that stands in the way of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The note with the link.
    pub path: String,
    /// The line of the link, from 1; `None` where the note can't be read.
    pub line: Option<usize>,
    /// Why the link can't be changed.
    pub reason: ObstacleReason,
}

/// Why a link can't be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObstacleReason {
    /// The place that it leads to would be gone.
    Gone,
    /// What it would have to say names another place.
    Ambiguous,
    /// It is written in a way that can't be edited.
    Form,
    /// The edit changes the link itself.
    Overlap,
    /// Only the text on standard input may be changed.
    OnlyInput,
    /// Its note, or the folder of that, is read-only.
    Locked,
    /// Its note has a merge conflict that nobody has resolved yet.
    Conflict,
    /// Its note can't be read, or was changed meanwhile.
    Unreadable,
}

/// A link that no longer leads where it led.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLink {
    /// The note with the link; `None` for the edited one.
    pub from: Option<Box<str>>,
    /// The link: of the edited note as it is after the edit.
    pub link: LocalLink,
    /// The fragment that leads to the same place again, not percent-encoded.
    pub fragment: Result<String, ObstacleReason>,
}

impl<'a> HeadingRename<'a> {
    /// The links of the project that would no longer lead where they led, or that only a lenient renderer would follow.
    /// Links in the edited note come first.
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

    /// What has become of each place.
    fn images(&self) -> Vec<Option<usize>> {
        let after = &self.after.targets;
        let image = |index: usize| {
            let place = &self.before.targets[index];
            let span = self.steps.iter().fold(place.span, |span, step| step.image(span));
            if after.get(index).is_some_and(|new| new.span == span && new.heading == place.heading) {
                return Some(index);
            }
            // Places of one kind don't overlap, so the nearest one of them tells whether there are more.
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

    /// Those of the note itself. Where `names_stay`, only a link that is written otherwise can be among them.
    fn own(&self, images: &[Option<usize>], names_stay: bool) -> Vec<BrokenLink> {
        let mut broken = Vec::new();
        for (old, new) in self.own_pairs() {
            let same = old.path == new.path && old.fragment == new.fragment && old.form == new.form;
            // One that leads to another note now was meant to.
            let left = || !same && self.leads_to(self.path, new).is_none_or(|to| to != self.path);
            if old.fragment.is_none() || names_stay && same || left() {
                continue;
            }
            if let Some(fragment) = self.new_fragment(self.path, old, new, images) {
                broken.push(BrokenLink { from: None, link: new.clone(), fragment });
            }
        }
        broken
    }

    /// The links of the note before and after.
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

    /// Whether `new`, which was `old` before the edit and is in the note at `from`, leads where `old` led.
    pub fn arrives(&self, from: &str, old: &LocalLink, new: &LocalLink) -> bool {
        self.new_fragment(from, old, new, &self.images()).is_none()
    }

    /// Whether every link of the edited note leads where it led.
    pub fn own_links_arrive(&self) -> bool {
        self.own(&self.images(), false).is_empty()
    }

    /// What `new`, which was `old` before the edit and is in the note at `from`, has to say: `None` where it leads to the
    /// same place, or led to none of this note.
    fn new_fragment(
        &self,
        from: &str,
        old: &LocalLink,
        new: &LocalLink,
        images: &[Option<usize>],
    ) -> Option<Result<String, ObstacleReason>> {
        let in_vault = || vault(self.project, from).is_some();
        let was = self.before.find(old.fragment.as_deref()?, old.form, in_vault)?;
        if self.leads_to(from, old)? != self.path || !in_vault() && !self.is_meant(old, &was) {
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
        let fragment = self.fragment(&was, &expected, new)?;
        Some(if leads(&fragment) { Ok(fragment) } else { Err(ObstacleReason::Ambiguous) })
    }

    /// The note that `link` in the note at `from` leads to: `[[Note#Heading]]` also where nobody knows of a vault.
    fn leads_to(&self, from: &str, link: &LocalLink) -> Option<String> {
        let known = note(self.project, from, link);
        let is_text = || self.project.index.facts(from).is_some_and(|facts| facts.settings.wikilinks == Some(false));
        if known.is_some() || !matches!(link.form, LocalLinkForm::Wiki { .. }) || is_text() {
            return known;
        }
        if link.path.is_empty() { Some(from.to_owned()) } else { find(self.project, "", from, &link.path) }
    }

    /// Whether `link`, which is in no vault that is known and leads to `was`, is a link: of a wikilink only the very text of a
    /// heading tells.
    fn is_meant(&self, link: &LocalLink, was: &FragmentMatch) -> bool {
        let titles = was.anchor_targets().iter().map(|&place| &*self.before.targets[place].title);
        !matches!(link.form, LocalLinkForm::Wiki { .. })
            || link.fragment.as_deref().is_some_and(|fragment| titles.eq(fragment.split('#')))
    }

    /// The fragment that names the places `expected` in the manner in which `was` named them.
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
                        .map_or_else(|| as_text(&place.title), str::to_owned)
                });
                Some(named.collect::<Vec<_>>().join("#"))
            }
        }
    }

    /// The edits of links that belong to the change; `after` is the edited text.
    ///
    /// # Errors
    /// The first link that can't be changed: then nothing is to be edited at all.
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

/// `title` as a wikilink names a heading: without what ends the link, or begins something else in it. Obsidian compares
/// headings without these marks.
fn as_text(title: &str) -> String {
    let is_mark = |char: char| {
        matches!(
            char,
            '#' | '|' | '^' | ':' | '[' | ']' | '\\' | '*' | '`' | '<' | '>' | '"' | '~' | '$' | '%' | '{' | '}'
        )
    };
    let words = title.split(|char: char| is_mark(char) || is_unicode_space(char)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
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

    /// What `a.md` and `b.md` say once `old` is `new` in `a.md`, as an editor would have it; or why that can't be.
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
    fn the_suffixes_of_other_headings_move() {
        let a = "[1](#x) [2](#x-1)\n\n## x\n\n## x\n";
        let b = "[1](a.md#x) [2](a.md#x-1) [b](#x)\n";
        let new = ["[1](#y) [2](#x)\n\n## y\n\n## x\n", "[1](a.md#y) [2](a.md#x) [b](#x)\n"].map(str::to_owned);
        assert_eq!(renamed(a, b, "## x", "## y"), Ok(new));
    }

    #[test]
    fn a_heading_that_goes_leaves_its_links_nowhere() {
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
