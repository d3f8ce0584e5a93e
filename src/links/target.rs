//! Where a local link leads: to a file that is there, to one that is not, or to where nobody can tell from here.

use std::borrow::Cow;

use crate::facts::{LinkForm, LocalLink};
use crate::links::home::is_of_home;
use crate::links::local::is_of_machine;
use crate::links::vault::{self, vault};
use crate::lint::project::{Ignored, Presence, ProjectFacts};

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
    /// In a folder of one machine.
    Machine,
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
    let wiki = matches!(link.form, LinkForm::Wiki { .. });
    if link.path.is_empty() {
        let counts = !wiki || vault(project, from).is_some();
        return if counts { Target::There(from.to_owned()) } else { Target::Unknown };
    }
    let key = match wiki {
        true => Cow::Owned(format!("[[{}", link.path)),
        false if link.image => Cow::Owned(format!("![{}", link.path)),
        false => Cow::Borrowed(&*link.path),
    };
    let follow = || if wiki { vault::target(project, from, link) } else { follow(project, from, link) };
    project.followed(from, &key, follow)
}

fn follow(project: &ProjectFacts<'_>, from: &str, link: &LocalLink) -> Target {
    if is_of_machine(&link.path) {
        return Target::Machine;
    }
    if is_of_home(project, folder_of(from), &link.path) {
        return Target::Machine;
    }
    let rooted = link.path.starts_with('/');
    let root = project.facts(from).and_then(|facts| facts.settings.root.as_deref());
    let folder = if rooted { "" } else { folder_of(from) };
    let path = match join(folder, &link.path) {
        Ok(path) => path,
        Err(beyond) if beyond.split('/').any(|name| GITHUB.contains(&name)) => return Target::Unknown,
        Err(_) => return Target::Outside,
    };
    if let Some(root) = root.filter(|_| rooted) {
        return match here(project, &format!("{root}/{path}")) {
            Some(Target::There(there)) => Target::There(there),
            // GitHub takes `/` for the repository's root, whatever the site does.
            other => {
                here(project, &path).or(other).unwrap_or_else(|| missing(project, from, link, format!("{root}/{path}")))
            }
        };
    }
    if let Some(target) = here(project, &path) {
        return target;
    }
    if rooted && is_home(&link.path) && project.entry(path.split('/').next().unwrap_or_default()) == Presence::Missing {
        return Target::Machine;
    }
    missing(project, from, link, path)
}

/// The note that is shown at `path`: of a folder its `README.md` or `index.md`.
pub fn page(project: &ProjectFacts<'_>, path: String) -> String {
    let names = ["README.md", "index.md", "readme.md", "_index.md"];
    let mut pages =
        names.iter().map(|name| if path.is_empty() { (*name).to_owned() } else { format!("{path}/{name}") });
    if project.facts(&path).is_some() { path } else { pages.find(|page| project.facts(page).is_some()).unwrap_or(path) }
}

/// What `path` leads to, if something is there.
fn here(project: &ProjectFacts<'_>, path: &str) -> Option<Target> {
    match project.entry(path) {
        Presence::File | Presence::Folder => Some(Target::There(path.trim_start_matches('/').to_owned())),
        Presence::OtherCase(there) => Some(Target::OtherCase(there)),
        Presence::Unknown => Some(Target::Unknown),
        Presence::Missing => None,
    }
}

/// Whether `path` lies in a folder that macOS, Linux or WSL has for somebody's files.
fn is_home(path: &str) -> bool {
    let names: Vec<_> = path.split('/').skip(1).collect();
    match names[..] {
        ["Users" | "home" | "Volumes", _, _, ..] => true,
        ["mnt", drive, _, ..] => drive.len() == 1,
        _ => false,
    }
}

fn missing(project: &ProjectFacts<'_>, from: &str, link: &LocalLink, path: String) -> Target {
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
    // Obsidian looks for what is not there by its name.
    if let Some(there) = vault(project, from).and_then(|vault| vault::find(project, &vault, from, &link.path)) {
        return Target::There(there);
    }
    if is_made(project, &path, link.image) || is_served(project, &path) {
        return Target::Unknown;
    }
    // The host knows what it serves there.
    let routes = project.facts(from).is_some_and(|facts| facts.settings.routes && facts.settings.root.is_none());
    if routes && (link.path.starts_with('/') || !has_extension(&path)) {
        return Target::Unknown;
    }
    // Sites mount other folders at `/`, and serve pages under names without an extension; unless it is said what is there.
    let rooted = link.path.starts_with('/') && project.facts(from).is_none_or(|facts| facts.settings.root.is_none());
    if rooted && !(has_extension(&path) && top_is_there(project, &path)) {
        return Target::Unknown;
    }
    Target::Missing(path)
}

/// `path`, as a link has it, with its names spelled as in `there`, the path of the file that it leads to.
pub fn respelled(path: &str, there: &str) -> String {
    let mut there = there.rsplit('/');
    // Behind the last `..` (from the end) nothing of the path is in the file's.
    let mut beyond = false;
    let mut names: Vec<&str> = Vec::new();
    for name in path.rsplit('/') {
        beyond |= name == "..";
        let spelled = if beyond || matches!(name, "" | ".") { None } else { there.next() };
        names.push(spelled.unwrap_or(name));
    }
    names.reverse();
    names.join("/")
}

/// Whether another program may make what is at `path`: it is in a folder that git ignores. A picture is shown from the
/// repository or not at all, and a file that is ignored by itself is one that nobody added.
fn is_made(project: &ProjectFacts<'_>, path: &str, image: bool) -> bool {
    !image && project.tree().ignored(path) == Ignored::Folder
}

/// Whether a folder that sites serve at `/` has a file that `path`, below whatever folder the notes are served at, ends like.
fn is_served(project: &ProjectFacts<'_>, path: &str) -> bool {
    const SERVED: [&str; 3] = ["public", "static", "assets"];
    let name = path.rsplit('/').next().unwrap_or(path);
    project.tree().named(name).iter().any(|file| {
        let below = SERVED.iter().find_map(|folder| {
            let at = file.find(&format!("{folder}/")).filter(|&at| at == 0 || file[..at].ends_with('/'))?;
            file.get(at + folder.len() + 1..)
        });
        below.is_some_and(|below| below.contains('/') && path.ends_with(below))
    })
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
pub(super) fn join<'p>(folder: &'p str, path: &'p str) -> Result<String, String> {
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
        assert_eq!(respelled("../AWS/./EC2.md", "x/aws/ec2.md"), "../aws/./ec2.md");
        assert_eq!(respelled("A/../B.md", "x/b.md"), "A/../b.md");
        assert_eq!(respelled("/Img/", "img"), "/img/");
        assert_eq!(join("a", "..").as_deref(), Ok(""));
        assert_eq!(join("a", "../../x/y"), Err("x/y".to_owned()));
    }
}
