//! The links of a project that lead to one file.

use super::linked_notes::meant;
use super::project::ProjectLinks;
use crate::facts::LocalLink;
use crate::facts::files::fold;

/// A link that leads to the file in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomingLink<'p> {
    /// The path of the note that has it.
    pub from: &'p str,
    /// The link.
    pub link: &'p LocalLink,
}

/// The links that lead to the file at `path` or a part of it, by the path of the note, then in the order of the text.
/// Includes those of the note at `path`. Only links whose path may lead there are resolved, because that takes long.
pub fn incoming<'p>(project: &ProjectLinks<'p>, path: &str) -> Vec<IncomingLink<'p>> {
    let name = Name::of(path);
    let mut notes: Vec<&'p str> = project.index.notes().map(|(from, _)| from).collect();
    notes.sort_unstable();
    notes.into_iter().flat_map(|from| of_note(project, from, path, &name)).collect()
}

/// The same, of the note at `from` only.
pub fn incoming_from<'p>(project: &ProjectLinks<'p>, from: &'p str, path: &str) -> Vec<IncomingLink<'p>> {
    of_note(project, from, path, &Name::of(path)).collect()
}

fn of_note<'r, 'p>(
    project: &'r ProjectLinks<'p>,
    from: &'p str,
    path: &'r str,
    name: &'r Name,
) -> impl Iterator<Item = IncomingLink<'p>> + 'r {
    let links: &'p [LocalLink] = project.index.facts(from).map_or(&[], |facts| &facts.links);
    let leads_there = move |link: &&'p LocalLink| {
        let may = if link.path.is_empty() { from == path } else { name.may_be_meant_by(&link.path) };
        may && meant(project, from, link).is_some_and(|to| to == path)
    };
    links.iter().filter(leads_there).map(move |link| IncomingLink { from, link })
}

/// The names by which links can mean a file.
struct Name {
    /// The folded name of the file.
    file: String,
    /// The folded name of its folder, if the note is the one that is shown for the folder.
    folder: Option<String>,
}

impl Name {
    fn of(path: &str) -> Self {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let file = fold(file);
        let is_index = matches!(&*file, "readme.md" | "index.md" | "_index.md");
        let folder = is_index.then(|| fold(folder.rsplit('/').next().unwrap_or_default()));
        Self { file, folder }
    }

    /// Whether a link with the path `written`, which is not empty, may lead to the file: its last part is the name, with or
    /// without an extension.
    fn may_be_meant_by(&self, written: &str) -> bool {
        let last = written.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        if let Some(folder) = &self.folder
            && (matches!(last, "" | "." | "..") || fold(last) == *folder)
        {
            return true;
        }
        let stem = |name: &str| name.rsplit_once('.').map_or(name.len(), |(stem, _)| stem.len());
        let starts_same = || self.file.chars().next() == last.chars().next().map(|char| char.to_ascii_lowercase());
        if last.is_ascii() && !starts_same() {
            return false;
        }
        let last = fold(last);
        let own = &self.file[..stem(&self.file)];
        last == self.file || last == own || &last[..stem(&last)] == own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::facts::files::FileTree;
    use crate::facts::index::ProjectIndex;
    use crate::facts::memory::MemoryFiles;
    use crate::links::local;
    use crate::markdown::document::Document;
    use crate::text::source::Source;
    use std::sync::Arc;

    fn found(notes: &[(&str, &str)], path: &str) -> Vec<String> {
        let facts = |text: &str| {
            let source = Source::new(text.to_owned()).unwrap();
            Facts { links: local::links(&Document::parse(&source), &[]), ..Facts::default() }
        };
        let notes: Vec<(&str, Facts)> = notes.iter().map(|(path, text)| (*path, facts(text))).collect();
        let files = notes.iter().map(|(path, _)| (*path, ""));
        let tree = FileTree::new(Arc::new(MemoryFiles::new(files)));
        let index = ProjectIndex::new(notes.iter().map(|(path, facts)| (*path, facts)), &tree);
        let links = incoming(&ProjectLinks::new(index), path);
        links.iter().map(|found| format!("{} {}", found.from, found.link.written)).collect()
    }

    #[test]
    fn links_in_every_form_are_found() {
        let notes = [
            ("a.md", "[x](aws/概要.md) [x](aws/概要#y) [x](aws/概要.html) [[概要]] [x](b.md)"),
            ("aws/b.md", "[x](%E6%A6%82%E8%A6%81.md#z) [x](../aws/./概要.md) [x](概要.png)"),
            ("aws/概要.md", "[x](#y) [[#z]] [x](概要.md)"),
        ];
        let expected = [
            "a.md aws/概要.md",
            "a.md aws/概要#y",
            "a.md aws/概要.html",
            "a.md 概要",
            "aws/b.md %E6%A6%82%E8%A6%81.md#z",
            "aws/b.md ../aws/./概要.md",
            "aws/概要.md #y",
            "aws/概要.md #z",
            "aws/概要.md 概要.md",
        ];
        assert_eq!(found(&notes, "aws/概要.md"), expected);
    }

    #[test]
    fn a_link_to_a_folder_leads_to_its_index_page() {
        let notes = [("aws/README.md", ""), ("a.md", "[x](aws) [x](aws/) [x](AWS/readme.md)"), ("aws/b.md", "[x](.)")];
        assert_eq!(found(&notes, "aws/README.md"), ["a.md aws", "a.md aws/", "a.md AWS/readme.md", "aws/b.md ."]);
    }
}
