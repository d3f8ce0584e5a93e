//! `wrong-headings`: a note whose headings are not the required ones.

use crate::lint::options::TextList;
use crate::lint::prelude::*;
use crate::markdown::headings;

pub(crate) struct WrongHeadings {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Required headings in order, such as `## Price`. `*` matches any number of headings, `+` one or more, `?` exactly
    /// one. If not set, nothing is checked.
    headings: Option<TextList>,
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
        let mut rest = &expected[..];
        // Whether a preceding `*` or `+` allows other headings here.
        let mut any = false;
        for heading in note.document.of_kind(Kind::Heading) {
            let hashes = "#".repeat(heading.level() as usize);
            let title = format!("{hashes} {}", headings::written(note.source, heading));
            if let Some((mark, after)) = rest.split_first().filter(|(mark, _)| matches!(mark.as_str(), "*" | "+")) {
                (rest, any) = (after, true);
                // `*` may match no heading; `+` matches at least this one.
                if mark == "+" || after.first().is_none_or(|next| !self.same(next, &title)) {
                    continue;
                }
            }
            match rest.first() {
                Some(next) if next == "?" || self.same(next, &title) => (rest, any) = (&rest[1..], false),
                _ if any => {}
                next => return report_heading(heading.span(), &title, next, sink),
            }
        }
        let missing = rest.iter().find(|text| *text != "*");
        if let Some(missing) = missing {
            report_end(note, missing, sink);
        }
    }
}

impl WrongHeadings {
    fn same(&self, expected: &str, title: &str) -> bool {
        expected == title || !self.options.match_case && expected.to_lowercase() == title.to_lowercase()
    }
}

fn report_heading(span: Span, title: &str, next: Option<&String>, sink: &mut Sink<'_>) {
    let title = excerpt(title);
    match next.map(|next| excerpt(next)) {
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
