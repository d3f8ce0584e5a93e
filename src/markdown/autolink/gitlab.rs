//! GitLab: comrak with `relaxed_autolinks`. Differences from GitHub: every scheme of letters is linked, also within
//! brackets, and unbalanced `]` and `}` at the end are left out.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::email;
use super::link::{Autolink, AutolinkKind, without_entity};
use crate::text::whitespace::is_unicode_space;

/// The links in `text`.
pub(super) fn links(text: &str, before: Option<char>) -> Vec<Autolink> {
    let urls = urls(text, before);
    let mut found = Vec::with_capacity(urls.len());
    let mut gap = 0;
    for url in urls {
        found.extend(email::emails(text, gap..url.range.start));
        gap = url.range.end;
        found.push(url);
    }
    found.extend(email::emails(text, gap..text.len()));
    found
}

fn urls(text: &str, before: Option<char>) -> Vec<Autolink> {
    let bytes = text.as_bytes();
    let mut found: Vec<Autolink> = Vec::new();
    // No link begins before `floor`: a run that turned out to be the text of an inline link.
    let (mut at, mut floor) = (0, 0);
    while at < bytes.len() {
        let from = found.last().map_or(0, |link| link.range.end);
        let start = match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                at += 2;
                continue;
            }
            b':' if text[at..].starts_with("://") && at + "://".len() < text.len() => {
                let scheme = bytes[from..at].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
                Some((at - scheme, at + "://".len(), AutolinkKind::Url))
            }
            b'w' if text[at..].starts_with("www.") && may_precede_www(&text[..at], before) => {
                Some((at, at + "www.".len(), AutolinkKind::Www))
            }
            _ => None,
        };
        at += 1;
        let Some((start, host, kind)) = start.filter(|_| at > floor) else { continue };
        let Some(domain) = domain(&text[host..]) else { continue };
        match run_end(bytes, host + domain) {
            Ok(end) => {
                at = start + trimmed(&text[start..end]).len().max(1);
                found.push(Autolink { range: start..at, kind });
            }
            Err(end) => floor = end,
        }
    }
    found
}

fn may_precede_www(text: &str, before: Option<char>) -> bool {
    let before = text.chars().next_back().or(before);
    before.is_none_or(|char| matches!(char, '*' | '_' | '~' | '(' | '[' | '\x0B') || char.is_ascii_whitespace())
}

/// The length of the domain at the start of `text`, unless one of its last two labels has an underscore.
fn domain(text: &str) -> Option<usize> {
    const MANY_DOTS: usize = 10;
    let (mut dots, mut label_before, mut label) = (0, false, false);
    let mut length = 0;
    for (at, char) in text.char_indices() {
        match char {
            '_' => label = true,
            '.' => {
                (label_before, label) = (label, false);
                dots += 1;
            }
            '\\' if at + 1 < text.len() => {}
            '-' => {}
            _ if is_unicode_space(char) || is_mark(char) => break,
            _ => {}
        }
        length = at + char.len_utf8();
    }
    (dots > MANY_DOTS || !(label_before || label)).then_some(length)
}

fn is_mark(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_punctuation();
    }
    matches!(char.general_category_group(), GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

/// The end of the run without white space and `<` that goes on at byte `from`. `Err` if it contains `](`, as the text of an
/// inline link does.
fn run_end(bytes: &[u8], from: usize) -> Result<usize, usize> {
    let mut end = from;
    while end < bytes.len() && !(bytes[end].is_ascii_whitespace() || matches!(bytes[end], b'\x0B' | b'<')) {
        if bytes[end - 1] == b']' && bytes[end] == b'(' {
            return Err(end);
        }
        end += 1;
    }
    Ok(end)
}

/// `link` without trailing punctuation, unbalanced closing brackets, and an entity at its end.
fn trimmed(link: &str) -> &str {
    let mut link = link;
    let count = |expected: u8| link.bytes().filter(|&byte| byte == expected).count();
    let mut open = [(b'(', b')'), (b'[', b']'), (b'{', b'}')]
        .map(|(opening, closing)| (closing, count(closing).saturating_sub(count(opening))));
    loop {
        let Some(&last) = link.as_bytes().last() else { return link };
        link = match last {
            b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"' => &link[..link.len() - 1],
            b';' => without_entity(&link[..link.len() - 1]),
            _ => match open.iter_mut().find(|(closing, surplus)| *closing == last && *surplus > 0) {
                Some((_, surplus)) => {
                    *surplus -= 1;
                    &link[..link.len() - 1]
                }
                None => return link.strip_suffix('\u{2069}').unwrap_or(link),
            },
        };
    }
}
