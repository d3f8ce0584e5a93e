//! What makes a finding the same finding in tomorrow's text: its rule, the text at fault and what stands around it in
//! the line, white space aside. Neither the line's number nor the wording of the message counts, so that edits elsewhere
//! in the note, another language and another version of notelint leave it as it is.

use std::fmt;
use std::hash::Hasher;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use siphasher::sip::SipHasher24;

use crate::finding::Finding;
use crate::text::source::{Source, Span};
use crate::text::whitespace::is_unicode_space;

/// How many characters count on either side of the text at fault, within its line: the paragraphs of Japanese notes are
/// one line each, and an edit at the end of one leaves a finding at its beginning alone.
const CONTEXT: usize = 40;

/// How many characters of the text at fault count.
const MAX_TEXT: usize = 200;

/// The same for findings of one rule in the same words. Written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Of `finding` in `source`; of one without a text, the rule alone counts.
    pub fn new(finding: &Finding, source: Option<&Source>) -> Self {
        let mut hasher = SipHasher24::new();
        hasher.write(finding.rule.name.as_bytes());
        for part in source.map(|source| context(source, finding.span)).into_iter().flatten() {
            hasher.write(&[0]);
            hasher.write(part.as_bytes());
        }
        Self(hasher.finish())
    }

    /// Another for the `nth` (from 0) of equal findings in the file at `path`: unique within a report.
    #[must_use]
    pub fn nth(self, path: &str, nth: usize) -> Self {
        let mut hasher = SipHasher24::new();
        hasher.write(&self.0.to_le_bytes());
        hasher.write(path.as_bytes());
        hasher.write(&(nth as u64).to_le_bytes());
        Self(hasher.finish())
    }
}

/// What stands before the text at fault, that text, and what stands behind it.
fn context(source: &Source, span: Span) -> [String; 3] {
    let text = source.text();
    let line = source.line_at(span.start as usize);
    let start = (span.start as usize).min(line.end as usize);
    let end = (span.end as usize).clamp(start, line.end as usize);
    let before: String = squeezed(text[line.start as usize..start].chars().rev(), CONTEXT).chars().rev().collect();
    let after = squeezed(text[end..line.end as usize].chars(), CONTEXT);
    [before, squeezed(text[start..end].chars(), MAX_TEXT), after]
}

/// The first `limit` of `chars`, runs of white space as one space, none at the ends.
fn squeezed(chars: impl Iterator<Item = char>, limit: usize) -> String {
    let mut out = String::new();
    let (mut count, mut space) = (0, false);
    for char in chars {
        if is_unicode_space(char) {
            space = count > 0;
            continue;
        }
        if count >= limit {
            break;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(char);
        count += 1;
    }
    out
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u64::from_str_radix(&text, 16).ok().filter(|_| digits);
        value.map(Self).ok_or_else(|| serde::de::Error::custom("a fingerprint has 16 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Meta, Severity};

    static RULE: Meta = Meta::of("x", "x", "");

    /// Of a finding on `fault` in `text`.
    fn of(text: &str, fault: &str) -> Fingerprint {
        let source = Source::new(text.into()).unwrap();
        let at = text.find(fault).unwrap();
        let finding = Finding {
            rule: &RULE,
            span: Span::new(at, at + fault.len()),
            severity: Severity::Warning,
            message: String::new(),
            notes: Vec::new(),
            fix: None,
            withheld: false,
        };
        Fingerprint::new(&finding, Some(&source))
    }

    #[test]
    fn edits_elsewhere_and_white_space_leave_it_as_it_is() {
        let first = of("# a\n\nuse サーバ here\n", "サーバ");
        assert_eq!(of("# b\n\nmore\n\n  use  サーバ\there\r\n", "サーバ"), first);
        let line = |end: &str| format!("サーバ{}{end}", "あ".repeat(CONTEXT));
        assert_eq!(of(&line("。終わり"), "サーバ"), of(&line("。"), "サーバ"));
    }

    #[test]
    fn other_words_and_other_neighbours_change_it() {
        let first = of("use サーバ here", "サーバ");
        assert_ne!(of("use サーバ there", "サーバ"), first);
        assert_ne!(of("use サーバ here", "use"), first);
        assert_ne!(of("use サーバ here", " here"), first);
    }

    #[test]
    fn of_a_long_finding_its_first_line_counts() {
        assert_eq!(of("- a\n- b\n", "- a\n- b"), of("- a\n- c\n", "- a\n- c"));
    }

    #[test]
    fn equal_ones_are_told_apart_by_number_and_file() {
        let first = of("a", "a");
        assert_ne!(first.nth("a.md", 0), first.nth("a.md", 1));
        assert_ne!(first.nth("a.md", 0), first.nth("b.md", 0));
    }

    /// Written to files of users, it may never change. The digits are those of another implementation of SipHash-2-4.
    #[test]
    fn it_is_the_same_on_every_machine_and_in_every_version() {
        assert_eq!(of("before a behind", "a").to_string(), "dba8e0fc241474d1");
        let text = serde_json::to_string(&of("a", "a")).unwrap();
        assert_eq!(serde_json::from_str::<Fingerprint>(&text).unwrap(), of("a", "a"));
        for wrong in ["\"\"", "\"12\"", "\"+123456789abcdef\"", "\"zzzzzzzzzzzzzzzz\""] {
            assert!(serde_json::from_str::<Fingerprint>(wrong).is_err(), "{wrong}");
        }
    }
}
