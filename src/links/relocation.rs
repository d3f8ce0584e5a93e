//! How links have to change when files move: where each link leads before and after, and how its note would write the new
//! path.
//!
//! A link is resolved twice, among the files before and after the move. Only links that would lead elsewhere change, so
//! everything that decides where a link leads (the host, the vault, other files of the same name) is taken into account.

use crate::facts::files::fold;
use crate::facts::moved_files::PathMoves;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::linked_notes::made_of;
use crate::links::path::{folder_of, relative_path};
use crate::links::project::{PathTarget, ProjectLinks};
use crate::links::target::{index_page, target};
use crate::links::vault::{find, vault};

/// The project before and after files move.
#[derive(Clone, Copy, Debug)]
pub struct Relocation<'a> {
    /// The project before.
    pub before: &'a ProjectLinks<'a>,
    /// The project after. The facts of its notes are those before.
    pub after: &'a ProjectLinks<'a>,
    /// What moves.
    pub moves: &'a PathMoves,
}

/// What a link needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewPath {
    /// It leads to the same file, or leads nowhere before.
    Same,
    /// It has to have one of these paths, the best first. Not percent-encoded.
    OneOf(Vec<String>),
    /// It can't be determined where it leads.
    Unknown,
}

impl Relocation<'_> {
    /// The new path of `link`, which is in the note at `from` before the move and at `to` after it. `dotted` is whether
    /// the note writes `./` before paths in its own folder.
    pub fn new_path(&self, (from, to): (&str, &str), link: &LocalLink, dotted: impl Fn() -> bool) -> NewPath {
        if link.path.is_empty() {
            return NewPath::Same;
        }
        match page(self.before, from, link) {
            Page::Exists(old) => {
                let expected = self.moves.after(&old);
                let leads = |path: &str| {
                    let link = LocalLink { path: path.into(), ..link.clone() };
                    page(self.after, to, &link) == Page::Exists(expected.clone())
                };
                let works = leads(&link.path);
                if works && !self.is_direct((from, to), link, &old) {
                    return NewPath::Same;
                }
                let mut paths = self.spellings((from, to), link, (&old, &expected), dotted);
                paths.retain(|path| leads(path));
                let is_same = works && paths.first().is_none_or(|path| *path == *link.path);
                if is_same { NewPath::Same } else { NewPath::OneOf(paths) }
            }
            Page::Missing | Page::OtherMachine => NewPath::Same,
            Page::Unknown if matches!(link.form, LocalLinkForm::Wiki { .. }) => NewPath::Same,
            Page::Unknown => self.by_place((from, to), link, dotted),
        }
    }

    /// Whether the note of `link` moves to another folder and the link takes the shortest way from its folder to the page at
    /// `page`. Then it takes the shortest way from the new folder too, even if `../aws/ec2.md` in `aws/` works.
    fn is_direct(&self, (from, to): (&str, &str), link: &LocalLink, page: &str) -> bool {
        let root = self.before.index.facts(from).and_then(|facts| facts.settings.root.as_deref());
        folder_of(from) != folder_of(to)
            && PathManner::of(from, link, page, root).start == PathStart::Folder
            && self
                .spellings((from, from), link, (page, page), || false)
                .first()
                .is_some_and(|path| *path == *link.path)
    }

    /// The new path of `link`, of which only the place is known that it names.
    fn by_place(&self, (from, to): (&str, &str), link: &LocalLink, dotted: impl Fn() -> bool) -> NewPath {
        let place = Place::of(from, &link.path);
        let new = self.place_after(&place);
        let rooted = link.path.starts_with('/');
        let routed = self.before.index.facts(from).is_some_and(|facts| facts.settings.routes);
        if rooted && new == place || !rooted && Place::of(to, &link.path) == new {
            // A route may be that of a note that moves, whatever its name is.
            let may_move = routed && self.moves.iter().any(|one| route(&one.from) == route(&link.path));
            return if may_move { NewPath::Unknown } else { NewPath::Same };
        }
        if routed && !has_extension(&link.path) {
            return NewPath::Unknown;
        }
        if rooted {
            return NewPath::OneOf(vec![format!("/{}", new.below)]);
        }
        let slash = if link.path.ends_with('/') { "/" } else { "" };
        NewPath::OneOf(vec![with_dot(format!("{}{slash}", new.relative_to(to)), link, dotted)])
    }

    /// Where `place` is after the move. An HTML page moves with the note that it is built from.
    fn place_after(&self, place: &Place) -> Place {
        if place.above > 0 {
            return place.clone();
        }
        let after = self.moves.after(&place.below);
        let note = made_of(&place.below).filter(|note| self.before.index.facts(note).is_some());
        let moved_note = note.filter(|_| after == place.below).map(|note| self.moves.after(&note));
        let page = moved_note.and_then(|note| {
            let extension = place.below.rsplit_once('.')?.1;
            Some(format!("{}.{extension}", note.strip_suffix(".md")?))
        });
        Place { above: 0, below: page.unwrap_or(after) }
    }

    /// The paths by which `link` may name the page at `expected`. Before the move, it names it as `old`.
    fn spellings(
        &self,
        (from, to): (&str, &str),
        link: &LocalLink,
        (old, expected): (&str, &str),
        dotted: impl Fn() -> bool,
    ) -> Vec<String> {
        let root = self.before.index.facts(from).and_then(|facts| facts.settings.root.as_deref());
        let manner = PathManner::of(from, link, old, root);
        let forms = forms(expected, &manner.left_off, link.path.ends_with('/'));
        let relative = || forms.iter().map(|form| with_dot(relative_to(to, form), link, &dotted));
        match manner.start {
            PathStart::Root => {
                let below = |form: &String| Some(format!("/{}", form.strip_prefix(root?)?.strip_prefix('/')?));
                forms.iter().flat_map(|form| below(form).into_iter().chain([format!("/{form}")])).collect()
            }
            PathStart::Folder => relative().collect(),
            PathStart::Anywhere => {
                let vault = vault(self.before, from).unwrap_or_default();
                let whole = format!("{}{}", link.path, manner.left_off);
                let is_whole = link.path.contains('/') && fold(&whole) == fold(within(old, &vault));
                let named = forms.iter().flat_map(|form| {
                    let form = within(form, &vault);
                    is_whole.then(|| form.to_owned()).into_iter().chain(ends_of(form, link.path.matches('/').count()))
                });
                let is_wiki = matches!(link.form, LocalLinkForm::Wiki { .. });
                let cased = |path: String| if is_wiki { in_case_of(&path, &link.path) } else { path };
                named.map(cased).chain(relative()).collect()
            }
        }
    }
}

/// A note or file that a link leads to. For a folder, the note that is shown for it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Page {
    Exists(String),
    Missing,
    OtherMachine,
    Unknown,
}

fn page(project: &ProjectLinks<'_>, from: &str, link: &LocalLink) -> Page {
    match target(project, from, link) {
        PathTarget::Exists(to) | PathTarget::OtherCase(to) => Page::Exists(index_page(project, to)),
        PathTarget::Missing(_) => Page::Missing,
        PathTarget::LocalMachine => Page::OtherMachine,
        // A vault need not have a folder that shows it.
        PathTarget::Unknown
            if matches!(link.form, LocalLinkForm::Wiki { .. })
                && project.index.facts(from).is_none_or(|facts| facts.settings.wikilinks != Some(false)) =>
        {
            find(project, "", from, &link.path).map_or(Page::Missing, Page::Exists)
        }
        PathTarget::Unknown | PathTarget::Outside => Page::Unknown,
    }
}

/// Where the path of a link begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PathStart {
    /// At the root: `/a/b.md`.
    Root,
    /// In the folder of the note.
    Folder,
    /// In any folder, as in a vault.
    Anywhere,
}

/// How a link writes the path of a page.
#[derive(Clone, Debug)]
struct PathManner {
    start: PathStart,
    /// The end of the page's path that the link leaves off: `.md`, `/README.md`.
    left_off: String,
}

impl PathManner {
    /// How `link` in the note at `from` writes the path of the page at `page`. `root` is the folder that `/` leads to.
    fn of(from: &str, link: &LocalLink, page: &str, root: Option<&str>) -> Self {
        let path = &*link.path;
        let is_wiki = matches!(link.form, LocalLinkForm::Wiki { .. });
        let place = Place::of(from, path).below;
        let rooted = root.filter(|_| path.starts_with('/')).map(|root| format!("{root}/{place}"));
        let name = page.rsplit('/').next().unwrap_or(page);
        let extension = name.rfind('.').map_or("", |dot| &name[dot..]);
        let endings = [String::new(), extension.to_owned(), format!("/{name}")];
        let left_off = |is_page: &dyn Fn(&str) -> bool| endings.iter().find(|ending| is_page(ending)).cloned();
        let is_page =
            |whole: &str, ending: &str| fold(format!("{whole}{ending}").trim_start_matches('/')) == fold(page);
        let at_place = left_off(&|ending| {
            rooted.as_deref().is_some_and(|whole| is_page(whole, ending)) || is_page(&place, ending)
        });
        let by_name =
            || left_off(&|ending| fold(page).ends_with(&fold(&format!("{}{ending}", path.trim_matches('/')))));
        let start = match &at_place {
            _ if path.starts_with('/') => PathStart::Root,
            _ if is_wiki && !path.starts_with('.') => PathStart::Anywhere,
            Some(_) => PathStart::Folder,
            None => PathStart::Anywhere,
        };
        let at_place = at_place.filter(|_| start != PathStart::Anywhere);
        Self { start, left_off: at_place.or_else(by_name).unwrap_or_default() }
    }
}

/// The forms of the path of `page` for a link that left off `left_off` of another page: without its extension, or only its
/// folder. The last one is the whole path. If `slash`, a folder ends with `/`.
fn forms(page: &str, left_off: &str, slash: bool) -> Vec<String> {
    const INDEX: [&str; 3] = ["index", "readme", "_index"];
    let slash = if slash { "/" } else { "" };
    let stem = [".md", ".markdown", ".mdx"].iter().find_map(|extension| page.strip_suffix(extension));
    let (folder, name) = stem.unwrap_or(page).rsplit_once('/').unwrap_or(("", stem.unwrap_or(page)));
    let is_index = INDEX.iter().any(|index| name.eq_ignore_ascii_case(index));
    let mut forms = Vec::new();
    // `aws`, not `aws/README`, which no site has.
    if !left_off.is_empty() && is_index {
        forms.push(format!("{folder}{slash}"));
    }
    forms.extend(stem.filter(|_| !left_off.is_empty()).map(str::to_owned));
    forms.push(if left_off.is_empty() { format!("{page}{slash}") } else { page.to_owned() });
    forms
}

/// The ends of `path`, the shortest first, with at least this number of `/`.
fn ends_of(path: &str, slashes: usize) -> Vec<String> {
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let mut ends: Vec<String> = starts.map(|at| path[at..].to_owned()).collect();
    ends.reverse();
    ends.drain(..slashes.min(ends.len() - 1));
    ends
}

/// `path` with the names at its end as `written` has them, if they differ only in case.
fn in_case_of(path: &str, written: &str) -> String {
    let pairs = path.rsplit('/').zip(written.rsplit('/'));
    let same = pairs.take_while(|(name, written)| fold(name) == fold(written)).count();
    let count = path.split('/').count();
    let end = written.split('/').skip(written.split('/').count() - same);
    path.split('/').take(count - same).chain(end).collect::<Vec<_>>().join("/")
}

/// `path` relative to `vault`, a folder above it.
fn within<'p>(path: &'p str, vault: &str) -> &'p str {
    path.strip_prefix(vault)
        .and_then(|path| if vault.is_empty() { Some(path) } else { path.strip_prefix('/') })
        .unwrap_or(path)
}

/// The place that a path names, whatever is there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// The number of folders above the root of the project in which it is.
    above: usize,
    /// The path below that folder.
    below: String,
}

impl Place {
    /// The place of `path`, written in the note at `from`.
    fn of(from: &str, path: &str) -> Self {
        let folder = if path.starts_with('/') { "" } else { folder_of(from) };
        let mut above = 0;
        let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
        for name in path.split('/').filter(|name| !matches!(*name, "" | ".")) {
            if name != ".." {
                names.push(name);
            } else if names.pop().is_none() {
                above += 1;
            }
        }
        Self { above, below: names.join("/") }
    }

    /// The path to it from the note at `from`.
    fn relative_to(&self, from: &str) -> String {
        if self.above == 0 {
            return relative_to(from, &self.below);
        }
        format!("{}{}", "../".repeat(from.matches('/').count() + self.above), self.below)
    }
}

fn relative_to(from: &str, path: &str) -> String {
    let relative = relative_path(from, path);
    if relative.is_empty() { "./".to_owned() } else { relative }
}

/// `path` with `./` where `link` or its note has it.
fn with_dot(path: String, link: &LocalLink, dotted: impl Fn() -> bool) -> String {
    let is_below = !path.starts_with('.');
    if is_below && (link.path.starts_with("./") || link.path.starts_with("../") && dotted()) {
        return format!("./{path}");
    }
    path
}

/// The last name of `path` without its extension, as a route has it.
fn route(path: &str) -> String {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    fold(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

fn has_extension(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.trim_start_matches('.').contains('.'))
}
