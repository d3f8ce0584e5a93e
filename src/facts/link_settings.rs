//! What the configuration says of links (`[links]`).

/// Settings for the links of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LinkSettings {
    /// The folder that `/` leads to, relative to the project, with `/`; `None` where nobody said so.
    pub root: Option<String>,
    /// Whether the notes' host serves pages at addresses that are no files, `/guide/` and `intro` for `intro.md`.
    pub routes: bool,
    /// Whether `[[Note]]` is a link; `None` where that depends on whether the note lies in an Obsidian vault.
    pub wikilinks: Option<bool>,
    /// Keys of the front matter that hold links.
    pub front_matter: Vec<String>,
}
