//! Start tags by the grammar of `CommonMark` (0.31 §6.6), also in HTML blocks. Stricter than browsers
//! ([`super::html`]).

use std::ops::Range;

use memchr::memchr2;

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartTag<'h> {
    /// As written.
    pub name: &'h str,
    /// Its bytes, `<` and `>` included.
    pub range: Range<usize>,
}

/// The start tags in `html`. Comments, processing instructions, declarations and code spans are skipped. Runs in time
/// linear in the length of `html`.
pub fn start_tags(html: &str) -> impl Iterator<Item = StartTag<'_>> {
    let mut at = 0;
    let mut quotes = Backquotes::default();
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr2(b'<', b'`', html.as_bytes().get(at..)?)?;
            let rest = &html[start..];
            if rest.starts_with('`') {
                at = quotes.end_of_code(html, start);
                continue;
            }
            let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
                .iter()
                .find(|(opening, _)| rest.starts_with(opening));
            if let Some((opening, closing)) = skipped {
                let from = if *opening == "<!--" { 2 } else { opening.len() };
                at = rest[from..].find(closing).map_or(html.len(), |end| start + from + end + closing.len());
                continue;
            }
            match tag_length(rest) {
                Some((name, length)) => {
                    at = start + length;
                    return Some(StartTag { name, range: start..at });
                }
                None => at = start + 1,
            }
        }
    })
}

/// Runs of backquotes. Remembers lengths without a closing run, so that none is searched for twice.
#[derive(Default)]
struct Backquotes {
    unclosed: Vec<usize>,
}

impl Backquotes {
    /// The offset after the code span that starts at `start`, or after its backquotes if they are not closed.
    fn end_of_code(&mut self, html: &str, start: usize) -> usize {
        let length = html[start..].bytes().take_while(|&byte| byte == b'`').count();
        let mut at = start + length;
        if self.unclosed.contains(&length) {
            return at;
        }
        while let Some(next) = html[at..].find('`').map(|next| at + next) {
            let run = html[next..].bytes().take_while(|&byte| byte == b'`').count();
            at = next + run;
            if run == length {
                return at;
            }
        }
        self.unclosed.push(length);
        start + length
    }
}

/// The name and length in bytes of the start tag at the beginning of `text`.
fn tag_length(text: &str) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let run =
        |from: usize, accepts: fn(u8) -> bool| from + bytes[from..].iter().take_while(|&&byte| accepts(byte)).count();
    let white = |from: usize| run(from, |byte| byte.is_ascii_whitespace());
    if !bytes.get(1)?.is_ascii_alphabetic() {
        return None;
    }
    let name_end = run(1, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let mut at = name_end;
    loop {
        let next = white(at);
        match *bytes.get(next)? {
            b'>' => return Some((&text[1..name_end], next + 1)),
            b'/' => return (bytes.get(next + 1) == Some(&b'>')).then(|| (&text[1..name_end], next + 2)),
            first if next > at && (first.is_ascii_alphabetic() || matches!(first, b'_' | b':')) => {
                at = run(next, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-'));
            }
            _ => return None,
        }
        let equals = white(at);
        if bytes.get(equals) == Some(&b'=') {
            let value = white(equals + 1);
            let first = *bytes.get(value)?;
            at = if matches!(first, b'"' | b'\'') {
                let length = memchr::memchr(first, &bytes[value + 1..])?;
                value + 1 + length + 1
            } else {
                let plain = |byte: u8| !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(&byte);
                let end = run(value, plain);
                if end == value {
                    return None;
                }
                end
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(html: &str) -> Vec<&str> {
        start_tags(html).map(|tag| tag.name).collect()
    }

    #[test]
    fn tags_by_the_grammar() {
        assert_eq!(names("<a><b c d=e f='g>' h=\"i\"/></a><x-y\n z >"), ["a", "b", "x-y"]);
        assert_eq!(names("<1> <a_b> <a:b> < b> <div <p> <c"), ["p"]);
        assert_eq!(names("<!-- <a> --> <!----> <?x <b>?> <![CDATA[<c>]]> `<d>` ``<e>` <f>"), ["e", "f"]);
        assert_eq!(names("` <a> `` <b> `<c>`"), ["c"]);
    }
}
