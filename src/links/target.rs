//! Where a local link leads: to an existing file, to a missing one, or somewhere that can't be determined from the
//! files.

use std::borrow::Cow;

use crate::facts::files::{Ignored, Presence};
use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::home_folder::is_of_home;
use crate::links::local::is_of_machine;
use crate::links::path::{folder_of, join};
use crate::links::project::{PathTarget, ProjectLinks};
use crate::links::vault::{self, vault};
use crate::text::profile::HeadingIds;

/// Path segments of GitHub pages that are not files of the repository: `../../issues/1` is a URL there.
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

/// The target of `link` in the note at `from`.
pub fn target(project: &ProjectLinks<'_>, from: &str, link: &LocalLink) -> PathTarget {
    let wiki = matches!(link.form, LocalLinkForm::Wiki { .. });
    if link.path.is_empty() {
        let counts = !wiki || vault(project, from).is_some();
        return if counts { PathTarget::Exists(from.to_owned()) } else { PathTarget::Unknown };
    }
    let key = match wiki {
        true => Cow::Owned(format!("[[{}", link.path)),
        false if link.image => Cow::Owned(format!("![{}", link.path)),
        false => Cow::Borrowed(&*link.path),
    };
    let follow = || if wiki { in_vault(project, from, link) } else { follow(project, from, link) };
    project.followed(from, &key, follow)
}

/// The target of the wikilink `link` in the note at `from`.
fn in_vault(project: &ProjectLinks<'_>, from: &str, link: &LocalLink) -> PathTarget {
    let Some(vault) = vault(project, from) else { return PathTarget::Unknown };
    let found = vault::find(project, &vault, from, &link.path);
    found.map_or_else(|| PathTarget::Missing(link.path.to_string()), PathTarget::Exists)
}

fn follow(project: &ProjectLinks<'_>, from: &str, link: &LocalLink) -> PathTarget {
    if is_of_machine(&link.path) {
        return PathTarget::LocalMachine;
    }
    if is_of_home(project, folder_of(from), &link.path) {
        return PathTarget::LocalMachine;
    }
    let rooted = link.path.starts_with('/');
    let root = project.index.facts(from).and_then(|facts| facts.settings.root.as_deref());
    let folder = if rooted { "" } else { folder_of(from) };
    let path = match join(folder, &link.path) {
        Ok(path) => path,
        Err(beyond) if beyond.split('/').any(|name| GITHUB.contains(&name)) => return PathTarget::Unknown,
        // Where notes are served at other URLs, it may lead to another place of the site.
        Err(_) if is_routed(project, from) && !is_note(&link.path) => return PathTarget::Unknown,
        Err(_) => return PathTarget::Outside,
    };
    if let Some(root) = root.filter(|_| rooted) {
        return match here(project, &format!("{root}/{path}")) {
            Some(PathTarget::Exists(there)) => PathTarget::Exists(there),
            // GitHub resolves `/` to the repository's root, even if the site does not.
            other => {
                here(project, &path).or(other).unwrap_or_else(|| missing(project, from, link, format!("{root}/{path}")))
            }
        };
    }
    if let Some(target) = here(project, &path) {
        return target;
    }
    if rooted
        && is_home(&link.path)
        && project.index.entry(path.split('/').next().unwrap_or_default()) == Presence::Missing
    {
        return PathTarget::LocalMachine;
    }
    missing(project, from, link, path)
}

/// The note that is shown for `path`. For a folder, its `README.md` or `index.md`.
pub fn index_page(project: &ProjectLinks<'_>, path: String) -> String {
    let names = ["README.md", "index.md", "readme.md", "_index.md"];
    let mut pages =
        names.iter().map(|name| if path.is_empty() { (*name).to_owned() } else { format!("{path}/{name}") });
    if project.index.facts(&path).is_some() {
        path
    } else {
        pages.find(|page| project.index.facts(page).is_some()).unwrap_or(path)
    }
}

/// The target at `path`, if something exists there.
fn here(project: &ProjectLinks<'_>, path: &str) -> Option<PathTarget> {
    match project.index.entry(path) {
        Presence::File | Presence::Folder => Some(PathTarget::Exists(path.trim_start_matches('/').to_owned())),
        Presence::OtherCase(there) => Some(PathTarget::OtherCase(there)),
        Presence::Unknown => Some(PathTarget::Unknown),
        Presence::Missing => None,
    }
}

/// Whether the absolute path `path` is in a folder for users' files on macOS, Linux or WSL.
fn is_home(path: &str) -> bool {
    let names: Vec<_> = path.split('/').skip(1).collect();
    match names[..] {
        ["Users" | "home" | "Volumes", _, _, ..] => true,
        ["mnt", drive, _, ..] => drive.len() == 1,
        _ => false,
    }
}

fn missing(project: &ProjectLinks<'_>, from: &str, link: &LocalLink, path: String) -> PathTarget {
    if let Some(page) = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")) {
        // mdBook and Jekyll build the page from a note, in a folder of their choice, or another book is in the folder
        // next to this one.
        let stem = page.rsplit('/').next().unwrap_or(page);
        if stem == "index" || project.index.has_stem(stem) || project.index.entry(folder_of(&path)) != Presence::Folder
        {
            return PathTarget::Unknown;
        }
    } else {
        // Obsidian, Docusaurus, Hugo and wikis allow links without `.md`.
        let forms = [".md", ".markdown", ".mdx", "/index.md", "/README.md", "/_index.md"];
        let mut forms = forms.iter().map(|form| format!("{path}{form}"));
        if let Some(form) = forms.find(|form| project.index.entry(form) == Presence::File) {
            return PathTarget::Exists(form);
        }
    }
    // Obsidian searches the vault for the file name, and Quartz the site.
    let profile = project.index.facts(from).map(|facts| facts.profile).unwrap_or_default();
    let is_vault = || (profile.heading_ids == HeadingIds::Obsidian).then(String::new);
    let vault = vault(project, from).or_else(is_vault).or_else(|| vault::quartz(&project.index, from));
    if let Some(there) = vault.and_then(|vault| vault::find(project, &vault, from, &link.path)) {
        return PathTarget::Exists(there);
    }
    if profile.links_from_root
        && let Some(there) = above(project, from, &link.path)
    {
        return PathTarget::Exists(there);
    }
    if may_be_generated(project, &path, link.image) || is_served(project, &path) {
        return PathTarget::Unknown;
    }
    // The host may serve routes that are not files.
    if is_routed(project, from) && (link.path.starts_with('/') || !has_extension(&path)) {
        return PathTarget::Unknown;
    }
    // Unless `root` is configured, sites may mount other folders at `/` and serve pages without an extension.
    let rooted =
        link.path.starts_with('/') && project.index.facts(from).is_none_or(|facts| facts.settings.root.is_none());
    if rooted && !(has_extension(&path) && top_is_there(project, &path)) {
        return PathTarget::Unknown;
    }
    PathTarget::Missing(path)
}

/// The note that `path` names from a folder above the note at `from`, which may be the root of the site's content.
fn above(project: &ProjectLinks<'_>, from: &str, path: &str) -> Option<String> {
    let mut folder = folder_of(from);
    while !folder.is_empty() {
        folder = folder_of(folder);
        let there = join(folder, path).ok()?;
        if project.index.facts(&there).is_some() {
            return Some(there);
        }
    }
    None
}

/// Whether another program may generate the file at `path`: it is in a folder that git ignores. This does not apply to
/// images, which are shown from the repository, nor to a file that is ignored by itself, which was simply not added.
fn may_be_generated(project: &ProjectLinks<'_>, path: &str, image: bool) -> bool {
    !image && project.index.tree().ignored(path) == Ignored::Folder
}

/// Whether `path` ends with the path of a file below `public/`, `static/` or `assets/`, which sites serve at `/`.
/// Example: `../images/a.png` for `public/images/a.png`.
fn is_served(project: &ProjectLinks<'_>, path: &str) -> bool {
    const SERVED: [&str; 3] = ["public", "static", "assets"];
    let name = path.rsplit('/').next().unwrap_or(path);
    project.index.tree().named(name).iter().any(|file| {
        let below = SERVED.iter().find_map(|folder| {
            let at = file.find(&format!("{folder}/")).filter(|&at| at == 0 || file[..at].ends_with('/'))?;
            file.get(at + folder.len() + 1..)
        });
        below.is_some_and(|below| below.contains('/') && path.ends_with(below))
    })
}

/// Whether the host serves the note at `from` at a URL that differs from its file name.
fn is_routed(project: &ProjectLinks<'_>, from: &str) -> bool {
    project.index.facts(from).is_some_and(|facts| facts.settings.routes && facts.settings.root.is_none())
}

fn is_note(path: &str) -> bool {
    [".md", ".mdx", ".markdown"].iter().any(|extension| path.ends_with(extension))
}

fn has_extension(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && !extension.is_empty())
}

fn top_is_there(project: &ProjectLinks<'_>, path: &str) -> bool {
    path.split_once('/').is_some_and(|(top, _)| project.index.entry(top) == Presence::Folder)
}
