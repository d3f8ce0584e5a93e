//! Front matter at the start of a note: YAML between `---` lines, TOML between `+++` lines, JSON between `;;;` lines or
//! between lines with a single brace. Some generators take it from the first lines alone: `id: overview`.
//!
//! Its end is found by looking at the lines. It is only parsed when its keys are needed.

mod json;
mod toml;
mod value;
mod yaml;

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize, Serializer};

use crate::text::pattern::SIZE_LIMIT;
use crate::text::whitespace::Whitespace as _;
use value::Field;
pub use value::{FrontMatterString, QuotingStyle};

/// Length in bytes of the byte order mark at the start of `text`: 3 or 0.
pub fn skip_bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// The bytes of the front matter, including both fences and the line ending after the second. Of a drawing, all bytes.
///
/// A first line `---` without a closing fence is a thematic break. So is one before a blank line, unless a YAML key
/// follows that line. A first line `{` begins JSON if the next line has a name in quotes; `;;;` also if the next line
/// has a brace. Without a fence, front matter is at least two lines, each a YAML key in lower case with its value, before a
/// blank line.
pub fn find(text: &str) -> Option<Range<usize>> {
    let start = skip_bom(text);
    let mut lines = whole_lines(&text[start..]);
    let first = lines.next()?;
    let fence = match first.md_trim_end() {
        "{" => "}",
        fence @ ("---" | "+++" | ";;;") => fence,
        _ => return bare(&text[start..]).map(|length| start..start + length),
    };
    let mut at = start + first.len();
    let mut opened = false;
    for (number, line) in lines.enumerate() {
        at += line.len();
        let content = line.md_trim_end();
        if content == fence || (fence == "---" && content == "...") {
            let end = if is_drawing(&text[start..at]) { text.len() } else { at };
            return (opened || number == 0).then_some(start..end);
        }
        if opened || fence == "---" && content.is_empty() {
            continue;
        }
        opened = match fence {
            "}" => content.md_trim_start().starts_with('"'),
            ";;;" => content.md_trim_start().starts_with(['"', '{']),
            "---" if number > 0 => is_key(content),
            _ => !content.is_empty(),
        };
        if !opened {
            return None;
        }
    }
    None
}

/// Whether `front` is that of a drawing of Obsidian's plug-in Excalidraw. All of such a note is data of the plug-in.
fn is_drawing(front: &str) -> bool {
    front.printed_lines().any(|line| line.starts_with("excalidraw-plugin:"))
}

/// The lines of `text` with their endings: LF, CR LF or CR.
fn whole_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end =
            rest.find(['\n', '\r']).map_or(rest.len(), |at| at + if rest[at..].starts_with("\r\n") { 2 } else { 1 });
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// The length of the front matter without fences at the start of `text`.
fn bare(text: &str) -> Option<usize> {
    let is_field = |line: &str| {
        is_key(line) && line.starts_with(|char: char| char.is_ascii_lowercase()) && !line.md_trim_end().ends_with(':')
    };
    let lines: Vec<&str> = whole_lines(text).take_while(|line| is_field(line.md_trim_end())).collect();
    let length = lines.iter().map(|line| line.len()).sum();
    let ends = text[length..].printed_lines().next().is_none_or(|line| line.md_trim_end().is_empty());
    (lines.len() >= 2 && ends).then_some(length)
}

/// Whether `text` begins with a paragraph of metadata, as the posts of some blogs do: at least two lines, each a key with its
/// value, with a title or a date among them. Example: `Title: S3`.
pub fn begins_like_a_post(text: &str) -> bool {
    let is_named = |line: &str, name: &str| line.get(..name.len()).is_some_and(|key| key.eq_ignore_ascii_case(name));
    let lines = text[skip_bom(text)..].printed_lines().take_while(|line| is_key(line.md_trim_end()));
    let (mut count, mut titled) = (0, false);
    for line in lines {
        count += 1;
        titled |= is_named(line, "title:") || is_named(line, "date:");
    }
    count > 1 && titled
}

/// Whether `line` is a YAML key with its value, as in front matter.
fn is_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let word = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    !key.is_empty() && key.chars().all(word) && (value.is_empty() || value.starts_with(' '))
}

/// The keys and values in the front matter of `text`; `None` if there is no front matter or it can't be parsed.
fn fields(text: &str) -> Option<Vec<Field>> {
    let front = find(text)?;
    let (fence, rest) = text[front.clone()].split_once('\n')?;
    let last = rest.md_trim_end().rfind('\n').map_or(0, |at| at + 1);
    let start = front.start + fence.len() + 1;
    match fence.md_trim_end() {
        "---" => yaml::fields(&rest[..last], start),
        "+++" => toml::fields(&rest[..last], start),
        ";;;" => json::fields(&rest[..last], start),
        line if is_key(line) => yaml::fields(&text[front.clone()], front.start),
        _ => json::fields(&text[front.clone()], front.start),
    }
}

/// The keys at the top level of the front matter of `text`, in its order. Empty if it can't be parsed.
pub fn keys(text: &str) -> Vec<String> {
    fields(text).unwrap_or_default().into_iter().filter(|field| !field.nested).map(|field| field.key).collect()
}

/// Whether the front matter of `text` has `key` at its top level, even with an empty value. `false` for an empty `key`.
pub fn has_key(text: &str, key: &str) -> bool {
    has(text, key, |_| true)
}

/// Whether the front matter of `text` has `key` at its top level with a value that is neither `null` nor an empty string:
/// `title: S3` in YAML, `title = "S3"` in TOML, `"title": "S3",` in JSON.
pub fn has_value(text: &str, key: &str) -> bool {
    has(text, key, |field| field.has_value)
}

fn has(text: &str, key: &str, is_wanted: impl Fn(&Field) -> bool) -> bool {
    let Some(front) = find(text).filter(|front| !key.is_empty() && text[front.clone()].contains(key)) else {
        return false;
    };
    match fields(text) {
        Some(fields) => fields.iter().any(|field| !field.nested && field.key == key && is_wanted(field)),
        None => is_on_a_line(&text[front], key),
    }
}

/// [`has_value`] for front matter that can't be parsed: `title: S3: what it is` is invalid YAML, but the note has a
/// title.
fn is_on_a_line(front: &str, key: &str) -> bool {
    let json = front.starts_with('{');
    front.md_lines().any(|line| {
        let line = if json { line.md_trim().trim_end_matches(',') } else { line };
        let bare = line.strip_prefix(['"', '\'']).unwrap_or(line);
        let rest = bare.strip_prefix(key).map(|rest| rest.strip_prefix(['"', '\'']).unwrap_or(rest).md_trim_start());
        let value = rest.and_then(|rest| rest.strip_prefix([':', '='])).map(str::md_trim);
        value.is_some_and(|value| !matches!(value, "" | "\"\"" | "''"))
    })
}

/// The strings under `keys` in the front matter of `text`, in the order of the text and each position once: single
/// strings and those in lists. Keys are matched at the top level, and in TOML and JSON also in tables and objects.
/// Empty if the front matter can't be parsed.
pub fn values(text: &str, keys: &[String]) -> Vec<FrontMatterString> {
    let mut values = Vec::new();
    if keys.is_empty() {
        return values;
    }
    let mut anchors = FxHashSet::default();
    for field in fields(text).unwrap_or_default() {
        // A value with an anchor is returned once, however many aliases it has.
        if keys.contains(&field.key) && (field.anchor == 0 || anchors.insert(field.anchor)) {
            values.extend(field.strings.iter().cloned());
        }
    }
    values.sort_by_key(|value| value.span);
    values.dedup_by_key(|value| value.span);
    values
}

/// Where front matter has the title, as configured by the option `front_matter_title` of several rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub enum TitleIn {
    /// Nowhere: the option is empty.
    Nowhere,
    /// Under this top-level key, with a value.
    Key(String),
    /// On a line that matches, ignoring case. This is markdownlint's way: `^\s*title\s*[:=]`.
    Line(Regex),
}

impl TitleIn {
    /// The title under `key`; [`Self::Nowhere`] if that is empty.
    pub fn key(key: &str) -> Self {
        Self::Key(key.to_owned())
    }

    /// Whether the front matter of `text` has a title.
    pub fn has_title(&self, text: &str) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Key(key) => has_value(text, key),
            Self::Line(pattern) => {
                find(text).is_some_and(|front| text[front].md_lines().any(|line| pattern.is_match(line)))
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

impl Serialize for TitleIn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Nowhere => "",
            Self::Key(key) => key,
            Self::Line(pattern) => pattern.as_str(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_after_its_second_fence() {
        assert_eq!(find("---\ntitle: a\n---\n# A\n"), Some(0..17));
        assert_eq!(find("\u{feff}---\r\na: 1\r\n...\r\nx"), Some(3..19));
        assert_eq!(find("+++\na = 1\n+++"), Some(0..13));
        assert_eq!(find("{\n  \"a\": 1\n} \nx"), Some(0..14));
        assert_eq!(find("---\n---\nx"), Some(0..8));
        assert_eq!(find("---\n\ntitle: a\n\n---"), Some(0..18));
        assert_eq!(find("---\rtitle: a\r---\rx\n"), Some(0..17));
    }

    #[test]
    fn posts_begin_with_their_title_or_date() {
        assert!(begins_like_a_post("Date: 2013-07-19\nTitle: Lunch\nExcerpt:\n\ntext"));
        assert!(!begins_like_a_post("Warning: hot\nNote: cold\n\n"));
        assert!(!begins_like_a_post("Title: S3\n\ntext"));
    }

    #[test]
    fn a_drawing_is_data_to_its_end() {
        assert_eq!(find("---\nexcalidraw-plugin: parsed\n---\n\n+ a\n- b\n"), Some(0..43));
    }

    #[test]
    fn a_thematic_break_is_not_front_matter() {
        assert_eq!(find("---\n\ntext\n\n---\n"), None);
        assert_eq!(find("---\n\nNote: text\nhttp://a.b\n\nwhat: see\n"), None);
        assert_eq!(find("---\n\n---\n"), None);
        assert_eq!(find("---\ntext\n"), None);
        assert_eq!(find("text\n---\n"), None);
        assert_eq!(find("{\n  x\n}\n"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn the_first_lines_may_be_front_matter_without_fences() {
        assert_eq!(find("id: dms\ntags: Amazon DMS\n\n# A\n"), Some(0..25));
        assert_eq!(find("id: dms\r\nfeedback-link: https://a.b\r\n"), Some(0..37));
        assert!(has_value("id: dms\ntitle: DMS\n\n", "title"));
        for text in [
            "id: dms\n\n",
            "Warning: hot\nNote: cold\n\n",
            "Note: a\nUse: b\n\n",
            "a: b\nc: d\ntext\n",
            "a: b\nc: d\n---\n",
            "a: b\nc:\n\n",
            "x::\ny::\n",
        ] {
            assert_eq!(find(text), None, "{text:?}");
        }
    }

    #[test]
    fn keys() {
        assert!(has_value("---\nid: 1\ntitle: S3\n---\n", "title"));
        assert!(has_value("---\n\"title\": S3\n---\n", "title"));
        assert!(has_value("+++\ntitle = \"S3\"\n+++\n", "title"));
        assert!(has_value("{\n  \"title\": \"S3\",\n}\n", "title"));
        assert!(!has_value("---\ntitle:\n---\n", "title") && has_key("---\ntitle:\n---\n", "title"));
        assert!(!has_value("---\nsubtitle: S3\nmeta:\n  title: S3\n---\n", "title"));
        assert!(!has_value("---\ntitle: S3\n---\n", ""));
        assert!(!has_value("title: S3\n\ntext\n", "title"));
    }

    #[test]
    fn values_are_read_by_the_rules_of_the_format() {
        assert!(has_value("---\ntitle:\n  S3\n---\n", "title"));
        assert!(has_value("---\ntitle: >-\n  S3\n---\n", "title"));
        assert!(has_value("---\ntitle: S3: what it is\n---\n", "title"));
        assert!(has_value(";;;\n\"title\": \"S3\"\n;;;\n", "title"));
        assert!(!has_value("---\ntitle: '' # none yet\n---\n", "title"));
        assert!(!has_value("---\ntitle: ~\n---\n", "title"));
        assert!(!has_value("---\ntext: |\n  a\n\n  title: S3\n---\n", "title"));
        assert!(!has_value("+++\nx = 1\n[extra]\ntitle = \"S3\"\n+++\n", "title"));
    }

    #[test]
    fn values_under_keys() {
        let found = |text: &str| -> Vec<String> {
            let keys = ["image".to_owned(), "gallery".to_owned()];
            let plain = |value: &FrontMatterString| match value.style {
                QuotingStyle::Encoded => assert_ne!(&text[value.span.range()], value.text),
                _ => assert_eq!(&text[value.span.range()], value.text),
            };
            values(text, &keys).into_iter().inspect(plain).map(|value| value.text).collect()
        };
        let yaml = "---\nimage: 'a b.png' # x\ntitle: c\ngallery:\n  - d.png\n  - \"e.png\"\nx:\n  image: g\n---\n";
        assert_eq!(found(yaml), ["a b.png", "d.png", "e.png"]);
        assert_eq!(found("---\ngallery: [a.png, 'b.png']\n---\n"), ["a.png", "b.png"]);
        assert_eq!(found("---\r\nimage: \"b\\x2epng\"\r\n---\r\n"), ["b.png"]);
        assert_eq!(found("\u{feff}---\ngallery:\n  - &x a.png\n  - *x\nimage: *x\n---\n"), ["a.png"]);
        assert_eq!(found("+++\nimage = \"a.png\"\n[extra]\ngallery = ['b.png']\n+++\n"), ["a.png", "b.png"]);
        assert_eq!(
            found("{\n  \"image\": \"a.png\",\n  \"x\": {\"gallery\": [\"b\\u002epng\"]}\n}\n"),
            ["a.png", "b.png"]
        );
        assert_eq!(found(";;;\n{\"image\": \"a.png\"}\n;;;\n"), ["a.png"]);
        assert_eq!(found("---\nimage: a: b\n---\n"), [""; 0]);
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
