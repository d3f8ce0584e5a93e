//! The text of a block: code, escapes, links, tags and expressions in it.

use super::blocks::comment_length;
use super::content::Content;
use super::scan::Scan;

/// Reads `content`.
pub(super) fn read(content: &Content<'_>, scan: &mut Scan<'_>) {
    let mut reader = Reader { text: content.text(), at: 0, brackets: Vec::new() };
    while reader.at < reader.text.len() && !scan.is_exhausted() {
        reader.step(content, scan);
    }
}

struct Reader<'c> {
    text: &'c str,
    at: usize,
    /// The open brackets: whether each belongs to an image.
    brackets: Vec<bool>,
}

impl Reader<'_> {
    fn step(&mut self, content: &Content<'_>, scan: &mut Scan<'_>) {
        let (text, at) = (self.text, self.at);
        if !self.brackets.is_empty() || at > 0 && !text[..at].ends_with('\n') {
        } else if let Some(length) = definition(&text[at..]) {
            self.at += length;
            return;
        }
        let rest = &text[at..];
        self.at += match rest.as_bytes()[0] {
            b'\\' if rest[1..].starts_with(|char: char| char.is_ascii_punctuation()) => 2,
            b'`' => code(rest),
            b'$' if scan.math => math(rest),
            b'<' if rest.starts_with("<!--") => match comment_length(rest) {
                Some(length) => length,
                None => {
                    let end = rest.find('\n').unwrap_or(rest.len());
                    let end = rest.find("-->").map_or(end, |end| end + 3);
                    scan.declaration(content.range(at..at + end), content.place(at));
                    end
                }
            },
            b'<' => scan.tag(content, at),
            b'{' => scan.braces(content, at, self.is_in_image()),
            b'!' if rest.starts_with("![") => {
                self.brackets.push(true);
                2
            }
            b'[' => {
                self.brackets.push(false);
                1
            }
            b']' => 1 + self.brackets.pop().and_then(|_| resource(&rest[1..])).unwrap_or(0),
            b'h' | b'H' | b'w' | b'W' if self.brackets.is_empty() => bare_url(&text[..at], rest).unwrap_or(1),
            b':' => directive(&text[..at], rest),
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
    }

    /// Whether this point is in the description of an image.
    fn is_in_image(&self) -> bool {
        // A bracket that is never closed is text.
        let open = self.brackets.iter().rposition(|image| *image);
        open.is_some_and(|open| {
            let mut depth = self.brackets.len() - open;
            self.text[self.at..].char_indices().any(|(at, char)| {
                match char {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                depth == 0 && resource(&self.text[self.at + at + 1..]).is_some()
            })
        })
    }
}

/// The length of the code span, or of the backticks, at the start of `text`.
fn code(text: &str) -> usize {
    let length = text.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = length;
    while let Some(found) = text[at..].find('`') {
        let run = text[at + found..].bytes().take_while(|byte| *byte == b'`').count();
        at += found + run;
        if run == length {
            return at;
        }
    }
    length
}

/// The length of the formula, or of the dollar signs, at the start of `text`.
fn math(text: &str) -> usize {
    let marks = text.bytes().take_while(|byte| *byte == b'$').count();
    let mark = &text[..marks];
    text[marks..].find(mark).map_or(marks, |end| marks + end + marks)
}

/// The length of the link reference definition at the start of `text`.
fn definition(text: &str) -> Option<usize> {
    let label = text.strip_prefix('[')?;
    let end = label.find(']').filter(|end| !label[..*end].contains('[') && !label[..*end].trim().is_empty())?;
    let after = label[end + 1..].strip_prefix(':')?;
    let destination = after.trim_start_matches([' ', '\t']);
    let line = destination.split('\n').next().unwrap_or_default();
    let is_alone = destination_length(line).is_some_and(|length| {
        let title = line[length..].trim();
        length > 0 && (title.is_empty() || title.len() > 1 && title.starts_with(['"', '\'', '(']))
    });
    is_alone.then(|| text.len() - destination.len() + line.len())
}

/// The length of `(destination "title")` at the start of `text`, after the `]` of a link.
fn resource(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    let skip = |text: &str| text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len();
    let mut at = skip(inside);
    at += destination_length(&inside[at..])?;
    let space = skip(&inside[at..]);
    at += space;
    if space > 0
        && let Some(open) = inside[at..].chars().next().filter(|char| matches!(char, '"' | '\'' | '('))
    {
        let close = if open == '(' { ')' } else { open };
        let mut escaped = false;
        let end = inside[at + 1..].find(|char| {
            let ends = char == close && !escaped;
            escaped = char == '\\' && !escaped;
            ends
        })?;
        at += end + 2;
        at += skip(&inside[at..]);
    }
    inside[at..].starts_with(')').then_some(at + 2)
}

/// The length of the link destination at the start of `text`.
fn destination_length(text: &str) -> Option<usize> {
    if let Some(inside) = text.strip_prefix('<') {
        let end = inside.find(['>', '<', '\n'])?;
        return inside[end..].starts_with('>').then_some(end + 2);
    }
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, char) in text.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ if char.is_ascii_whitespace() => return (depth == 0).then_some(at),
            _ => {}
        }
    }
    (depth == 0).then_some(text.len())
}

/// The length of the bare URL at the start of `text`. What is in it is not syntax.
fn bare_url(before: &str, text: &str) -> Option<usize> {
    let previous = before.chars().next_back();
    let lower = |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let start = match () {
        () if lower("http://") => 7,
        () if lower("https://") => 8,
        () if lower("www.") => 0,
        () => return None,
    };
    let allowed = match previous {
        None => true,
        Some(char) if start > 0 => !char.is_ascii_alphabetic(),
        Some(char) => char.is_whitespace() || matches!(char, '(' | '*' | '_' | '[' | ']' | '~'),
    };
    let host = &text[start..];
    let is_host =
        |char: char| char.is_alphanumeric() || matches!(char, '.' | '-' | '_') || !char.is_ascii() && !is_mark(char);
    let end = host.find(|char| !is_host(char)).unwrap_or(host.len());
    let named = host[..end].trim_end_matches('.');
    let last: Vec<&str> = named.rsplit('.').take(2).collect();
    if !allowed || named.is_empty() || last.iter().any(|label| label.contains('_')) {
        return None;
    }
    let path = start + end;
    let end = text[path..].find(|char: char| char.is_whitespace() || char == '<').map_or(text.len(), |end| path + end);
    // Punctuation at the end is not part of it.
    Some(text[..end].trim_end_matches(['!', '"', '\'', ')', '*', ',', '.', ':', ';', '?', '_', '~', ']']).len().max(1))
}

/// Whether a non-ASCII character is punctuation or white space.
fn is_mark(char: char) -> bool {
    char.is_whitespace()
        || matches!(char, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}' | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}' | '\u{ff5d}' | '\u{ff5f}'..='\u{ff65}')
}

/// The length of the attributes of the text directive at the start of `text` (`:name{a=b}`), with its name; 1 if there
/// is none.
fn directive(before: &str, text: &str) -> usize {
    let name = text[1..]
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '-' | '_')))
        .map_or(text.len(), |end| end + 1);
    let named = text[1..].starts_with(char::is_alphabetic) && !text[..name].ends_with(['-', '_']);
    if !named || before.ends_with(':') && !text[name..].starts_with('{') {
        return 1;
    }
    match text[name..].find('}').filter(|_| text[name..].starts_with('{')) {
        Some(end) if is_attributes(&text[name + 1..name + end]) => name + end + 1,
        _ => 1,
    }
}

/// Whether `text` is the attributes of a directive: `#id .class name name=value`.
fn is_attributes(text: &str) -> bool {
    text.split_whitespace().all(|attribute| {
        let name = attribute.split('=').next().unwrap_or_default().trim_start_matches(['#', '.']);
        !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':'))
    })
}
