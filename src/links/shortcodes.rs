//! Hugo's shortcodes that have content: `{{< code >}}` … `{{< /code >}}`.

use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// The contents of the shortcodes in `text`, which their templates get as they are written. Sorted and without overlaps: the
/// content of one within another is part of that.
pub fn contents(text: &str) -> Vec<Span> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut contents = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{{<").map(|start| at + start) {
        let Some(end) = text[start..].find(">}}").map(|end| start + end + 3) else { break };
        let inside = text[start + 3..end - 3].md_trim();
        let name = |inside: &'_ str| inside.split_ascii_whitespace().next().map_or(0, str::len);
        if let Some(closing) = inside.strip_prefix('/').map(str::md_trim_start) {
            if let Some(index) = open.iter().rposition(|(name, _)| *name == closing) {
                contents.push(Span::new(open[index].1, start));
                open.truncate(index);
            }
        } else if !inside.ends_with('/') {
            open.push((&inside[..name(inside)], end));
        }
        at = end;
    }
    contents.sort_unstable();
    contents.dedup_by(|next, last| last.covers(*next));
    contents
}

/// Whether `span` is within one of the sorted `contents`.
pub fn covers(contents: &[Span], span: Span) -> bool {
    let after = contents.partition_point(|content| content.start <= span.start);
    contents[..after].last().is_some_and(|content| content.covers(span))
}
