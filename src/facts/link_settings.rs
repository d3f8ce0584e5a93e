//! The configuration of links (`[links]`).

/// Settings for the links of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LinkSettings {
    /// The folder that `/` leads to, relative to the project, with `/`. `None` if not configured.
    pub root: Option<String>,
    /// Whether the host serves notes at URLs that differ from their file names: `/guide/` or `intro` for `intro.md`.
    pub routes: bool,
    /// Whether `[[Note]]` is a link. `None`: only in an Obsidian vault.
    pub wikilinks: Option<bool>,
    /// Front matter keys whose values are links.
    pub front_matter: Vec<String>,
}
