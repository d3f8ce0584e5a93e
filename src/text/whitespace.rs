//! White space as `CommonMark` and Unicode define it.
//!
//! Markdown's syntax has three kinds of white space (`CommonMark` 0.31.2 §2.1): the space (U+0020), the tab (U+0009)
//! and line endings (LF, CR LF, CR). Only these are trimmed from headings, cells and paragraphs, and only these make a
//! line blank. Markdown treats all other Unicode white space as text: the no-break space (U+00A0), the full-width space
//! (U+3000), the line separator (U+2028), next line (U+0085), the form feed and the vertical tab. `str::trim` and
//! `char::is_whitespace` include those too, so `clippy.toml` bans them: use the `md_` methods of [`Whitespace`] for
//! syntax, and the `unicode_` ones for prose, configuration and the output of programs.
//!
//! HTML has its own set (ASCII white space): use `str::trim_ascii` and `char::is_ascii_whitespace`.

use memchr::memchr2;

/// Whether `char` is a space or a tab (`CommonMark` 0.31.2 §2.1).
pub fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t')
}

/// Whether `char` is a space, a tab or part of a line ending (`CommonMark` 0.31.2 §2.1).
pub fn is_space_or_ending(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r')
}

/// Whether `char` is a *Unicode whitespace character* (`CommonMark` 0.31.2 §2.1): general category `Zs`, tab, line
/// feed, form feed or carriage return. Markdown uses this set only to decide whether a run of `*` or `_` is flanking
/// (§6.2). It does not contain U+0085, U+2028 and U+2029, for which [`is_unicode_space`] is `true`.
pub fn is_flanking_space(char: char) -> bool {
    matches!(
        char,
        '\t' | '\n' | '\u{c}' | '\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether `char` has the Unicode property `White_Space`.
#[expect(clippy::disallowed_methods, reason = "this is where Unicode's white space is meant")]
pub fn is_unicode_space(char: char) -> bool {
    char.is_whitespace()
}

/// Trimming and splitting by one of three definitions of white space, which the prefix of each method names.
pub trait Whitespace {
    /// The text without spaces, tabs and line endings at its start: `"\t\u{a0}a"` becomes `"\u{a0}a"`.
    fn md_trim_start(&self) -> &str;
    /// The text without spaces, tabs and line endings at its end: `"a\u{a0} \n"` becomes `"a\u{a0}"`.
    fn md_trim_end(&self) -> &str;
    /// The text without spaces, tabs and line endings at both ends: `" \u{3000} "` becomes `"\u{3000}"`.
    fn md_trim(&self) -> &str;
    /// Whether the text has only spaces, tabs and line endings, like a blank line (`CommonMark` 0.31.2 §2.1): `" \t"`
    /// is blank, `"\u{3000}"` and `"\u{c}"` are not.
    fn is_blank(&self) -> bool;
    /// The lines without their endings: LF, CR LF or CR, and no other character (`CommonMark` 0.31.2 §2.1). A final
    /// line ending does not start another line: `"a\rb\r\n"` has two.
    fn md_lines(&self) -> impl Iterator<Item = &str>;
    /// The text without Unicode white space at its start.
    fn unicode_trim_start(&self) -> &str;
    /// The text without Unicode white space at its end.
    fn unicode_trim_end(&self) -> &str;
    /// The text without Unicode white space at both ends: `" \u{3000} "` becomes `""`.
    fn unicode_trim(&self) -> &str;
    /// The words between runs of Unicode white space: `"a\u{3000} b"` has two.
    fn unicode_words(&self) -> impl DoubleEndedIterator<Item = &str>;
    /// The lines of a configuration or of a program's output, which end with LF or CR LF.
    fn printed_lines(&self) -> impl DoubleEndedIterator<Item = &str>;
}

#[expect(clippy::disallowed_methods, reason = "this is where Unicode's white space is meant")]
impl Whitespace for str {
    fn md_trim_start(&self) -> &str {
        self.trim_start_matches(is_space_or_ending)
    }

    fn md_trim_end(&self) -> &str {
        self.trim_end_matches(is_space_or_ending)
    }

    fn md_trim(&self) -> &str {
        self.trim_matches(is_space_or_ending)
    }

    fn is_blank(&self) -> bool {
        self.chars().all(is_space_or_ending)
    }

    fn md_lines(&self) -> impl Iterator<Item = &str> {
        let mut rest = Some(self).filter(|text| !text.is_empty());
        std::iter::from_fn(move || {
            let text = rest?;
            let Some((line, after)) = memchr2(b'\n', b'\r', text.as_bytes()).map(|at| text.split_at(at)) else {
                rest = None;
                return Some(text);
            };
            let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or_default();
            rest = Some(after).filter(|text| !text.is_empty());
            Some(line)
        })
    }

    fn unicode_trim_start(&self) -> &str {
        self.trim_start()
    }

    fn unicode_trim_end(&self) -> &str {
        self.trim_end()
    }

    fn unicode_trim(&self) -> &str {
        self.trim()
    }

    fn unicode_words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.split_whitespace()
    }

    fn printed_lines(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.lines()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters that are white space in Unicode, or look like it, and text in Markdown.
    const TEXT: [char; 9] =
        ['\u{b}', '\u{c}', '\u{85}', '\u{a0}', '\u{2003}', '\u{2028}', '\u{2029}', '\u{3000}', '\u{feff}'];

    #[test]
    fn only_spaces_tabs_and_line_endings_are_trimmed() {
        assert_eq!(" \t\r\na b\n".md_trim(), "a b");
        for char in TEXT {
            let text = format!("{char}a{char}");
            assert_eq!(format!(" {text}\t").md_trim(), text, "{char:?}");
            assert!(!char.to_string().is_blank(), "{char:?}");
        }
        assert!("".is_blank() && " \t".is_blank() && "\r\n".is_blank());
    }

    #[test]
    fn lines_end_in_three_ways() {
        let lines = |text: &str| text.md_lines().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lines("a\rb\r\nc\nd"), ["a", "b", "c", "d"]);
        assert_eq!(lines("a\n\n\r\r\n"), ["a", "", "", ""]);
        for char in TEXT {
            assert_eq!(lines(&format!("a{char}b")).len(), 1, "{char:?}");
        }
        assert!(lines("").is_empty());
    }

    #[test]
    fn flanking_white_space_is_neither_markdowns_nor_unicodes() {
        for char in ['\u{a0}', '\u{3000}', '\u{c}', '\n', '\u{2003}'] {
            assert!(is_flanking_space(char), "{char:?}");
        }
        for char in ['\u{b}', '\u{85}', '\u{2028}', '\u{2029}', '\u{200b}', '\u{feff}'] {
            assert!(!is_flanking_space(char), "{char:?}");
        }
    }
}
