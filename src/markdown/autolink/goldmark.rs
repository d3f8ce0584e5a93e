//! Hugo: goldmark's linkify. A URL is linked at the start of a line or after a space and `*_~(`, and only if its host
//! has a top-level domain in lower-case ASCII letters. It ends at the first character that is not one of those that URLs
//! contain, so Japanese text after it is not part of the link, but neither is a path in Japanese.

use super::link::{Autolink, AutolinkKind, beginning};

/// The links in `text`.
pub(super) fn links(text: &str, before: Option<char>) -> Vec<Autolink> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open_brackets = 0_usize;
    // Whether a link can begin here. Any markup before `text` also starts a new piece of text.
    let mut begins = !before.is_some_and(|char| matches!(char, '\\'));
    let mut at = 0;
    while at < bytes.len() {
        let link = (begins && open_brackets == 0).then(|| link_at(text, at)).flatten();
        if let Some(link) = link {
            at = link.range.end;
            found.push(link);
            continue;
        }
        begins = match bytes[at] {
            // Typographic punctuation starts a new piece of text, as markup does.
            b' ' | b'*' | b'_' | b'~' | b'(' | b'\'' => true,
            b'"' => !text[..at].ends_with(char::is_alphanumeric),
            b'-' => text[..at].ends_with('-'),
            b'.' => text[..at].ends_with(".."),
            _ => false,
        };
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'[' => open_brackets += 1,
            b']' => open_brackets = open_brackets.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    found
}

fn link_at(text: &str, start: usize) -> Option<Autolink> {
    let rest = &text[start..];
    let (length, kind) = if let Some(length) = url(rest) {
        (length, AutolinkKind::Url)
    } else if let Some(length) = rest.strip_prefix("www.").and_then(address) {
        ("www.".len() + length, AutolinkKind::SecureWww)
    } else {
        (email(rest)?, AutolinkKind::Email)
    };
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let link = rest[..length].trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~']);
    let length = without_closing(link).len().max(first);
    Some(Autolink { range: start..start + length, kind })
}

fn url(rest: &str) -> Option<usize> {
    let scheme = ["http://", "https://", "ftp://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    Some(scheme.len() + address(&rest[scheme.len()..])?)
}

/// The length of the host, port, path and query at the start of `rest`.
fn address(rest: &str) -> Option<usize> {
    /// The longest part of a host before its top-level domain, in bytes.
    const LONGEST: usize = 256;
    let bytes = rest.as_bytes();
    let in_host = |byte: &u8| byte.is_ascii_alphanumeric() || b"-@:%._+~#=".contains(byte);
    let host = bytes.iter().take(LONGEST + 1).take_while(|byte| in_host(byte)).count();
    let dot = (1..host).rev().find(|&at| bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase))?;
    let mut end = dot + 1;
    end += bytes[end..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    if bytes.get(end) == Some(&b':') {
        let digits = bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        end += if digits > 0 { 1 + digits } else { 0 };
    }
    if matches!(bytes.get(end), Some(b'/' | b'#' | b'?')) {
        let in_path = |byte: &u8| byte.is_ascii_graphic() && !b"*<\\|".contains(byte);
        end += bytes[end..].iter().take_while(|byte| in_path(byte)).count();
    }
    Some(end)
}

/// `link` without unbalanced parentheses or an entity at its end.
fn without_closing(link: &str) -> &str {
    let count = |expected| link.bytes().filter(|&byte| byte == expected).count();
    match link.as_bytes().last() {
        Some(b')') => {
            let surplus = count(b')').saturating_sub(count(b'('));
            &link[..link.len() - surplus]
        }
        Some(b';') => {
            let name = link[..link.len() - 1].trim_end_matches(|char: char| char.is_ascii_alphanumeric());
            if name.len() < link.len() - 1 { name.strip_suffix('&').unwrap_or(link) } else { link }
        }
        _ => link,
    }
}

/// The length of the email address at the start of `rest`.
fn email(rest: &str) -> Option<usize> {
    if rest.starts_with(|char: char| char.is_ascii_punctuation()) {
        return None;
    }
    let in_name = |char: char| char.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(char);
    let name = beginning(rest).find(|char| !in_name(char)).filter(|&name| name > 0)?;
    let domain = rest[name..].strip_prefix('@')?;
    let mut length = 0;
    while let Some(label) = label(&domain[length..]) {
        length += label;
        if !(domain[length..].starts_with('.') && self::label(&domain[length + 1..]).is_some()) {
            break;
        }
        length += 1;
    }
    let whole = domain[..length].contains('.') && !domain[length..].starts_with(['-', '_']);
    whole.then_some(name + 1 + length)
}

/// The length of the label of a domain at the start of `text`, which ends with a letter or digit.
fn label(text: &str) -> Option<usize> {
    const LONGEST: usize = 63;
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    let run = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let end = bytes[..run].iter().rposition(u8::is_ascii_alphanumeric)? + 1;
    bytes[0].is_ascii_alphanumeric().then_some(end)
}
