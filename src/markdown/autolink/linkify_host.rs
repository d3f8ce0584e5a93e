//! Hosts, ports and paths as markdown-it's linkify reads them.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::link::beginning;

/// Characters that never are part of a link.
pub(super) fn is_separator(char: char) -> bool {
    matches!(char, '<' | '>' | '｜')
}

/// Control characters and Unicode's category Z.
pub(super) fn is_control_or_space(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_control() || char == ' ';
    }
    char.general_category() == GeneralCategory::Control
        || char.general_category_group() == GeneralCategoryGroup::Separator
}

/// Unicode's category P.
pub(super) fn is_punctuation(char: char) -> bool {
    char.general_category_group() == GeneralCategoryGroup::Punctuation
}

fn is_letter(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_alphanumeric() || matches!(char, '$' | '+' | '=' | '^' | '`' | '|' | '~');
    }
    !(is_separator(char) || is_control_or_space(char) || is_punctuation(char))
}

/// Which hosts make a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    /// Any.
    Any,
    /// `localhost`, or one with a dot.
    Dotted,
    /// One below a top-level domain that linkify-it knows.
    Known,
}

impl Host {
    /// The end of the host at byte `from` of `text`, and of its port if it may have one.
    pub(super) fn end(self, text: &str, from: usize, port: bool) -> Option<usize> {
        let mut last = from;
        let mut end = label_end(text, from)?;
        while let Some(next) = text[end..].strip_prefix('.').and_then(|_| label_end(text, end + 1)) {
            last = end + 1;
            end = next;
        }
        let is_this = match self {
            Host::Any => true,
            Host::Dotted => &text[from..end] == "localhost" || last > from && !text[last..end].contains('-'),
            Host::Known => {
                last > from && (is_known(&text[last..end]) || text[from..end].parse::<core::net::Ipv4Addr>().is_ok())
            }
        };
        let end = if port { port_end(text, end) } else { end };
        (is_this && may_end(&text[end..])).then_some(end)
    }
}

/// The end of the label of a domain at byte `from` of `text`.
fn label_end(text: &str, from: usize) -> Option<usize> {
    const LONGEST: usize = 63;
    let rest = &text[from..];
    let length = rest.find(|char| !(is_letter(char) || char == '-')).unwrap_or(rest.len());
    let label = &rest[..length];
    let whole = label.starts_with("xn--") || !label.starts_with('-') && !label.ends_with('-');
    (length > 0 && whole && label.chars().count() <= LONGEST).then_some(from + length)
}

/// The end of the port at byte `from`, if there is one.
fn port_end(text: &str, from: usize) -> usize {
    let Some(rest) = text[from..].strip_prefix(':') else { return from };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_port = match digits {
        1..=4 => true,
        5 => !rest.starts_with('0') && rest[..digits].parse::<u16>().is_ok(),
        _ => false,
    };
    if is_port { from + 1 + digits } else { from }
}

/// Whether a host can end before `rest`.
fn may_end(rest: &str) -> bool {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return true };
    let second = chars.next();
    let stops = |char: char| is_control_or_space(char) || is_punctuation(char);
    match first {
        '-' | '_' => false,
        ':' => !second.is_some_and(|char| char.is_ascii_digit()),
        '.' => second.is_none_or(|char| char != '-' && stops(char)),
        _ => is_separator(first) || stops(first),
    }
}

/// The end of the path, query and fragment at byte `from` of `text`.
pub(super) fn path_end(text: &str, from: usize) -> usize {
    let Some(first) = text[from..].chars().next().filter(|char| matches!(char, '/' | '?' | '#')) else { return from };
    let mut end = from + 1;
    while let Some(length) = path_part(&text[end..]) {
        end += length;
    }
    if end == from + 1 && first != '/' { from } else { end }
}

/// The length of the character or group at the start of `rest`, if it is part of a path.
fn path_part(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    let next = rest[first.len_utf8()..].chars().next();
    // At the end of a link, these belong to the sentence.
    let goes_on = |marks: &[char]| next.is_some_and(|char| !is_control_or_space(char) && !marks.contains(&char));
    let one = |is_part: bool| is_part.then_some(1);
    match first {
        '[' => group(rest, ']', true),
        '(' => group(rest, ')', true),
        '{' => group(rest, '}', true),
        '"' => group(rest, '"', false),
        '\'' => group(rest, '\'', false).or(one(next.is_some_and(|char| is_letter(char) || char == '-'))),
        ')' | ']' | '}' => None,
        '.' => {
            let dots = rest.bytes().take_while(|&byte| byte == b'.').count();
            let more = rest[dots..].starts_with(|char: char| char.is_ascii_alphanumeric() || "%/&".contains(char));
            if dots > 1 { more.then_some(dots + 1) } else { one(goes_on(&['.'])) }
        }
        '-' => Some(rest.bytes().take_while(|&byte| byte == b'-').count()),
        ',' | ';' => one(goes_on(&[])),
        '!' => {
            let marks = rest.bytes().take_while(|&byte| byte == b'!').count();
            rest[marks..].chars().next().is_some_and(|char| !is_control_or_space(char)).then_some(marks)
        }
        '?' => one(goes_on(&['?'])),
        _ => (!is_separator(first) && !is_control_or_space(first)).then_some(first.len_utf8()),
    }
}

/// The length of the group at the start of `rest`, which ends with the next `closing`.
fn group(rest: &str, closing: char, may_be_empty: bool) -> Option<usize> {
    let inside = &beginning(rest)[1..];
    let length = inside.find(|char| char == closing || is_control_or_space(char))?;
    (inside[length..].starts_with(closing) && (may_be_empty || length > 0)).then_some(length + 2)
}

/// Whether linkify-it knows the top-level domain `label`.
fn is_known(label: &str) -> bool {
    let lower = label.to_lowercase();
    let country = <[char; 2]>::try_from(lower.chars().collect::<Vec<_>>());
    lower.starts_with("xn--")
        || GENERIC.contains(&&*lower)
        || country.is_ok_and(|[first, second]| {
            COUNTRIES.iter().any(|(letter, seconds)| *letter == first && seconds.contains(second))
        })
}

/// Top-level domains that linkify-it knows besides those of countries.
const GENERIC: [&str; 17] = [
    "biz", "com", "edu", "gov", "net", "org", "pro", "web", "xxx", "aero", "asia", "coop", "info", "museum", "name",
    "shop", "рф",
];

/// The top-level domains of countries (ISO 3166-1), by their first letter.
const COUNTRIES: [(char, &str); 26] = [
    ('a', "cdefgilmnoqrstuwxz"),
    ('b', "abdefghijmnorstvwyz"),
    ('c', "acdfghiklmnoruvwxyz"),
    ('d', "ejkmoz"),
    ('e', "cegrstu"),
    ('f', "ijkmor"),
    ('g', "abdefghilmnpqrstuwy"),
    ('h', "kmnrtu"),
    ('i', "delmnoqrst"),
    ('j', "emop"),
    ('k', "eghimnprwyz"),
    ('l', "abcikrstuvy"),
    ('m', "acdeghklmnopqrstuvwxyz"),
    ('n', "acefgilopruz"),
    ('o', "m"),
    ('p', "aefghklmnrstwy"),
    ('q', "a"),
    ('r', "eosuw"),
    ('s', "abcdeghijklmnortuvxyz"),
    ('t', "cdfghjklmnortvwz"),
    ('u', "agksyz"),
    ('v', "aceginu"),
    ('w', "fs"),
    ('x', ""),
    ('y', "et"),
    ('z', "amw"),
];
