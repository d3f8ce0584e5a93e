//! Emphasis that does not work because of white space inside its delimiters.

use rustc_hash::FxHashMap;

use crate::markdown::document::{Document, Kind, Kinds, Node, NodeId};
use crate::markdown::dollar_math;
use crate::markdown::emphasis::delimiters::marks;
use crate::markdown::lines::covered;
use crate::markdown::prose::is_wide;
use crate::text::profile::FlankingRules;
use crate::text::source::Span;
use crate::text::whitespace::is_unicode_space;

const EXCLUDED: Kinds =
    Kinds::of(&[Kind::CodeBlock, Kind::Emphasis, Kind::Strong, Kind::Link, Kind::Image, Kind::Autolink]);

/// Two runs of the same delimiter (one to three `*` or `_`) that are plain text, in one paragraph or inline element.
#[derive(Clone, Copy, Debug)]
pub struct SpacedPair {
    /// The first run.
    pub opening: Span,
    /// The second run.
    pub closing: Span,
    /// The white space after the first run, if text follows it on the same line; otherwise empty.
    pub leading: Span,
    /// The white space before the second run, if text precedes it on the same line; otherwise empty.
    pub trailing: Span,
    /// Whether there is no other run of the same character in the same element.
    pub is_alone: bool,
    /// Whether the characters around the two runs allow them to be emphasis.
    fits: bool,
    /// Whether the fix has to add white space outside: before the first run, after the second.
    tight: (bool, bool),
}

impl SpacedPair {
    /// From the start of the first run to the end of the second.
    pub fn span(&self) -> Span {
        Span { start: self.opening.start, end: self.closing.end }
    }

    /// Whether this is certainly meant as emphasis. A single delimiter with white space on both sides may be an
    /// operator or a wildcard; directly after a word it may be a footnote sign.
    pub fn is_sure(&self) -> bool {
        let one_sided = self.leading.is_empty() != self.trailing.is_empty();
        self.fits && (self.opening.len() > 1 || one_sided && self.tight == (false, false))
    }

    /// The text of the pair without the white space inside. If there is none outside, it moves there. `None` if there
    /// is no other text between the runs.
    pub fn fixed(&self, text: &str) -> Option<String> {
        let (start, end) = (self.leading.end, self.trailing.start);
        let inner = (start < end).then(|| &text[Span { start, end }.range()])?;
        let mark = &text[self.opening.range()];
        let before = if self.tight.0 { &text[self.leading.range()] } else { "" };
        let after = if self.tight.1 { &text[self.trailing.range()] } else { "" };
        Some(format!("{before}{mark}{inner}{mark}{after}"))
    }
}

/// The pairs of `document` with white space inside, in the order of their first runs. Emphasis and links are not
/// searched: the delimiters would have to be nested in them. Without `all`, runs between dollar signs and bullets that are
/// typed as text don't count.
pub fn pairs(document: &Document<'_>, all: bool) -> Vec<SpacedPair> {
    let mut runs: FxHashMap<NodeId, Vec<Span>> = FxHashMap::default();
    let text = document.source().text();
    let math = if all { Vec::new() } else { math(document) };
    for node in document.of_kind(Kind::Text) {
        let Some(parent) = node.parent().filter(|parent| !EXCLUDED.contains(parent.kind())) else { continue };
        let mut found = marks(text, node.span());
        found.retain(|run| !covered(&math, run.start as usize) && (all || !is_bullet(text, *run, parent)));
        if !found.is_empty() {
            runs.entry(parent.id()).or_default().extend(found);
        }
    }
    let mut pairs = Vec::new();
    for runs in runs.into_values() {
        for mark in ["*", "**", "***", "_", "__", "___"] {
            let same: Vec<Span> = runs.iter().copied().filter(|&run| &text[run.range()] == mark).collect();
            let alone =
                same.len() == 2 && runs.iter().filter(|run| text[run.range()].starts_with(&mark[..1])).count() == 2;
            let two = same.chunks_exact(2).filter_map(|two| pair(document, two[0], two[1], alone));
            pairs.extend(two);
        }
    }
    pairs.sort_by_key(|pair| pair.opening);
    pairs
}

/// Whether `run` in `block` is typed as a bullet where there can be no list: `* one<br>* two` in a table cell.
fn is_bullet(text: &str, run: Span, block: Node<'_>) -> bool {
    let before = text.get(block.span().start as usize..run.start as usize).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\u{3000}', '|', '\\']);
    let is_break = |tag: &str| tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"));
    let begins_line =
        before.is_empty() || before.ends_with('>') && before.rfind('<').is_some_and(|start| is_break(&before[start..]));
    run.len() == 1 && begins_line && text[run.end as usize..].starts_with(is_unicode_space)
}

/// The parts of `document` between dollar signs.
fn math(document: &Document<'_>) -> Vec<Span> {
    if !document.source().text().contains('$') {
        return Vec::new();
    }
    let blocks =
        document.nodes().filter(|node| matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell));
    blocks.flat_map(dollar_math::spans).collect()
}

fn pair(document: &Document<'_>, opening: Span, closing: Span, is_alone: bool) -> Option<SpacedPair> {
    let source = document.source();
    let text = source.text();
    let line_end = source.line_at(opening.end as usize).end as usize;
    let line_start = source.line_at(closing.start as usize).start as usize;
    let after = &text[opening.end as usize..line_end];
    let before = &text[line_start..closing.start as usize];
    // kramdown accepts white space inside the delimiters if it is not ASCII.
    let kramdown = source.profile().emphasis == FlankingRules::Kramdown;
    let space = |char: char| if kramdown { char.is_ascii_whitespace() } else { is_unicode_space(char) };
    let leading = match after.trim_start_matches(space) {
        "" => 0,
        rest => after.len() - rest.len(),
    };
    let trailing = match before.trim_end_matches(space) {
        "" => 0,
        rest => before.len() - rest.len(),
    };
    if leading + trailing == 0 {
        return None;
    }
    let left = text[..opening.start as usize].chars().next_back();
    let right = text[closing.end as usize..].chars().next();
    let free = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric() || is_wide(char));
    let tight = |char: Option<char>| char.is_some_and(|char| !is_unicode_space(char));
    let (start, end) = (opening.end as usize, closing.start as usize);
    Some(SpacedPair {
        opening,
        closing,
        leading: Span::new(start, start + leading),
        trailing: Span::new(end - trailing, end),
        is_alone,
        fits: free(left) && free(right) && end - start > leading.max(trailing),
        tight: (leading > 0 && tight(left), trailing > 0 && tight(right)),
    })
}
