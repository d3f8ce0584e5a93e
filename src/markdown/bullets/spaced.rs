//! Lines with a real list marker (`-`, `*`, `+`) that are not list items because of a full-width space (U+3000) or a
//! no-break space. `CommonMark` treats these spaces as text: only ASCII white space counts here (0.31 §2.1).

use super::gap::{Gap, is_space};
use super::{BulletLine, Mark, MarkClass};
use crate::markdown::document::Node;
use crate::text::source::Source;

/// Where the wrong space is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpacePosition {
    /// A full-width space before the marker.
    Indent,
    /// A full-width space after the marker.
    After,
    /// Another Unicode space after the marker, such as a no-break space.
    Other(char),
}

/// The lines of `paragraph` with the markers that are invalid, and for each line the position of the wrong space.
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
        // A zero-width space next to `*` is usually there to make emphasis work.
        Gap::Other(_) if char == '*' && inner[1..].contains('*') => return None,
        Gap::Other(space) => SpacePosition::Other(space),
    };
    let start = at + indent.len();
    let mark = Mark { char, class: MarkClass::Dot, start, content: start + 1 + length };
    (1 + length < inner.len()).then_some((mark, place))
}
