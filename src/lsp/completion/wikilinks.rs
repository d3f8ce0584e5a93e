//! Wikilinks: notes by their shortest name that is unique, and headings.

use lsp_types::CompletionItemKind;
use rustc_hash::FxHashMap;

use super::candidate::Candidate;
use super::request::Request;
use crate::facts::LocalLinkForm;
use crate::facts::files::{Ignored, fold, is_left_out};
use crate::links::vault::vault;
use crate::links::wikilink::is_image;
use crate::lsp::targets;
use crate::markdown::document::{Document, Kind};
use crate::text::profile::HeadingIds;

/// The notes of the vault, without extension; first the images if the file is embedded. None where wikilinks are text.
pub(super) fn notes(request: &Request<'_, '_, '_>, embedded: bool) -> Vec<Candidate> {
    let note = request.note;
    let Some(vault) = vault_of(request) else { return Vec::new() };
    let within = |path: &&str| vault.is_empty() || path.strip_prefix(&*vault).is_some_and(|rest| rest.starts_with('/'));
    let others = || note.view.project().notes.iter().map(|note| &*note.path).filter(|path| *path != note.path);
    let paths: Vec<&str> = others().filter(within).collect();
    let mut found = shortest(&paths, &vault)
        .into_iter()
        .map(|(name, path)| Candidate::new(name, CompletionItemKind::FILE).detailed(path).ranked(1))
        .collect::<Vec<_>>();
    if embedded {
        let files = note.view.project().files.paths();
        let tree = note.view.session().tree();
        let is_shown = |path: &&str| is_image(path) && !is_left_out(path) && tree.ignored(path) == Ignored::No;
        let images: Vec<&str> = files.iter().map(String::as_str).filter(within).filter(is_shown).collect();
        let image = |(name, path): (String, &str)| Candidate::new(name, CompletionItemKind::FILE).detailed(path);
        found.extend(shortest(&images, &vault).into_iter().map(image));
    }
    found
}

/// The folder of the vault. Where no sign of Obsidian is found, wikilinks in the project's notes are one.
fn vault_of(request: &Request<'_, '_, '_>) -> Option<String> {
    let facts = request.note.view.facts()?;
    let own = request.note.facts()?;
    let is_usual = || {
        own.profile.heading_ids == HeadingIds::Obsidian || facts.index().notes().any(|(_, facts)| facts.has_wikilinks())
    };
    let found = vault(&facts.links, request.note.path);
    found.or_else(|| (own.settings.wikilinks != Some(false) && is_usual()).then(String::new))
}

/// For each of `paths`, its shortest name in `vault` that no other has: the name of the file, or else the path. Notes are
/// named without `.md`.
fn shortest<'p>(paths: &[&'p str], vault: &str) -> Vec<(String, &'p str)> {
    let file = |path: &'p str| path.rsplit('/').next().unwrap_or(path);
    let bare = |name: &'p str| name.strip_suffix(".md").unwrap_or(name);
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for path in paths {
        *counts.entry(fold(bare(file(path)))).or_default() += 1;
    }
    let name = |path: &'p str| {
        let name = bare(file(path));
        let is_unique = counts.get(&fold(name)) == Some(&1);
        if is_unique { name } else { bare(path.strip_prefix(vault).unwrap_or(path).trim_start_matches('/')) }
    };
    paths.iter().map(|path| (name(path).to_owned(), *path)).collect()
}

/// The headings of the note called `name`, or of the note itself. Characters that end a link are left out, as Obsidian does.
pub(super) fn headings(request: &Request<'_, '_, '_>, name: &str) -> Vec<Candidate> {
    let form = LocalLinkForm::Wiki { embedded: false };
    let Some(target) = targets::note(request.note, name, form) else { return Vec::new() };
    let document = Document::parse(&target.source);
    let text = |title: &str| {
        let words = title.split(['#', '|', '^', ':', '[', ']', '%', ' ', '\\']).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    let candidate = |title: String| Candidate::new(text(&title), CompletionItemKind::REFERENCE).labelled(title);
    document.of_kind(Kind::Heading).map(|heading| candidate(heading.text())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_short_as_it_is_unique() {
        let names =
            |paths: &[&str], vault| shortest(paths, vault).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(&["EC2.md", "aws/S3.md", "gcp/s3.md", "概要.md"], ""), ["EC2", "aws/S3", "gcp/s3", "概要"]);
        assert_eq!(names(&["v/a/x.md", "v/x.md", "v/図.png"], "v"), ["a/x", "x", "図.png"]);
    }
}
