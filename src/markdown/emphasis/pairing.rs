//! Pairs delimiter runs as the host does where the parser pairs them otherwise. On GitHub:
//!
//! - Single tildes strike text out, also within words: `1~5円、3~5分` (cmark-gfm's `strikethrough` extension).
//! - `~` is flanking by the same rules as `*`: `は~~「線」~~です` is not struck out.
//! - Symbols are not punctuation: `a**→**b` is bold (`CommonMark` 0.29 §6.4, which cmark-gfm implements).
//! - U+0085, U+2028 and U+2029 are not white space (§2.1).

use memchr::memchr3_iter;
use rustc_hash::FxHashMap;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::markdown::emphasis::delimiters::{DelimiterMatch, matches, runs};
use crate::markdown::emphasis::flanking::{FlankingRules, Reading};
use crate::markdown::kind::{Kind, Kinds, NodeData, NodeId};
use crate::markdown::node::{Node, Tree};
use crate::text::profile::Strikethrough;
use crate::text::source::{Span, offset};

/// The blocks and inlines within which delimiter runs pair.
const SCOPES: Kinds = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell, Kind::Link, Kind::Image]);

const PAIRED: Kinds = Kinds::of(&[Kind::Emphasis, Kind::Strong, Kind::Strikethrough]);

/// `tree` with the emphasis, strong emphasis and strikethrough of the note's host. Where a host strikes nothing out, two
/// tildes do so in the tree: that is what the author meant.
pub(crate) fn repaired(tree: Tree<'_>) -> Tree<'_> {
    let text = tree.source.parsed();
    let rules = tree.source.profile().emphasis;
    let marks = memchr3_iter(b'*', b'_', b'~', text.as_bytes());
    let suspects: Vec<u32> = marks.filter(|&at| is_suspect(rules, text, at)).map(offset).collect();
    if suspects.is_empty() {
        return tree;
    }
    let mut plans = FxHashMap::default();
    for scope in tree.nodes().filter(|node| SCOPES.contains(node.kind())) {
        let first = suspects.partition_point(|&at| at < scope.span().start);
        if suspects.get(first).is_some_and(|&at| at < scope.span().end) {
            plans.extend(plan(&tree, scope).map(|plan| (scope.id(), plan)));
        }
    }
    if plans.is_empty() { tree } else { Rebuilding::default().run(tree, &plans) }
}

/// Whether the parser may pair the delimiter at byte `at` otherwise than a host with `rules`.
fn is_suspect(rules: FlankingRules, text: &str, at: usize) -> bool {
    let odd = |char: char| {
        !char.is_ascii()
            && (char.general_category_group() == GeneralCategoryGroup::Symbol
                || matches!(char, '\u{85}' | '\u{2028}' | '\u{2029}'))
    };
    let beside_odd =
        || text[..at].chars().next_back().is_some_and(odd) || text[at + 1..].chars().next().is_some_and(odd);
    text.as_bytes()[at] == b'~'
        || match rules {
            FlankingRules::CommonMark => false,
            FlankingRules::GitHub => beside_odd(),
            // With these, delimiters work that the parser takes for text.
            _ => true,
        }
}

/// The pairs in `scope`, in the order of their openings, if the tree has others.
fn plan(tree: &Tree<'_>, scope: Node<'_>) -> Option<Vec<DelimiterMatch>> {
    let runs = runs(scope, tree.source.parsed());
    let profile = tree.source.profile();
    let strikethrough = match profile.strikethrough {
        Strikethrough::None => Strikethrough::Two,
        other => other,
    };
    let mut pairs = matches(&runs, Reading::Host(profile.emphasis, strikethrough));
    pairs.sort_unstable_by_key(|pair| pair.opening);
    let mut shown: Vec<(Span, Kind)> = Vec::new();
    let mut open = vec![scope];
    while let Some(around) = open.pop() {
        for node in around.children().filter(|node| PAIRED.contains(node.kind())) {
            shown.push((node.span(), node.kind()));
            open.push(node);
        }
    }
    shown.sort_unstable();
    let mut meant: Vec<_> = pairs.iter().map(|pair| (pair.span(), kind(tree, pair))).collect();
    meant.sort_unstable();
    (shown != meant).then_some(pairs)
}

fn kind(tree: &Tree<'_>, pair: &DelimiterMatch) -> Kind {
    match (tree.source.parsed().as_bytes()[pair.opening.range().start], pair.opening.len()) {
        (b'~', _) => Kind::Strikethrough,
        (_, 1) => Kind::Emphasis,
        _ => Kind::Strong,
    }
}

/// The number of delimiters on each side of `node`.
fn width(node: Node<'_>) -> usize {
    match node.kind() {
        Kind::Strong => 2,
        Kind::Strikethrough if node.source().starts_with("~~") => 2,
        _ => 1,
    }
}

/// An open node of the old tree.
enum Old {
    /// It is in the new tree as well.
    Kept,
    /// It is in the new tree as well, and delimiter runs pair within it.
    Scope,
    /// A text, which has no children.
    Text,
    /// Emphasis that is not in the new tree, with its closing delimiter.
    Dissolved(Span),
}

/// The pairs of a scope that are not complete in the new tree.
#[derive(Default)]
struct Pairs<'p> {
    /// In the order of their openings. `None` if the scope does not change.
    waiting: Option<&'p [DelimiterMatch]>,
    /// The closing delimiters of the open ones.
    closings: Vec<Span>,
}

/// A copy of a tree in the making, with other pairs in some scopes. It is not recursive, because the depth of a tree is
/// limited only by the note's length.
#[derive(Default)]
struct Rebuilding<'p> {
    nodes: Vec<NodeData>,
    /// The open nodes of the new tree, each with its last child.
    open: Vec<(NodeId, NodeId)>,
    scopes: Vec<Pairs<'p>>,
    /// Text that is not in the new tree yet.
    text: Option<Span>,
}

impl<'p> Rebuilding<'p> {
    fn run<'s>(mut self, tree: Tree<'s>, plans: &'p FxHashMap<NodeId, Vec<DelimiterMatch>>) -> Tree<'s> {
        let mut old: Vec<(NodeId, Old)> = Vec::new();
        for node in tree.nodes() {
            let parent = node.parent().map(Node::id);
            while old.last().is_some_and(|(id, _)| Some(*id) != parent) {
                self.leave(&tree, old.pop());
            }
            old.push((node.id(), self.enter(&tree, node, plans)));
        }
        while !old.is_empty() {
            self.leave(&tree, old.pop());
        }
        Tree { nodes: self.nodes, ..tree }
    }

    fn enter(&mut self, tree: &Tree<'_>, node: Node<'_>, plans: &'p FxHashMap<NodeId, Vec<DelimiterMatch>>) -> Old {
        let data = &tree.nodes[node.id().index()];
        if self.scopes.last().is_some_and(|pairs| pairs.waiting.is_some()) {
            if PAIRED.contains(data.kind) {
                let (start, end) = (data.span.start as usize, data.span.end as usize);
                self.add_text(tree, Span::new(start, start + width(node)));
                return Old::Dissolved(Span::new(end - width(node), end));
            }
            // Decoded text contains no delimiters.
            if data.kind == Kind::Text && data.data == 0 {
                self.add_text(tree, data.span);
                return Old::Text;
            }
        }
        self.flush(tree);
        self.start(data.kind, data.span, data.data);
        if SCOPES.contains(data.kind) {
            let waiting = plans.get(&node.id()).map(Vec::as_slice);
            self.scopes.push(Pairs { waiting, closings: Vec::new() });
            return Old::Scope;
        }
        Old::Kept
    }

    fn leave(&mut self, tree: &Tree<'_>, old: Option<(NodeId, Old)>) {
        match old {
            Some((_, Old::Dissolved(closing))) => self.add_text(tree, closing),
            Some((_, Old::Text)) | None => {}
            Some((_, kept)) => {
                self.flush(tree);
                self.open.pop();
                if matches!(kept, Old::Scope) {
                    self.scopes.pop();
                }
            }
        }
    }

    fn start(&mut self, kind: Kind, span: Span, data: u32) {
        let id = NodeId(offset(self.nodes.len()));
        let mut parent = NodeId::NONE;
        if let Some((around, last)) = self.open.last_mut() {
            parent = *around;
            match *last {
                NodeId::NONE => self.nodes[parent.index()].first_child = id,
                last => self.nodes[last.index()].next_sibling = id,
            }
            *last = id;
        }
        let (first_child, next_sibling) = (NodeId::NONE, NodeId::NONE);
        self.nodes.push(NodeData { kind, span, parent, first_child, next_sibling, data });
        self.open.push((id, NodeId::NONE));
    }

    fn add_text(&mut self, tree: &Tree<'_>, span: Span) {
        match &mut self.text {
            Some(text) if text.end == span.start => text.end = span.end,
            _ => {
                self.flush(tree);
                self.text = Some(span);
            }
        }
    }

    /// Adds the text to the new tree, split at the delimiters in it.
    fn flush(&mut self, tree: &Tree<'_>) {
        let Some(mut text) = self.text.take() else { return };
        while let Some(pairs) = self.scopes.last_mut() {
            let opening = pairs.waiting.and_then(<[_]>::first).copied().filter(|pair| pair.opening.start < text.end);
            let closing = pairs.closings.last().copied().filter(|closing| closing.start < text.end);
            let opens = opening.filter(|pair| closing.is_none_or(|closing| pair.opening.start < closing.start));
            let Some(delimiter) = opens.map(|pair| pair.opening).or(closing) else { break };
            match opens {
                Some(pair) => {
                    pairs.waiting = pairs.waiting.map(|pairs| &pairs[1..]);
                    pairs.closings.push(pair.closing);
                }
                None => drop(pairs.closings.pop()),
            }
            self.piece(Span { start: text.start, end: delimiter.start.max(text.start) });
            match opens {
                Some(pair) => self.start(kind(tree, &pair), pair.span(), 0),
                None => drop(self.open.pop()),
            }
            text.start = delimiter.end.min(text.end);
        }
        self.piece(text);
    }

    fn piece(&mut self, text: Span) {
        if !text.is_empty() {
            self.start(Kind::Text, text, 0);
            self.open.pop();
        }
    }
}
