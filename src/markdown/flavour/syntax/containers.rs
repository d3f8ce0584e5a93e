//! Containers between lines of colons: `:::message` (Zenn), `:::note info` (Qiita), `:::tip Title` (Docusaurus).

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

use crate::text::whitespace::Whitespace as _;

/// A line of three or more colons, optionally followed by a name, white space, and a title.
static FENCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^[ \t>]*(:{3,}[ \t]*(?:[A-Za-z][\w-]*)?)([^\r\n]*)\r?$"));

/// Marks the lines of colons. Their content is Markdown, and so is a title that is shown.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>) {
    marks.each(&FENCE, |marks, found| {
        let (Some(fence), Some(rest)) = (found.get(1), found.get(2)) else { return None };
        let title = rest.as_str().unicode_trim();
        let name = fence.as_str().trim_start_matches(':').unicode_trim();
        if title.is_empty() || !name.is_empty() {
            marks.close(fence.start()..if name == "details" { fence.end() } else { rest.end() });
        }
        if title.is_empty() {
            marks.blank(fence.range());
        } else if name == "details" {
            let after = rest.start() + rest.as_str().len() - rest.as_str().unicode_trim_start().len();
            marks.object(fence.start()..after);
            marks.end_line(fence.start());
        } else if !name.is_empty() {
            let end = rest.start() + rest.as_str().unicode_trim_end().len();
            marks.blank(fence.start()..end);
        }
        None
    });
}
