//! A link without markup, and where it ends.

use std::borrow::Cow;
use std::ops::Range;

/// How an autolink was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AutolinkKind {
    /// By `http://`, `https://` or `ftp://`.
    Url,
    /// By `www.`.
    Www,
    /// By `www.`, on Hugo, which puts `https://` before it.
    SecureWww,
    /// By `@`, with or without `mailto:` or `xmpp:` before it.
    Email,
}

/// A link without markup.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Autolink {
    /// Its bytes in the text that was searched.
    pub range: Range<usize>,
    /// How it was recognized.
    pub kind: AutolinkKind,
}

impl Autolink {
    /// The URL of the link, where `text` is the text that was searched. `http://` or `mailto:` is added if there is no
    /// scheme.
    #[must_use]
    pub fn destination<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let shown = &text[self.range.clone()];
        match self.kind {
            AutolinkKind::Url => Cow::Borrowed(shown),
            AutolinkKind::Www => Cow::Owned(format!("http://{shown}")),
            AutolinkKind::SecureWww => Cow::Owned(format!("https://{shown}")),
            // Only an email address can contain an escape. In a URL, a backslash is literal.
            AutolinkKind::Email if shown.contains(['\\', ':']) => {
                let lower = shown.to_ascii_lowercase();
                let scheme = if lower.contains("mailto:") || lower.contains("xmpp:") { "" } else { "mailto:" };
                Cow::Owned(format!("{scheme}{}", shown.replace('\\', "")))
            }
            AutolinkKind::Email => Cow::Owned(format!("mailto:{shown}")),
        }
    }
}

/// The first 2048 bytes of `text`. A search that may fail looks no further, so that the time stays linear.
pub(super) fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(2048)]
}

/// `link` without trailing punctuation, unbalanced closing parentheses, and an entity at its end.
pub(crate) fn trimmed(link: &str) -> &str {
    let count = |expected| link.bytes().filter(|&byte| byte == expected).count();
    let (opening, mut closing) = (count(b'('), count(b')'));
    let mut link = link;
    loop {
        link = match link.as_bytes().last() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"') => &link[..link.len() - 1],
            Some(b')') if closing > opening => {
                closing -= 1;
                &link[..link.len() - 1]
            }
            Some(b';') => without_entity(&link[..link.len() - 1]),
            _ => return link,
        };
    }
}

/// `link`, which was followed by `;`, without the `&` and letters of an entity at its end.
pub(super) fn without_entity(link: &str) -> &str {
    let name = link.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let before = &link[..link.len() - name];
    if name > 0 { before.strip_suffix('&').unwrap_or(link) } else { link }
}
