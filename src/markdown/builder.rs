//! Builds the arena tree from the parser's events, which [`crate::markdown::document`] passes on.

#![warn(clippy::string_slice)]

use std::borrow::Cow;

use memchr::memchr2;

use crate::markdown::autolink::{self, Autolink};
use crate::markdown::kind::{Kind, NodeData, NodeId};
use crate::markdown::link::{Link, LinkSyntax};
use crate::markdown::node::Tree;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span, is_as_written, offset};
use crate::text::whitespace::{Whitespace as _, is_space_or_ending};

/// An open node and its last child so far.
struct OpenNode {
    id: NodeId,
    last_child: NodeId,
    /// Whether it is a paragraph around the text of a tight item, for which the parser has no event.
    implied: bool,
}

/// A tree under construction.
pub(crate) struct TreeBuilder<'s> {
    source: &'s Source,
    nodes: Vec<NodeData>,
    links: Vec<Link<'s>>,
    strings: Vec<Cow<'s, str>>,
    open: Vec<OpenNode>,
    /// Adjacent texts that become one run, each decoded where that differs from the source.
    run: Vec<(Span, Option<Cow<'s, str>>)>,
    /// See [`Tree::text_dollars`].
    text_dollars: Vec<Span>,
    /// Whether the source can contain a bare URL without a scheme.
    without_scheme: bool,
}

impl<'s> TreeBuilder<'s> {
    /// A tree with only the root of `source`.
    pub(crate) fn new(source: &'s Source) -> Self {
        let length = source.text().len();
        let mut builder = Self {
            source,
            nodes: Vec::with_capacity(length / 24 + 2),
            links: Vec::new(),
            strings: Vec::new(),
            open: Vec::new(),
            run: Vec::new(),
            text_dollars: Vec::new(),
            without_scheme: autolink::possible_without_scheme(source.profile().bare_urls, source.text()),
        };
        builder.start(Kind::Document, Span::new(0, length), 0);
        builder
    }

    /// The source from byte `offset` on.
    pub(crate) fn rest(&self, offset: u32) -> &'s str {
        self.source.text().tail(offset as usize)
    }

    fn push(&mut self, kind: Kind, span: Span, data: u32) -> NodeId {
        let id = NodeId(offset(self.nodes.len()));
        let mut parent = NodeId::NONE;
        if let Some(open) = self.open.last_mut() {
            parent = open.id;
            match open.last_child {
                NodeId::NONE => self.nodes[parent.index()].first_child = id,
                last => self.nodes[last.index()].next_sibling = id,
            }
            open.last_child = id;
        }
        let (first_child, next_sibling) = (NodeId::NONE, NodeId::NONE);
        self.nodes.push(NodeData { kind, span, parent, first_child, next_sibling, data });
        id
    }

    /// Opens a node. For `data` see [`NodeData::data`].
    pub(crate) fn start(&mut self, kind: Kind, span: Span, data: u32) {
        self.flush();
        if is_inline(kind) {
            self.imply_paragraph(span);
        } else {
            self.close_implied();
        }
        let mut span = span;
        if matches!(kind, Kind::List | Kind::Item) {
            let start = marker_start(self.source.parsed(), span.start as usize);
            span = Span::new(start.min(span.end as usize), span.end as usize);
        }
        let id = self.push(kind, span, data);
        self.open.push(OpenNode { id, last_child: NodeId::NONE, implied: false });
    }

    /// Adds a block without children. White space at its end is cut off.
    pub(crate) fn leaf(&mut self, kind: Kind, span: Span) {
        self.flush();
        self.close_implied();
        let length = self.source.parsed().part(span.range()).md_trim_end().len();
        let end = span.start as usize + length;
        self.push(kind, self.source.span_in_source(span.start as usize, end), 0);
    }

    /// Adds an inline without children. `literal` is its content where that differs from its source.
    pub(crate) fn inline(&mut self, kind: Kind, span: Span, literal: Option<Cow<'s, str>>) {
        self.flush();
        self.imply_paragraph(span);
        let data = literal.map_or(0, |text| self.string(text));
        self.push(kind, span, data);
    }

    /// Adds mathematics with the content `literal`, or the text that the host takes it for.
    pub(crate) fn math(&mut self, literal: Cow<'s, str>, span: Span) {
        let (source, math) = (self.source, self.source.profile().math);
        let (before, after) = (source.parsed().head(span.start as usize), source.parsed().tail(span.end as usize));
        let digit = |char: char| char.is_ascii_digit();
        if !math.before_digits && after.starts_with(digit) || !math.after_digits && before.ends_with(digit) {
            self.text_dollars.push(span);
            return self.text(Cow::Borrowed(source.slice(span)), span);
        }
        let inner = literal.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')).filter(|_| math.backticks);
        let inner = inner.map(|inner| Cow::Owned(inner.to_owned()));
        self.inline(Kind::Math, span, Some(inner.unwrap_or(literal)));
    }

    /// Adds a task marker, `[ ]` or `[x]`.
    pub(crate) fn task_marker(&mut self, span: Span, checked: bool) {
        self.imply_paragraph(span);
        self.push(Kind::TaskMarker, span, u32::from(checked));
        // In a loose item, the parser's paragraph begins after the marker. Start offsets must not decrease in the tree.
        if let Some(open) = self.open.last() {
            let around = &mut self.nodes[open.id.index()].span;
            around.start = around.start.min(span.start);
        }
    }

    /// Opens a paragraph for inline content that is directly in a container block, as in tight list items.
    fn imply_paragraph(&mut self, at: Span) {
        let Some(open) = self.open.last() else { return };
        let around = self.nodes[open.id.index()].kind;
        if matches!(around, Kind::Item | Kind::FootnoteDefinition | Kind::Document | Kind::BlockQuote) {
            let id = self.push(Kind::Paragraph, at, 0);
            self.open.push(OpenNode { id, last_child: NodeId::NONE, implied: true });
        }
    }

    fn close_implied(&mut self) {
        if self.open.last().is_some_and(|open| open.implied) {
            self.close();
        }
    }

    /// Closes the last opened node.
    pub(crate) fn end(&mut self) {
        self.flush();
        self.close_implied();
        self.close();
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let last_end = (open.last_child != NodeId::NONE).then(|| self.nodes[open.last_child.index()].span.end);
        let text = self.source.parsed();
        let node = &mut self.nodes[open.id.index()];
        let trimmed = |span: Span| Span::new(0, text.head(span.end as usize).md_trim_end().len()).end.max(span.start);
        node.span.end = match node.kind {
            // The parser extends containers over trailing blank lines (and the `>` of an outer quote). End them with
            // their content.
            Kind::BlockQuote => last_end.unwrap_or_else(|| trimmed(node.span)),
            Kind::List | Kind::Item | Kind::FootnoteDefinition => last_end.unwrap_or_else(|| {
                // An item with only a marker: anything after it belongs to the quotes around it.
                let marker =
                    text.part(node.span.range()).trim_end_matches(|char| is_space_or_ending(char) || char == '>');
                node.span.start + offset(marker.len())
            }),
            Kind::Paragraph if open.implied => last_end.unwrap_or(node.span.end),
            Kind::Document => node.span.end,
            Kind::CodeBlock => {
                let span = text.part(node.span.range()).trim_end_matches(['\n', '\r']).len();
                offset(node.span.start as usize + span)
            }
            _ => trimmed(node.span),
        };
        // Where the flavour replaced a character by spaces, the parser's offset can be inside that character.
        node.span = self.source.span_in_source(node.span.start as usize, node.span.end.max(node.span.start) as usize);
    }

    /// Stores `text`. The returned number (from 1) goes in [`NodeData::data`].
    pub(crate) fn string(&mut self, text: Cow<'s, str>) -> u32 {
        self.strings.push(text);
        offset(self.strings.len())
    }

    /// Stores a link. The returned number goes in [`NodeData::data`].
    pub(crate) fn link(
        &mut self,
        form: LinkSyntax,
        destination: Cow<'s, str>,
        title: Cow<'s, str>,
        label: Cow<'s, str>,
    ) -> u32 {
        self.links.push(Link { form, destination, title, label });
        offset(self.links.len() - 1)
    }

    /// Adds decoded text.
    pub(crate) fn text(&mut self, text: Cow<'s, str>, span: Span) {
        if span.is_empty() {
            return;
        }
        self.imply_paragraph(span);
        let source = self.source.slice(span);
        // Text that the parser borrows from the source is the same, so it need not be compared.
        let same = text.as_ptr() == source.as_ptr() && text.len() == source.len()
            || *text == *source
            || is_as_written(&text, source);
        let decoded = (!same).then_some(text);
        if let Some((last, _)) = self.run.last() {
            // A backslash between two texts belongs to the run: it escapes the character after it.
            let gap = self.source.parsed().part(last.end as usize..span.start as usize);
            if !(gap.is_empty() || gap == "\\") {
                self.flush();
            }
        }
        match (self.run.last_mut(), &decoded) {
            (Some((last, None)), None) if last.end == span.start => last.end = span.end,
            _ => self.run.push((span, decoded)),
        }
    }

    /// Adds the run of texts to the tree, split at the bare URLs.
    fn flush(&mut self) {
        let (Some((first, _)), Some((last, _))) = (self.run.first(), self.run.last()) else { return };
        let (start, end) = (first.start as usize, last.end as usize);
        let mut links = self.bare_urls(start, end).into_iter().peekable();
        let mut run = std::mem::take(&mut self.run);
        for (span, decoded) in run.drain(..) {
            let mut rest = span;
            while let Some((link, ..)) = links.peek() {
                if link.start >= rest.end {
                    break;
                }
                if link.start > rest.start {
                    self.piece(Span { start: rest.start, end: link.start }, None);
                }
                if link.end > rest.end {
                    rest.start = rest.end;
                    break;
                }
                rest.start = link.end.max(rest.start);
                if let Some((link, destination, form)) = links.next() {
                    let data = self.link(form, destination, Cow::Borrowed(""), Cow::Borrowed(""));
                    self.push(Kind::BareUrl, link, data);
                }
            }
            if !rest.is_empty() {
                self.piece(rest, if rest == span { decoded } else { None });
            }
        }
        self.run = run;
    }

    fn piece(&mut self, span: Span, decoded: Option<Cow<'s, str>>) {
        let data = decoded.map_or(0, |text| self.string(text));
        self.push(Kind::Text, span, data);
    }

    /// The bare URLs in the run of text from byte `start` to byte `end`, with their destinations.
    fn bare_urls(&self, start: usize, end: usize) -> Vec<(Span, Cow<'s, str>, LinkSyntax)> {
        let code_or_link = |open: &OpenNode| {
            matches!(self.nodes[open.id.index()].kind, Kind::CodeBlock | Kind::Link | Kind::Image | Kind::Autolink)
        };
        let text: &'s str = self.source.parsed().part(start..end);
        let possible =
            self.without_scheme || memchr2(b':', b'@', text.as_bytes()).is_some() && autolink::possible(text);
        if !possible || self.open.iter().any(code_or_link) {
            return Vec::new();
        }
        let urls = autolink::bare_urls(self.source.profile().bare_urls, text, self.char_before(start));
        let place = |link: Autolink, form| {
            let destination = link.destination(text);
            (Span::new(start + link.range.start, start + link.range.end), destination, form)
        };
        urls.into_iter().map(|(link, form)| place(link, form)).collect()
    }

    /// The character before byte `start` in its block. At the start of a line, that is not the prefix of the blocks around
    /// it.
    fn char_before(&self, start: usize) -> Option<char> {
        let open = self.open.last()?;
        let kind = |id: NodeId| self.nodes[id.index()].kind;
        match open.last_child {
            NodeId::NONE if !is_inline(kind(open.id)) => None,
            last if last != NodeId::NONE && matches!(kind(last), Kind::SoftBreak | Kind::HardBreak) => Some('\n'),
            _ => self.source.parsed().head(start).chars().next_back(),
        }
    }

    /// Closes all open nodes.
    pub(crate) fn finish(mut self) -> Tree<'s> {
        while !self.open.is_empty() {
            self.end();
        }
        let Self { source, nodes, links, strings, text_dollars, .. } = self;
        Tree { source, nodes, links, strings, text_dollars }
    }
}

/// Offset of a list item's marker, for which the parser gives byte `at`. That can be a few bytes off: the parser counts
/// the columns by which a nested item is indented beyond its parent's content as bytes, so if they come from a tab,
/// `at` is on the line before.
fn marker_start(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let after_space = |at: usize| at + bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let start = after_space(at);
    let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_marker = match bytes.get(start + digits) {
        Some(b'.' | b')') => digits > 0,
        Some(b'-' | b'+' | b'*') => {
            digits == 0
                && (start == 0
                    || matches!(bytes[start - 1], b' ' | b'\t' | b'\x0b' | b'\x0c' | b'\n' | b'\r' | b'>')
                    || bytes[..start].ends_with(b"]:")
                    || bytes[..start] == *"\u{feff}".as_bytes())
        }
        _ => false,
    };
    // An item is indented by at most three columns relative to its container.
    let near = &bytes[at..(at + 3).min(bytes.len())];
    match near.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(ending) if !is_marker => after_space(at + ending + 1),
        _ => start,
    }
}

fn is_inline(kind: Kind) -> bool {
    kind >= Kind::Emphasis
}
