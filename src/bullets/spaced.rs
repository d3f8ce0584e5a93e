//! Lines that begin with a real list marker (`-`, `*`, `+`) which a full-width space (U+3000) keeps from being one: to
//! `CommonMark` that is a letter like any other (0.31 §2.1 counts only ASCII as white space here).

use super::{Class, Line, Mark};
use crate::document::Node;
use crate::source::Source;

const SPACES: [char; 3] = ['\u{3000}', ' ', '\t'];

/// Where the full-width space stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Before the marker.
    Indent,
    /// Behind it.
    Behind,
}

/// The lines of `paragraph` with their markers that are none, and where the space is that is to blame.
pub(crate) fn lines(source: &Source, paragraph: Node<'_>) -> (Vec<Line>, Vec<Option<Place>>) {
    let mut lines = super::lines(paragraph);
    let mut places = Vec::with_capacity(lines.len());
    for line in &mut lines {
        let found = mark(&source.text()[line.start..line.end], line.start);
        line.mark = found.map(|(mark, _)| mark);
        places.push(found.map(|(_, place)| place));
    }
    (lines, places)
}

fn mark(text: &str, at: usize) -> Option<(Mark, Place)> {
    let inner = text.trim_start_matches(SPACES);
    let indent = &text[..text.len() - inner.len()];
    let char = inner.chars().next().filter(|char| matches!(char, '-' | '*' | '+'))?;
    let content = inner[1..].trim_start_matches(SPACES);
    let gap = &inner[1..inner.len() - content.len()];
    let place = match (indent.contains('\u{3000}'), gap.starts_with('\u{3000}')) {
        (true, _) => Place::Indent,
        (false, true) => Place::Behind,
        (false, false) => return None,
    };
    let start = at + indent.len();
    let mark = Mark { char, class: Class::Dot, start, content: start + 1 + gap.len() };
    (!gap.is_empty() && !content.is_empty()).then_some((mark, place))
}
