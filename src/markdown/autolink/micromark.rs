//! Docusaurus: micromark's GFM autolink literals, with the second search of mdast-util-gfm-autolink-literal. A URL ends
//! at white space, also at U+3000; full stops, commas and brackets outside ASCII do not end it. remark-directive comes
//! first: in `to:me@example.com`, the text `:me` is a directive, so no link is left.
//!
//! The second search looks at the text where the first found nothing: after a `[` that is still open, and after
//! punctuation outside ASCII. There only ASCII white space ends a URL.

use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::email;
use super::link::{Autolink, AutolinkKind, beginning};
use crate::text::whitespace::is_unicode_space;

/// The links in `text`.
pub(super) fn links(text: &str, before: Option<char>) -> Vec<Autolink> {
    let first = Search { text, before, open_brackets: 0, found: Vec::new(), gaps: Vec::new() }.run();
    let (mut links, gaps) = first;
    for gap in gaps {
        second_search(text, gap, &mut links);
    }
    links.sort_by_key(|link| link.range.start);
    links
}

struct Search<'t> {
    text: &'t str,
    before: Option<char>,
    open_brackets: usize,
    found: Vec<Autolink>,
    /// The text around links and directives.
    gaps: Vec<Range<usize>>,
}

impl Search<'_> {
    fn run(mut self) -> (Vec<Autolink>, Vec<Range<usize>>) {
        let (mut at, mut gap) = (0, 0);
        while let Some(char) = self.text[at..].chars().next() {
            if char == '\\' && self.text[at + 1..].starts_with(|next: char| next.is_ascii_punctuation()) {
                at += 2;
                continue;
            }
            match char {
                '[' => self.open_brackets += 1,
                ']' => self.open_brackets = self.open_brackets.saturating_sub(1),
                _ => {}
            }
            let end = match self.link(at, char) {
                Some(link) => {
                    let end = link.range.end;
                    self.found.push(link);
                    Some(end)
                }
                None => (char == ':').then(|| directive_end(self.text, at)).flatten(),
            };
            let Some(end) = end else {
                at += char.len_utf8();
                continue;
            };
            self.gaps.push(gap..at);
            (at, gap) = (end, end);
        }
        self.gaps.push(gap..self.text.len());
        (self.found, self.gaps)
    }

    /// The link that begins at byte `at`, where `char` is.
    fn link(&self, at: usize, char: char) -> Option<Autolink> {
        if self.open_brackets > 0 || !(char.is_ascii_alphanumeric() || "+-._".contains(char)) {
            return None;
        }
        let before = self.text[..at].chars().next_back().or(self.before);
        let rest = &self.text[at..];
        let is_word = !before.is_some_and(|char| char == '/' || in_name(char));
        let (length, kind) = if let Some(length) = is_word.then(|| email(rest)).flatten() {
            (length, AutolinkKind::Email)
        } else if let Some(scheme) = scheme(rest).filter(|_| !before.is_some_and(|char| char.is_ascii_alphabetic())) {
            let host = &rest[scheme..];
            if !host.starts_with(|char: char| !char.is_control() && !is_unicode_space(char) && !is_mark(char)) {
                return None;
            }
            (scheme + url(host)?, AutolinkKind::Url)
        } else {
            let begins = rest.len() > "www.".len()
                && rest.get(.."www.".len()).is_some_and(|www| www.eq_ignore_ascii_case("www."))
                && before.is_none_or(|char| "(*_[]~ \t\r\n".contains(char));
            (begins.then(|| url(rest)).flatten()?, AutolinkKind::Www)
        };
        Some(Autolink { range: at..at + length, kind })
    }
}

/// The length of `http://` or `https://` at the start of `rest`.
fn scheme(rest: &str) -> Option<usize> {
    let length = ["http://", "https://"].map(str::len).into_iter();
    let known = |length: &usize| {
        rest.get(..*length).is_some_and(|scheme| matches!(&*scheme.to_ascii_lowercase(), "http://" | "https://"))
    };
    length.into_iter().find(known)
}

/// The end of the text directive at the colon at byte `at`: `:name`.
fn directive_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let is_name = rest.starts_with(|char: char| char.is_ascii_alphabetic()) && !rest[..length].ends_with(['-', '_']);
    (is_name && !text[..at].ends_with(':') && !rest[length..].starts_with(':')).then_some(at + 1 + length)
}

/// Punctuation or a symbol of the Basic Multilingual Plane: micromark looks at UTF-16 code units.
fn is_mark(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_punctuation();
    }
    u16::try_from(u32::from(char)).is_ok()
        && matches!(char.general_category_group(), GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

fn in_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || "+-._".contains(char)
}

/// The length of the email address at the start of `rest`.
fn email(rest: &str) -> Option<usize> {
    let name = rest.find(|char| !in_name(char)).filter(|&name| name > 0)?;
    let domain = rest[name..].strip_prefix('@')?;
    let (mut length, mut dotted) = (0, false);
    for (at, byte) in domain.bytes().enumerate() {
        match byte {
            b'.' if domain[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric()) => dotted = true,
            b'-' | b'_' => {}
            _ if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        length = at + 1;
    }
    let whole = dotted && domain[..length].ends_with(|char: char| char.is_ascii_alphabetic());
    whole.then_some(name + 1 + length)
}

/// The length of the host and path at the start of `rest`.
fn url(rest: &str) -> Option<usize> {
    let host = host(rest)?;
    let (mut open, mut closed) = (0, 0);
    let mut trail = Trail::new(rest);
    for (at, char) in rest[host..].char_indices().map(|(at, char)| (host + at, char)) {
        match char {
            '(' => open += 1,
            ')' if closed < open => closed += 1,
            _ if is_unicode_space(char) => return Some(at),
            _ if "!\"&')*,.:;<?]_~".contains(char) => {
                if trail.is_at(at) {
                    return Some(at);
                }
                closed += usize::from(char == ')');
            }
            _ => {}
        }
    }
    Some(rest.len())
}

/// The length of the host at the start of `rest`, unless one of its last two labels has an underscore.
fn host(rest: &str) -> Option<usize> {
    let (mut label_before, mut label) = (false, false);
    let mut trail = Trail::new(rest);
    let host = beginning(rest);
    let mut length = host.len();
    for (at, char) in host.char_indices() {
        let ends = match char {
            '.' | '_' => trail.is_at(at),
            '-' => false,
            _ => is_unicode_space(char) || is_mark(char),
        };
        if ends {
            length = at;
            break;
        }
        match char {
            '_' => label = true,
            '.' => (label_before, label) = (label, false),
            _ => {}
        }
    }
    (length > 0 && !(label_before || label)).then_some(length)
}

/// Punctuation that reaches to the end of a link.
struct Trail<'t> {
    rest: &'t str,
    /// The punctuation before this byte was looked at, and reaches to the end of the link or not.
    known: (usize, bool),
}

impl<'t> Trail<'t> {
    fn new(rest: &'t str) -> Self {
        Self { rest, known: (0, false) }
    }

    /// Whether there is only punctuation from byte `at` to the end of the link.
    fn is_at(&mut self, at: usize) -> bool {
        if at >= self.known.0 {
            self.known = trail(self.rest, at);
        }
        self.known.1
    }
}

/// The end of the punctuation at byte `from` of `rest`, and whether a link ends there.
fn trail(rest: &str, from: usize) -> (usize, bool) {
    let mut at = from;
    loop {
        let after = &rest[at..];
        let Some(char) = after.chars().next() else { return (at.max(from + 1), true) };
        at += match char {
            ']' if after[1..].chars().next().is_none_or(|next| matches!(next, '(' | '[') || is_unicode_space(next)) => {
                return (at + 1, true);
            }
            '!' | '"' | '\'' | ')' | '*' | ',' | '.' | ':' | ';' | '?' | ']' | '_' | '~' => 1,
            '&' => {
                let name = after[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
                if name == 0 || !after[1 + name..].starts_with(';') {
                    return (at.max(from + 1), false);
                }
                name + 2
            }
            _ => return (at.max(from + 1), char == '<' || is_unicode_space(char)),
        };
    }
}

/// Adds the links in the range `gap` of `text`, where the first search found none.
fn second_search(text: &str, gap: Range<usize>, found: &mut Vec<Autolink>) {
    let piece = &text[gap.clone()];
    let mut from = 0;
    for (at, char) in piece.char_indices() {
        if at < from || !matches!(char, 'h' | 'H' | 'w' | 'W') {
            continue;
        }
        let Some((length, kind)) = loose_url(piece, at) else { continue };
        emails(text, gap.start + from..gap.start + at, found);
        found.push(Autolink { range: gap.start + at..gap.start + at + length, kind });
        from = at + length;
    }
    emails(text, gap.start + from..gap.end, found);
}

fn emails(text: &str, gap: Range<usize>, found: &mut Vec<Autolink>) {
    found.extend(email::emails(text, gap));
}

/// The length and kind of the link that the second search finds at byte `at` of `piece`.
fn loose_url(piece: &str, at: usize) -> Option<(usize, AutolinkKind)> {
    let before = piece[..at].chars().next_back();
    if before.is_some_and(|char| !is_unicode_space(char) && !is_mark(char)) {
        return None;
    }
    let rest = &piece[at..];
    let (scheme, kind) = match scheme(rest) {
        Some(scheme) => (scheme, AutolinkKind::Url),
        None => (0, AutolinkKind::Www),
    };
    if scheme == 0 && !rest.get(.."www.".len()).is_some_and(|www| www.eq_ignore_ascii_case("www.")) {
        return None;
    }
    let host = &rest[scheme..];
    let length =
        beginning(host).bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte)).count();
    let labels: Vec<&str> = host[..length].rsplit('.').take(2).collect();
    let is_label = |label: &&str| {
        label.is_empty() || !label.contains('_') && label.contains(|char: char| char.is_ascii_alphanumeric())
    };
    if labels.len() < 2 || !labels.iter().all(is_label) || host.starts_with(is_mark) {
        return None;
    }
    let end = rest.find(['\t', '\n', '\r', ' ']).unwrap_or(rest.len());
    Some((scheme + without_trail(&rest[scheme..end]).len(), kind))
}

/// `url` without punctuation at its end, but with the parentheses that close those in it.
fn without_trail(url: &str) -> &str {
    let url = url.strip_suffix("&amp;").unwrap_or(url);
    let kept = url.trim_end_matches(|char| "!\"&'),.:;<>?]}".contains(char));
    let count = |text: &str, expected: char| text.matches(expected).count();
    let mut missing = count(kept, '(').saturating_sub(count(kept, ')'));
    let mut end = kept.len();
    while missing > 0 {
        let Some(closing) = url[end..].find(')') else { break };
        end += closing + 1;
        missing -= 1;
    }
    &url[..end]
}
