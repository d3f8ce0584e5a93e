//! Obsidian: the settings of a vault.

use super::file::{HostFile, Unparsed};
use super::settings::{flag, parse};
use crate::text::profile::Profile;

pub(super) fn apply(file: &mut HostFile<'_>, profile: &mut Profile) -> Result<(), Unparsed> {
    let settings = parse(&file.text, "json")?;
    if flag(&settings, "strictLineBreaks") == Some(true) {
        profile.breaks_lines = false;
    }
    Ok(())
}
