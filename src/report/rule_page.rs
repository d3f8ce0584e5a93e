//! The page of a rule, taken apart: prose, headings, examples and the table of options, with the Japanese prose beside the
//! English where the page has both.
//!
//! A page is Markdown. `tests/it/pages.rs` describes the fences of its examples. Its last section, `## 日本語`, is the same page
//! in Japanese without the examples: as many paragraphs and headings in the same order, and a list of the options. Where the
//! counts differ, the page is not paired.

use crate::finding::Meta;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::Source;
use crate::text::whitespace::Whitespace as _;

/// The heading of the Japanese part.
const JAPANESE: &str = "日本語";

/// The headings of the options, in the English part and in the Japanese one.
const OPTIONS: [&str; 2] = ["Options", "オプション"];

/// A page.
#[derive(Clone, Debug, Default)]
pub struct RulePage {
    /// The English part, which has the examples.
    pub english: Vec<PageBlock>,
    /// The Japanese part: headings, prose and options.
    pub japanese: Vec<PageBlock>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageBlock {
    /// A heading, other than the title and that of the options.
    Heading(Vec<InlineText>),
    /// A paragraph, or any other block of prose.
    Prose(Vec<InlineText>),
    /// A fenced block.
    PageFence(PageFence),
    /// The options.
    Options(Vec<RuleOption>),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineText {
    /// The text.
    pub text: String,
    /// How it is marked.
    pub style: InlineStyle,
}

/// How a text is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineStyle {
    /// Not at all.
    Plain,
    /// As code.
    Code,
    /// As emphasis or bold.
    Strong,
    /// As a link to this destination.
    Link(String),
}

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFence {
    /// The words of its info string.
    pub words: Vec<String>,
    /// Its content.
    pub text: String,
}

/// An option of the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleOption {
    /// Its name.
    pub name: String,
    /// The values it takes; empty in the Japanese part.
    pub values: Vec<InlineText>,
    /// Its default; empty where it has none, and in the Japanese part.
    pub default: Vec<InlineText>,
    /// What it means.
    pub meaning: Vec<InlineText>,
}

/// How many parts of each kind one language of a page has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartCounts {
    /// Blocks of prose.
    pub prose: usize,
    /// Headings.
    pub headings: usize,
    /// The names of the options, in their order.
    pub options: Vec<String>,
}

impl RulePage {
    /// The page of the rule `meta`. Empty if the pages were not provided (feature `slim`).
    pub fn of_rule(meta: &Meta) -> Self {
        #[cfg(not(all(feature = "slim", not(feature = "cli"))))]
        let page = meta.page;
        #[cfg(all(feature = "slim", not(feature = "cli")))]
        let page = &provided(meta.name).unwrap_or_default();
        Self::of(page)
    }

    /// Takes the page `text` apart.
    pub fn of(text: &str) -> Self {
        let mut page = Self::default();
        let Ok(source) = Source::new(text.to_owned()) else { return page };
        let document = Document::parse(&source);
        let (mut japanese, mut options) = (false, false);
        for node in document.root().children() {
            let blocks = if japanese { &mut page.japanese } else { &mut page.english };
            match node.kind() {
                Kind::Heading if node.level() == 1 => {}
                Kind::Heading if node.level() == 2 && node.text() == JAPANESE => japanese = true,
                Kind::Heading => {
                    options = OPTIONS.contains(&&*node.text());
                    if !options {
                        blocks.push(PageBlock::Heading(inline(node)));
                    }
                    continue;
                }
                Kind::CodeBlock => blocks.push(PageBlock::PageFence(fence(node))),
                Kind::Table if options => blocks.push(PageBlock::Options(rows(node))),
                Kind::List if options && japanese => blocks.push(PageBlock::Options(items(node))),
                _ => blocks.push(PageBlock::Prose(inline(node))),
            }
            options &= node.kind() == Kind::CodeBlock;
        }
        page
    }

    /// How many parts the page has in English, and how many in Japanese.
    pub fn counts(&self) -> [PartCounts; 2] {
        [&self.english, &self.japanese].map(|blocks| {
            let mut counts = PartCounts::default();
            for block in blocks {
                match block {
                    PageBlock::Heading(_) => counts.headings += 1,
                    PageBlock::Prose(_) => counts.prose += 1,
                    PageBlock::Options(options) => {
                        counts.options.extend(options.iter().map(|option| option.name.clone()));
                    }
                    PageBlock::PageFence(_) => {}
                }
            }
            counts
        })
    }

    /// The page in Japanese: its Japanese prose around the examples. Where the two parts do not match, the Japanese part and
    /// then the English one.
    pub fn in_japanese(&self) -> Vec<PageBlock> {
        let [english, japanese] = self.counts();
        if (english.prose, english.headings) != (japanese.prose, japanese.headings) {
            return self.japanese.iter().chain(&self.english).cloned().collect();
        }
        let all = || self.japanese.iter();
        let mut headings = all().filter(|block| matches!(block, PageBlock::Heading(_)));
        let mut prose = all().filter(|block| matches!(block, PageBlock::Prose(_)));
        let meanings: Vec<&RuleOption> = all()
            .filter_map(|block| if let PageBlock::Options(options) = block { Some(options) } else { None })
            .flatten()
            .collect();
        let paired = self.english.iter().filter_map(|block| match block {
            PageBlock::Heading(_) => headings.next().cloned(),
            PageBlock::Prose(_) => prose.next().cloned(),
            PageBlock::PageFence(_) => Some(block.clone()),
            PageBlock::Options(options) => {
                let mut options = options.clone();
                for option in &mut options {
                    if let Some(known) = meanings.iter().find(|known| known.name == option.name) {
                        option.meaning.clone_from(&known.meaning);
                    }
                }
                Some(PageBlock::Options(options))
            }
        });
        paired.collect()
    }
}

/// The page of the rule called `name`, as it was given at run time.
#[cfg(all(feature = "slim", not(feature = "cli")))]
fn provided(name: &str) -> Option<String> {
    use crate::text::provided::{DataFile, entry};
    let packed = entry(DataFile::Pages, name)?;
    String::from_utf8(miniz_oxide::inflate::decompress_to_vec(packed).ok()?).ok()
}

fn fence(node: Node<'_>) -> PageFence {
    PageFence {
        words: node.literal().unicode_words().map(str::to_owned).collect(),
        text: node.children().map(Node::literal).collect(),
    }
}

/// The rows of the table of options.
fn rows(table: Node<'_>) -> Vec<RuleOption> {
    let rows = table.children().filter(|node| node.kind() == Kind::TableRow);
    rows.map(|row| {
        let mut cells = row.children().map(inline);
        let mut next = || cells.next().unwrap_or_default();
        RuleOption { name: plain(&next()), values: next(), default: next(), meaning: next() }
    })
    .collect()
}

/// The items of the list of options: "`name`: meaning".
fn items(list: Node<'_>) -> Vec<RuleOption> {
    let items = list.children().map(|item| {
        let mut parts = inline(item).into_iter();
        let name = parts.next().map(|part| part.text).unwrap_or_default();
        let mut meaning: Vec<_> = parts.collect();
        if let Some(first) = meaning.first_mut() {
            first.text = first.text.trim_start_matches([':', '：', ' ']).to_owned();
        }
        RuleOption { name, values: Vec::new(), default: Vec::new(), meaning }
    });
    items.collect()
}

/// The texts of `inline` without their marks.
pub fn plain(inline: &[InlineText]) -> String {
    inline.iter().map(|part| part.text.as_str()).collect()
}

/// The running text of `node`. Its lines are joined.
fn inline(node: Node<'_>) -> Vec<InlineText> {
    let mut parts: Vec<InlineText> = Vec::new();
    for child in node.descendants() {
        let within =
            |kind: Kind| child.ancestors().take_while(|above| *above != node).find(|above| above.kind() == kind);
        let style = || {
            if let Some(link) = within(Kind::Link).or_else(|| within(Kind::Autolink)) {
                InlineStyle::Link(link.link().destination.to_string())
            } else if within(Kind::Strong).or_else(|| within(Kind::Emphasis)).is_some() {
                InlineStyle::Strong
            } else {
                InlineStyle::Plain
            }
        };
        match child.kind() {
            Kind::Text => push(&mut parts, child.literal(), style()),
            Kind::Code => push(&mut parts, child.literal(), InlineStyle::Code),
            Kind::BareUrl => push(&mut parts, child.source(), InlineStyle::Plain),
            Kind::SoftBreak | Kind::HardBreak => {
                // The first character of the next line is not known yet.
                push(&mut parts, "\n", InlineStyle::Plain);
            }
            _ => {}
        }
    }
    join_lines(&mut parts);
    parts
}

fn push(parts: &mut Vec<InlineText>, text: &str, style: InlineStyle) {
    match parts.last_mut() {
        Some(last) if last.style == style && style != InlineStyle::Code => last.text.push_str(text),
        _ => parts.push(InlineText { text: text.to_owned(), style }),
    }
}

/// Replaces each line break with a space, or with nothing between Japanese characters.
fn join_lines(parts: &mut [InlineText]) {
    let whole: Vec<char> = parts.iter().flat_map(|part| part.text.chars()).collect();
    let mut at = 0_usize;
    for part in parts {
        let joined = part.text.chars().map(|char| {
            let index = at;
            at += 1;
            let before = index.checked_sub(1).and_then(|index| whole.get(index));
            match (char, before, whole.get(index + 1)) {
                ('\n', Some(before), Some(after)) => joint(*before, *after),
                ('\n', ..) => None,
                (char, ..) => Some(char),
            }
        });
        part.text = joined.flatten().collect();
    }
}

/// What joins two lines that end and begin with these characters.
fn joint(before: char, after: char) -> Option<char> {
    let is_mark = |char| matches!(char, '\u{3000}'..='\u{303F}' | '\u{30FB}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF65}');
    let is_wide = |char| {
        matches!(char, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF10}'..='\u{FF9F}') || is_mark(char)
    };
    let none = is_wide(before) && is_wide(after) || is_mark(before) || is_mark(after);
    (!none).then_some(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(blocks: &[PageBlock]) -> Vec<String> {
        let show = |block: &PageBlock| match block {
            PageBlock::Heading(text) => format!("# {}", plain(text)),
            PageBlock::Prose(text) => plain(text),
            PageBlock::PageFence(fence) => format!("[{}] {}", fence.words.join(" "), fence.text.trim_end()),
            PageBlock::Options(options) => {
                let shown = options.iter().map(|option| format!("{}={}", option.name, plain(&option.meaning)));
                shown.collect::<Vec<_>>().join(", ")
            }
        };
        blocks.iter().map(show).collect()
    }

    const PAGE: &str = "# a-rule\n\nOne `x`\nline.\n\n```md bad\n## a\n```\n\n## Not flagged\n\nTwo.\n\n## Options\n\n\
        | option | values | default | meaning |\n|---|---|---|---|\n| `o` | a text | `1` | Means. |\n\nThree.\n\n\
        ## 日本語\n\n一つ。\n続き `x`\nと。\n\n### 指摘しないもの\n\n二つ。\n\n三つ。\n\n### オプション\n\n- `o`: 意味。\n";

    #[test]
    fn the_japanese_prose_stands_around_the_examples() {
        let page = RulePage::of(PAGE);
        assert_eq!(
            show(&page.english),
            ["One x line.", "[md bad] ## a", "# Not flagged", "Two.", "o=Means.", "Three."]
        );
        assert_eq!(
            show(&page.in_japanese()),
            ["一つ。続き x と。", "[md bad] ## a", "# 指摘しないもの", "二つ。", "o=意味。", "三つ。"]
        );
        let [english, japanese] = page.counts();
        assert_eq!(english, japanese);
    }

    #[test]
    fn a_page_whose_parts_differ_is_not_paired() {
        let page = RulePage::of(&PAGE.replace("三つ。\n\n", ""));
        let shown = show(&page.in_japanese());
        assert_eq!(shown[..4], ["一つ。続き x と。", "# 指摘しないもの", "二つ。", "o=意味。"]);
        assert_eq!(shown[4], "One x line.");
    }

    #[test]
    fn lines_are_joined_as_each_language_does() {
        for (text, joined) in
            [("a\nb", "a b"), ("あ\nい", "あい"), ("あ、\nb", "あ、b"), ("AWS\nの", "AWS の"), ("あ\n`x`", "あ x")]
        {
            let PageBlock::Prose(prose) = &RulePage::of(text).english[0] else { panic!("{text}") };
            assert_eq!(plain(prose), joined);
        }
    }
}
