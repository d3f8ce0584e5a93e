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
        ExplicitIds::Attributes => attributes(text),
        ExplicitIds::AttributesOrList => list(text),
        ExplicitIds::AttributeList => list(text).filter(|end| is_separate(end, text) && !end.title.contains(" {")),
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

/// `{#id .class key=value}`, with nothing else in the braces.
fn attributes(text: &str) -> Option<HeadingEnd<'_>> {
    let (title, inside) = braces(text)?;
    let is_attribute = |word: &str| {
        word.starts_with('.')
            || word.contains('=')
            || word.ends_with(['"', '\''])
            || word.len() > 1 && word.starts_with('#')
    };
    inside.unicode_words().all(is_attribute).then(|| HeadingEnd { title: title.md_trim_end(), id: id(inside) })
}

/// `{#id .class key=value}` or `{: #id }`, whatever else is in the braces.
fn list(text: &str) -> Option<HeadingEnd<'_>> {
    let (title, inside) = braces(text)?;
    let inside = inside.strip_prefix(':').unwrap_or(inside);
    // `{{ … }}` is an expression.
    (!inside.is_blank() && !title.ends_with('{')).then(|| HeadingEnd { title: title.md_trim_end(), id: id(inside) })
}

/// The last id among the attributes `inside` braces.
fn id(inside: &str) -> Option<&str> {
    let own = |word| match str::strip_prefix(word, "id=") {
        Some(value) => Some(value.trim_matches(['"', '\''])),
        None => word.strip_prefix('#'),
    };
    inside.unicode_words().filter_map(own).rfind(|id| !id.is_empty())
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
