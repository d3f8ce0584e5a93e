//! `missing-blank-around-heading`: a heading right below or above something else.

use crate::lint::options::BlankLines;
use crate::lint::prelude::*;
use crate::markdown::blank;

pub(crate) struct MissingBlankAroundHeading {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// How many blank lines there are above a heading at least; a list has a number for each level, a negative one
    /// asks for nothing.
    lines_above: Lines,
    /// How many there are below.
    lines_below: Lines,
}

impl Default for Options {
    fn default() -> Self {
        Self { lines_above: Lines::All(BlankLines::of::<1>()), lines_below: Lines::All(BlankLines::of::<1>()) }
    }
}

/// A number for all levels or one for each, from 1; a negative one asks for nothing.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Lines {
    All(BlankLines),
    Each(Vec<BlankLines>),
}

impl Lines {
    fn of_level(&self, level: u32) -> usize {
        let lines = match self {
            Self::All(lines) => *lines,
            Self::Each(each) => each.get(level as usize - 1).copied().unwrap_or(BlankLines::of::<1>()),
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
});

/// A side of a heading.
struct Side {
    above: bool,
    wanted: usize,
    /// How many blank lines there are.
    found: usize,
    /// The line next to the heading, from 0.
    next: usize,
}

impl Check for MissingBlankAroundHeading {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        let (lines, span) = (note.source.lines(), heading.span());
        let (first, last) = (lines.line(span.start as usize), lines.line(span.end as usize));
        // Front matter is no part of the text.
        let body = match note.document.root().first_child() {
            Some(front) if front.kind() == Kind::FrontMatter => lines.line(front.span().end as usize) + 1,
            _ => 0,
        };
        let blank = |line: &usize| blank::is_blank_line(note.source, *line);
        let above = self.options.lines_above.of_level(heading.level());
        if above > 0 && first > body {
            let found = (body..first).rev().take(above).take_while(blank).count();
            // Nothing stands above the top.
            if found < above && found < first - body {
                report(note, heading, &Side { above: true, wanted: above, found, next: first - 1 }, sink);
            }
        }
        let below = self.options.lines_below.of_level(heading.level());
        let rest = last + 1..lines.count();
        let found = rest.clone().take(below).take_while(blank).count();
        if found < below && found < rest.len() {
            report(note, heading, &Side { above: false, wanted: below, found, next: last + 1 }, sink);
        }
    }
}

fn report(note: &Note<'_>, heading: Node<'_>, side: &Side, sink: &mut Sink<'_>) {
    let title = excerpt(&heading.text());
    let (wanted, found) = (side.wanted, side.found);
    let message = match (side.above, wanted) {
        (true, 1) => message!("no blank line above `{title}`", "`{title}` の前に空行がない"),
        (false, 1) => message!("no blank line below `{title}`", "`{title}` の後に空行がない"),
        (true, _) => {
            message!(
                "{found} blank lines above `{title}`, not {wanted}",
                "`{title}` の前の空行が {wanted} 行ではなく {found} 行"
            )
        }
        (false, _) => {
            message!(
                "{found} blank lines below `{title}`, not {wanted}",
                "`{title}` の後の空行が {wanted} 行ではなく {found} 行"
            )
        }
    };
    let lines = note.source.lines();
    let blank = blank::line_between(note.source, heading.span().start as usize, side.next);
    // Above a heading it goes right before it, below one right behind it.
    let at = lines.start(if side.above { side.next + 1 } else { side.next });
    // A blank line between the items of a list sets all of them apart.
    let applicability =
        if heading.within(Kinds::of(&[Kind::Item])) { Applicability::Unsafe } else { Applicability::Safe };
    sink.report(heading.span(), message).fix(
        applicability,
        Effect::Layout,
        message!("put a blank line there", "空行を入れる"),
        vec![Edit::insert(at, blank.repeat(wanted - found))],
    );
}
