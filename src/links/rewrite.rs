//! Edits that change where a link leads.

use std::borrow::Cow;
use std::fmt::Write;

use percent_encoding::percent_decode_str;

use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::{Edit, Effect};
use crate::text::profile::HeadingIds;
use crate::text::source::{Source, Span};
use crate::text::whitespace::is_unicode_space;

/// The edit that makes `link` lead to `path` (not percent-encoded). Query and fragment are kept. `None` if the path
/// contains entities or escapes, because its bytes are then unknown.
pub fn path(link: &LocalLink, path: &str) -> Option<(Effect, Edit)> {
    let effect = effect(link)?;
    let end = match link.form {
        LocalLinkForm::Wiki { .. } => link.written.find('#'),
        _ => link.written.find(['?', '#']),
    };
    let old = &link.written[..end.unwrap_or(link.written.len())];
    (decoded(link, old)? == *link.path).then_some(())?;
    let start = link.span.start as usize;
    Some((effect, Edit::replace(Span::new(start, start + old.len()), encoded(link, path))))
}

/// The edit that makes `link` name `fragment` (not percent-encoded) in the same file, whose headings have `ids`.
pub fn fragment(link: &LocalLink, fragment: &str, ids: HeadingIds) -> Option<(Effect, Edit)> {
    let effect = effect(link)?;
    let at = link.written.find('#')? + 1;
    (decoded(link, &link.written[at..])? == link.fragment.as_deref()?).then_some(())?;
    let start = link.span.start as usize;
    let new = fully_encoded(encoded(link, fragment), link.form, ids);
    Some((effect, Edit::replace(Span::new(start + at, start + link.written.len()), new)))
}

/// The edit that makes `link`, in the note `source`, name `fragment` (not percent-encoded) in the same file. The new
/// fragment is percent-encoded if the old one is. `None` if the bytes of the old fragment are unknown. If the
/// destination contains entities or escapes, the caller has to verify the result.
pub fn fragment_in(source: &Source, link: &LocalLink, fragment: &str) -> Option<Edit> {
    let written = source.text().get(link.span.range())?;
    // The `#` in `&#46;` is part of a character reference.
    let is_mark = |(at, _): &(usize, &str)| !written[..*at].ends_with('&');
    let at = written.match_indices('#').find(is_mark)?.0 + 1;
    let old = &written[at..];
    let manner = if old.is_ascii() && !has_encoded_letter(old) { written } else { old };
    let span = Span::new(link.span.start as usize + at, link.span.end as usize);
    let new = fully_encoded(in_manner(link.form, manner, fragment), link.form, source.profile().heading_ids);
    if let LocalLinkForm::FrontMatter { style } = link.form
        && !style.can_hold(&format!("{}{new}", &written[..at]))
    {
        return None;
    }
    Some(Edit::replace(span, new))
}

/// The edit that makes `link`, in the note `source`, lead to `path` (not percent-encoded). Query and fragment are kept, and
/// so are names at the end of the path that do not change, as they are written. The rest is percent-encoded like the link.
/// If the link has no letters beyond ASCII, `encoded` says whether to encode them. `None` if the front matter can't hold the
/// new path. If the destination contains entities or escapes, the caller has to verify the result.
pub fn path_in(source: &Source, link: &LocalLink, path: &str, encoded: impl Fn() -> bool) -> Option<Edit> {
    let written = source.text().get(link.span.range())?;
    // The `#` in `&#46;` is part of a character reference.
    let ends = |&(at, char): &(usize, char)| char == '#' && !written[..at].ends_with('&') || char == '?';
    let end = match link.form {
        LocalLinkForm::Wiki { .. } => written.find('#'),
        _ => written.char_indices().find(ends).map(|(at, _)| at),
    };
    let old = &written[..end.unwrap_or(written.len())];
    let (raw, known, new): (Vec<_>, Vec<_>, Vec<_>) =
        (old.split('/').collect(), link.path.split('/').collect(), path.split('/').collect());
    let is_known = raw.len() == known.len();
    let same = known.iter().rev().zip(new.iter().rev()).take_while(|(known, new)| known == new);
    let kept = if is_known { same.count() } else { 0 };
    // After `<`, spaces and parentheses need no encoding (CommonMark 0.31.2, 6.6).
    let bracketed = source.text()[..link.span.start as usize].ends_with('<');
    let manner = Manner {
        spaces: written.contains(' ')
            || matches!(link.form, LocalLinkForm::FrontMatter { .. })
            || bracketed && !written.contains("%20"),
        parentheses: if bracketed && !written.contains("%28") {
            Parentheses::Plain
        } else if written.contains('(') {
            Parentheses::PlainInPairs
        } else {
            Parentheses::Encoded
        },
        encodes_letters: encodes_letters_in(written).unwrap_or_else(encoded),
    };
    let names = new[..new.len() - kept].iter().map(|name| manner.write(link.form, name));
    let names: Vec<String> = names.chain(raw[raw.len() - kept..].iter().map(|name| (*name).to_owned())).collect();
    let text = names.join("/");
    if let LocalLinkForm::FrontMatter { style } = link.form
        && !style.can_hold(&format!("{text}{}", &written[old.len()..]))
    {
        return None;
    }
    let start = link.span.start as usize;
    Some(Edit::replace(Span::new(start, start + old.len()), text))
}

/// Whether `link` percent-encodes letters beyond ASCII; `None` if it has none, or never encodes any.
pub fn encodes_letters(link: &LocalLink) -> Option<bool> {
    (link.form == LocalLinkForm::Path).then(|| encodes_letters_in(&link.written))?
}

fn encodes_letters_in(written: &str) -> Option<bool> {
    if has_encoded_letter(written) { Some(true) } else { (!written.is_ascii()).then_some(false) }
}

/// What such an edit changes. `None` for front matter, whose meaning depends on the renderer.
fn effect(link: &LocalLink) -> Option<Effect> {
    // With entities or escapes, the bytes of the destination are unknown.
    (link.span.len() == link.written.len()).then_some(())?;
    match link.form {
        LocalLinkForm::Path => Some(Effect::Destination),
        LocalLinkForm::Wiki { .. } => Some(Effect::Text),
        LocalLinkForm::FrontMatter { .. } => None,
    }
}

fn decoded<'w>(link: &LocalLink, written: &'w str) -> Option<Cow<'w, str>> {
    match link.form {
        LocalLinkForm::Path => percent_decode_str(written).decode_utf8().ok(),
        _ => Some(Cow::Borrowed(written)),
    }
}

/// `text` encoded like `link`: letters beyond ASCII are percent-encoded if the link encodes any, spaces unless the link
/// contains spaces.
pub fn encoded(link: &LocalLink, text: &str) -> String {
    if matches!(link.form, LocalLinkForm::FrontMatter { .. }) {
        text.to_owned()
    } else {
        in_manner(link.form, &link.written, text)
    }
}

/// `fragment` for a link in `form` to a note whose headings have `ids`, encoded like `written`.
pub fn fragment_like(form: LocalLinkForm, written: &str, fragment: &str, ids: HeadingIds) -> String {
    fully_encoded(in_manner(form, written, fragment), form, ids)
}

/// `fragment` with the characters percent-encoded that a URL may contain but the ids of the host don't.
fn fully_encoded(fragment: String, form: LocalLinkForm, ids: HeadingIds) -> String {
    const RESERVED: [char; 8] = ['+', ':', '/', ',', '=', ';', '@', '$'];
    if form != LocalLinkForm::Path || !ids.are_encoded() || !fragment.contains(RESERVED) {
        return fragment;
    }
    let mut encoded = String::with_capacity(fragment.len() + 8);
    for char in fragment.chars() {
        if RESERVED.contains(&char) {
            let _ = write!(encoded, "%{:02X}", u32::from(char));
        } else {
            encoded.push(char);
        }
    }
    encoded
}

/// Whether `written` contains a percent-encoded letter beyond ASCII.
pub fn has_encoded_letter(written: &str) -> bool {
    written.bytes().zip(written.bytes().skip(1)).any(|(a, b)| a == b'%' && b >= b'8')
}

/// `text` for a link in `form`, encoded like `written`.
pub fn in_manner(form: LocalLinkForm, written: &str, text: &str) -> String {
    let manner = Manner {
        spaces: written.contains(' '),
        parentheses: Parentheses::Encoded,
        encodes_letters: has_encoded_letter(written),
    };
    manner.write(form, text)
}

/// Which characters a link percent-encodes that it need not encode everywhere.
#[derive(Clone, Copy, Debug)]
struct Manner {
    /// Whether spaces stay.
    spaces: bool,
    parentheses: Parentheses,
    /// Whether letters beyond ASCII are encoded.
    encodes_letters: bool,
}

/// How a link writes `(` and `)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parentheses {
    Encoded,
    /// Plain where each has its counterpart.
    PlainInPairs,
    Plain,
}

impl Manner {
    /// `text` for a link in `form`.
    fn write(self, form: LocalLinkForm, text: &str) -> String {
        if matches!(form, LocalLinkForm::Wiki { .. }) {
            return text.to_owned();
        }
        let parentheses = match self.parentheses {
            Parentheses::Encoded => false,
            Parentheses::PlainInPairs => is_balanced(text),
            Parentheses::Plain => true,
        };
        let mut out = String::with_capacity(text.len());
        for char in text.chars() {
            let plain = match char {
                ' ' => self.spaces,
                '(' | ')' => parentheses,
                '"' | '<' | '>' | '\\' | '`' | '#' | '?' | '%' | '&' | '\'' | '*' | '[' | ']' | '|' => false,
                _ => !char.is_control() && !is_unicode_space(char) && (char.is_ascii() || !self.encodes_letters),
            };
            if plain {
                out.push(char);
                continue;
            }
            for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    }
}

/// Whether each `(` in `text` has its `)`.
fn is_balanced(text: &str) -> bool {
    let depth = |depth: Option<usize>, char| match char {
        '(' => depth.map(|depth| depth + 1),
        ')' => depth.and_then(|depth| depth.checked_sub(1)),
        _ => depth,
    };
    text.chars().fold(Some(0), depth) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(written: &str, path: &str, fragment: Option<&str>, form: LocalLinkForm) -> LocalLink {
        LocalLink {
            span: Span::new(10, 10 + written.len()),
            written: written.into(),
            path: path.into(),
            fragment: fragment.map(Into::into),
            image: false,
            form,
            link_text: None,
        }
    }

    #[test]
    fn a_path_is_encoded_like_the_old_one() {
        let new =
            |written, old, new| path(&link(written, old, None, LocalLinkForm::Path), new).map(|(_, edit)| edit.text);
        assert_eq!(new("a.md?x#y", "a.md", "b c.md").as_deref(), Some("b%20c.md"));
        assert_eq!(new("a b.md", "a b.md", "b c.md").as_deref(), Some("b c.md"));
        assert_eq!(new("a.md", "a.md", "概要.md").as_deref(), Some("概要.md"));
        assert_eq!(new("%E6%A6%82.md", "概.md", "要.md").as_deref(), Some("%E8%A6%81.md"));
        assert_eq!(new("a.md", "a.md", "b(1).md").as_deref(), Some("b%281%29.md"));
        assert_eq!(new("a&amp;b.md", "a&b.md", "c.md"), None);
    }

    #[test]
    fn a_path_keeps_what_does_not_change() {
        let new = |written: &str, old: &str, new: &str, encoded| {
            let source = Source::new(format!("0123456789{written}")).unwrap();
            path_in(&source, &link(written, old, None, LocalLinkForm::Path), new, || encoded).map(|edit| edit.text)
        };
        assert_eq!(new("a/b\\_c.md?x#y", "a/b_c.md", "../a/b_c.md", false).as_deref(), Some("../a/b\\_c.md"));
        assert_eq!(new("a&#47;b.md", "a/b.md", "../a/c.md", false).as_deref(), Some("../a/c.md"));
        assert_eq!(new("a%20b/c.md", "a b/c.md", "d e/c.md", false).as_deref(), Some("d%20e/c.md"));
        assert_eq!(new("a/%E6%A6%82.md", "a/概.md", "b/概.md", false).as_deref(), Some("b/%E6%A6%82.md"));
        assert_eq!(new("a.md", "a.md", "概.md", true).as_deref(), Some("%E6%A6%82.md"));
        assert_eq!(new("要.md", "要.md", "概.md", true).as_deref(), Some("概.md"));
        assert_eq!(new("a(1)/b.md", "a(1)/b.md", "a(1)/c(2.md", false).as_deref(), Some("a(1)/c%282.md"));
    }

    #[test]
    fn spaces_and_parentheses_stay_in_angle_brackets() {
        let new = |written: &str, old: &str, new: &str| {
            let source = Source::new(format!("012345678<{written}>")).unwrap();
            path_in(&source, &link(written, old, None, LocalLinkForm::Path), new, || false).map(|edit| edit.text)
        };
        assert_eq!(new("日本.md", "日本.md", "新 しい (1.md").as_deref(), Some("新 しい (1.md"));
        assert_eq!(new("a%20b.md#x", "a b.md", "c d>(1).md").as_deref(), Some("c%20d%3E(1).md"));
        assert_eq!(new("%28a.md", "(a.md", "(b c.md").as_deref(), Some("%28b c.md"));
    }

    #[test]
    fn a_fragment_alone() {
        let to = link("a.md#X", "a.md", Some("X"), LocalLinkForm::Path);
        let (effect, edit) = fragment(&to, "x", HeadingIds::Github).unwrap();
        assert_eq!((effect, edit.span, &*edit.text), (Effect::Destination, Span::new(15, 16), "x"));
        let (_, edit) = fragment(&to, "c++", HeadingIds::Zenn).unwrap();
        assert_eq!(&*edit.text, "c%2B%2B", "the id on the page is encoded, too");
        let to = link("A#X y", "A", Some("X y"), LocalLinkForm::Wiki { embedded: false });
        assert_eq!(
            fragment(&to, "X z", HeadingIds::Github).unwrap(),
            (Effect::Text, Edit::replace(Span::new(12, 15), "X z"))
        );
    }
}
