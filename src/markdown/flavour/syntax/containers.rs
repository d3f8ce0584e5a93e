//! Containers between lines of colons: `:::message` (Zenn), `:::note info` (Qiita), `:::tip Title` (Docusaurus).

use super::marks::Marks;
use crate::markdown::containers::{self, Container, Reading};
use crate::text::boxes::{Containers, Opening, Rest};
use crate::text::profile::Profile;
use crate::text::span::Span;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// Marks the lines of colons. Their content is Markdown, and so is a title that is shown. Lines that the host does not
/// take for containers are marked too if they come in pairs: `unknown-container` reports them.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>, profile: &Profile) {
    let Some(kinds) = profile.boxes.containers else { return };
    let context = (profile.boxes.containers, profile.indented_code);
    let found = containers::of_text(marks.text(), marks.body(), context, |at| marks.in_code(at));
    for container in found.containers {
        let opens = matches!(container.reading, Reading::Box | Reading::Variant);
        if !opens && container.closing.is_none() {
            continue;
        }
        opening(marks, &container, &kinds);
        if let Some(closing) = container.closing {
            marks.blank(closing.colons.range());
            marks.close(closing.colons.range());
        }
    }
}

/// Marks the line that opens `container`, except for a title.
fn opening(marks: &mut Marks<'_>, container: &Container, kinds: &Containers) {
    let (start, end) = (container.opening.colons.start as usize, container.opening.rest.end as usize);
    let title = title(marks.text(), container, kinds).filter(|title| !title.is_empty());
    let Some(title) = title else {
        marks.blank(start..end);
        marks.close(start..end);
        return;
    };
    let (from, to) = (title.start as usize, title.end as usize);
    // White space before the title stays: terms are not matched right after a tag.
    let head = start + marks.text()[start..from].unicode_trim_end().len();
    marks.object(start..head);
    marks.keep(head..from);
    marks.close(start..from);
    if to < end {
        marks.blank(to..end);
        marks.close(to..end);
    }
    marks.end_line(start);
}

/// The title that `container` shows.
fn title(text: &str, container: &Container, kinds: &Containers) -> Option<Span> {
    let rest = container.opening.rest;
    let line = &text[rest.range()];
    let kind = kinds.kinds.iter().find(|kind| {
        let after = line.strip_prefix(kind.name);
        after.is_some_and(|after| after.starts_with(|char: char| is_unicode_space(char) || char == '['))
    })?;
    if !matches!(kind.rest, Rest::Title | Rest::OptionalTitle) || matches!(kind.name, "raw" | "v-pre" | "code-group") {
        return None;
    }
    let after = &line[kind.name.len()..];
    let at = |offset: usize| rest.start + u32::try_from(kind.name.len() + offset).unwrap_or(0);
    if kinds.opening == Opening::Directive && after.starts_with('[') {
        let end = containers::closing(after, '[', ']')?;
        return Some(Span { start: at(1), end: at(end - 1) });
    }
    let shown = after.unicode_trim_start();
    let start = after.len() - shown.len();
    // VitePress: attributes at the end.
    let end = shown.rfind('{').filter(|_| shown.ends_with('}') && kind.rest == Rest::OptionalTitle);
    let shown = shown[..end.unwrap_or(shown.len())].unicode_trim_end();
    Some(Span { start: at(start), end: at(start + shown.len()) })
}
