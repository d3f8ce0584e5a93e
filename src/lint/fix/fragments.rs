//! Edits of fragments in plain inline links, which need no parsing to verify.

use percent_encoding::percent_decode_str;

use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::Edit;
use crate::text::source::Source;

/// The `links` of the note `source` after `edits`, if each of these is inside the destination of an inline link without a title,
/// and that has only characters that mean nothing in Markdown. `None` otherwise: then the note has to be parsed. The spans of
/// the links are those before.
pub(super) fn fragments_after(source: &Source, links: &[LocalLink], edits: &[Edit]) -> Option<Vec<LocalLink>> {
    let mut links = links.to_vec();
    for edit in edits {
        let at = links.partition_point(|link| link.span.end < edit.span.end);
        let link = links.get_mut(at).filter(|link| link.span.covers(edit.span))?;
        let (start, end) = (link.span.start as usize, link.span.end as usize);
        let is_inline = source.text()[..start].ends_with("](") && source.text()[end..].starts_with(')');
        // Another edit has already changed this link.
        let is_as_written = source.text()[start..end] == *link.written;
        if link.form != LocalLinkForm::Path || !is_inline || !is_as_written {
            return None;
        }
        let mut written = link.written.to_string();
        written.replace_range(edit.span.start as usize - start..edit.span.end as usize - start, &edit.text);
        if !is_plain(&link.written) || !is_plain(&written) {
            return None;
        }
        let (path, fragment) = written.split_once('#')?;
        if link.written.split_once('#')?.0 != path {
            return None;
        }
        link.fragment = Some(percent_decode_str(fragment).decode_utf8().ok()?.into());
        link.written = written.into();
    }
    Some(links)
}

/// Whether a destination has only characters that need no escape and no encoding anywhere in a link.
fn is_plain(destination: &str) -> bool {
    destination.chars().all(|char| char.is_alphanumeric() || "-_.~%/#".contains(char))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::local;
    use crate::markdown::document::Document;

    /// The fragments after the first `old` is replaced by `new`, and those of the parsed note.
    fn both(text: &str, old: &str, new: &str) -> (Option<Vec<String>>, Vec<String>) {
        let source = Source::new(text.to_owned()).unwrap();
        let start = text.find(old).unwrap();
        let edit = Edit::replace(crate::text::source::Span::new(start, start + old.len()), new);
        let links = local::links(&Document::parse(&source), &[]);
        let fragments = |links: Vec<LocalLink>| links.into_iter().map(|link| link.fragment.unwrap().into()).collect();
        let after = Source::new(text.replacen(old, new, 1)).unwrap();
        let parsed = fragments(local::links(&Document::parse(&after), &[]));
        (fragments_after(&source, &links, &[edit]).map(fragments), parsed)
    }

    #[test]
    fn plain_fragments_are_known_without_parsing() {
        for (text, old, new) in [
            ("[a](b.md#one) and [c](d.md#two)\n", "one", "three"),
            ("- [あ](#概要) [c](d.md#two)\n", "概要", "%E6%A6%82%E8%A6%81-1"),
            ("![a](b.md#one)\n", "one", "一つ"),
        ] {
            let (quick, parsed) = both(text, old, new);
            assert_eq!(quick, Some(parsed), "{text}");
        }
    }

    #[test]
    fn anything_else_is_parsed() {
        for (text, old, new) in [
            ("[a](b.md#one 'title')\n", "one", "two"),
            ("[a](<b.md#one>)\n", "one", "two"),
            ("[a]: b.md#one\n\n[a]\n", "one", "two"),
            ("[a](b.md#one)\n", "one", "two(2)"),
            ("[a](b.md#o&amp;e)\n", "o&amp;e", "two"),
            ("<a href=\"b.md#one\">b</a>\n", "one", "two"),
        ] {
            assert_eq!(both(text, old, new).0, None, "{text}");
        }
    }
}
