//! The log of a job on GitHub. Its runner treats a line as a command if it begins with `::` or contains `##[`.

use std::borrow::Cow;

use crate::text::whitespace::Whitespace as _;

/// `text` changed so that the runner finds no command in it.
pub(crate) fn neutralize_commands(text: &str) -> Cow<'_, str> {
    let begins = |line: &str| line.unicode_trim_start().starts_with("::");
    if !text.contains("##[") && !text.printed_lines().any(begins) {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| {
        let line = line.replace("##[", "##\u{FFFD}[");
        if begins(&line) { format!("\u{FFFD}{line}") } else { line }
    };
    Cow::Owned(text.split_inclusive('\n').map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command() {
        assert_eq!(neutralize_commands("a ::error::\n  b ##x[").as_ref(), "a ::error::\n  b ##x[");
        assert_eq!(neutralize_commands("a\n  ::error::b\n::c\n").as_ref(), "a\n\u{FFFD}  ::error::b\n\u{FFFD}::c\n");
        assert_eq!(neutralize_commands("a ##[error]b").as_ref(), "a ##\u{FFFD}[error]b");
    }
}
