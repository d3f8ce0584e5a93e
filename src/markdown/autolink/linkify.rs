//! Zenn and VitePress: markdown-it's linkify. A URL ends at white space (also U+3000), `<`, `>` or `｜`; full stops,
//! commas and brackets outside ASCII do not end it. Host names without a scheme are not linked.
//!
//! markdown-it looks twice: for `://` while it reads the line, which links after any character that can't be part of a
//! scheme, and then in the text that is left, where a link begins at the start or after a space or punctuation.

use std::ops::Range;

use super::link::{Autolink, AutolinkKind};
use super::linkify_host::{Host, is_control_or_space, is_punctuation, is_separator, path_end};

/// The links in `text`. `emails` is whether email addresses without `mailto:` are linked.
pub(super) fn links(text: &str, before: Option<char>, emails: bool) -> Vec<Autolink> {
    let mut found = Vec::new();
    // The parser leaves out the backslash of an escape at the start.
    let escaped = text.chars().next().filter(|_| before == Some('\\'));
    let mut gap = escaped.map_or(0, char::len_utf8);
    for url in urls(text) {
        in_gap(text, gap..url.range.start, emails, &mut found);
        gap = url.range.end;
        found.push(url);
    }
    in_gap(text, gap..text.len(), emails, &mut found);
    found
}

/// The links that are found by their `://`.
fn urls(text: &str) -> Vec<Autolink> {
    let bytes = text.as_bytes();
    let mut found: Vec<Autolink> = Vec::new();
    // No scheme begins before `from`: there, a link or an escape ends.
    let (mut at, mut from) = (0, 0);
    while at < bytes.len() {
        if let Some(length) = escape(text, at) {
            at += length;
            from = at;
            continue;
        }
        let link = url_at(text, from, at);
        at = link.as_ref().map_or(at + 1, |link| link.range.end);
        from = link.as_ref().map_or(from, |link| link.range.end);
        found.extend(link);
    }
    found
}

/// The length of the backslash and the character after it, or of the entity, at byte `at`. The character need not be one
/// that can be escaped.
fn escape(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    match text.as_bytes()[at] {
        b'\\' => rest.chars().next().map(|next| 1 + next.len_utf8()),
        b'&' => {
            let name = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
            (name > 1 && rest[name..].starts_with(';')).then_some(name + 2)
        }
        _ => None,
    }
}

fn url_at(text: &str, from: usize, colon: usize) -> Option<Autolink> {
    if !text.as_bytes()[colon..].starts_with(b"://") {
        return None;
    }
    let of_scheme = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let scheme = text.as_bytes()[from..colon].iter().rev().take_while(of_scheme).count();
    let start = colon - scheme;
    if !is_web_scheme(&text[start..colon]) {
        return None;
    }
    let end = authority_end(text, colon + 1, Host::Any)?;
    let link = text[start..end].trim_end_matches('*');
    Some(Autolink { range: start..start + link.len(), kind: AutolinkKind::Url })
}

fn is_web_scheme(scheme: &str) -> bool {
    ["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The end of the host, port and path after the `//` at byte `slashes` of `text`.
fn authority_end(text: &str, slashes: usize, kind: Host) -> Option<usize> {
    let from = slashes + text[slashes..].strip_prefix("//").map(|_| "//".len())?;
    let end =
        user_end(text, from).and_then(|host| kind.end(text, host, true)).or_else(|| kind.end(text, from, true))?;
    Some(path_end(text, end))
}

/// The end of `user:password@` at byte `from`.
fn user_end(text: &str, from: usize) -> Option<usize> {
    const LONGEST: usize = 50;
    let ends = |char: char| is_control_or_space(char) || matches!(char, '@' | '/' | '[' | ']' | '(' | ')');
    let rest = &text[from..];
    let (at, _) = rest.char_indices().take(LONGEST + 1).find(|(_, char)| ends(*char))?;
    (at > 0 && rest[at..].starts_with('@')).then_some(from + at + 1)
}

/// Adds the links in the range `gap` of `text`, where none was found by its `://`, to `found`.
fn in_gap(text: &str, gap: Range<usize>, emails: bool, found: &mut Vec<Autolink>) {
    // Escaped characters and entities divide the text, and a link that would begin right after one is none.
    for piece in pieces(&text[gap.clone()]) {
        let (start, end) = (gap.start + piece.start, gap.start + piece.end);
        in_piece(&text[start..end], start, piece.start > 0, emails, found);
    }
}

/// The ranges of `text` between its escaped characters and entities.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let escape = escape(text, at);
        at += escape.unwrap_or(1);
        if let Some(length) = escape {
            found.push(start..at - length);
            start = at;
        }
    }
    found.push(start..text.len());
    found
}

fn in_piece(text: &str, offset: usize, after_escape: bool, emails: bool, found: &mut Vec<Autolink>) {
    let mut end = 0;
    for (at, char) in text.char_indices() {
        if at < end {
            continue;
        }
        let before = text[..at].chars().next_back();
        let link = match char {
            'h' | 'H' | 'f' | 'F' | 'm' | 'M' | '/' if before.is_none_or(may_precede) => {
                with_scheme(text, at).map(|link| {
                    // `URL:mailto:me@example.com` also is an email address, which begins earlier.
                    let sign = text[at..].find('@').filter(|_| emails && link.kind == AutolinkKind::Email);
                    let email = sign.and_then(|sign| email(text, end, at + sign));
                    email.filter(|email| email.range.start < at).unwrap_or(link)
                })
            }
            '@' if emails => email(text, end, at),
            _ => None,
        };
        let Some(link) = link else { continue };
        end = link.range.end;
        if !(link.range.start == 0 && after_escape) {
            found.push(Autolink { range: offset + link.range.start..offset + link.range.end, kind: link.kind });
        }
    }
}

/// Whether a link can begin after `char`.
fn may_precede(char: char) -> bool {
    char != '_' && (is_separator(char) || is_control_or_space(char) || is_punctuation(char))
}

/// The link at byte `at` of `text` with a scheme, `mailto:` or `//`.
fn with_scheme(text: &str, at: usize) -> Option<Autolink> {
    let rest = &text[at..];
    if rest.starts_with("//") {
        let end = authority_end(text, at, Host::Dotted)?;
        let other = text[..at].ends_with([':', '/']);
        return (!other).then_some(Autolink { range: at..end, kind: AutolinkKind::Url });
    }
    let colon = at + rest.bytes().take("mailto:".len()).position(|byte| byte == b':')?;
    if is_web_scheme(&text[at..colon]) {
        let end = authority_end(text, colon + 1, Host::Any)?;
        return Some(Autolink { range: at..end, kind: AutolinkKind::Url });
    }
    if !text[at..colon].eq_ignore_ascii_case("mailto") {
        return None;
    }
    let name = name_end(text, colon + 1)?;
    let end = Host::Any.end(text, name + 1, false)?;
    Some(Autolink { range: at..end, kind: AutolinkKind::Email })
}

fn in_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || "-;:&=+$,._".contains(char)
}

/// The longest name of an email address.
const LONGEST_NAME: usize = 64;

/// The offset of the `@` that ends the name at byte `from`.
fn name_end(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let near = &rest[..rest.floor_char_boundary(LONGEST_NAME + 1)];
    let length = near.find(|char| !in_name(char) && char != '"')?;
    let name = (1..=LONGEST_NAME).contains(&length) && !rest.starts_with('"') && rest[length..].starts_with('@');
    name.then_some(from + length)
}

/// The email address around the `@` at byte `at`, which begins at byte `from` or after it.
fn email(text: &str, from: usize, at: usize) -> Option<Autolink> {
    let of_name = |byte: &u8| in_name(*byte as char) || *byte == b'"';
    let name = text.as_bytes()[from..at].iter().rev().take_while(|byte| of_name(byte)).take(LONGEST_NAME + 1).count();
    let begins = |start: &usize| {
        let before = text[..*start].chars().next_back();
        let boundary = |char| is_separator(char) || is_control_or_space(char) || matches!(char, '"' | '(');
        before.is_none_or(boundary) && !text[*start..].starts_with('"')
    };
    let start = (at - name..at).find(begins).filter(|start| at - start <= LONGEST_NAME)?;
    let end = Host::Known.end(text, at + 1, false)?;
    Some(Autolink { range: start..end, kind: AutolinkKind::Email })
}
