//! Renames a heading, together with the links to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::link_texts::{self, TextEdit, Words};
use super::plan::{RenameObstacle, RenamePlan, RenameScope};
use super::structure::same_outside;
use super::title::{HeadingTitle, heading_titles};
use crate::facts::LocalLink;
use crate::finding::{AppliedEdits, Edit, NoteEdits, apply};
use crate::links::anchor_targets::AnchorTargets;
use crate::links::heading_rename::HeadingRename;
use crate::links::html;
use crate::links::keys::fold;
use crate::links::obstacle::ObstacleReason;
use crate::lint::fix::units;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// The edits that give a heading the title `new`. `title` is the [`HeadingTitle::title`] to replace, or its
/// [`HeadingTitle::unnumbered`] part. `new` is Markdown; it is escaped only where it would not be read as a title.
///
/// All links to the heading are updated, and those to headings whose anchors change with it (`#x-1`). A link whose text is
/// the old title gets the new one.
///
/// # Errors
/// Why the heading can't have that title.
pub fn rename_heading(scope: RenameScope<'_>, title: Span, new: &str) -> Result<RenamePlan, RenameObstacle> {
    let RenameScope { project, path, source, notes } = scope;
    let new = new.unicode_trim();
    let document = Document::parse(source);
    let old = heading_titles(&document).into_iter().find(|old| old.title == title || old.unnumbered == title);
    let old = old.ok_or(RenameObstacle::NotFound)?;
    if new.is_empty() {
        return Err(RenameObstacle::Empty);
    }
    match notes.barrier(path) {
        Some(ObstacleReason::Conflict) => return Err(RenameObstacle::Conflict),
        Some(ObstacleReason::Locked) => return Err(RenameObstacle::ReadOnly),
        _ => {}
    }
    if source.slice(title) == new {
        return Ok(RenamePlan::default());
    }
    let renamed = Renamed::with(source, &document, &old, title, new)?;
    let keys = project.index.facts(path).map(|facts| facts.settings.front_matter.clone()).unwrap_or_default();
    let before = AnchorTargets::of(&document, &keys);
    let index = before.targets.iter().position(|target| target.span == old.heading);
    let (mut links, mut words) = (Vec::new(), Vec::new());
    if let Some(index) = index {
        collision(source, &before, index, &renamed)?;
        let steps = std::slice::from_ref(&renamed.applied);
        links = HeadingRename { project, path, before: &before, after: &before, steps }.links_to(index);
        words = Words::of([(source, &old), (&renamed.source, &renamed.title)]);
    }
    let own = links.iter().filter(|(from, _)| *from == path).map(|(_, link)| *link);
    let own = link_texts::edits(&document, own, &words);
    let own = link_texts::verified(source, std::slice::from_ref(&renamed.edit), own);
    let mut edits: Vec<Edit> = own.iter().map(|text| text.edit.clone()).chain([renamed.edit]).collect();
    edits.sort_by_key(|edit| edit.span);

    let applied = apply(source.text(), &edits);
    let structure = || RenameObstacle::Structure { name: new.to_owned() };
    let last = Source::new(applied.text.clone()).map_err(|_| structure())?.with_syntax_reader(source.syntax_reader());
    let after = AnchorTargets::of(&Document::parse(&last), &keys);
    let steps = std::slice::from_ref(&applied);
    let change = HeadingRename { project, path, before: &before, after: &after, steps };
    let (plan, others) = units::links(&change, source, &last, notes)?;
    let mut count = plan.links + untouched(&own, &plan.own);
    edits.extend(plan.own);
    edits.sort_by_key(|edit| edit.span);
    let mut changed: BTreeMap<String, Vec<Edit>> = others.into_iter().map(|note| (note.path, note.edits)).collect();
    count += with_texts_elsewhere(scope, &links, &words, &mut changed);
    changed.insert(path.to_owned(), edits);
    let notes = changed.into_iter().map(|(path, edits)| NoteEdits { path, edits }).collect();
    Ok(RenamePlan { notes, links: count })
}

/// The number of `texts` whose links are not among the links that `edits` change.
fn untouched(texts: &[TextEdit], edits: &[Edit]) -> usize {
    texts.iter().filter(|text| !edits.iter().any(|edit| text.link.covers(edit.span))).count()
}

/// Adds the edits of the texts of `links` in other notes to `changed`. Returns the number of links that are not counted
/// there yet.
fn with_texts_elsewhere(
    scope: RenameScope<'_>,
    links: &[(&str, &LocalLink)],
    words: &[Words],
    changed: &mut BTreeMap<String, Vec<Edit>>,
) -> usize {
    let mut by_note: BTreeMap<&str, Vec<&LocalLink>> = BTreeMap::new();
    let may_change = |link: &LocalLink| words.iter().any(|words| words.may_be_in(link));
    for (from, link) in links.iter().filter(|(from, link)| *from != scope.path && may_change(link)) {
        by_note.entry(from).or_default().push(link);
    }
    let mut count = 0;
    for (from, links) in by_note {
        let fits = |source: &Arc<Source>| links.iter().all(|link| source.text().get(link.span.range()).is_some());
        let Some(source) = scope.notes.source(from).filter(fits) else { continue };
        if scope.notes.barrier(from).is_some() {
            continue;
        }
        let texts = link_texts::edits(&Document::parse(&source), links, words);
        let edits = changed.get(from).cloned().unwrap_or_default();
        let texts = link_texts::verified(&source, &edits, texts);
        if texts.is_empty() {
            continue;
        }
        count += untouched(&texts, &edits);
        let edits = changed.entry(from.to_owned()).or_default();
        edits.extend(texts.into_iter().map(|text| text.edit));
        edits.sort_by_key(|edit| edit.span);
    }
    count
}

/// A note with the new title.
struct Renamed {
    edit: Edit,
    applied: AppliedEdits,
    source: Source,
    title: HeadingTitle,
}

impl Renamed {
    /// The note `source` with `new` in place of `title`, in the first spelling that is read as the title of the heading.
    fn with(
        source: &Source,
        document: &Document<'_>,
        old: &HeadingTitle,
        title: Span,
        new: &str,
    ) -> Result<Self, RenameObstacle> {
        let spellings = spellings(new).into_iter();
        let mut renamed = spellings.filter_map(|new| Self::spelled(source, document, old, Edit::replace(title, new)));
        renamed.next().ok_or_else(|| RenameObstacle::Structure { name: new.to_owned() })
    }

    /// The note after `edit`, if the heading then has that title and nothing else changes.
    fn spelled(source: &Source, document: &Document<'_>, old: &HeadingTitle, edit: Edit) -> Option<Self> {
        let applied = apply(source.text(), [&edit]);
        let after = Source::new(applied.text.clone()).ok()?.with_syntax_reader(source.syntax_reader());
        let parsed = Document::parse(&after);
        let heading = applied.image(old.heading);
        let title = heading_titles(&parsed).into_iter().find(|title| title.heading == heading)?;
        let node = parsed.of_kind(Kind::Heading).find(|node| node.span() == heading)?;
        let written = applied.image(old.content);
        // An id or a closing sequence that was part of the new title.
        let ends = &applied.text[title.content.end.min(written.end) as usize..written.end as usize];
        let is_whole = written.covers(title.content) && !ends.md_trim_start().starts_with(['{', '^', '#']);
        let same_around = || {
            let moved = |(kind, span)| (kind, applied.image(span));
            let old_node = document.of_kind(Kind::Heading).find(|node| node.span() == old.heading)?;
            Some(around(old_node, old.content).map(moved).eq(around(node, written)))
        };
        let holds = is_whole
            && tags_are_closed(node)
            && same_around() == Some(true)
            && same_outside(document, &parsed, &applied, &[old.heading]);
        holds.then(|| Self { edit, applied, source: after.clone(), title })
    }
}

/// The nodes of `heading` outside its `content`.
fn around(heading: Node<'_>, content: Span) -> impl Iterator<Item = (Kind, Span)> {
    let nodes = heading.descendants().map(|node| (node.kind(), node.span()));
    nodes.filter(move |(_, span)| span.end <= content.start || content.end <= span.start)
}

/// `title` as it is, then with more and more of what may be markup escaped.
fn spellings(title: &str) -> Vec<String> {
    let hashes = title.len() - title.trim_end_matches('#').len();
    let closed = format!("{}\\{}", &title[..title.len() - hashes], &title[title.len() - hashes..]);
    let ends = if hashes > 0 { vec![title.to_owned(), closed] } else { vec![title.to_owned()] };
    let digits = title.bytes().take_while(u8::is_ascii_digit).count();
    let mut spellings = ends.clone();
    if title.as_bytes().get(digits).is_some_and(u8::is_ascii_punctuation) {
        spellings.extend(ends.iter().map(|title| format!("{}\\{}", &title[..digits], &title[digits..])));
    }
    let tags: Vec<String> = spellings.iter().map(|title| title.replace('<', "\\<")).collect();
    spellings.extend(tags);
    let mut seen = Vec::new();
    spellings.retain(|title| {
        !seen.contains(title) && {
            seen.push(title.clone());
            true
        }
    });
    spellings
}

/// Whether every tag in `heading` is closed. `Vec<T>` is meant as text.
fn tags_are_closed(heading: Node<'_>) -> bool {
    const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];
    let mut open: Vec<String> = Vec::new();
    let html = heading.descendants().filter(|node| node.kind() == Kind::InlineHtml);
    let tags = html.flat_map(|node| html::tags(node.source())).filter(|tag| !tag.is(&VOID));
    for tag in tags {
        let name = tag.name.to_ascii_lowercase();
        if !tag.end {
            open.push(name);
        } else if open.pop() != Some(name) {
            return false;
        }
    }
    open.is_empty()
}

/// Checks that no other target of the note has the anchor of the renamed heading, the one at `index` of `before`. An anchor
/// that they have in common already does not count.
fn collision(source: &Source, before: &AnchorTargets, index: usize, renamed: &Renamed) -> Result<(), RenameObstacle> {
    let (Some(old), Some(new)) =
        (names_alone(source, before.targets[index].span), names_alone(&renamed.source, renamed.title.heading))
    else {
        return Ok(());
    };
    let others = before.targets.iter().enumerate().filter(|(other, _)| *other != index);
    for (_, other) in others {
        let names: Vec<String> = other.names.iter().map(|name| fold(name)).collect();
        if let Some(anchor) =
            new.iter().find(|name| !name.is_empty() && names.contains(&fold(name)) && !old.contains(name))
        {
            let line = source.lines().line(other.span.start as usize) + 1;
            return Err(RenameObstacle::Collision { anchor: anchor.clone(), line });
        }
    }
    Ok(())
}

/// The anchors that the heading at `heading` has in a note of its own.
fn names_alone(source: &Source, heading: Span) -> Option<Vec<String>> {
    let alone = Source::new(source.slice(heading).to_owned()).ok()?.with_syntax_reader(source.syntax_reader());
    let targets = AnchorTargets::of(&Document::parse(&alone), &[]).targets;
    Some(targets.into_iter().flat_map(|target| target.names).map(String::from).collect())
}
