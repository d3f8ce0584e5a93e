//! Front matter: YAML between `---` lines, TOML between `+++` lines, or JSON between lines of one brace each, at the very
//! top of a note.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

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
    let fence = match first.trim_end() {
        "{" => "}",
        fence @ ("---" | "+++") => fence,
        _ => return None,
    };
    let mut at = start + first.len();
    let mut opened = false;
    for (number, line) in lines.enumerate() {
        at += line.len();
        let content = line.trim_end();
        if content == fence || (fence == "---" && content == "...") {
            return (opened || number == 0).then_some(start..at);
        }
        if opened || fence == "---" && content.is_empty() {
            continue;
        }
        opened = match fence {
            "}" => content.trim_start().starts_with('"'),
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
    text[front].lines().any(|line| {
        let line = if json { line.trim().trim_end_matches(',') } else { line };
        let bare = line.strip_prefix(['"', '\'']).unwrap_or(line);
        let rest = bare.strip_prefix(key).map(|rest| rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start());
        let value = rest.and_then(|rest| rest.strip_prefix([':', '='])).map(str::trim);
        value.is_some_and(|value| !matches!(value, "" | "\"\"" | "''"))
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
                find(text).is_some_and(|front| text[front].lines().any(|line| pattern.is_match(line)))
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
        RegexBuilder::new(&option).case_insensitive(true).build().map(Self::Line)
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
