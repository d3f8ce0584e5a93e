//! Links that prevent an edit.

use crate::finding::{Lang, Localized};
use crate::message;

/// A link that prevents an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The note with the link.
    pub path: String,
    /// The line of the link, from 1; `None` if the note can't be read.
    pub line: Option<usize>,
    /// Why the link can't be changed.
    pub reason: ObstacleReason,
}

/// Why a link can't be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObstacleReason {
    /// The link's target would no longer exist.
    Gone,
    /// How the host makes the ids of headings is unknown.
    UnknownIds,
    /// The new fragment would name another target.
    Ambiguous,
    /// The link is written in a form that can't be edited.
    Form,
    /// The edit changes the link itself.
    Overlap,
    /// Only the text on standard input may be changed.
    OnlyInput,
    /// The note or its folder is read-only.
    Locked,
    /// The note has an unresolved merge conflict.
    Conflict,
    /// The note can't be read, or has changed since it was checked.
    Unreadable,
}

/// Why the edit is not made.
impl Localized for Obstacle {
    fn text(&self, lang: Lang) -> String {
        let line = self.line.map_or_else(String::new, |line| format!(":{line}"));
        let link = format!("{}{line}", self.path);
        let path = &self.path;
        match self.reason {
            ObstacleReason::Gone => message!(
                "it would remove the heading that `{link}` links to",
                "`{link}` のリンク先の見出しがなくなるため"
            )
            .text(lang),
            ObstacleReason::UnknownIds => message!(
                "the anchor changes, `{link}` links to it, and how the host makes anchors is unknown",
                "アンカーが変わり、`{link}` からリンクされているが、アンカーの作られ方が分からないため"
            )
            .text(lang),
            ObstacleReason::Ambiguous => message!(
                "the link in `{link}` would then lead to another heading with the same name",
                "`{link}` のリンクが同じ名前の別の見出しを指してしまうため"
            )
            .text(lang),
            ObstacleReason::Form => message!(
                "the anchor changes, and the link in `{link}` is written in a form that can't be updated",
                "アンカーが変わるが、`{link}` のリンクは書き換えられない形で書かれているため"
            )
            .text(lang),
            ObstacleReason::Overlap => {
                message!("it would change the link in `{link}` itself", "`{link}` のリンク自体を書き換えてしまうため")
                    .text(lang)
            }
            ObstacleReason::OnlyInput => message!(
                "the anchor changes and `{link}` links to it, but only the text on standard input can be changed",
                "アンカーが変わり、`{link}` からリンクされているが、変更できるのは標準入力のテキストだけのため"
            )
            .text(lang),
            ObstacleReason::Locked => message!(
                "the anchor changes, and `{link}`, which links to it, is read-only",
                "アンカーが変わるが、リンク元の `{link}` が読み取り専用になっているため"
            )
            .text(lang),
            ObstacleReason::Conflict => message!(
                "the anchor changes, and `{path}`, which links to it, has an unresolved merge conflict",
                "アンカーが変わるが、リンク元の `{path}` に未解決のマージの競合があるため"
            )
            .text(lang),
            ObstacleReason::Unreadable => message!(
                "the anchor changes, and `{link}`, which links to it, can't be read or has changed during the run",
                "アンカーが変わるが、リンク元の `{link}` を読めないか、途中で変更されたため"
            )
            .text(lang),
        }
    }
}
