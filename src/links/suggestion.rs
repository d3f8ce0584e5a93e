//! Suggestions for a link whose file does not exist.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::nearest::{self, ExtraPart};
use super::path::{folder_of, join, relative_path};
use super::vault::{self, vault};
use crate::facts::files::Presence;
use crate::facts::{LinkText, LocalLink, LocalLinkForm};
use crate::links::project::ProjectLinks;
use crate::text::paths;

/// The maximum number of candidates to suggest. With more, none is suggested.
const MAX_SUGGESTIONS: usize = 3;

/// File names that occur in many folders, so that an equal name proves nothing.
const COMMON_NAMES: [&str; 8] =
    ["readme.md", "index.md", "_index.md", "index.html", "image.png", "memo.md", "note.md", "summary.md"];

/// A link whose file does not exist.
#[derive(Clone, Copy, Debug)]
pub struct MissingTarget<'a> {
    /// The project.
    pub project: &'a ProjectLinks<'a>,
    /// The note that contains the link.
    pub from: &'a str,
    /// The link itself.
    pub link: &'a LocalLink,
    /// The missing path, relative to the project.
    pub path: &'a str,
}

impl MissingTarget<'_> {
    /// The likely targets, as the link would be written: one, up to three to choose from, or none.
    pub fn suggestions(&self) -> Suggestions {
        let mut found = self.found();
        let page = |path: &String| self.resolved(path).map(|there| FolderPage::of(self.project, &there));
        let is_guess = &mut found.is_guess;
        found.paths.retain(|path| {
            let page = page(path);
            *is_guess |= page == Some(FolderPage::NoIndex);
            page != Some(FolderPage::NoNotes)
        });
        found
    }

    /// The project path that the link would lead to if it were `path`.
    fn resolved(&self, path: &str) -> Option<String> {
        if path.starts_with('/') { join("", path).ok() } else { join(folder_of(self.from), path).ok() }
    }

    fn found(&self) -> Suggestions {
        let known = self.known();
        if !known.is_empty() {
            return Suggestions { paths: known, is_guess: false, is_near: false };
        }
        if matches!(self.link.form, LocalLinkForm::Wiki { .. }) { Suggestions::default() } else { self.near_names() }
    }

    /// The targets for which there is evidence: the file was moved, or the same name exists in another folder.
    fn known(&self) -> Vec<String> {
        if matches!(self.link.form, LocalLinkForm::Wiki { .. }) {
            return self.in_vault();
        }
        if is_address(&self.link.path) {
            return vec![format!("https://{}", self.link.path)];
        }
        if let Some(to) = self.project.index.tree().moved(self.path).or_else(|| self.at_root()) {
            return vec![self.as_written(&to)];
        }
        let slashed = self.link.path.replace('\\', "/");
        if slashed != *self.link.path && join(folder_of(self.from), &slashed).is_ok_and(|path| self.is_there(&path)) {
            return vec![slashed];
        }
        self.same_name()
    }

    fn is_there(&self, path: &str) -> bool {
        matches!(self.project.index.entry(path), Presence::File | Presence::Folder)
    }

    /// The path relative to the project's root, if it exists.
    fn at_root(&self) -> Option<String> {
        let path = self.link.path.trim_start_matches(['.', '/']);
        let sensible = !path.is_empty() && !path.contains("..") && path != self.path;
        (sensible && self.is_there(path)).then(|| path.to_owned())
    }

    /// The project path `to`, written like the link.
    fn as_written(&self, to: &str) -> String {
        if self.link.path.starts_with('/') {
            let root =
                self.project.index.facts(self.from).and_then(|facts| facts.settings.root.as_deref()).unwrap_or("");
            if let Some(below) = to.strip_prefix(root) {
                return format!("/{}", below.trim_start_matches('/'));
            }
        }
        let relative = relative_path(self.from, to);
        if self.link.path.starts_with("./") && !relative.starts_with("../") {
            format!("./{relative}")
        } else {
            relative
        }
    }

    /// The files with the same name in other folders.
    fn same_name(&self) -> Vec<String> {
        let link_text = |files: Vec<String>| files.iter().map(|to| self.as_written(to)).collect::<Vec<_>>();
        let others = |mut files: Vec<String>| {
            files.retain(|file| *file != self.from);
            files
        };
        let same = link_text(others(same_name(self.project, self.path)));
        if !same.is_empty() || self.path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
            return same;
        }
        let same = link_text(others(same_name(self.project, &format!("{}.md", self.path))));
        same.into_iter().map(|path| path.trim_end_matches(".md").to_owned()).collect()
    }

    /// The most similar names in the same folder; none if there are too many.
    fn near_names(&self) -> Suggestions {
        let folder = folder_of(self.path);
        if self.project.index.entry(folder) != Presence::Folder {
            return Suggestions::default();
        }
        // Only the last name is missing. The folders before it are kept as written.
        let written = self.link.path.trim_end_matches('/');
        let name = written.rsplit('/').next().unwrap_or(written);
        let names = self.project.index.names_in(folder);
        let prefix = &written[..written.len() - name.len()];
        // A name that another link of the note leads to is not what this link meant.
        let linked = self.linked_names(folder);
        let taken = |near: &str| linked.contains(near) && nearest::stem(near) != nearest::stem(name);
        let is_self = |near: &str| join(folder, near).is_ok_and(|path| path == self.from);
        let names = names.iter().map(String::as_str).filter(|near| !is_self(near));
        let is_another = |near: &str| is_numbered_sibling(name, near) || nearest::is_other_abbreviation(name, near);
        let free = names.filter(|near| !is_another(near) && !taken(near));
        let near = nearest::names(name, free);
        let link_text = self.link.link_text.as_deref();
        let is_sure = |near: &str| {
            let says = |link_text: &LinkText| nearest::matches_name(&link_text.text, nearest::stem(near));
            is_same_but_kind(name, near)
                || extension(name).eq_ignore_ascii_case(extension(near))
                    && (nearest::is_slip(nearest::stem(name), nearest::stem(near))
                        || nearest::extra_part(nearest::stem(name), nearest::stem(near)) == Some(ExtraPart::Doubled)
                        || link_text.is_some_and(says))
        };
        let is_guess = !near.first().is_some_and(|near| is_sure(near));
        let named = near.iter().filter(|_| near.len() <= MAX_SUGGESTIONS);
        Suggestions { paths: named.map(|near| format!("{prefix}{near}")).collect(), is_guess, is_near: true }
    }

    /// The names in `folder` that links of the note lead to.
    fn linked_names(&self, folder: &str) -> FxHashSet<String> {
        let links = self.project.index.facts(self.from).map_or(&[][..], |facts| &facts.links);
        let paths = links.iter().filter_map(|link| join(folder_of(self.from), &link.path).ok());
        let within = paths.filter(|path| folder_of(path) == folder);
        within.filter_map(|path| path.rsplit('/').next().map(str::to_owned)).collect()
    }

    /// The file with the link's last name, if there is exactly one in the vault, as after a move to another folder.
    fn in_vault(&self) -> Vec<String> {
        let Some(vault) = vault(self.project, self.from) else { return Vec::new() };
        let name = self.link.path.rsplit('/').next().unwrap_or_default();
        let files = ["", ".md"].map(|extension| self.project.index.tree().named(&format!("{name}{extension}")).len());
        let only = files.iter().sum::<usize>() == 1;
        let moved = only && name != &*self.link.path && vault::find(self.project, &vault, self.from, name).is_some();
        moved.then(|| name.to_owned()).into_iter().collect()
    }
}

/// What readers see who follow a link to a path, if that is a folder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FolderPage {
    /// A page: it is a file, or the folder has a `README` or an index.
    Page,
    /// A list of notes.
    NoIndex,
    /// A list of other files, which no link to a note can have meant.
    NoNotes,
}

impl FolderPage {
    fn of(project: &ProjectLinks<'_>, path: &str) -> Self {
        if project.index.entry(path) != Presence::Folder {
            return Self::Page;
        }
        let names = project.index.names_in(path);
        let is_index = |name: &String| {
            ["readme", "index", "_index"].iter().any(|index| nearest::stem(name).eq_ignore_ascii_case(index))
        };
        if names.iter().any(is_index) {
            Self::Page
        } else if names.iter().any(|name| paths::is_note(Path::new(name))) {
            Self::NoIndex
        } else {
            Self::NoNotes
        }
    }
}

/// What a link may mean, written like the link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// One path, up to three to choose from, or none.
    pub paths: Vec<String>,
    /// Whether the names are only similar to the missing one, without other evidence.
    pub is_guess: bool,
    /// Whether the names differ from the missing one.
    pub is_near: bool,
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether two names differ only in case and in the extension of the same kind of file: pictures (PNG, SVG) or pages
/// (Markdown, HTML).
fn is_same_but_kind(one: &str, other: &str) -> bool {
    const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp"];
    const PAGES: &[&str] = &["md", "markdown", "mdx", "html", "htm"];
    let (a, b) = (extension(one), extension(other));
    let both = |kind: &[&str]| [a, b].iter().all(|name| kind.iter().any(|known| known.eq_ignore_ascii_case(name)));
    nearest::stem(one).eq_ignore_ascii_case(nearest::stem(other))
        && (a.eq_ignore_ascii_case(b) || both(PICTURES) || both(PAGES) || a.is_empty() || b.is_empty())
}

/// Whether two names differ only in digits that are not at the beginning, such as `step-1` and `step-2`: these are
/// different files of a series. A number at the beginning is for sorting.
fn is_numbered_sibling(one: &str, other: &str) -> bool {
    let without = |name: &str| name.chars().filter(|char| !char.is_ascii_digit()).collect::<String>();
    let after = |name: &str| name.trim_start_matches(|char: char| char.is_ascii_digit()).to_owned();
    without(one) == without(other) && after(one) != after(other)
}

/// The files of the project with the same file name as `path`, of these the ones that share the most trailing folders
/// with it. Empty if there are more than three, or if the name is common.
pub fn same_name(project: &ProjectLinks<'_>, path: &str) -> Vec<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if COMMON_NAMES.iter().any(|common| name.eq_ignore_ascii_case(common)) {
        return Vec::new();
    }
    let files = project.index.tree().named(name);
    let alike = |file: &str| file.rsplit('/').zip(path.rsplit('/')).take_while(|(a, b)| a == b).count();
    let most = files.iter().map(|file| alike(file)).max().unwrap_or(0);
    let best: Vec<String> = files.iter().filter(|file| alike(file) == most).cloned().collect();
    // A name that is this common is no evidence.
    if best.len() > MAX_SUGGESTIONS { Vec::new() } else { best }
}

/// Whether `path` is a URL without its scheme: `www.…`, `example.com/…` or `example.io`.
fn is_address(path: &str) -> bool {
    const TOP_LEVEL_DOMAINS: [&str; 8] = ["com", "org", "net", "io", "dev", "jp", "co", "edu"];
    /// Of these, the ones that are no extension of a file.
    const NO_EXTENSIONS: [&str; 5] = ["org", "io", "dev", "jp", "edu"];
    let host = path.split('/').next().unwrap_or(path);
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    let is_top = |known: &[&str]| !name.is_empty() && known.contains(&top);
    path.starts_with("www.") || is_top(if path.contains('/') { &TOP_LEVEL_DOMAINS } else { &NO_EXTENSIONS })
}

/// The URL in `destination` if that is a link in Markdown by itself, as some programs paste it: `[https://…](https://…)`.
pub fn pasted_url(destination: &str) -> Option<&str> {
    let (text, url) = destination.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    let is_url = url.starts_with("https://") || url.starts_with("http://");
    (is_url && !text.contains(['[', ']']) && !url.contains(['(', ')', ' '])).then_some(url)
}
