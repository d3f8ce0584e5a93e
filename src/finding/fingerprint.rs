//! Fingerprints recognize a finding after the note was edited. They depend on the rule, the text at fault and the rest
//! of its line, ignoring white space. They do not depend on the line number or the message, so edits elsewhere in the
//! note, the language and the version of notelint do not change them.

use std::fmt;
use std::hash::Hasher;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use siphasher::sip::SipHasher24;

use crate::finding::Finding;
use crate::text::source::{Source, Span};
use crate::text::whitespace::is_unicode_space;

/// How many characters of the line count before and after the text at fault. A paragraph of a Japanese note is often a
/// single line, and an edit at its end must not change the fingerprints of findings at its start.
const CONTEXT: usize = 40;

/// How many characters of the text at fault count.
const MAX_TEXT: usize = 200;

/// A hash that is equal for findings of one rule on the same text. Written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of `finding` in `source`. Without a source, only the rule counts.
    pub fn new(finding: &Finding, source: Option<&Source>) -> Self {
        let mut hasher = SipHasher24::new();
        hasher.write(finding.rule.name.as_bytes());
        for part in source.map(|source| context(source, finding.span)).into_iter().flatten() {
            hasher.write(&[0]);
            hasher.write(part.as_bytes());
        }
        Self(hasher.finish())
    }

    /// A fingerprint that is unique within a report, for the `nth` (from 0) finding with this fingerprint in the file
    /// at `path`.
    #[must_use]
    pub fn nth(self, path: &str, nth: usize) -> Self {
        let mut hasher = SipHasher24::new();
        hasher.write(&self.0.to_le_bytes());
        hasher.write(path.as_bytes());
        hasher.write(&(nth as u64).to_le_bytes());
        Self(hasher.finish())
    }
}

/// The text before the text at fault, the text at fault, and the text after it, all within the line.
fn context(source: &Source, span: Span) -> [String; 3] {
    let text = source.text();
    let line = source.line_at(span.start as usize);
    let start = (span.start as usize).min(line.end as usize);
    let end = (span.end as usize).clamp(start, line.end as usize);
    let before: String = squeezed(text[line.start as usize..start].chars().rev(), CONTEXT).chars().rev().collect();
    let after = squeezed(text[end..line.end as usize].chars(), CONTEXT);
    [before, squeezed(text[start..end].chars(), MAX_TEXT), after]
}

/// The first `limit` of `chars`, trimmed, with each run of white space replaced by one space.
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

    /// The fingerprint of a finding on `fault` in `text`.
    fn of(text: &str, fault: &str) -> Fingerprint {
        let source = Source::new(text.into()).unwrap();
        let at = text.find(fault).unwrap();
        let finding = Finding::new(&RULE, Span::new(at, at + fault.len()), Severity::Warning, String::new());
        Fingerprint::new(&finding, Some(&source))
    }

    #[test]
    fn edits_elsewhere_and_white_space_do_not_change_it() {
        let first = of("# a\n\nuse サーバ here\n", "サーバ");
        assert_eq!(of("# b\n\nmore\n\n  use  サーバ\there\r\n", "サーバ"), first);
        let line = |end: &str| format!("サーバ{}{end}", "あ".repeat(CONTEXT));
        assert_eq!(of(&line("。終わり"), "サーバ"), of(&line("。"), "サーバ"));
    }

    #[test]
    fn edits_in_the_line_change_it() {
        let first = of("use サーバ here", "サーバ");
        assert_ne!(of("use サーバ there", "サーバ"), first);
        assert_ne!(of("use サーバ here", "use"), first);
        assert_ne!(of("use サーバ here", " here"), first);
    }

    #[test]
    fn only_the_first_line_of_a_long_finding_counts() {
        assert_eq!(of("- a\n- b\n", "- a\n- b"), of("- a\n- c\n", "- a\n- c"));
    }

    #[test]
    fn equal_ones_differ_by_number_and_file() {
        let first = of("a", "a");
        assert_ne!(first.nth("a.md", 0), first.nth("a.md", 1));
        assert_ne!(first.nth("a.md", 0), first.nth("b.md", 0));
    }

    /// Fingerprints are stored in users' files, so they must never change. The expected digits come from another
    /// implementation of SipHash-2-4.
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
