//! Front matter: YAML between `---` lines, TOML between `+++` lines, or JSON between lines of one brace each, at the very
//! top of a note.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::pattern::SIZE_LIMIT;
use crate::source::Span;
use crate::whitespace::Whitespace as _;

/// Bytes of the byte order mark that `text` begins with: 3 or 0.
pub fn skip_bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// The bytes of the front matter, both fences and the line ending behind the second included.
///
/// A first line `---` that nothing closes is a thematic break, and so is one before a blank line, unless a key of YAML
/// is what follows that. A first line `{` begins JSON if a name in quotes stands on the next.
pub fn find(text: &str) -> Option<Range<usize>> {
    let start = skip_bom(text);
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let fence = match first.md_trim_end() {
        "{" => "}",
        fence @ ("---" | "+++") => fence,
        _ => return None,
    };
    let mut at = start + first.len();
    let mut opened = false;
    for (number, line) in lines.enumerate() {
        at += line.len();
        let content = line.md_trim_end();
        if content == fence || (fence == "---" && content == "...") {
            return (opened || number == 0).then_some(start..at);
        }
        if opened || fence == "---" && content.is_empty() {
            continue;
        }
        opened = match fence {
            "}" => content.md_trim_start().starts_with('"'),
            "---" if number > 0 => is_key(content),
            _ => !content.is_empty(),
        };
        if !opened {
            return None;
        }
    }
    None
}

/// Whether `line` is a key of YAML and its value, as front matter has them.
fn is_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let word = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    !key.is_empty() && key.chars().all(word) && (value.is_empty() || value.starts_with(' '))
}

/// Whether the front matter of `text` has `key` at its top level with something behind it: `title: S3` in YAML,
/// `title = "S3"` in TOML, `"title": "S3",` in JSON. No key has an empty name.
pub fn has_key(text: &str, key: &str) -> bool {
    let Some(front) = find(text).filter(|_| !key.is_empty()) else { return false };
    let json = text[front.clone()].starts_with('{');
    text[front].printed_lines().any(|line| {
        let line = if json { line.md_trim().trim_end_matches(',') } else { line };
        let bare = line.strip_prefix(['"', '\'']).unwrap_or(line);
        let rest = bare.strip_prefix(key).map(|rest| rest.strip_prefix(['"', '\'']).unwrap_or(rest).md_trim_start());
        let value = rest.and_then(|rest| rest.strip_prefix([':', '='])).map(str::md_trim);
        value.is_some_and(|value| !matches!(value, "" | "\"\"" | "''"))
    })
}

/// The values under `keys` at the top level of the front matter of `text`, in the order of the text, without quotes: scalars,
/// and the items of a list. What runs over several lines is left out.
pub fn values<'t>(text: &'t str, keys: &[String]) -> Vec<(Span, &'t str)> {
    let Some(front) = find(text).filter(|_| !keys.is_empty()) else { return Vec::new() };
    let json = text[front.clone()].starts_with('{');
    let mut values = Vec::new();
    let (mut at, mut wanted) = (front.start, false);
    for line in text[front].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let item = line.md_trim_start().strip_prefix("- ").filter(|_| wanted);
        let indented = line.starts_with([' ', '\t']) && !json;
        let value = if item.is_some() || indented {
            item
        } else {
            let key = line.md_trim_start().split([':', '=']).next().unwrap_or_default();
            wanted = keys.iter().any(|name| key.md_trim().trim_matches(['"', '\'']) == name);
            line.get(line.len() - line.md_trim_start().len() + key.len() + 1..).filter(|_| wanted)
        };
        for value in value.into_iter().flat_map(scalars) {
            let offset = start + (value.as_ptr() as usize - line.as_ptr() as usize);
            values.push((Span::new(offset, offset + value.len()), value));
        }
    }
    values
}

/// The scalar in `value`, or those between brackets, without quotes and comments.
fn scalars(value: &str) -> impl Iterator<Item = &str> {
    let value = value.md_trim().trim_end_matches(',');
    let list = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
    let items = list.map_or(vec![value], |list| list.split(',').collect());
    items.into_iter().map(str::md_trim).filter_map(|item| {
        let quote = item.chars().next().filter(|char| matches!(char, '"' | '\''));
        let inside = match quote {
            Some(quote) => item[1..].split(quote).next().unwrap_or_default(),
            None => item.split(" #").next().unwrap_or_default().md_trim_end(),
        };
        (!inside.is_empty() && !inside.starts_with(['|', '>', '&', '!', '{', '['])).then_some(inside)
    })
}

/// Where the front matter of a note has its title, as the option `front_matter_title` of several rules says.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub enum TitleIn {
    /// Nowhere: the option is empty.
    Nowhere,
    /// Under this key of its top level, with something behind it.
    Key(String),
    /// On a line that matches, whatever its case: markdownlint's way, `^\s*title\s*[:=]`.
    Line(Regex),
}

impl TitleIn {
    /// Under `key`.
    pub fn key(key: &str) -> Self {
        Self::Key(key.to_owned())
    }

    /// Whether the front matter of `text` has a title.
    pub fn has_title(&self, text: &str) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Key(key) => has_key(text, key),
            Self::Line(pattern) => {
                find(text).is_some_and(|front| text[front].printed_lines().any(|line| pattern.is_match(line)))
            }
        }
    }
}

impl TryFrom<String> for TitleIn {
    type Error = regex::Error;

    fn try_from(option: String) -> Result<Self, regex::Error> {
        if option.is_empty() {
            return Ok(Self::Nowhere);
        }
        if option.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-')) {
            return Ok(Self::Key(option));
        }
        RegexBuilder::new(&option).size_limit(SIZE_LIMIT).case_insensitive(true).build().map(Self::Line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_behind_its_second_fence() {
        assert_eq!(find("---\ntitle: a\n---\n# A\n"), Some(0..17));
        assert_eq!(find("\u{feff}---\r\na: 1\r\n...\r\nx"), Some(3..19));
        assert_eq!(find("+++\na = 1\n+++"), Some(0..13));
        assert_eq!(find("{\n  \"a\": 1\n} \nx"), Some(0..14));
        assert_eq!(find("---\n---\nx"), Some(0..8));
        assert_eq!(find("---\n\ntitle: a\n\n---"), Some(0..18));
    }

    #[test]
    fn a_thematic_break_is_none() {
        assert_eq!(find("---\n\ntext\n\n---\n"), None);
        assert_eq!(find("---\n\nNote: text\nhttp://a.b\n\nwhat: see\n"), None);
        assert_eq!(find("---\n\n---\n"), None);
        assert_eq!(find("---\ntext\n"), None);
        assert_eq!(find("text\n---\n"), None);
        assert_eq!(find("{\n  x\n}\n"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn keys() {
        assert!(has_key("---\nid: 1\ntitle: S3\n---\n", "title"));
        assert!(has_key("---\n\"title\": S3\n---\n", "title"));
        assert!(has_key("+++\ntitle = \"S3\"\n+++\n", "title"));
        assert!(has_key("{\n  \"title\": \"S3\",\n}\n", "title"));
        assert!(!has_key("---\ntitle:\n---\n", "title"));
        assert!(!has_key("---\nsubtitle: S3\nmeta:\n  title: S3\n---\n", "title"));
        assert!(!has_key("---\ntitle: S3\n---\n", ""));
        assert!(!has_key("title: S3\n", "title"));
    }

    #[test]
    fn values_under_keys() {
        let found = |text: &str| -> Vec<String> {
            let keys = ["image".to_owned(), "gallery".to_owned()];
            let values = values(text, &keys).into_iter();
            values
                .inspect(|(span, value)| assert_eq!(&text[span.range()], *value))
                .map(|(_, value)| value.to_owned())
                .collect()
        };
        let yaml =
            "---\nimage: 'a b.png' # x\ntitle: c\ngallery:\n  - d.png\n  - \"e.png\"\nx:\n  - f\n  image: g\n---\n";
        assert_eq!(found(yaml), ["a b.png", "d.png", "e.png"]);
        assert_eq!(found("---\ngallery: [a.png, 'b.png']\nimage: |\n  x\n---\n"), ["a.png", "b.png"]);
        assert_eq!(found("+++\nimage = \"a.png\"\n+++\n"), ["a.png"]);
        assert_eq!(found("{\n  \"image\": \"a.png\",\n  \"x\": 1\n}\n"), ["a.png"]);
        assert_eq!(found("image: a.png\n"), [""; 0]);
    }

    #[test]
    fn a_title_is_under_a_key_or_on_a_line() {
        let has = |option: &str, text: &str| TitleIn::try_from(option.to_owned()).unwrap().has_title(text);
        assert!(has("title", "---\ntitle: S3\n---\n"));
        assert!(!has("title", "---\ntitle:\n---\n"));
        assert!(has(r"^\s*title\s*[:=]", "---\nmeta:\n  Title:\n---\n"));
        assert!(!has(r"^\s*title\s*[:=]", "title: S3\n"));
        assert!(!has("", "---\ntitle: S3\n---\n"));
        assert!(TitleIn::try_from("(".to_owned()).is_err());
    }
}
