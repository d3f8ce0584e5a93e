//! Jekyll: the keys `markdown` and `kramdown` of its configuration.

use super::file::{HostFile, Unparsed};
use super::settings::{at, flag, parse, text};
use crate::text::profile::{HeadingIds, Profile, Strikethrough};

pub(super) fn apply(file: &mut HostFile<'_>, profile: &mut Profile) -> Result<(), Unparsed> {
    let settings = parse(&file.text, "yml")?;
    match text(&settings, "markdown") {
        None => {}
        Some(name) if name.eq_ignore_ascii_case("kramdown") || name.eq_ignore_ascii_case("GFM") => {}
        // The plugins that use GitHub's own parser.
        Some(name) if name.to_ascii_lowercase().starts_with("commonmark") => {
            *profile = Profile { name: profile.name, title: profile.title, routes: true, ..Profile::GITHUB };
            return Ok(());
        }
        Some(_) => profile.heading_ids = HeadingIds::Unknown,
    }
    let Some(kramdown) = at(&settings, "kramdown") else { return Ok(()) };
    profile.breaks_lines = flag(kramdown, "hard_wrap").unwrap_or(profile.breaks_lines);
    if text(kramdown, "input").is_some_and(|input| input.eq_ignore_ascii_case("kramdown")) {
        profile.strikethrough = Strikethrough::None;
    }
    let prefixed = text(kramdown, "auto_id_prefix").is_some_and(|prefix| !prefix.is_empty());
    if prefixed || flag(kramdown, "transliterated_header_ids") == Some(true) {
        profile.heading_ids = HeadingIds::Unknown;
    }
    if flag(kramdown, "auto_ids") == Some(false) {
        profile.heading_ids = HeadingIds::None;
    }
    Ok(())
}
