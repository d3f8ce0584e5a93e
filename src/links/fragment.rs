//! What a fragment is for, and whether what it names is there.

use crate::facts::{Facts, LocalLink, LocalLinkForm};
use crate::links::project::ProjectLinks;
use crate::links::vault::vault;

/// Whether `link` is a wikilink.
pub fn is_wiki(link: &LocalLink) -> bool {
    matches!(link.form, LocalLinkForm::Wiki { .. })
}

/// Whether `fragment` names lines of a file, as GitHub does: `L3`, `L3C1-L5`.
pub fn is_lines(fragment: &str) -> bool {
    fragment.split('-').all(|part| {
        let digits = part.strip_prefix('L').unwrap_or("");
        digits.starts_with(|char: char| char.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'C')
    })
}

/// Whether `fragment` of `link` is for something else than a heading or an id of the note: the top, a line of the source, a
/// text to look for, a page of an application, GitHub's own page around the note, a block of an Obsidian note.
pub fn is_elsewhere(link: &LocalLink, fragment: &str) -> bool {
    const OF_GITHUB: [&str; 4] = ["readme", "readme-ov-file", "start-of-content", "repo-content-pjax-container"];
    if is_wiki(link) {
        return fragment.is_empty();
    }
    fragment.is_empty()
        || fragment.eq_ignore_ascii_case("top")
        || fragment.starts_with(['/', '!', '^', ':', '?'])
        || fragment.contains(":~:")
        || OF_GITHUB.contains(&fragment)
        || is_lines(fragment)
}

/// Whether `fragment` of `link`, which is in the note at `from`, names a place of the note that has `facts`.
pub fn has_target(project: &ProjectLinks<'_>, from: &str, link: &LocalLink, facts: &Facts, fragment: &str) -> bool {
    let name = fragment.strip_prefix("user-content-").unwrap_or(fragment);
    if is_wiki(link) {
        // What publishes a vault may name headings by their slugs.
        return facts.has_place(fragment) || facts.anchor(fragment).is_some();
    }
    facts.anchor(fragment).is_some()
        || facts.anchor(name).is_some()
        || facts.has_place(fragment) && vault(project, from).is_some()
}
