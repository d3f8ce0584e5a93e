//! Emphasis: the delimiters used for it, and delimiters that have no effect.

pub mod accidental;
pub mod asterisks;
pub mod broken;
mod delimiters;
mod fix;
pub mod flanking;
mod intended;
pub mod lone;
pub(crate) mod pairing;
pub mod spaced;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Edit;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::Span;

/// The delimiter to use for emphasis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EmphasisStyle {
    /// The delimiter of the note's first emphasis.
    #[default]
    Consistent,
    /// `*`
    Asterisk,
    /// `_`
    Underscore,
}

/// Emphasis with another delimiter than expected.
#[derive(Debug)]
pub struct OddMarker<'d> {
    /// The emphasis node.
    pub node: Node<'d>,
    /// The delimiter it uses.
    pub mark: char,
    /// The expected delimiter.
    pub expected: char,
    /// The opening and closing delimiters.
    pub marks: [Span; 2],
    /// Whether no delimiter is next to the same character as text, as in `**a*`. Others get no fix.
    pub is_clear: bool,
}

impl OddMarker<'_> {
    /// Edits that replace the delimiters with the expected ones; `None` if it is unclear what the author meant.
    pub fn edits(&self) -> Option<Vec<Edit>> {
        let of = |span: Span| Edit::replace(span, self.expected.to_string().repeat(span.len()));
        self.is_clear.then(|| self.marks.map(of).into())
    }
}

/// The nodes of `kind` (emphasis or strong) whose delimiter does not match `style`. Where that is `_`, nodes inside a
/// word are left out: only `*` works there. Without `every`, so are those next to the same delimiter as text.
pub fn odd_markers<'d>(
    document: &'d Document<'_>,
    kind: Kind,
    style: EmphasisStyle,
    every: bool,
) -> Vec<OddMarker<'d>> {
    let mut expected = match style {
        EmphasisStyle::Consistent => None,
        EmphasisStyle::Asterisk => Some('*'),
        EmphasisStyle::Underscore => Some('_'),
    };
    let width = if kind == Kind::Strong { 2 } else { 1 };
    let mut odd = Vec::new();
    let is_clear = |node: &Node<'_>| {
        let around = node.ancestors().filter(|around| matches!(around.kind(), Kind::Emphasis | Kind::Strong));
        !std::iter::once(*node).chain(around).any(|node| is_part_of_run(document, node))
    };
    for node in document.of_kind(kind) {
        let is_clear = is_clear(&node);
        if !is_clear && !every {
            continue;
        }
        let mark = if node.source().starts_with('_') { '_' } else { '*' };
        let expected = *expected.get_or_insert(mark);
        if mark != expected && !(expected == '_' && is_in_word(document, node)) {
            let (start, end) = (node.span().start as usize, node.span().end as usize);
            let marks = [Span::new(start, start + width), Span::new(end - width, end)];
            odd.push(OddMarker { node, mark, expected, marks, is_clear });
        }
    }
    odd
}

/// Whether the marker of `node` is next to the same character as text, as in `**a*`. Its author meant something else, and so
/// do hosts that do not read delimiter runs as `CommonMark` does.
fn is_part_of_run(document: &Document<'_>, node: Node<'_>) -> bool {
    let text = document.source().text().as_bytes();
    let (start, end) = (node.span().start as usize, node.span().end as usize);
    let is_text =
        |at: usize, mark: usize| text.get(at) == Some(&text[mark]) && document.node_at(at).kind() == Kind::Text;
    start > 0 && is_text(start - 1, start) || is_text(end, end - 1)
}

/// Whether a letter directly precedes or follows `node`.
fn is_in_word(document: &Document<'_>, node: Node<'_>) -> bool {
    let is_letter = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let (before, after) = document.source().text().split_at(node.span().start as usize);
    let after = &after[node.span().len()..];
    before.ends_with(is_letter) || after.starts_with(is_letter)
}
