//! Ids that a heading sets itself.

use crate::text::profile::ExplicitIds;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// The end of a heading's text, as the host reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingEnd<'t> {
    /// The text without the attributes at its end.
    pub title: &'t str,
    /// The id that the attributes set, if they do.
    pub id: Option<&'t str>,
}

/// Reads the attributes at the end of `text`, the text of a heading without its markers.
#[must_use]
pub fn heading_end(syntax: ExplicitIds, text: &str) -> HeadingEnd<'_> {
    let end = match syntax {
        ExplicitIds::None => None,
        ExplicitIds::Unknown => any(text),
        ExplicitIds::Attributes => attributes(text, false),
        ExplicitIds::AttributesOrList => attributes(text, true),
        ExplicitIds::AttributeList => attributes(text, true).filter(|end| is_separate(end, text)),
        ExplicitIds::Kramdown => kramdown(text),
        ExplicitIds::Mdx => mdx(text),
    };
    end.unwrap_or(HeadingEnd { title: text, id: None })
}

/// The braces at the end of `text`: what is before them, and what is in them.
fn braces(text: &str) -> Option<(&str, &str)> {
    text.md_trim_end().strip_suffix('}')?.rsplit_once('{')
}

/// Whether white space is between the title and the braces.
fn is_separate(end: &HeadingEnd<'_>, text: &str) -> bool {
    text[end.title.len()..].starts_with([' ', '\t'])
}

/// `{#id .class key=value}`, and `{: #id }` if `colon`.
fn attributes(text: &str, colon: bool) -> Option<HeadingEnd<'_>> {
    let (title, inside) = braces(text)?;
    let inside = if colon { inside.strip_prefix(':').unwrap_or(inside) } else { inside };
    let mut id = None;
    let mut words = inside.unicode_words().peekable();
    words.peek()?;
    for word in words {
        let value = word.strip_prefix("id=").map(|value| value.trim_matches(['"', '\'']));
        let is_attribute = word.starts_with('.') || word.contains('=') || word.ends_with(['"', '\'']);
        match word.strip_prefix('#').or(value) {
            Some(own) if !own.is_empty() => id = Some(own),
            _ if is_attribute => {}
            _ => return None,
        }
    }
    Some(HeadingEnd { title: title.md_trim_end(), id })
}

/// `{#id}` after white space.
fn kramdown(text: &str) -> Option<HeadingEnd<'_>> {
    let (title, inside) = braces(text)?;
    let id = inside.strip_prefix('#').filter(|id| !id.is_empty() && !id.contains(is_unicode_space))?;
    let end = HeadingEnd { title: title.md_trim_end(), id: Some(id) };
    is_separate(&end, text).then_some(end)
}

/// `{#id}`, or the comment `{/* #id */}`, whose asterisks may have been read as emphasis.
fn mdx(text: &str) -> Option<HeadingEnd<'_>> {
    let (title, inside) = braces(text)?;
    let comment = inside.strip_prefix('/').and_then(|inside| inside.strip_suffix('/'));
    let id = match comment {
        Some(comment) => comment.trim_matches(['*', ' ']).unicode_words().next()?.strip_prefix('#')?,
        None => inside.strip_prefix('#')?.unicode_trim(),
    };
    (!id.is_empty()).then(|| HeadingEnd { title: title.unicode_trim_end(), id: Some(id) })
}

/// An id in any host's syntax.
fn any(text: &str) -> Option<HeadingEnd<'_>> {
    let (title, inside) = text.unicode_trim_end().strip_suffix('}')?.rsplit_once('{')?;
    // `{/*id*/}` is an MDX comment. Markdown parses its asterisks as emphasis.
    if let Some(id) = inside.strip_prefix('/').and_then(|inside| inside.strip_suffix('/')) {
        return Some(HeadingEnd { title, id: Some(id.trim_matches(['*', ' '])) });
    }
    let words = inside.trim_start_matches(':').unicode_words();
    let id = words.filter_map(|word| word.strip_prefix('#')).find(|id| !id.is_empty())?;
    Some(HeadingEnd { title, id: Some(id) })
}
