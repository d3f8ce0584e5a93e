//! The page of a rule for editors and web pages: in short, and the whole page in one language.

use super::page;
use super::rule_page::{InlineStyle, InlineText, PageBlock, PageFence, RuleOption, RulePage};
use super::writer::Writer;
use crate::finding::{Lang, Meta, Text};
use crate::message;

/// What the rule finds, the first paragraph of its page, and a link to the page. `writer` decides whether that is Markdown.
pub fn short(rule: &Meta, lang: Lang, mut writer: Writer) -> String {
    writer.strong(rule.name).raw(": ").raw(rule.summary.get(lang));
    let blocks = blocks(rule, lang);
    let prose = blocks.iter().find_map(|block| if let PageBlock::Prose(text) = block { Some(text) } else { None });
    if let Some(prose) = prose {
        writer.paragraph();
        inline(prose, &mut writer);
    }
    writer.paragraph().link(&message!("Page of the rule", "ルールのページ").text(lang), &page(rule));
    writer.finish()
}

/// What [`short`] writes as Markdown.
pub fn brief(rule: &Meta, lang: Lang) -> String {
    short(rule, lang, Writer::new(true))
}

/// The whole page as Markdown, with its title. In Japanese, the Japanese prose stands around the examples.
pub fn whole(rule: &Meta, lang: Lang) -> String {
    let mut writer = Writer::new(true);
    writer.raw("# ").plain(rule.name);
    for block in blocks(rule, lang) {
        match block {
            PageBlock::Heading(text) => {
                writer.paragraph().raw("## ");
                inline(&text, &mut writer);
            }
            PageBlock::Prose(text) => {
                writer.paragraph();
                inline(&text, &mut writer);
            }
            PageBlock::PageFence(fence) => self::fence(&fence, &mut writer),
            PageBlock::Options(rows) => options(&rows, lang, &mut writer),
        }
    }
    writer.raw("\n");
    writer.finish()
}

fn blocks(rule: &Meta, lang: Lang) -> Vec<PageBlock> {
    let page = RulePage::of_rule(rule);
    match lang {
        Lang::En => page.english,
        Lang::Ja => page.in_japanese(),
    }
}

fn inline(parts: &[InlineText], writer: &mut Writer) {
    for part in parts {
        match &part.style {
            InlineStyle::Code => writer.code(&part.text),
            InlineStyle::Strong => writer.strong(&part.text),
            InlineStyle::Link(to) if to.starts_with("https://") => writer.link(&part.text, to),
            InlineStyle::Plain | InlineStyle::Link(_) => writer.plain(&part.text),
        };
    }
}

fn fence(fence: &PageFence, writer: &mut Writer) {
    let mut marks = "```".to_owned();
    while fence.text.contains(&marks) {
        marks.push('`');
    }
    writer.paragraph().raw(&marks).raw(&fence.words.join(" ")).raw("\n").raw(&fence.text);
    if !fence.text.is_empty() && !fence.text.ends_with('\n') {
        writer.raw("\n");
    }
    writer.raw(&marks);
}

/// The table of options, under its heading.
fn options(options: &[RuleOption], lang: Lang, writer: &mut Writer) {
    let title = Text { en: "Options", ja: "オプション" };
    let head =
        Text { en: "| option | values | default | meaning |", ja: "| オプション | 値 | 既定値 | 意味 |" };
    writer.paragraph().raw("## ").raw(title.get(lang));
    writer.paragraph().raw(head.get(lang)).raw("\n|---|---|---|---|");
    for option in options {
        let name = [InlineText { text: option.name.clone(), style: InlineStyle::Code }];
        writer.raw("\n|");
        for cell in [&name[..], &option.values, &option.default, &option.meaning] {
            let mut text = Writer::new(true);
            inline(cell, &mut text);
            // In a table, a `|` ends a cell, even in code. The writer escapes it in text already.
            writer.raw(" ").raw(&in_cell(&text.finish())).raw(" |");
        }
    }
}

/// `text` with a backslash before each `|` that has none.
fn in_cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for char in text.chars() {
        if char == '|' && !cell.ends_with('\\') {
            cell.push('\\');
        }
        cell.push(char);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use crate::text::whitespace::Whitespace as _;

    fn rule(name: &str) -> &'static Meta {
        RULES.iter().map(|entry| entry.meta).find(|meta| meta.name == name).unwrap()
    }

    #[test]
    fn a_rule_is_explained_in_either_language() {
        let rule = rule("empty-section");
        let text = short(rule, Lang::Ja, Writer::new(true));
        assert!(text.starts_with("**empty-section**: ") && text.contains("見出し"), "{text}");
        assert!(text.ends_with(&format!("({})", page(rule))), "{text}");
        assert!(short(rule, Lang::En, Writer::new(false)).contains("Page of the rule: https://"));
    }

    /// Read again, the written page has the same blocks as the page that was read.
    #[test]
    fn the_whole_page_is_the_page() {
        for rule in RULES.iter().map(|entry| entry.meta) {
            let written = RulePage::of(&whole(rule, Lang::En)).english;
            let expected = RulePage::of(rule.page).english;
            assert_eq!(written.len(), expected.len(), "{}", rule.name);
            for (written, expected) in written.iter().zip(&expected) {
                assert_eq!(plain(written), plain(expected), "{}", rule.name);
            }
        }
    }

    /// The texts of a block. Links within the repository become text.
    fn plain(block: &PageBlock) -> String {
        let text = match block {
            PageBlock::Heading(text) | PageBlock::Prose(text) => super::super::rule_page::plain(text),
            PageBlock::PageFence(fence) => format!("{:?}{}", fence.words, fence.text),
            PageBlock::Options(options) => format!("{options:?}"),
        };
        text.unicode_trim_end().to_owned()
    }

    #[test]
    fn a_page_in_japanese_has_the_options_and_the_examples() {
        let text = whole(rule("skipped-heading-level"), Lang::Ja);
        assert!(text.starts_with("# skipped-heading-level\n\n"), "{text}");
        assert!(text.contains("| `every` | `true`, `false` | `false` | "), "{text}");
        assert!(text.contains("```md bad\n") && text.contains("```findings\n"), "{text}");
    }
}
