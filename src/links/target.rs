//! Where a local link leads: to a file that is there, to one that is not, or to where nobody can tell from here.

use crate::facts::LocalLink;
use crate::project::{Presence, ProjectFacts};

/// What a link's path leads to. Paths are relative to the project, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file or folder that is there.
    There(String),
    /// Nothing by that name, but this, which differs in case or in Unicode normalization alone.
    OtherCase(String),
    /// Nothing; here it would be.
    Missing(String),
    /// Beyond the project's root.
    Outside,
    /// Something that another program makes, or serves under this address.
    Unknown,
}

/// Folder names by which GitHub serves more than the files of a repository: `../../issues/1` is an address there.
const GITHUB: [&str; 16] = [
    "actions",
    "blob",
    "commit",
    "commits",
    "compare",
    "discussions",
    "issues",
    "labels",
    "milestones",
    "projects",
    "pull",
    "pulls",
    "raw",
    "releases",
    "tree",
    "wiki",
];

/// Where `link`, written in the note at `from`, leads.
pub fn target(project: &ProjectFacts<'_>, from: &str, link: &LocalLink) -> Target {
    if link.path.is_empty() {
        return Target::There(from.to_owned());
    }
    let rooted = link.path.starts_with('/');
    let folder = if rooted { "" } else { folder_of(from) };
    let path = match join(folder, &link.path) {
        Ok(path) => path,
        Err(beyond) if beyond.split('/').any(|name| GITHUB.contains(&name)) => return Target::Unknown,
        Err(_) => return Target::Outside,
    };
    match project.entry(&path) {
        Presence::File | Presence::Folder => Target::There(path),
        Presence::OtherCase(there) => Target::OtherCase(there),
        Presence::Missing => missing(project, path, rooted),
    }
}

fn missing(project: &ProjectFacts<'_>, path: String, rooted: bool) -> Target {
    if let Some(page) = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")) {
        // mdBook and Jekyll make the page of a note, in a folder of their own choice; or another book stands beside.
        let stem = page.rsplit('/').next().unwrap_or(page);
        if stem == "index" || project.has_stem(stem) || project.entry(folder_of(&path)) != Presence::Folder {
            return Target::Unknown;
        }
    } else {
        // Obsidian, Docusaurus, Hugo and wikis leave `.md` out.
        let forms = [".md", ".markdown", ".mdx", "/index.md", "/README.md", "/_index.md"];
        let mut forms = forms.iter().map(|form| format!("{path}{form}"));
        if let Some(form) = forms.find(|form| project.entry(form) == Presence::File) {
            return Target::There(form);
        }
    }
    // Sites mount other folders at `/`, and serve pages under names without an extension.
    if rooted && !(has_extension(&path) && top_is_there(project, &path)) {
        return Target::Unknown;
    }
    Target::Missing(path)
}

fn has_extension(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && !extension.is_empty())
}

fn top_is_there(project: &ProjectFacts<'_>, path: &str) -> bool {
    path.split_once('/').is_some_and(|(top, _)| project.entry(top) == Presence::Folder)
}

/// The way from the note at `from` to the file at `to`, as a link in the note says it.
pub fn way(from: &str, to: &str) -> String {
    let (from, to_folder): (Vec<_>, Vec<_>) = (folders(from).collect(), folders(to).collect());
    let same = from.iter().zip(&to_folder).take_while(|(from, to)| from == to).count();
    let mut way = "../".repeat(from.len() - same);
    let rest: Vec<_> = to.split('/').skip(same).collect();
    way.push_str(&rest.join("/"));
    way
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    folder_of(path).split('/').filter(|name| !name.is_empty())
}

/// The folder of the file at `path`.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `path` as seen from `folder`, without `.` and `..`; or what of it lies beyond the root.
fn join<'p>(folder: &'p str, path: &'p str) -> Result<String, String> {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let mut parts = path.split('/').filter(|name| !name.is_empty() && *name != ".");
    while let Some(name) = parts.next() {
        if name != ".." {
            names.push(name);
        } else if names.pop().is_none() {
            return Err(parts.collect::<Vec<_>>().join("/"));
        }
    }
    Ok(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_dots() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Ok("a/c.md"));
        assert_eq!(join("", "./a//b/").as_deref(), Ok("a/b"));
        assert_eq!(way("a/b/c.md", "a/d.md"), "../d.md");
        assert_eq!(way("c.md", "a/d.md"), "a/d.md");
        assert_eq!(way("a/c.md", "a/d.md"), "d.md");
        assert_eq!(join("a", "..").as_deref(), Ok(""));
        assert_eq!(join("a", "../../x/y"), Err("x/y".to_owned()));
    }
}
