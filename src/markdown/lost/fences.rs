//! Fenced code blocks that a host shows as text.

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::lines;
use crate::markdown::syntax::{self, Fence};
use crate::text::profile::Fences;
use crate::text::slice::Slice as _;
use crate::text::source::Source;
use crate::text::whitespace::Whitespace as _;

use super::loss::{FenceLoss, Loss, Shown};
use super::position::{first_line, is_in_box};

pub(super) fn losses<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Loss<'d>> {
    let (source, fences) = (document.source(), document.profile().fences);
    document.of_kind(Kind::CodeBlock).filter_map(move |block| {
        let loss = loss(source, fences, block, syntax::fence(block)?)?;
        Some(Loss { span: first_line(source, block), shown: Shown::Fence(loss), edits: Vec::new() })
    })
}

fn loss<'d>(source: &'d Source, fences: Fences, block: Node<'d>, fence: Fence) -> Option<FenceLoss<'d>> {
    let line = source.line_at(fence.run.start as usize);
    let info = source.text().part(fence.run.end as usize..line.end as usize).md_trim();
    let (reads_info, inside): (fn(&str) -> bool, bool) = match fences {
        Fences::CommonMark => return None,
        Fences::PythonMarkdown => (is_fenced_code_info, false),
        Fences::Superfences => (is_superfences_info, true),
        Fences::Kramdown => (|info| !info.contains([' ', '\t']), true),
    };
    // A box is an extension of its own, and who uses one has superfences.
    if !inside && fence.run.start != line.start {
        return (!is_in_box(block)).then_some(FenceLoss::NotAtStart);
    }
    if !reads_info(info) {
        return Some(FenceLoss::Info(info));
    }
    let Some(closing) = fence.closing else { return Some(FenceLoss::Unclosed) };
    if fences == Fences::Kramdown {
        return has_item_line(source, block).then_some(FenceLoss::ItemLine);
    }
    let prefix = |at: u32| source.text().part(source.line_at(at as usize).start as usize..at as usize);
    let is_at_start = prefix(closing.start).trim_start_matches('>').is_empty();
    let same = closing.len() == fence.run.len() && (inside || is_at_start);
    let indented = inside && fence.run.start == line.start && !is_at_start;
    (!same || indented).then_some(FenceLoss::Closing)
}

/// Whether a line of `block`, code in a list item, begins a nested list for kramdown. It looks for one before anything
/// else, as long as there is neither a blank line nor a nested list in the item.
fn has_item_line(source: &Source, block: Node<'_>) -> bool {
    let Some(item) = block.parent().filter(|parent| parent.kind() == Kind::Item) else { return false };
    let Some(marker) = syntax::item_marker(item) else { return false };
    let line = |offset: u32| source.lines().line(offset as usize);
    let earlier = item.children().take_while(|child| *child != block);
    let quotes = lines::quotes(item);
    let inside = |line: usize| {
        let (start, end) = (lines::after_quotes(source, line, quotes).0, source.lines().span(source.text(), line).end);
        source.text().part(start.min(end as usize)..end as usize)
    };
    let above = line(item.span().start)..line(block.span().start);
    if earlier.into_iter().any(|child| child.kind() == Kind::List)
        || above.into_iter().any(|line| inside(line).is_blank())
    {
        return false;
    }
    let edge = syntax::column(source, marker.content);
    lines::of(source, block.span()).skip(1).take_while(|line| !inside(*line).is_blank()).any(|line| {
        let text = inside(line);
        let start = source.lines().span(source.text(), line).end as usize - text.trim_start_matches([' ', '\t']).len();
        let column = syntax::column(source, start);
        (edge..edge + 4).contains(&column) && begins_item(text.trim_start_matches([' ', '\t']))
    })
}

/// Whether `text` begins with a list marker and white space.
pub(super) fn begins_item(text: &str) -> bool {
    let number = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let after = if number.len() < text.len() { number.strip_prefix('.') } else { text.strip_prefix(['-', '*', '+']) };
    after.is_some_and(|after| after.starts_with([' ', '\t']))
}

/// Whether `fenced_code` reads `info`: attributes in braces, or a language and `hl_lines="…"`.
fn is_fenced_code_info(info: &str) -> bool {
    if info.starts_with('{') && info.ends_with('}') {
        return true;
    }
    let rest = after_language(info.strip_prefix('.').unwrap_or(info)).trim_start_matches(' ');
    rest.is_empty() || rest.strip_prefix("hl_lines=").is_some_and(is_quoted)
}

/// Whether superfences reads `info`: attributes in braces, alone or after a language, or a language and options such as
/// `title="…"`.
fn is_superfences_info(info: &str) -> bool {
    let mut rest = after_language(info).trim_start_matches([' ', '\t']);
    if rest.is_empty() || rest.starts_with('{') && rest.ends_with('}') {
        return true;
    }
    while !rest.is_empty() {
        let name = rest.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '_' | '-'));
        if name.len() == rest.len() {
            return false;
        }
        rest = match name.strip_prefix('=') {
            Some(value) => {
                let Some(quote) = value.chars().next().filter(|char| matches!(char, '"' | '\'')) else { return false };
                // The value may go on to the last quote, as in `hl_lines="4 5""`.
                if is_quoted(value) {
                    return true;
                }
                let Some(end) = value.tail(1).find(quote) else { return false };
                value.tail(end + 2)
            }
            None => name,
        }
        .trim_start_matches([' ', '\t']);
    }
    true
}

/// `info` after a language of the characters that Python-Markdown takes for one. The name of an option is not one.
fn after_language(info: &str) -> &str {
    let rest =
        info.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '_' | '#' | '.' | '+' | '-'));
    if rest.starts_with('=') { info } else { rest }
}

fn is_quoted(value: &str) -> bool {
    let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''));
    quote.is_some_and(|quote| value.len() > 1 && value.ends_with(quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings() {
        for info in ["", "sh", ".py", "c++", "日本", "{ .py }", "py hl_lines=\"1 2\""] {
            assert!(is_fenced_code_info(info), "{info}");
        }
        for info in ["js {1,2}", "rust,ignore", "sh:a.sh", "py title=\"a\"", "sh $", "python 例"] {
            assert!(!is_fenced_code_info(info), "{info}");
        }
        for info in
            ["", "sh", "{.py}", "js {1,2}", "py title=\"a b\" linenums='1'", "title=\".a\"", "hl_lines=\"4 5\"\""]
        {
            assert!(is_superfences_info(info), "{info}");
        }
        for info in ["rust,ignore", "sh:a.sh", "sh $", "js title=a"] {
            assert!(!is_superfences_info(info), "{info}");
        }
    }
}
