//! Findings: the page of the rule in short.

use super::place::{Part, Place};
use super::writer::Writer;
use crate::finding::{Finding, Lang, Meta};
use crate::message;
use crate::report::page;
use crate::report::rule_page::{InlineStyle, InlineText, PageBlock, RulePage};
use crate::text::source::Span;

/// The most rules to explain at one place.
const MAX: usize = 3;

/// The rules that found something at the position.
pub(super) fn parts(place: &Place<'_, '_, '_>) -> Vec<Part> {
    let Some(checked) = place.note.check() else { return Vec::new() };
    let mut parts: Vec<Part> = Vec::new();
    let mut rules: Vec<&str> = Vec::new();
    for finding in &checked.findings {
        let Some(span) = spans(finding).find(|span| place.is_in(*span)) else { continue };
        if parts.len() < MAX && !rules.contains(&finding.rule.name) {
            rules.push(finding.rule.name);
            parts.push(Part { span, text: explained(finding.rule, place.client.lang(), place.writer()) });
        }
    }
    parts
}

fn spans(finding: &Finding) -> impl Iterator<Item = Span> {
    std::iter::once(finding.span).chain(finding.places.iter().copied())
}

/// What the rule finds, the first paragraph of its page, and a link to it.
fn explained(rule: &Meta, lang: Lang, mut writer: Writer) -> String {
    writer.strong(rule.name).raw(": ").raw(rule.summary.get(lang));
    let rule_page = RulePage::of(rule.page);
    let blocks = match lang {
        Lang::En => rule_page.english,
        Lang::Ja => rule_page.in_japanese(),
    };
    let prose = blocks.iter().find_map(|block| if let PageBlock::Prose(text) = block { Some(text) } else { None });
    if let Some(prose) = prose {
        writer.paragraph();
        for part in prose {
            inline(part, &mut writer);
        }
    }
    writer.paragraph().link(&message!("Page of the rule", "ルールのページ").text(lang), &page(rule));
    writer.finish()
}

fn inline(part: &InlineText, writer: &mut Writer) {
    match &part.style {
        InlineStyle::Code => writer.code(&part.text),
        InlineStyle::Strong => writer.strong(&part.text),
        InlineStyle::Link(to) if to.starts_with("https://") => writer.link(&part.text, to),
        InlineStyle::Plain | InlineStyle::Link(_) => writer.plain(&part.text),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn a_rule_is_explained_in_the_language_of_the_editor() {
        let rule = RULES.iter().map(|entry| entry.meta).find(|meta| meta.name == "empty-section").unwrap();
        let text = explained(rule, Lang::Ja, Writer::new(true));
        assert!(text.starts_with("**empty-section**: ") && text.contains("見出し"), "{text}");
        assert!(text.ends_with("/rules/headings/empty_section.md)"), "{text}");
        assert!(explained(rule, Lang::En, Writer::new(false)).contains("Page of the rule: https://"));
    }
}
