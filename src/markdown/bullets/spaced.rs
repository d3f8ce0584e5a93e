//! Lines that begin with a real list marker (`-`, `*`, `+`) which a full-width space (U+3000) or a no-break space keeps from
//! being one: to `CommonMark` that is a letter like any other (0.31 §2.1 counts only ASCII as white space here).

use super::gap::{Gap, is_space};
use super::{BulletLine, Mark, MarkClass};
use crate::markdown::document::Node;
use crate::text::source::Source;

/// Where the space is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpacePosition {
    /// A full-width one before the marker.
    Indent,
    /// A full-width one after it.
    After,
    /// Another one after it, such as a no-break space.
    Other(char),
}

/// The lines of `paragraph` with their markers that are none, and where the space is that is to blame.
pub(crate) fn lines(source: &Source, paragraph: Node<'_>) -> (Vec<BulletLine>, Vec<Option<SpacePosition>>) {
    let mut lines = super::lines(paragraph);
    let mut places = Vec::with_capacity(lines.len());
    for line in &mut lines {
        let found = mark(&source.text()[line.start..line.end], line.start);
        line.mark = found.map(|(mark, _)| mark);
        places.push(found.map(|(_, place)| place));
    }
    (lines, places)
}

fn mark(text: &str, at: usize) -> Option<(Mark, SpacePosition)> {
    let inner = text.trim_start_matches(is_space);
    let indent = &text[..text.len() - inner.len()];
    let char = inner.chars().next().filter(|char| matches!(char, '-' | '*' | '+'))?;
    let (gap, length) = Gap::of(&inner[1..]);
    let place = match gap {
        Gap::None => return None,
        _ if indent.contains('\u{3000}') => SpacePosition::Indent,
        Gap::Plain => return None,
        Gap::Fullwidth => SpacePosition::After,
        // A zero-width space beside a `*` is there to have emphasis read.
        Gap::Other(_) if char == '*' && inner[1..].contains('*') => return None,
        Gap::Other(space) => SpacePosition::Other(space),
    };
    let start = at + indent.len();
    let mark = Mark { char, class: MarkClass::Dot, start, content: start + 1 + length };
    (1 + length < inner.len()).then_some((mark, place))
}
