//! Where the destination of a link is being written: in parentheses, in a definition, in an attribute.

use super::line::Line;
use super::place::{Context, Kind, Written};
use crate::text::whitespace::{is_space, is_unicode_space};

/// The attributes that contain the destination of one link, and whether that is an image.
const ATTRIBUTES: [(&str, bool); 4] = [("href", false), ("src", true), ("poster", true), ("data", false)];

/// The path or the fragment at the position, if it is in a destination within the project.
pub(super) fn context(line: &Line<'_>) -> Option<Context> {
    let found = attribute(line).or_else(|| inline(line)).or_else(|| definition(line))?;
    let (written, end) = (found.written, found.end);
    if has_scheme(&written.text) || written.text.starts_with("//") || written.text.contains('?') {
        return None;
    }
    if let Some(at) = written.text.find('#') {
        let from = line.before.len() - (written.text.len() - at - 1);
        return Some(Context::new(line, Kind::Anchor(written), from, line.end_of(|char| !end(char))));
    }
    let from = line.before.len() - written.text.rsplit('/').next().unwrap_or_default().len();
    let to = line.end_of(|char| !end(char) && !matches!(char, '/' | '#' | '?'));
    Some(Context::new(line, Kind::Path(written), from, to))
}

/// Whether the position is in a destination, or in the tag of an element: there is no prose.
pub(super) fn is_inside(line: &Line<'_>) -> bool {
    tag(line).is_some()
        || inline(line).or_else(|| definition(line)).is_some()
        || line.before.rfind("](").is_some_and(|open| !line.before[open..].contains(')'))
}

struct Found {
    written: Written,
    /// Whether a character ends the destination.
    end: fn(char) -> bool,
}

/// The destination in parentheses after the text of a link.
fn inline(line: &Line<'_>) -> Option<Found> {
    let open = line.before.rfind("](")?;
    let image = is_image(&line.before[..open]);
    found(&line.before[open + 2..], image)
}

/// Whether the bracket that the text `before` `]` begins with belongs to an image.
fn is_image(before: &str) -> bool {
    let mut depth = 0;
    for (at, char) in before.char_indices().rev() {
        match char {
            ']' => depth += 1,
            '[' if depth == 0 => return before[..at].ends_with('!'),
            '[' => depth -= 1,
            _ => {}
        }
    }
    false
}

/// The destination of a definition.
fn definition(line: &Line<'_>) -> Option<Found> {
    let (label, text) = line.content().strip_prefix('[')?.split_once("]:")?;
    let is_label = !label.is_empty() && !label.contains(['[', ']']) && !label.starts_with('^');
    is_label.then(|| found(text.trim_start_matches(is_space), false))?
}

/// The destination that `text` begins, if it does not end there.
fn found(text: &str, image: bool) -> Option<Found> {
    if let Some(inside) = text.strip_prefix('<') {
        let written = Written { text: inside.to_owned(), spaces: true, image };
        return (!inside.contains(['<', '>'])).then_some(Found { written, end: |char| matches!(char, '<' | '>') });
    }
    let mut depth = 0;
    for char in text.chars() {
        match char {
            '(' => depth += 1,
            ')' if depth == 0 => return None,
            ')' => depth -= 1,
            char if is_unicode_space(char) => return None,
            _ => {}
        }
    }
    let written = Written { text: text.to_owned(), spaces: false, image };
    Some(Found { written, end: |char| char == ')' || is_unicode_space(char) })
}

/// The tag that is not closed before the position, after `<`.
fn tag<'l>(line: &Line<'l>) -> Option<&'l str> {
    let starts = line.before.rmatch_indices('<');
    let tag = starts
        .map(|(at, _)| &line.before[at + 1..])
        .find(|tag| tag.starts_with(|char: char| char.is_ascii_alphabetic()))?;
    let mut quote = None;
    for char in tag.chars() {
        match (char, quote) {
            ('>', None) => return None,
            ('"' | '\'', None) => quote = Some(char),
            (char, Some(open)) if char == open => quote = None,
            _ => {}
        }
    }
    // `<https://…>` is not a tag.
    let name = tag.find(|char: char| !char.is_ascii_alphanumeric() && char != '-').unwrap_or(tag.len());
    (tag.len() == name || tag[name..].starts_with(|char| is_space(char) || char == '/')).then_some(tag)
}

/// The value of an attribute that is not closed before the position.
fn attribute(line: &Line<'_>) -> Option<Found> {
    let tag = tag(line)?;
    let mut open: Option<(usize, char)> = None;
    for (at, char) in tag.char_indices() {
        match (char, open) {
            ('"' | '\'', None) => open = Some((at, char)),
            (char, Some((_, quote))) if char == quote => open = None,
            _ => {}
        }
    }
    let (at, quote) = open?;
    let name = tag[..at].strip_suffix('=')?;
    let name = name.rsplit(|char: char| !char.is_ascii_alphanumeric()).next()?;
    let &(_, image) = ATTRIBUTES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let written = Written { text: tag[at + 1..].to_owned(), spaces: true, image };
    let end = if quote == '"' { |char| char == '"' } else { |char| char == '\'' };
    Some(Found { written, end })
}

/// Whether `destination` begins with the scheme of a URL.
fn has_scheme(destination: &str) -> bool {
    let Some((scheme, _)) = destination.split_once(':') else { return false };
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '.' | '-');
    scheme.starts_with(|char: char| char.is_ascii_alphabetic()) && scheme.chars().all(is_part)
}
