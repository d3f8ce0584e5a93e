//! Parses a source into a tree. This is the only module that calls the parser.
//!
//! The tree is GitHub's reading of the note: `CommonMark` with tables, strikethrough, task lists, footnotes, alerts and
//! math, and with the bare URLs and email addresses that GitHub links. For other flavours, their syntax is replaced
//! before parsing (see [`crate::markdown::flavour`]). The tree differs from the parser's events in two ways: the text
//! of a tight list item is also in a [`Kind::Paragraph`], and adjacent texts are one node.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag};

pub use crate::markdown::kind::{Kind, Kinds, NodeId};
pub use crate::markdown::link::{Definition, Link, LinkSyntax, Undefined};
pub use crate::markdown::node::Node;

use crate::markdown::builder::TreeBuilder;
use crate::markdown::commands::{Command, Commands};
use crate::markdown::corrections::Corrections;
use crate::markdown::emphasis::pairing::repaired;
use crate::markdown::front_matter;
use crate::markdown::node::Tree;
use crate::markdown::prose::Prose;
use crate::markdown::regions::Regions;
use crate::text::characters::present::Present;
use crate::text::profile::Profile;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};

/// A parsed note.
#[derive(Debug)]
pub struct Document<'s> {
    tree: Tree<'s>,
    definitions: Vec<Definition<'s>>,
    undefined: Vec<Undefined<'s>>,
    prose: OnceCell<Prose>,
    regions: OnceCell<Regions>,
    present: OnceCell<Present>,
    commands: OnceCell<Commands>,
}

impl<'s> Document<'s> {
    /// Parses `source`. This can't fail: every text is valid Markdown.
    pub fn parse(source: &'s Source) -> Self {
        let text = source.text();
        let front = front_matter::find(text).map(|front| Span::new(front.start, front.end));
        let body = front.map_or(front_matter::skip_bom(text), |front| front.end as usize);
        let mut corrections = Corrections::default();
        let mut document = Self::read(source, front, &source.parsed()[body..], |offset| offset + body, |event| event);
        while corrections.revise(&document.tree) {
            let corrected = corrections.apply(&source.parsed()[body..], body);
            let in_source = |offset| corrections.in_source(offset, body);
            let kept = |event: Event<'_>| event.into_static();
            document = Self::read(source, front, &corrected, in_source, kept);
        }
        Self { tree: repaired(document.tree), ..document }
    }

    /// Parses `text`, which is the body of `source`, perhaps with corrections. `in_source` returns the byte of the source
    /// for a byte of `text`, and `kept` an event that can outlive `text`.
    fn read<'t>(
        source: &'s Source,
        front: Option<Span>,
        text: &'t str,
        in_source: impl Fn(usize) -> usize,
        kept: impl Fn(Event<'t>) -> Event<'s>,
    ) -> Self {
        let span_of = |range: Range<usize>| source.span_in_source(in_source(range.start), in_source(range.end));
        let mut undefined = Vec::new();
        let parser = Parser::new_with_broken_link_callback(
            text,
            options(source.profile()),
            Some(|link: BrokenLink<'t>| {
                undefined.push(Undefined {
                    form: form(link.link_type),
                    span: span_of(link.span),
                    label: link.reference.into_string().into(),
                });
                None
            }),
        );
        let mut builder = TreeBuilder::new(source);
        if let Some(front) = front {
            builder.leaf(Kind::FrontMatter, front);
        }
        let mut events = parser.into_offset_iter();
        for (event, range) in events.by_ref() {
            let span = span_of(range);
            let breaks = || source.profile().breaks_lines || source.syntax().ends_line(span);
            let event = match event {
                Event::HardBreak if !is_hard(source, span) => Event::SoftBreak,
                event => kept(event),
            };
            let event = if matches!(event, Event::SoftBreak) && breaks() { Event::HardBreak } else { event };
            push_event(&mut builder, event, span);
        }
        let mut definitions: Vec<_> = events
            .reference_definitions()
            .iter()
            .map(|(label, definition)| Definition {
                label: Cow::Owned(label.to_owned()),
                span: span_of(definition.span.clone()),
                destination: Cow::Owned(definition.dest.to_string()),
            })
            .collect();
        definitions.sort_by_key(|definition| definition.span);
        drop(events);
        // The parser looks up some references twice.
        undefined.sort_by_key(|reference| reference.span);
        undefined.dedup_by_key(|reference| reference.span);
        Self {
            tree: builder.finish(),
            definitions,
            undefined,
            prose: OnceCell::new(),
            regions: OnceCell::new(),
            present: OnceCell::new(),
            commands: OnceCell::new(),
        }
    }

    /// The characters of the source, and those written as entities.
    pub fn present(&self) -> &Present {
        self.present.get_or_init(|| {
            let mut present = Present::of(self.tree.source.text());
            for string in &self.tree.strings {
                present.add(string);
            }
            present
        })
    }

    /// How the host of the note reads Markdown.
    pub fn profile(&self) -> &'s Profile {
        self.tree.source.profile()
    }

    /// The source that was parsed.
    pub fn source(&self) -> &'s Source {
        self.tree.source
    }

    /// The root.
    pub fn root(&self) -> Node<'_> {
        self.node(NodeId(0))
    }

    /// The node with index `id`.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
    }

    /// All nodes in the order of the text, starting with the root.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.tree.nodes()
    }

    /// All nodes of `kind`.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = Node<'_>> {
        self.nodes().filter(move |node| node.kind() == kind)
    }

    /// The innermost node that contains byte `offset`.
    pub fn node_at(&self, offset: usize) -> Node<'_> {
        self.tree.node_at(offset)
    }

    /// The link reference definitions, in the order of the text.
    pub fn definitions(&self) -> &[Definition<'s>] {
        &self.definitions
    }

    /// The references without a definition, in the order of the text.
    pub fn undefined(&self) -> &[Undefined<'s>] {
        &self.undefined
    }

    /// The visible text, block by block. Computed at the first call.
    pub fn prose(&self) -> &Prose {
        self.prose.get_or_init(|| Prose::of(&self.tree))
    }

    /// The commands in its code, in the order of the text. Computed at the first call.
    pub fn commands(&self) -> impl Iterator<Item = Command<'_>> {
        self.commands.get_or_init(|| Commands::of(&self.tree)).iter(self.source().text())
    }

    /// The headings and quotations. Computed at the first call.
    pub(crate) fn regions(&self) -> &Regions {
        self.regions.get_or_init(|| Regions::of(&self.tree))
    }
}

/// The parser's extensions for a host with `profile`. Those that a host does not have are on as well, because the tree is
/// what the author meant; only `$` is too common in prose.
fn options(profile: &Profile) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    options.set(Options::ENABLE_MATH, profile.math.dollars);
    options
}

fn form(link_type: LinkType) -> LinkSyntax {
    match link_type {
        LinkType::Inline | LinkType::WikiLink { .. } => LinkSyntax::Inline,
        LinkType::Reference | LinkType::ReferenceUnknown => LinkSyntax::Full,
        LinkType::Collapsed | LinkType::CollapsedUnknown => LinkSyntax::Collapsed,
        LinkType::Shortcut | LinkType::ShortcutUnknown => LinkSyntax::Shortcut,
        LinkType::Autolink | LinkType::Email => LinkSyntax::Autolink,
    }
}

/// Whether the line ending in `span` is preceded by a backslash or two spaces (`CommonMark` 0.31 §6.7). The parser accepts
/// any white space instead of the spaces.
fn is_hard(source: &Source, span: Span) -> bool {
    let written = source.parsed().part(span.range()).trim_end_matches(['\n', '\r']);
    written.ends_with('\\') || written.ends_with("  ")
}

/// The text of a parser's string, borrowed where the parser borrows it.
fn cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.into_string()),
    }
}

/// Passes an event to `builder`. `span` is in the source.
fn push_event<'s>(builder: &mut TreeBuilder<'s>, event: Event<'s>, span: Span) {
    match event {
        Event::Start(tag) => open(builder, tag, span),
        Event::End(_) => builder.end(),
        Event::Text(text) => builder.text(cow(text), span),
        Event::Code(code) => builder.inline(Kind::Code, span, Some(cow(code))),
        Event::InlineMath(math) | Event::DisplayMath(math) => builder.math(cow(math), span),
        Event::InlineHtml(_) => builder.inline(Kind::InlineHtml, span, None),
        Event::FootnoteReference(label) => builder.inline(Kind::FootnoteReference, span, Some(cow(label))),
        Event::SoftBreak => builder.inline(Kind::SoftBreak, span, None),
        Event::HardBreak => builder.inline(Kind::HardBreak, span, None),
        Event::Html(_) => builder.leaf(Kind::Html, span),
        Event::Rule => builder.leaf(Kind::ThematicBreak, span),
        Event::TaskListMarker(checked) => builder.task_marker(span, checked),
    }
}

fn open<'s>(builder: &mut TreeBuilder<'s>, tag: Tag<'s>, span: Span) {
    let mut end = span.end;
    let (kind, data) = match tag {
        Tag::Heading { level, .. } => (Kind::Heading, level as u32),
        Tag::BlockQuote(_) => (Kind::BlockQuote, 0),
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => (Kind::CodeBlock, builder.string(cow(info))),
        Tag::CodeBlock(CodeBlockKind::Indented) => (Kind::CodeBlock, 0),
        Tag::HtmlBlock => (Kind::HtmlBlock, 0),
        Tag::List(None) => (Kind::List, u32::MAX),
        Tag::List(Some(start)) => (Kind::List, u32::try_from(start).unwrap_or(u32::MAX - 1)),
        Tag::Item => (Kind::Item, 0),
        Tag::FootnoteDefinition(label) => (Kind::FootnoteDefinition, builder.string(cow(label))),
        Tag::Table(_) => (Kind::Table, 0),
        Tag::TableHead => (Kind::TableHead, 0),
        Tag::TableRow => (Kind::TableRow, 0),
        Tag::TableCell => (Kind::TableCell, 0),
        Tag::Emphasis => (Kind::Emphasis, 0),
        Tag::Strong => (Kind::Strong, 0),
        Tag::Strikethrough => (Kind::Strikethrough, 0),
        Tag::Link { link_type, dest_url, title, id } => {
            let form = form(link_type);
            end += collapsed(builder, form, span);
            let kind = if form == LinkSyntax::Autolink { Kind::Autolink } else { Kind::Link };
            (kind, builder.link(form, cow(dest_url), cow(title), cow(id)))
        }
        Tag::Image { link_type, dest_url, title, id } => {
            end += collapsed(builder, form(link_type), span);
            (Kind::Image, builder.link(form(link_type), cow(dest_url), cow(title), cow(id)))
        }
        // These are not enabled, except for the first.
        Tag::Paragraph
        | Tag::Superscript
        | Tag::Subscript
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::MetadataBlock(_) => (Kind::Paragraph, 0),
    };
    builder.start(kind, Span { start: span.start, end }, data);
}

/// The length of the `[]` in `[label][]`, which the parser's range does not include.
fn collapsed(builder: &TreeBuilder<'_>, form: LinkSyntax, span: Span) -> u32 {
    if form == LinkSyntax::Collapsed && builder.rest(span.end).starts_with("[]") { 2 } else { 0 }
}
