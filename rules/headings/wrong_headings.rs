//! `wrong-headings`: a note whose headings are not the required ones.

use crate::lint::prelude::*;
use crate::lint::required_headings::{Difference, Heading, RequiredHeadings};
use crate::markdown::headings;

pub(crate) struct WrongHeadings {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Required headings in order, such as `## Price`. `*` matches any number of headings, `+` one or more, `?` exactly
    /// one, and `%% ^\d` those of level 2 that match a regular expression. What is between two `^` may repeat; `^^` and so
    /// on nest. If not set, nothing is checked.
    headings: Option<RequiredHeadings>,
    /// Distinguish upper and lower case.
    match_case: bool,
}

rule!(WrongHeadings {
    options: Options,
    summary: Text {
        en: "headings that differ from the required ones", ja: "見出しが決められた並びになっていない"
    },
    aliases: &["MD043", "required-headings"],
    presets: &[Preset::Markdownlint.member()],
});

impl Check for WrongHeadings {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let Some(expected) = &self.options.headings else { return };
        let nodes: Vec<Node<'_>> = note.document.of_kind(Kind::Heading).collect();
        let titles: Vec<String> = nodes.iter().map(|heading| headings::written(note.source, *heading)).collect();
        let found: Vec<Heading<'_>> =
            (nodes.iter().zip(&titles)).map(|(node, title)| Heading { level: node.level() as usize, title }).collect();
        match expected.difference(&found, self.options.match_case) {
            None => {}
            Some(Difference::Other(index, next)) => {
                let title = format!("{} {}", "#".repeat(found[index].level), found[index].title);
                report_heading(nodes[index].span(), &title, next, sink);
            }
            Some(Difference::Loops(index)) => {
                let message = message!(
                    "the headings repeat too often to compare them with the required ones",
                    "見出しの繰り返しが多すぎて、決められた並びと比べられない"
                );
                sink.report(nodes[index].span(), message);
            }
            Some(Difference::Missing(text)) => report_end(note, text, sink),
        }
    }
}

fn report_heading(span: Span, title: &str, next: Option<&str>, sink: &mut Sink<'_>) {
    let title = excerpt(title);
    match next.map(excerpt) {
        Some(next) => sink.report(
            span,
            message!("expected heading `{next}`, found `{title}`", "見出しが `{next}` ではなく `{title}`"),
        ),
        None => sink.report(span, message!("unexpected heading `{title}`", "余分な見出し `{title}`")),
    };
}

fn report_end(note: &Note<'_>, missing: &str, sink: &mut Sink<'_>) {
    let missing = excerpt(missing);
    let end = Span::at(note.source.text().len());
    sink.report(end, message!("heading `{missing}` is missing", "見出し `{missing}` がない"));
}
