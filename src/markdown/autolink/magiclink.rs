//! `pymdownx.magiclink` of `MkDocs`: as on GitHub, but other white space than ASCII ends a link, too.

use super::link::{Autolink, AutolinkKind, trimmed};
use crate::text::whitespace::is_unicode_space;

/// The links in `text`, where GitHub has `links`.
pub(super) fn links(text: &str, mut links: Vec<Autolink>) -> Vec<Autolink> {
    for Autolink { range, kind } in &mut links {
        let link = &text[range.clone()];
        if *kind != AutolinkKind::Email
            && let Some(end) = link.find(is_unicode_space)
        {
            range.end = range.start + trimmed(&link[..end]).len();
        }
    }
    links
}
