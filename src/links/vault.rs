//! Obsidian vaults: where they are, and how names are resolved in them.

use crate::facts::files::{Presence, fold};
use crate::facts::index::ProjectIndex;
use crate::links::path::{folder_of, join};
use crate::links::project::ProjectLinks;

/// The folder of the vault that contains the note at `from`, relative to the project: the nearest ancestor with an
/// `.obsidian` folder, or the project itself if the configuration enables wikilinks.
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

/// The folder of the site that Quartz builds from the note at `from`, relative to the project: the nearest ancestor with its
/// configuration. Quartz reads Obsidian's dialect.
pub fn quartz(index: &ProjectIndex<'_>, from: &str) -> Option<String> {
    let files = ["quartz.config.ts", "quartz.config.js"].into_iter().flat_map(|name| index.tree().named(name));
    let is_around =
        |folder: &&str| folder.is_empty() || from.strip_prefix(*folder).is_some_and(|within| within.starts_with('/'));
    let folders = files.map(|file| folder_of(file)).filter(is_around);
    folders.max_by_key(|folder| folder.len()).map(str::to_owned)
}

/// The file that `path` in the note at `from` means in `vault`: a file in the same folder, otherwise a file in any
/// folder whose path ends with `path` (with or without `.md`), the one with the fewest folders first. Case is ignored.
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
        let in_same_folder = |path: &&String| folder_of(path) == folder_of(from);
        files.iter().filter(ends_so).find(in_same_folder).or_else(|| files.iter().find(ends_so)).cloned()
    })
}
