//! Extended email autolinks (GFM 0.29 §6.9), with or without `mailto:` or `xmpp:`.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::link::{Autolink, AutolinkKind, trimmed};

/// The email addresses in the range `gap` of `text`.
pub(crate) fn emails(text: &str, gap: Range<usize>) -> Vec<Autolink> {
    let raw = &text[gap.clone()];
    if memchr(b'@', raw.as_bytes()).is_none() {
        return Vec::new();
    }
    let plain = Unescaped::new(raw);
    let ranges = addresses(&plain.text);
    let place = |range: Range<usize>| gap.start + plain.raw(range.start)..gap.start + plain.raw(range.end);
    ranges.into_iter().map(|range| Autolink { range: place(range), kind: AutolinkKind::Email }).collect()
}

/// A text without its backslash escapes.
struct Unescaped<'t> {
    text: Cow<'t, str>,
    /// The offsets in `text` of the removed backslashes, sorted.
    left_out: Vec<usize>,
}

impl<'t> Unescaped<'t> {
    fn new(raw: &'t str) -> Self {
        let mut left_out = Vec::new();
        if !raw.contains('\\') {
            return Self { text: Cow::Borrowed(raw), left_out };
        }
        let mut text = String::with_capacity(raw.len());
        let mut chars = raw.chars().peekable();
        while let Some(char) = chars.next() {
            let escaped = chars.next_if(|next| char == '\\' && next.is_ascii_punctuation());
            if escaped.is_some() {
                left_out.push(text.len());
            }
            text.push(escaped.unwrap_or(char));
        }
        Self { text: Cow::Owned(text), left_out }
    }

    /// The offset in the original text of byte `at`. If the byte was escaped, the offset of its backslash.
    fn raw(&self, at: usize) -> usize {
        at + self.left_out.partition_point(|&left_out| left_out < at)
    }
}

/// The ranges of the email addresses in `text`. Looks at each byte at most a few times.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // No later address can begin before `floor`.
    let mut floor = 0;
    while let Some(at) = memchr(b'@', &bytes[floor..]).map(|offset| floor + offset) {
        let local = local_part(&text[floor..at]);
        let domain = domain(&bytes[at + 1..], local.is_xmpp);
        let end = at + 1 + domain.len;
        floor = at + 1;
        if local.len > 0 && domain.is_valid && bytes.get(end) != Some(&b'@') {
            floor = at + trimmed(&text[at..end]).len();
            found.push(at - local.len..floor);
        }
    }
    found
}

/// The part of an email address before the `@`.
struct LocalPart {
    /// Length in bytes, including the scheme.
    len: usize,
    is_xmpp: bool,
}

/// The local part at the end of `text`, including a preceding `mailto:` or `xmpp:` if it is a separate word.
fn local_part(text: &str) -> LocalPart {
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b".+-_".contains(&byte);
    let mut is_xmpp = false;
    let mut start = text.len();
    loop {
        start -= text.as_bytes()[..start].iter().rev().take_while(|&&byte| is_local(byte)).count();
        let before = &text[..start];
        let Some(scheme) = ["mailto:", "xmpp:"].into_iter().find(|&scheme| ends_with_word(before, scheme)) else {
            return LocalPart { len: text.len() - start, is_xmpp };
        };
        is_xmpp |= scheme == "xmpp:";
        start -= scheme.len();
    }
}

/// Whether `text` ends with `word`, without a letter or digit before it.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|before| !before.ends_with(|char: char| char.is_ascii_alphanumeric()))
}

/// The part of an email address after the `@`.
struct EmailDomain {
    /// Length in bytes.
    len: usize,
    is_valid: bool,
}

/// Reads the domain at the start of `bytes`. In an `xmpp:` address, a path may follow.
fn domain(bytes: &[u8], is_xmpp: bool) -> EmailDomain {
    let mut dots = 0;
    let mut len = 0;
    while let Some(&byte) = bytes.get(len) {
        match byte {
            b'.' if bytes.get(len + 1).is_some_and(u8::is_ascii_alphanumeric) => dots += 1,
            b'-' | b'_' => {}
            b'/' if is_xmpp => {}
            _ if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        len += 1;
    }
    let ends_well = len > 0 && bytes[len - 1].is_ascii_alphabetic();
    EmailDomain { len, is_valid: dots > 0 && ends_well }
}
