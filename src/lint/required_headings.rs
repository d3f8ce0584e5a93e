//! The headings that a note must have: the option `headings` of `wrong-headings`, which is that of markdownlint's MD043.

use regex::{Regex, RegexBuilder};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize, Serializer};

use crate::lint::options::TextList;
use crate::text::pattern::SIZE_LIMIT;
use crate::text::whitespace::Whitespace as _;

/// The most regular expressions in a list.
const MOST_PATTERNS: usize = 100;

/// How often markers may send the comparison back, in one note.
const MOST_LOOPS: usize = 1_000;

/// A list of required headings, with placeholders.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "TextList")]
pub struct RequiredHeadings {
    texts: TextList,
    items: Vec<Item>,
}

#[derive(Clone, Debug)]
enum Item {
    /// `*`: any number of headings.
    Any,
    /// `+`: one or more headings.
    Some,
    /// `?`: one heading.
    One,
    /// `^`, `^^`, …: back to the same marker before it, as long as the heading after it does not follow. The number of `^`.
    Loop(usize),
    /// `## Title`, as written.
    Title(String),
    /// `%% ^\d`: the level, and the expression with and without regard to case.
    Pattern(usize, Box<[Regex; 2]>),
    /// Anything else, which no heading matches.
    Invalid,
}

impl TryFrom<TextList> for RequiredHeadings {
    type Error = String;

    fn try_from(texts: TextList) -> Result<Self, String> {
        let items = texts
            .iter()
            .map(|text| Item::of(text))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| error.to_string())?;
        let patterns = items.iter().filter(|item| matches!(item, Item::Pattern(..))).count();
        if patterns > MOST_PATTERNS {
            return Err(format!("{patterns} regular expressions are too many: expected {MOST_PATTERNS} or fewer"));
        }
        Ok(Self { texts, items })
    }
}

impl Serialize for RequiredHeadings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.texts.serialize(serializer)
    }
}

impl JsonSchema for RequiredHeadings {
    fn inline_schema() -> bool {
        TextList::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        TextList::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        TextList::json_schema(generator)
    }
}

impl Item {
    fn of(text: &str) -> Result<Self, regex::Error> {
        match text {
            "*" => return Ok(Self::Any),
            "+" => return Ok(Self::Some),
            "?" => return Ok(Self::One),
            _ => {}
        }
        if !text.is_empty() && text.bytes().all(|byte| byte == b'^') {
            return Ok(Self::Loop(text.len()));
        }
        let mark = if text.starts_with('%') { '%' } else { '#' };
        let rest = text.trim_start_matches(mark);
        let (level, content) = (text.len() - rest.len(), rest.unicode_trim_start());
        if !(1..=6).contains(&level) || content.is_empty() || content.len() == rest.len() {
            return Ok(Self::Invalid);
        }
        if mark == '#' {
            return Ok(Self::Title(text.to_owned()));
        }
        let regex = |any_case| RegexBuilder::new(content).size_limit(SIZE_LIMIT).case_insensitive(any_case).build();
        Ok(Self::Pattern(level, Box::new([regex(false)?, regex(true)?])))
    }

    /// Whether it names the heading `title` of `level`.
    fn names(&self, heading: &Heading<'_>, match_case: bool) -> bool {
        match self {
            Self::Title(text) => {
                let written = format!("{} {}", "#".repeat(heading.level), heading.title);
                *text == written || !match_case && text.to_lowercase() == written.to_lowercase()
            }
            Self::Pattern(level, regexes) => {
                *level == heading.level && regexes[usize::from(!match_case)].is_match(heading.title)
            }
            _ => false,
        }
    }
}

/// A heading of the note.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'h> {
    /// Its level.
    pub level: usize,
    /// Its title, as written.
    pub title: &'h str,
}

/// Where the headings of a note differ from the required ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference<'r> {
    /// This heading of the note, by index, is not the required one. `None` if none is.
    Other(usize, Option<&'r str>),
    /// The comparison went back too often, at this heading.
    Loops(usize),
    /// The note ends before this one.
    Missing(&'r str),
}

impl RequiredHeadings {
    /// The first difference from `headings`.
    pub fn difference(&self, headings: &[Heading<'_>], match_case: bool) -> Option<Difference<'_>> {
        let mut at = Cursor { items: &self.items, next: 0 };
        let mut loops = MOST_LOOPS;
        // Whether a preceding `*` or `+` allows other headings here.
        let mut any = false;
        for (index, heading) in headings.iter().enumerate() {
            let names = |item: Option<usize>| {
                item.and_then(|item| self.items.get(item)).is_some_and(|item| item.names(heading, match_case))
            };
            let mut expected = at.step();
            if let Some(Item::Loop(marks)) = expected.and_then(|item| self.items.get(item)) {
                let marker = at.next - 1;
                let following = at.step_over_loops();
                let same = |item: &Item| matches!(item, Item::Loop(other) if other == marks);
                let start = self.items.iter().take(marker).rposition(same);
                expected = match start {
                    _ if names(following) => following,
                    None => following,
                    Some(start) => {
                        let Some(left) = loops.checked_sub(1) else { return Some(Difference::Loops(index)) };
                        loops = left;
                        at.next = start + 1;
                        at.step()
                    }
                };
            }
            match expected.and_then(|item| self.items.get(item)) {
                Some(Item::Any) => {
                    let following = at.step_over_loops();
                    if !names(following) {
                        any = true;
                        at.next -= 1;
                    }
                }
                Some(Item::Some) => any = true,
                Some(Item::One) => {}
                _ if names(expected) => any = false,
                _ if any => at.next -= 1,
                _ => {
                    let text = expected.and_then(|item| self.texts.get(item)).map(String::as_str);
                    return Some(Difference::Other(index, text));
                }
            }
        }
        let rest = self.items.iter().enumerate().skip(at.next);
        let missing =
            rest.filter(|(_, item)| !matches!(item, Item::Any | Item::Loop(_))).map(|(index, _)| index).next();
        missing.and_then(|index| self.texts.get(index)).map(|text| Difference::Missing(text))
    }
}

/// A position in the list. Steps beyond its end count too, because they can be taken back.
struct Cursor<'r> {
    items: &'r [Item],
    next: usize,
}

impl Cursor<'_> {
    /// The index of the next item; `None` at the end.
    fn step(&mut self) -> Option<usize> {
        let item = self.next;
        self.next += 1;
        (item < self.items.len()).then_some(item)
    }

    /// The same for the next item that is not a loop marker.
    fn step_over_loops(&mut self) -> Option<usize> {
        let is_loop = |item: usize| matches!(self.items.get(item), Some(Item::Loop(_)));
        while is_loop(self.next) {
            self.next += 1;
        }
        self.step()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(required: &[&str], headings: &[&str]) -> String {
        let required = RequiredHeadings::try_from(TextList::of(required)).unwrap();
        let headings: Vec<Heading<'_>> = headings
            .iter()
            .map(|heading| {
                let title = heading.trim_start_matches('#');
                Heading { level: heading.len() - title.len(), title: title.trim_start_matches(' ') }
            })
            .collect();
        match required.difference(&headings, false) {
            None => String::new(),
            Some(difference) => format!("{difference:?}"),
        }
    }

    #[test]
    fn placeholders() {
        assert_eq!(difference(&["# A", "*", "## B"], &["# a", "## X", "### Y", "## b"]), "");
        assert_eq!(difference(&["# A", "+"], &["# A"]), "Missing(\"+\")");
        assert_eq!(difference(&["?", "# B"], &["# A", "# C"]), "Other(1, Some(\"# B\"))");
        assert_eq!(difference(&["# A"], &["# A", "# B"]), "Other(1, None)");
        assert_eq!(difference(&["#A", "*"], &["# A"]), "Other(0, Some(\"#A\"))");
    }

    #[test]
    fn patterns_and_loops() {
        let steps = ["# T", "^", "%% ^step \\d", "### Check", "^", "## End"];
        assert_eq!(difference(&steps, &["# T", "## Step 1", "### Check", "## Step 2", "### check", "## End"]), "");
        assert_eq!(difference(&steps, &["# T", "## Step 1", "## Step 2"]), "Other(2, Some(\"### Check\"))");
        assert_eq!(difference(&steps, &["# T", "## End"]), "Other(1, Some(\"%% ^step \\\\d\"))");
        assert_eq!(difference(&["^", "# A", "^"], &vec!["# A"; 1_100]), "Loops(1001)");
        assert!(RequiredHeadings::try_from(TextList::of(&["% ("])).is_err());
    }
}
