//! Tags in raw HTML: the part of HTML's tokenizer (WHATWG §13.2.5) that is needed to find links and anchors.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};

use crate::markdown::document::{Kind, Node};
use crate::text::whitespace::Whitespace as _;

/// A start or end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// As written.
    pub name: &'h str,
    /// Whether it is an end tag.
    pub end: bool,
    /// Its bytes, `<` and `>` included.
    pub range: Range<usize>,
    /// In the order of the text.
    pub attributes: Vec<Attribute<'h>>,
}

/// An attribute that has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'h> {
    /// As written.
    pub name: &'h str,
    /// As written, without quotes.
    pub value: &'h str,
    /// The offset of the value in the HTML, in bytes.
    pub at: usize,
    /// Whether the value is in quotes.
    pub quoted: bool,
}

impl Tag<'_> {
    /// Whether the element has one of these names, ignoring case.
    pub fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// The attribute called `name`, ignoring case.
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'_>> {
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }
}

/// Whether `node` follows a line of its paragraph that consists of one tag. In `CommonMark` (0.31 §4.6) such a line
/// continues the paragraph, but in list items and block quotes GitHub starts an HTML block there.
pub fn may_begin_block(node: Node<'_>) -> bool {
    let Some(paragraph) = node.ancestors().find(|node| node.kind() == Kind::Paragraph) else { return false };
    let before = &paragraph.source()[..(node.span().start - paragraph.span().start) as usize];
    before.printed_lines().map(str::trim_ascii).any(|line| {
        let mut tags = tags(line);
        tags.next().is_some_and(|tag| tag.range == (0..line.len()))
    })
}

/// The tags in `html`. Comments, declarations, CDATA and the content of scripts and styles are skipped. The iterator
/// stops at a tag that is never closed. Runs in time linear in the length of `html`.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        loop {
            let start = at? + memchr(b'<', &html.as_bytes()[at?..])?;
            let rest = &html[start..];
            let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
                .iter()
                .find(|(opening, _)| rest.starts_with(opening));
            if let Some((opening, closing)) = skipped {
                // `<!-->` and `<!--->` are complete comments: the dashes may overlap.
                let from = if *opening == "<!--" { 2 } else { opening.len() };
                at = find(rest, from, closing).map(|end| start + end);
                continue;
            }
            let end = rest[1..].starts_with('/');
            let name_at = start + 1 + usize::from(end);
            if !html[name_at..].starts_with(|char: char| char.is_ascii_alphabetic()) {
                at = Some(start + 1);
                continue;
            }
            let tag = HtmlScanner { html, at: name_at }.tag(start, end);
            at = tag.as_ref().and_then(|tag| skip_raw_text(html, tag));
            return tag;
        }
    })
}

/// The offset at which to continue after `tag`: the end tag if the element contains raw text.
fn skip_raw_text(html: &str, tag: &Tag<'_>) -> Option<usize> {
    if tag.end || !tag.is(&["script", "style", "textarea", "title"]) {
        return Some(tag.range.end);
    }
    let mut at = tag.range.end;
    loop {
        at = find(html, at, "</")?;
        let name = html.get(at..at + tag.name.len());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name)) {
            return Some(at - 2);
        }
    }
}

/// The offset after the first `needle` at or after `from` in `text`.
fn find(text: &str, from: usize, needle: &str) -> Option<usize> {
    memmem::find(text.as_bytes().get(from..)?, needle.as_bytes()).map(|at| from + at + needle.len())
}

struct HtmlScanner<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> HtmlScanner<'h> {
    /// Reads the tag that starts at `start`, from its name on.
    fn tag(mut self, start: usize, end: bool) -> Option<Tag<'h>> {
        let name = self.until(|char| char.is_ascii_whitespace() || matches!(char, '/' | '>'));
        let mut attributes = Vec::new();
        loop {
            self.until(|char| !char.is_ascii_whitespace() && char != '/');
            match self.html[self.at..].chars().next()? {
                '>' => return Some(Tag { name, end, range: start..self.at + 1, attributes }),
                _ => attributes.extend(self.attribute()?),
            }
        }
    }

    /// Reads an attribute; the inner `None` is one without a value, the outer one the end of the text.
    #[allow(clippy::option_option, reason = "the outer one is the end of the text")]
    fn attribute(&mut self) -> Option<Option<Attribute<'h>>> {
        let from = self.at;
        // An `=` at the start of a name is part of the name.
        self.at += self.html[from..].chars().next()?.len_utf8();
        self.until(|char| char.is_ascii_whitespace() || matches!(char, '/' | '>' | '='));
        let name = &self.html[from..self.at];
        self.until(|char| !char.is_ascii_whitespace());
        if !self.html[self.at..].starts_with('=') {
            return Some(None);
        }
        self.at += 1;
        self.until(|char| !char.is_ascii_whitespace());
        let quote = self.html[self.at..].chars().next()?;
        let quoted = matches!(quote, '"' | '\'');
        self.at += usize::from(quoted);
        let at = self.at;
        let value = if quoted {
            let end = find(self.html, at, quote.encode_utf8(&mut [0; 4]))?;
            self.at = end;
            &self.html[at..end - 1]
        } else {
            self.until(|char| char.is_ascii_whitespace() || char == '>')
        };
        Some(Some(Attribute { name, value, at, quoted }))
    }

    fn until(&mut self, stop: impl Fn(char) -> bool) -> &'h str {
        let rest = &self.html[self.at..];
        let text = &rest[..rest.find(stop).unwrap_or(rest.len())];
        self.at += text.len();
        text
    }
}

/// `text` with character references decoded as in HTML content (WHATWG §13.2.5.72 and following): both `Caf&eacute;`
/// and `Caf&eacute` are `Café`.
pub fn decode_text(text: &str) -> Cow<'_, str> {
    htmlize::unescape(text)
}

/// `value` with character references decoded as in an attribute: a name without a semicolon is not decoded before `=`,
/// a letter or a digit, so `?a=1&copy=2` stays as it is.
pub fn decode_attribute(value: &str) -> Cow<'_, str> {
    htmlize::unescape_attribute(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<String> {
        let attribute = |attribute: &Attribute<'_>| format!(" {}={}", attribute.name, attribute.value);
        let text = |tag: Tag<'_>| {
            let attributes: String = tag.attributes.iter().map(attribute).collect();
            format!("{}{}{attributes}", if tag.end { "/" } else { "" }, tag.name)
        };
        tags(html).map(text).collect()
    }

    #[test]
    fn attributes_in_all_their_forms() {
        assert_eq!(found("<a href=\"x y\" id='b' name=c hidden>"), ["a href=x y id=b name=c"]);
        assert_eq!(found("<IMG\n  SRC = \"a.png\"/>"), ["IMG SRC=a.png"]);
        assert_eq!(found("x < y <b>z</b> <日本> a<3"), ["b", "/b"]);
        assert_eq!(found("<a title=\"1 > 0\" href=\"x\">"), ["a title=1 > 0 href=x"]);
    }

    #[test]
    fn what_is_not_markup_is_left_out() {
        assert_eq!(found("<!-- <a> --><b><!--><i>"), ["b", "i"]);
        assert_eq!(found("<script>if (a<b) {}</script><p>"), ["script", "/script", "p"]);
        assert_eq!(found("<!DOCTYPE html><?php <a> ?><br>"), ["br"]);
        assert_eq!(found("<!-- <a>"), [""; 0]);
        assert_eq!(found("<b><a href=\"<i>"), ["b"]);
    }

    #[test]
    fn character_references_are_decoded() {
        for (written, text) in [
            ("Caf&eacute; &amp;amp; &nGt;", "Café &amp; \u{226B}\u{20D2}"),
            ("x&#46;md x&#x2e;md x&#X2E", "x.md x.md x."),
            ("&copy 2026 &notit; &notin;", "© 2026 ¬it; ∉"),
            // Windows-1252, NUL, a surrogate, beyond Unicode.
            ("&#128; &#x93;", "€ \u{201C}"),
            ("&#0; &#xD800; &#x110000;", "\u{FFFD} \u{FFFD} \u{FFFD}"),
            ("a & b &unknown; &#; &", "a & b &unknown; &#; &"),
        ] {
            assert_eq!(decode_text(written), text, "{written}");
        }
        for (written, value) in [
            ("?a=1&copy=2&notit&lt", "?a=1&copy=2&notit<"),
            ("?a=1&copy;=2&amp;x", "?a=1©=2&x"),
            ("&reg2 &reg", "&reg2 ®"),
        ] {
            assert_eq!(decode_attribute(written), value, "{written}");
        }
    }

    #[test]
    fn values_have_the_right_offset() {
        let html = "<a\n href='x'>";
        let tag = tags(html).next().unwrap();
        let href = tag.attribute("HREF").unwrap();
        assert_eq!(&html[href.at..href.at + href.value.len()], "x");
    }
}
