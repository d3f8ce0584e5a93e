//! Obsidian vaults: where they are, and which file a name means there.

use crate::facts::files::{Presence, fold};
use crate::links::path::{folder_of, join};
use crate::links::project::ProjectLinks;

/// The folder of the vault that the note at `from` lies in, relative to the project: the nearest one above it that has an
/// `.obsidian` folder; or else the project itself, where the configuration says that wikilinks are links.
pub fn vault(project: &ProjectLinks<'_>, from: &str) -> Option<String> {
    let needle = project.index.facts(from).and_then(|facts| facts.settings.wikilinks);
    if needle == Some(false) {
        return None;
    }
    let mut folder = folder_of(from);
    loop {
        let mark = if folder.is_empty() { ".obsidian".to_owned() } else { format!("{folder}/.obsidian") };
        if project.index.entry(&mark) == Presence::Folder {
            return Some(folder.to_owned());
        }
        if folder.is_empty() {
            return (needle == Some(true)).then(String::new);
        }
        folder = folder_of(folder);
    }
}

/// The file that `path` means in `vault`, as seen from the note at `from`: beside it, or else the one whose path ends so, with
/// or without `.md`, in whatever folder; of several the one with the fewest folders. Case counts for nothing.
pub fn find(project: &ProjectLinks<'_>, vault: &str, from: &str, path: &str) -> Option<String> {
    let relative = path.starts_with("./") || path.starts_with("../");
    let needle = if relative { join(folder_of(from), path).ok()? } else { join("", path).ok()? };
    let name = needle.rsplit('/').next().filter(|name| !name.is_empty())?;
    let forms = [String::new(), ".md".to_owned(), ".canvas".to_owned(), ".base".to_owned()];
    forms.iter().find_map(|extension| {
        let needle = fold(&format!("{needle}{extension}"));
        let ends_so = |path: &&String| {
            let within = vault.is_empty() || path.strip_prefix(vault).is_some_and(|rest| rest.starts_with('/'));
            let folded = fold(path);
            let rest = folded.strip_suffix(&*needle);
            within && rest.is_some_and(|rest| rest.is_empty() || !relative && rest.ends_with('/'))
        };
        let files = project.index.tree().named(&format!("{name}{extension}"));
        let beside = |path: &&String| folder_of(path) == folder_of(from);
        files.iter().filter(ends_so).find(beside).or_else(|| files.iter().find(ends_so)).cloned()
    })
}
