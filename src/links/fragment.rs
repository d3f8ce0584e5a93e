//! What kind of fragment a link has, and whether its target exists.

use crate::facts::{Facts, LocalLink, LocalLinkForm};
use crate::links::project::ProjectLinks;
use crate::links::vault::vault;
use crate::text::profile::HeadingIds;

/// Whether `link` is a wikilink.
pub fn is_wiki(link: &LocalLink) -> bool {
    matches!(link.form, LocalLinkForm::Wiki { .. })
}

/// Whether `fragment` names lines of a file in GitHub's syntax: `L3`, `L3C1-L5`.
pub fn is_lines(fragment: &str) -> bool {
    fragment.split('-').all(|part| {
        let digits = part.strip_prefix('L').unwrap_or("");
        digits.starts_with(|char: char| char.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'C')
    })
}

/// Whether `fragment` of `link` means something other than a heading or an id in the note: the top, a line of the
/// source, a text directive, a route of an application, GitHub's page around the note, a block of an Obsidian note.
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

/// Whether `fragment` of `link`, which is in the note at `from`, names a target in the note with these `facts`.
pub fn has_target(project: &ProjectLinks<'_>, from: &str, link: &LocalLink, facts: &Facts, fragment: &str) -> bool {
    let ids = facts.profile.heading_ids;
    let name = fragment.strip_prefix("user-content-").filter(|_| ids.may_be_prefixed()).unwrap_or(fragment);
    if is_wiki(link) {
        // Tools that publish a vault may use slugs for headings.
        return facts.has_place(fragment) || facts.anchor(fragment).is_some();
    }
    facts.anchor(fragment).is_some()
        || facts.anchor(name).is_some()
        || facts.has_place(fragment) && (ids == HeadingIds::Obsidian || vault(project, from).is_some())
}

/// Whether `fragment` looks like an id that the host adds to the page: of a footnote, or of generated documentation.
pub fn is_generated(fragment: &str) -> bool {
    is_footnote(fragment) || is_documented(fragment)
}

/// Whether `fragment` looks like the id of a footnote or of a reference to one. Hosts put the number, the label or both after
/// it. Examples: `fn:1`, `fnref:1`, `user-content-fn-note`.
fn is_footnote(fragment: &str) -> bool {
    let name = fragment.strip_prefix("user-content-").unwrap_or(fragment);
    let rest = name.strip_prefix("fnref").or_else(|| name.strip_prefix("fn"));
    rest.and_then(|rest| rest.strip_prefix([':', '-'])).is_some_and(|label| !label.is_empty())
}

/// Whether `fragment` looks like the id of something that a generator documents. The anchor of a heading never has a full stop.
/// Example: `r-names.preludes.lang`.
fn is_documented(fragment: &str) -> bool {
    let names = || fragment.split('.');
    let is_name = |name: &str| {
        name.starts_with(|char: char| char.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    names().count() > 2 && names().all(is_name)
}
