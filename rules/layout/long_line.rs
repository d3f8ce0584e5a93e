//! `long-line`: a line that is longer than the limit.

use unicode_width::UnicodeWidthChar;

use crate::lint::options::LineLength;
use crate::lint::prelude::*;
use crate::markdown::blanks;
use crate::markdown::prose;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct LongLine {
    options: Options,
}

/// Options of `long-line`; most are markdownlint's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "they are markdownlint's options")]
pub(crate) struct Options {
    /// How long a line of a code block may be; negative: of any length.
    code_block_line_length: LineLength,
    /// Look into code blocks.
    code_blocks: bool,
    /// How long a line of a heading may be; negative: of any length.
    heading_line_length: LineLength,
    /// Look at headings.
    headings: bool,
    /// Look at lines with full-width letters outside code too, which have no spaces to break them at.
    japanese: bool,
    /// How long any other line may be; negative: of any length.
    line_length: LineLength,
    /// Report every line that could be broken at a space, wherever that stands.
    stern: bool,
    /// Report lines too that have no space to break them at.
    strict: bool,
    /// Look at tables.
    tables: bool,
    /// What is counted: columns, of which a full-width character takes two, or characters (UTF-16 code units, as
    /// markdownlint counts them).
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
            code_block_line_length: LineLength::of::<80>(),
            code_blocks: false,
            heading_line_length: LineLength::of::<80>(),
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
    summary: Text { en: "a line that is longer than the limit", ja: "行が長すぎる" },
    aliases: &["MD013", "line-length"],
    presets: &[
        Preset::Style.with("line_length = 120"),
        Preset::Markdownlint
            .with("code_blocks = true\nheadings = true\ntables = true\njapanese = true\nunit = \"characters\""),
    ],
});

/// What stands on a line, as a set of bits.
mod holds {
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
    /// A footnote's definition, which markdownlint lets alone like a link's.
    pub(super) const FOOTNOTE: u8 = 32;
    /// A block of any kind that shows something; a line without one defines a link, also one that was defined before.
    pub(super) const BLOCK: u8 = 64;
}

impl Check for LongLine {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let options = &self.options;
        let mut held: Option<Vec<u8>> = None;
        let limits = [options.line_length, options.heading_line_length, options.code_block_line_length];
        let least = limits.into_iter().filter_map(LineLength::get).min().unwrap_or(usize::MAX);
        for line in blanks::first_line(note.document)..note.source.lines().count() {
            let span = note.source.lines().span(note.source.text(), line);
            // No character takes more columns than bytes.
            if span.len() <= least {
                continue;
            }
            let held = held.get_or_insert_with(|| contents(note))[line];
            let text = note.source.slice(span);
            let Some(limit) = self.limit(held, text) else { continue };
            let Some(excess) = self.excess(text, limit) else { continue };
            let (length, at) = (excess.length, span.start as usize + excess.at);
            let message = match options.unit {
                Unit::Columns => message!("{length} columns, more than {limit}", "{limit} 桁を超えて {length} 桁ある"),
                Unit::Characters => {
                    message!("{length} characters, more than {limit}", "{limit} 文字を超えて {length} 文字ある")
                }
            };
            sink.report(Span::new(at, span.end as usize), message);
        }
    }
}

/// What of a line is too much.
struct Excess {
    /// Of the whole line.
    length: usize,
    /// Offset, in the line, of the first character beyond the limit.
    at: usize,
}

impl LongLine {
    /// How long `text` may be, which holds this; `None` where it may be of any length.
    fn limit(&self, held: u8, text: &str) -> Option<usize> {
        let options = &self.options;
        let is = |bit| held & bit != 0;
        let off = is(holds::CODE) && !options.code_blocks
            || is(holds::HEADING) && !options.headings
            || is(holds::TABLE) && !options.tables
            || is(holds::FOOTNOTE)
            || !is(holds::BLOCK)
            || is(holds::LINK) && !is(holds::TEXT)
            || !is(holds::CODE) && !options.japanese && text.contains(prose::is_wide);
        let limit = match held {
            _ if is(holds::CODE) => options.code_block_line_length,
            _ if is(holds::HEADING) => options.heading_line_length,
            _ => options.line_length,
        };
        limit.get().filter(|_| !off)
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
            if is_unicode_space(char) {
                at_space = length;
            }
        }
        let at = at?;
        // What stands behind the last space can't be broken; a character of it may stand within the limit.
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

/// Whether `text` stands right in a paragraph and is no character reference, such as the `&nbsp;` that indents a link.
fn is_plain(text: Node<'_>) -> bool {
    text.parent().is_some_and(|parent| parent.kind() == Kind::Paragraph) && text.literal() == text.source()
}

/// What stands on each line of `note`.
fn contents(note: &Note<'_>) -> Vec<u8> {
    let lines = note.source.lines();
    let mut held = vec![0; lines.count()];
    let mut hold = |span: Span, bits: u8| {
        for held in &mut held[lines.line(span.start as usize)..=lines.line(span.end as usize)] {
            *held |= bits;
        }
    };
    for node in note.document.nodes() {
        let bits = match node.kind() {
            Kind::CodeBlock => holds::CODE | holds::BLOCK,
            Kind::Heading => holds::HEADING | holds::BLOCK,
            Kind::Table => holds::TABLE | holds::BLOCK,
            Kind::Paragraph | Kind::HtmlBlock | Kind::ThematicBreak => holds::BLOCK,
            Kind::FootnoteDefinition => holds::FOOTNOTE,
            Kind::Link | Kind::Image | Kind::Autolink | Kind::BareUrl => holds::LINK,
            Kind::Text if is_plain(node) => holds::TEXT,
            _ => continue,
        };
        hold(node.span(), bits);
    }
    held
}
