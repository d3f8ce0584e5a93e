//! The inputs and results of a rename.

use std::sync::Arc;

use crate::finding::{Lang, Localized, NoteEdits};
use crate::links::heading_rename::NoteSources;
use crate::links::obstacle::Obstacle;
use crate::links::project::ProjectLinks;
use crate::message;
use crate::text::source::Source;

/// The note with the heading to rename, and the project whose links may lead to it.
#[derive(Clone, Copy)]
pub struct RenameScope<'a> {
    /// The facts of all notes.
    pub project: &'a ProjectLinks<'a>,
    /// The path of the note, relative to the project.
    pub path: &'a str,
    /// The text from which the facts of the note were extracted.
    pub source: &'a Arc<Source>,
    /// The texts of the other notes.
    pub notes: &'a dyn NoteSources,
}

/// The edits that rename something. Either all of them are made, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenamePlan {
    /// The edits of each note, in bytes of its text before the rename. Sorted by path.
    pub notes: Vec<NoteEdits>,
    /// The number of links to edit.
    pub links: usize,
}

/// Why something can't be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameObstacle {
    /// There is nothing with a name at that position.
    NotFound,
    /// The new name is empty.
    Empty,
    /// With the new name, the note would be read differently, however the name is escaped.
    Structure {
        /// The new name.
        name: String,
    },
    /// Another heading or tag already has the anchor.
    Collision {
        /// The anchor.
        anchor: String,
        /// The line of the other heading or tag, from 1.
        line: usize,
    },
    /// Another definition already has the label.
    LabelExists {
        /// The new label.
        label: String,
        /// The line of the other definition, from 1.
        line: usize,
    },
    /// The note has an unresolved merge conflict.
    Conflict,
    /// The note or its folder is read-only.
    ReadOnly,
    /// A link can't be updated.
    Link(Box<Obstacle>),
}

impl From<Box<Obstacle>> for RenameObstacle {
    fn from(obstacle: Box<Obstacle>) -> Self {
        Self::Link(obstacle)
    }
}

impl Localized for RenameObstacle {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => message!("there is no heading or label", "見出しやラベルがない").text(lang),
            Self::Empty => message!("the new name is empty", "新しい名前が空").text(lang),
            Self::Structure { name } => message!(
                "with the name `{name}`, the note would be read differently",
                "名前を `{name}` にすると、ノートの読まれ方が変わる"
            )
            .text(lang),
            Self::Collision { anchor, line } => message!(
                "line {line} already has the anchor `#{anchor}`",
                "{line} 行目がすでにアンカー `#{anchor}` を持っている"
            )
            .text(lang),
            Self::LabelExists { label, line } => message!(
                "line {line} already defines the label `{label}`",
                "{line} 行目がすでにラベル `{label}` を定義している"
            )
            .text(lang),
            Self::Conflict => {
                message!("the note has an unresolved merge conflict", "ノートに未解決のマージの競合がある").text(lang)
            }
            Self::ReadOnly => message!("the note is read-only", "ノートが読み取り専用になっている").text(lang),
            Self::Link(obstacle) => obstacle.text(lang),
        }
    }
}
