//! `missing-space-in-closed-atx`: `#` at the end of a heading that are text, because no space precedes them.

use rustc_hash::FxHashSet;

use crate::lint::prelude::*;
use crate::markdown::dollar_math;
use crate::markdown::hash_lines::{HashLine, hash_lines};
use crate::markdown::syntax::{self, HeadingMarks};
use crate::text::source::offset;

pub(crate) struct MissingSpaceInClosedAtx {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every line outside code and HTML that has `#` at both ends and no space next to one of them, including
    /// `# C#`. Fixes are then unsafe, and there is none if the closing `#` is escaped.
    every_line: bool,
}

rule!(MissingSpaceInClosedAtx {
    options: Options,
    summary: Text {
        en: "no space before the closing `#` of a heading", ja: "見出しを閉じる `#` の前に空白がない"
    },
    aliases: &["MD020", "no-missing-space-closed-atx"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("every_line = true")],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for MissingSpaceInClosedAtx {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if self.options.every_line {
            return every_line(note, sink);
        }
        for heading in note.document.of_kind(Kind::Heading) {
            if let Some(closing) = unspaced(heading) {
                report(
                    note,
                    heading.span(),
                    closing,
                    Some((Applicability::Safe, vec![space_before(note, closing)])),
                    sink,
                );
            }
        }
    }
}

/// Span of the `#` at the end of `heading`, if they are as many as at its start. `None` for a single `#`, which may be part of
/// a name such as `C#`.
fn unspaced(heading: Node<'_>) -> Option<Span> {
    let Some(HeadingMarks::Atx { opening, closing: None, .. }) = syntax::heading_marks(heading) else { return None };
    let source = heading.source();
    let title = source.trim_end_matches('#');
    let count = source.len() - title.len();
    let text = heading.children().last().is_some_and(|last| last.kind() == Kind::Text);
    let closes = count > 1 && count == opening.len() && text && !title.ends_with('\\');
    closes.then(|| Span { start: heading.span().end - offset(count), end: heading.span().end })
}

/// An edit that puts a space before `closing`. It includes the `#`, because the fix turns them from text into a marker.
fn space_before(note: &Note<'_>, closing: Span) -> Edit {
    Edit::replace(closing, format!(" {}", note.source.slice(closing)))
}

fn every_line(note: &Note<'_>, sink: &mut Sink<'_>) {
    let headings: FxHashSet<u32> = note.document.of_kind(Kind::Heading).map(|node| node.span().start).collect();
    let math = dollar_math::blocks(note.document);
    for found in hash_lines(note.document) {
        if dollar_math::covers(&math, note.source.lines().line(found.line.start as usize)) {
            continue;
        }
        let Some(closing) = found.closing else { continue };
        let Some(spaced_left) = lacks_space(note, found) else { continue };
        let fix = fixable(note, found, closing, spaced_left, headings.contains(&found.line.start));
        // The `#` may be meant as text, so the fix is never safe here.
        report(note, found.line, closing, fix.map(|edits| (Applicability::Unsafe, edits)), sink);
    }
}

/// Whether the opening `#` of `found` are followed by a space. `None` if no space is missing at either end.
fn lacks_space(note: &Note<'_>, found: HashLine) -> Option<bool> {
    let end = found.closing?.start - if found.escaped { 2 } else { 0 };
    let between = note.source.slice(Span { start: found.opening.end, end: end.max(found.opening.end) });
    let space = [' ', '\t'];
    let title = between.trim_matches(space);
    let (left, right) = (between.starts_with(space), between.ends_with(space) && !found.escaped);
    let one = !title.is_empty() && !title.contains('#');
    (one && (!left || !right)).then_some(left)
}

/// Edits that turn the line into a closed heading. `None` if the last `#` is escaped and so meant as text, or if there are
/// more than six.
fn fixable(note: &Note<'_>, found: HashLine, closing: Span, spaced_left: bool, heading: bool) -> Option<Vec<Edit>> {
    if found.escaped || found.opening.len() > 6 {
        return None;
    }
    let mut edits = Vec::new();
    if !spaced_left {
        let opening = note.source.slice(found.opening);
        edits.push(Edit::replace(found.opening, format!("{opening} ")));
    }
    let before = note.source.text()[..closing.start as usize].ends_with([' ', '\t']);
    if !before {
        edits.push(space_before(note, closing));
    } else if !heading {
        // The fix turns them into a marker too.
        edits.push(Edit::replace(closing, note.source.slice(closing)));
    }
    Some(edits)
}

fn report(note: &Note<'_>, line: Span, closing: Span, fix: Option<(Applicability, Vec<Edit>)>, sink: &mut Sink<'_>) {
    let (line_text, hashes) = (excerpt(note.source.slice(line)), note.source.slice(closing));
    let message = message!(
        "`{line_text}` is not a closed heading: no space between text and `#`",
        "`{line_text}` は閉じた見出しにならない。文字と `#` の間に空白がない"
    );
    let report = sink
        .report(line, message)
        .note(message!("the `{hashes}` at its end renders as text", "末尾の `{hashes}` が文字として表示される"));
    if let Some((applicability, edits)) = fix {
        let title = message!("add a space between text and `#`", "文字と `#` の間に半角スペースを入れる");
        report.fix(applicability, Effect::Structure, title, edits);
    }
}
