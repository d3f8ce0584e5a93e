//! `long-line`: a line that is longer than the limit.

use unicode_width::UnicodeWidthChar;

use crate::lint::options::LineLength;
use crate::lint::prelude::*;
use crate::markdown::block_spacing;
use crate::markdown::prose;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct LongLine {
    options: Options,
}

/// Options of `long-line`. All but `japanese` and `unit` are markdownlint's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "they are markdownlint's options")]
pub(crate) struct Options {
    /// Maximum length of lines in code blocks. By default, `line_length`.
    code_block_line_length: Option<LineLength>,
    /// Check code blocks.
    code_blocks: bool,
    /// Maximum length of headings. By default, `line_length`.
    heading_line_length: Option<LineLength>,
    /// Check headings.
    headings: bool,
    /// Check lines with full-width characters too, which have no spaces to break them at. Lines of code are not affected.
    japanese: bool,
    /// Maximum length of other lines. `0` or less: no limit.
    line_length: LineLength,
    /// Report every line that contains a space to break it at, even if the space is within the limit.
    stern: bool,
    /// Report all lines, including those without a space to break them at.
    strict: bool,
    /// Check tables.
    tables: bool,
    /// Unit of length: columns, where a full-width character counts as two, or characters (UTF-16 code units, as in
    /// markdownlint).
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Columns,
    Characters,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            code_block_line_length: None,
            code_blocks: false,
            heading_line_length: None,
            headings: false,
            japanese: false,
            line_length: LineLength::of::<80>(),
            stern: false,
            strict: false,
            tables: false,
            unit: Unit::Columns,
        }
    }
}

rule!(LongLine {
    options: Options,
    summary: Text { en: "a line longer than the limit", ja: "行が長すぎる" },
    aliases: &["MD013", "line-length"],
    presets: &[
        Preset::Style.with("line_length = 120"),
        Preset::Markdownlint
            .with("code_blocks = true\nheadings = true\ntables = true\njapanese = true\nunit = \"characters\""),
    ],
});

/// Bits for the kinds of content on a line.
mod content {
    /// Code.
    pub(super) const CODE: u8 = 1;
    /// A heading.
    pub(super) const HEADING: u8 = 2;
    /// A table.
    pub(super) const TABLE: u8 = 4;
    /// A link or an image.
    pub(super) const LINK: u8 = 8;
    /// Text of a paragraph.
    pub(super) const TEXT: u8 = 16;
    /// A footnote definition, which markdownlint ignores like a link reference definition.
    pub(super) const FOOTNOTE: u8 = 32;
    /// A visible block. A line without one is a link reference definition, possibly a duplicate.
    pub(super) const BLOCK: u8 = 64;
}

impl Check for LongLine {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let options = &self.options;
        let mut content_bits: Option<Vec<u8>> = None;
        let limits = [Some(options.line_length), options.heading_line_length, options.code_block_line_length];
        let least = limits
            .into_iter()
            .flatten()
            .filter_map(LineLength::get)
            .filter(|limit| *limit > 0)
            .min()
            .unwrap_or(usize::MAX);
        for line in block_spacing::first_line(note.document)..note.source.lines().count() {
            let span = note.source.lines().span(note.source.text(), line);
            // No character is wider in columns than in bytes.
            if span.len() <= least {
                continue;
            }
            let content_bits = content_bits.get_or_insert_with(|| contents(note))[line];
            let text = note.source.slice(span);
            let Some(limit) = self.limit(content_bits, text) else { continue };
            let Some(excess) = self.excess(text, limit) else { continue };
            let (length, at) = (excess.length, span.start as usize + excess.at);
            let message = match options.unit {
                Unit::Columns => message!(
                    "line has {length} columns; the limit is {limit}",
                    "行が {length} 桁ある。上限は {limit} 桁"
                ),
                Unit::Characters => {
                    message!(
                        "line has {length} characters; the limit is {limit}",
                        "行が {length} 文字ある。上限は {limit} 文字"
                    )
                }
            };
            sink.report(Span::new(at, span.end as usize), message);
        }
    }
}

/// The part of a line beyond the limit.
struct Excess {
    /// Length of the whole line.
    length: usize,
    /// Offset in the line of the first character beyond the limit.
    at: usize,
}

impl LongLine {
    /// Maximum length of the line `text`, whose content is `content_bits`. `None` if it is not limited.
    fn limit(&self, content_bits: u8, text: &str) -> Option<usize> {
        let options = &self.options;
        let is = |bit| content_bits & bit != 0;
        let off = is(content::CODE) && !options.code_blocks
            || is(content::HEADING) && !options.headings
            || is(content::TABLE) && !options.tables
            || is(content::FOOTNOTE)
            || !is(content::BLOCK)
            || is(content::LINK) && !is(content::TEXT)
            || !is(content::CODE) && !options.japanese && text.contains(prose::is_wide);
        let limit = match content_bits {
            _ if is(content::CODE) => options.code_block_line_length,
            _ if is(content::HEADING) => options.heading_line_length,
            _ => None,
        };
        limit.unwrap_or(options.line_length).get().filter(|limit| *limit > 0 && !off)
    }

    fn excess(&self, text: &str, limit: usize) -> Option<Excess> {
        let (mut length, mut at, mut at_space) = (0, None, 0);
        for (offset, char) in text.char_indices() {
            length += match self.options.unit {
                Unit::Columns => char.width().unwrap_or(usize::from(char == '\t')),
                Unit::Characters => char.len_utf16(),
            };
            if length > limit && at.is_none() {
                at = Some(offset);
            }
            // markdownlint breaks lines at ASCII whitespace only.
            let space = match self.options.unit {
                Unit::Columns => is_unicode_space(char),
                Unit::Characters => char.is_ascii_whitespace(),
            };
            if space {
                at_space = length;
            }
        }
        let at = at?;
        // By default, a line is reported only if it has a space beyond the limit: text after the last space cannot be broken.
        let breakable = match (self.options.strict, self.options.stern) {
            (true, _) => true,
            (_, true) => text
                .trim_start_matches(|char: char| is_unicode_space(char) || matches!(char, '#' | '>'))
                .contains(is_unicode_space),
            _ => at_space >= limit.max(1),
        };
        breakable.then_some(Excess { length, at })
    }
}

/// Whether `text` is a direct child of a paragraph and not a character reference, such as an `&nbsp;` that indents a link.
fn is_plain(text: Node<'_>) -> bool {
    text.parent().is_some_and(|parent| parent.kind() == Kind::Paragraph) && text.literal() == text.source()
}

/// The content of each line of `note`, as bits of [`content`].
fn contents(note: &Note<'_>) -> Vec<u8> {
    let lines = note.source.lines();
    let mut content_bits = vec![0; lines.count()];
    let mut hold = |span: Span, bits: u8| {
        for content_bits in &mut content_bits[lines.line(span.start as usize)..=lines.line(span.end as usize)] {
            *content_bits |= bits;
        }
    };
    for node in note.document.nodes() {
        let bits = match node.kind() {
            Kind::CodeBlock => content::CODE | content::BLOCK,
            Kind::Heading => content::HEADING | content::BLOCK,
            Kind::Table => content::TABLE | content::BLOCK,
            Kind::Paragraph | Kind::HtmlBlock | Kind::ThematicBreak => content::BLOCK,
            Kind::FootnoteDefinition => content::FOOTNOTE,
            Kind::Link | Kind::Image | Kind::Autolink | Kind::BareUrl => content::LINK,
            Kind::Text if is_plain(node) => content::TEXT,
            _ => continue,
        };
        hold(node.span(), bits);
    }
    content_bits
}
