//! `missing-blank_line-around-heading`: a heading without a blank line above or below it.

use crate::finding::plural;
use crate::lint::options::BlankLineCount;
use crate::lint::prelude::*;
use crate::markdown::blank_line;

pub(crate) struct MissingBlankAroundHeading {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also require blank lines between the front matter and a heading right below it.
    include_front_matter: bool,
    /// Minimum number of blank lines above a heading, for all levels or as a list with a number for each level. A
    /// negative number turns the check off.
    lines_above: Lines,
    /// Minimum number of blank lines below a heading, in the same form.
    lines_below: Lines,
}

impl Default for Options {
    fn default() -> Self {
        let one = || Lines::All(BlankLineCount::of::<1>());
        Self { include_front_matter: false, lines_above: one(), lines_below: one() }
    }
}

/// A number for all levels, or one for each level from 1. A negative number turns the check off.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Lines {
    All(BlankLineCount),
    Each(Vec<BlankLineCount>),
}

impl Lines {
    fn of_level(&self, level: u32) -> usize {
        let lines = match self {
            Self::All(lines) => *lines,
            Self::Each(each) => each.get(level as usize - 1).copied().unwrap_or(BlankLineCount::of::<1>()),
        };
        lines.or_zero()
    }
}

rule!(MissingBlankAroundHeading {
    options: Options,
    summary: Text {
        en: "a heading without a blank line above or below it", ja: "見出しの前後に空行がない"
    },
    aliases: &["MD022", "blanks-around-headings"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
    yields_to: Some("lost-structure"),
});

/// The side of a heading on which blank lines are missing.
struct SideOptions {
    above: bool,
    expected: usize,
    /// Number of blank lines there.
    found: usize,
    /// Index of the line next to the heading, from 0.
    next: usize,
}

impl Check for MissingBlankAroundHeading {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        let (lines, span) = (note.source.lines(), heading.span());
        let (first, last) = (lines.line(span.start as usize), lines.line(span.end as usize));
        // A heading right after the front matter is at the top of the text.
        let body = match note.document.root().first_child() {
            Some(front) if front.kind() == Kind::FrontMatter && !self.options.include_front_matter => {
                lines.line(front.span().end as usize) + 1
            }
            _ => 0,
        };
        let blank = |line: &usize| blank_line::is_blank_line(note.source, *line);
        let above = self.options.lines_above.of_level(heading.level());
        if above > 0 && first > body {
            let found = (body..first).rev().take(above).take_while(blank).count();
            // No blank line is needed at the top of the note.
            if found < above && found < first - body {
                report(note, heading, &SideOptions { above: true, expected: above, found, next: first - 1 }, sink);
            }
        }
        let below = self.options.lines_below.of_level(heading.level());
        let rest = last + 1..lines.count();
        let found = rest.clone().take(below).take_while(blank).count();
        if found < below && found < rest.len() {
            report(note, heading, &SideOptions { above: false, expected: below, found, next: last + 1 }, sink);
        }
    }
}

fn report(note: &Note<'_>, heading: Node<'_>, side: &SideOptions, sink: &mut Sink<'_>) {
    let title = excerpt(&heading.text());
    let (expected, found) = (side.expected, plural(side.found, "blank line"));
    let found_ja = side.found;
    let message = match (side.above, expected) {
        (true, 1) => message!("no blank line above heading `{title}`", "見出し `{title}` の前に空行がない"),
        (false, 1) => message!("no blank line below heading `{title}`", "見出し `{title}` の後に空行がない"),
        (true, _) => {
            message!(
                "{found} above heading `{title}`; expected {expected}",
                "見出し `{title}` の前の空行が {expected} 行ではなく {found_ja} 行"
            )
        }
        (false, _) => {
            message!(
                "{found} below heading `{title}`; expected {expected}",
                "見出し `{title}` の後の空行が {expected} 行ではなく {found_ja} 行"
            )
        }
    };
    let lines = note.source.lines();
    let blank = blank_line::line_between(note.source, heading.span().start as usize, side.next);
    let at = lines.start(if side.above { side.next + 1 } else { side.next });
    // In a list item a blank line makes the list loose, which changes the spacing of all its items.
    let applicability =
        if heading.within(Kinds::of(&[Kind::Item])) { Applicability::Unsafe } else { Applicability::Safe };
    sink.report(heading.span(), message).fix(
        applicability,
        Effect::Layout,
        message!("add a blank line", "空行を入れる"),
        vec![Edit::insert(at, blank.repeat(expected - side.found))],
    );
}
