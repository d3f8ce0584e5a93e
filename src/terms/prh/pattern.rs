//! The pattern of a rule, built as prh builds it, and printed as prh prints it so that `ignoreRules` can refer to it.

use super::syntax::Flags;

/// A pattern in JavaScript syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JsPattern {
    /// The pattern without its slashes.
    pub(super) source: String,
    pub(super) flags: Flags,
}

impl JsPattern {
    /// The pattern of a rule without `pattern`: its text in any case and width. Characters other than ASCII letters and
    /// digits are copied without escaping, as in prh, so `.` matches any character.
    pub(super) fn of_expected(expected: &str) -> Self {
        let wide = |char: char| char::from_u32(char as u32 + 0xfee0).unwrap_or(char);
        let mut source = String::new();
        for char in expected.chars() {
            // Full-width letters and digits match only themselves.
            if char.is_ascii_digit() {
                source.extend(['[', char, wide(char), ']']);
            } else if char.is_ascii_alphabetic() {
                let (upper, lower) = (char.to_ascii_uppercase(), char.to_ascii_lowercase());
                source.extend(['[', upper, lower, wide(upper), wide(lower), ']']);
            } else {
                source.push(char);
            }
        }
        Self { source, flags: Flags::default() }
    }

    /// The pattern in a string: `/…/` with flags is a regular expression, anything else is literal text. The flags `u`
    /// and `s`, which prh treats as literal text, are accepted here.
    pub(super) fn of_text(text: &str) -> Self {
        let whole = text.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
        let known = |(source, flags): &(&str, &str)| {
            !source.contains('\n') && flags.chars().all(|flag| "gimyus".contains(flag))
        };
        if let Some((source, flags)) = whole.filter(known) {
            let flags = Flags { any_case: flags.contains('i'), dot_all: flags.contains('s') };
            return Self { source: source.to_owned(), flags };
        }
        let mut source = String::new();
        for char in text.chars() {
            if "¥*+.?{}()[]^$-|/".contains(char) {
                source.push('\\');
            }
            source.push(char);
        }
        Self { source, flags: Flags::default() }
    }

    /// The same pattern between word boundaries.
    pub(super) fn at_words(self) -> Self {
        Self { source: format!("\\b{}\\b", self.source), ..self }
    }

    /// A pattern that matches any of `patterns`. `None` if their flags differ.
    pub(super) fn one_of(patterns: &[Self]) -> Option<Self> {
        let flags = patterns.first()?.flags;
        let sources: Vec<_> = patterns.iter().map(|pattern| &*pattern.source).collect();
        let same = patterns.iter().all(|pattern| pattern.flags == flags);
        same.then(|| Self { source: format!("(?:{})", sources.join("|")), flags })
    }

    /// The pattern as JavaScript prints it with prh's flags. `ignoreRules` uses this form.
    pub(super) fn to_javascript(&self) -> String {
        let mut text = String::from("/");
        let (mut escaped, mut in_class) = (false, false);
        for char in self.source.chars() {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => text.push('\\'),
                _ => {}
            }
            text.push(char);
        }
        text + if self.flags.any_case { "/gimu" } else { "/gmu" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_without_a_pattern_matches_its_expected_text() {
        assert_eq!(JsPattern::of_expected("S3の").to_javascript(), "/[SsＳｓ][3３]の/gmu");
        assert_eq!(
            JsPattern::of_expected("Node.js").at_words().source,
            r"\b[NnＮｎ][OoＯｏ][DdＤｄ][EeＥｅ].[JjＪｊ][SsＳｓ]\b"
        );
    }

    #[test]
    fn a_string_is_literal_text_or_a_pattern() {
        assert_eq!(JsPattern::of_text("a-b (x)").to_javascript(), r"/a\-b \(x\)/gmu");
        assert_eq!(JsPattern::of_text("/a(b)/i").to_javascript(), "/a(b)/gimu");
        assert_eq!(JsPattern::of_text("///(.*?)$/m").to_javascript(), r"/\/\/(.*?)$/gmu");
        assert_eq!(JsPattern::of_text("/a/x").source, r"\/a\/x");
        let list = ["foo", "/ba[rz]/"].map(JsPattern::of_text).map(JsPattern::at_words);
        assert_eq!(JsPattern::one_of(&list).unwrap().source, r"(?:\bfoo\b|\bba[rz]\b)");
        assert_eq!(JsPattern::one_of(&[JsPattern::of_text("/a/i"), JsPattern::of_text("b")]), None);
    }
}
