//! What readers and renderers see of a note, as fixes are verified against it.

use std::borrow::Cow;

use crate::links::bare_urls::is_left_out;
use crate::lint::fix::destinations::{Site, sites};
use crate::lint::fix::host_reading::HostReading;
use crate::lint::fix::literal::WrittenText;
use crate::lint::fix::parts::Parts;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::{Source, Span, offset};
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// What readers and renderers see of a note.
#[derive(Debug)]
pub struct RenderedView {
    /// The nodes in order, with their kind and detail; `None` closes a node.
    pub(super) tree: Vec<Option<(Kind, Cow<'static, str>)>>,
    /// Visible characters outside code, with their offsets. A run of white space is one space.
    pub(super) chars: Vec<(char, u32)>,
    /// The contents of code blocks, code spans and math.
    pub(super) code: Vec<String>,
    /// The characters of code blocks and code spans as written, with their offsets. Empty without [`Parts::code`].
    pub(super) code_chars: Vec<(char, u32)>,
    has_code_chars: bool,
    /// Raw HTML and front matter.
    pub(super) raw: Vec<String>,
    pub(super) links: Vec<Destination>,
    /// The destinations in the note, with their positions. Empty without [`Parts::links`].
    pub(super) sites: Vec<Site>,
    /// Emphasis and links. An edit that covers one completely may add or remove it.
    pub(super) spanned: Vec<(Kind, Span)>,
    /// The spans and texts of the flavour's syntax, without surrounding white space.
    pub(super) syntax: Vec<(Span, String)>,
    /// The labels, destinations and spans of link reference definitions.
    pub(super) definitions: Vec<(String, String, Span)>,
    /// Where the host shows something else.
    pub(super) host: HostReading,
    /// The text with what is not shown of it. Empty without [`Parts::written`].
    pub(super) written: WrittenText,
    /// The whole text of the note.
    pub(super) text: Box<str>,
}

/// A link or an image.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    pub(super) to: String,
    pub(super) kind: Kind,
    pub(super) span: Span,
}

impl RenderedView {
    /// Parses `source` and builds its view.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        Self::with_parts(&Document::parse(source), Parts::ALL)
    }

    /// The view of a parsed document, with these `parts`.
    pub(super) fn with_parts(document: &Document<'_>, parts: Parts) -> Self {
        let source = document.source();
        let definitions = document.definitions().iter();
        let syntax = source.syntax().spans.iter().map(|span| (*span, source.slice(*span).unicode_trim()));
        let mut view = RenderedView {
            tree: Vec::new(),
            chars: Vec::new(),
            code: Vec::new(),
            code_chars: Vec::new(),
            has_code_chars: parts.code,
            raw: Vec::new(),
            links: Vec::new(),
            sites: if parts.links { sites(document) } else { Vec::new() },
            spanned: Vec::new(),
            syntax: syntax
                .filter(|(_, syntax)| !syntax.is_empty())
                .map(|(span, syntax)| (span, syntax.to_owned()))
                .collect(),
            definitions: definitions.map(|to| (to.label.to_string(), to.destination.to_string(), to.span)).collect(),
            host: HostReading::of(document),
            written: if parts.written { WrittenText::of(document) } else { WrittenText::default() },
            text: source.text().into(),
        };
        let mut open: Vec<Node<'_>> = Vec::new();
        for node in document.nodes() {
            while open.last().is_some_and(|last| Some(*last) != node.parent()) {
                view.close(open.pop());
            }
            view.node(node);
            open.push(node);
        }
        while let Some(last) = open.pop() {
            view.close(Some(last));
        }
        view
    }

    fn node(&mut self, node: Node<'_>) {
        let offset = node.span().start;
        match node.kind() {
            Kind::Text if node.parent().is_some_and(|parent| parent.kind() == Kind::CodeBlock) => {
                if let Some(code) = self.code.last_mut() {
                    code.push_str(node.literal());
                }
                self.push_code(node);
                return;
            }
            Kind::Text => return self.text(node),
            Kind::SoftBreak => return self.push_char(' ', offset),
            Kind::HardBreak => self.push_char(' ', offset),
            Kind::Code | Kind::Math => {
                self.code.push(node.literal().to_owned());
                self.push_code(node);
                self.push_char('\u{fffc}', offset);
            }
            Kind::CodeBlock => self.code.push(String::new()),
            Kind::Html | Kind::InlineHtml | Kind::FrontMatter => {
                // Renderers add a missing line ending at the end of the file.
                // A slash at the end of a tag has no meaning in HTML.
                self.raw.push(node.source().trim_end_matches(['\n', '\r']).replace(" />", ">").replace(" >", ">"));
            }
            Kind::Link | Kind::Image | Kind::Autolink | Kind::BareUrl => self.link(node),
            Kind::Emphasis | Kind::Strong => self.spanned.push((node.kind(), node.span())),
            Kind::FootnoteReference => self.push_char('\u{fffc}', offset),
            // A task list marker has the same characters whether it is parsed as one or as text.
            Kind::TaskMarker => self.verbatim(node),
            _ => {}
        }
        self.tree.push(Some((node.kind(), detail(node))));
    }

    fn link(&mut self, node: Node<'_>) {
        let mut to = node.link().destination.to_string();
        if node.kind() == Kind::Autolink && to.contains('@') && !to.contains(':') {
            to.insert_str(0, "mailto:");
        }
        // The part of a URL that the host's link leaves out is compared with it.
        if let Some(cut) = self.links.last_mut().filter(|_| node.kind() == Kind::BareUrl && is_left_out(node)) {
            cut.to.push_str(&to);
            cut.span.end = node.span().end;
            return self.verbatim(node);
        }
        self.links.push(Destination { to, kind: node.kind(), span: node.span() });
        if node.kind() == Kind::Link {
            self.spanned.push((Kind::Link, node.span()));
        }
        if node.kind() == Kind::BareUrl {
            self.verbatim(node);
        }
    }

    fn verbatim(&mut self, node: Node<'_>) {
        for (at, char) in node.source().char_indices() {
            self.push_char(char, node.span().start + offset(at));
        }
    }

    fn text(&mut self, node: Node<'_>) {
        let verbatim = node.literal().len() == node.span().len();
        for (at, char) in node.literal().char_indices() {
            self.push_char(char, node.span().start + if verbatim { offset(at) } else { 0 });
        }
    }

    fn push_code(&mut self, node: Node<'_>) {
        if !self.has_code_chars {
            return;
        }
        let written = node.source().char_indices();
        self.code_chars.extend(written.map(|(at, char)| (char, node.span().start + offset(at))));
    }

    fn push_char(&mut self, char: char, offset: u32) {
        let space = is_unicode_space(char);
        if !(space && self.chars.last().is_none_or(|(last, _)| *last == ' ')) {
            self.chars.push((if space { ' ' } else { char }, offset));
        }
    }

    fn close(&mut self, node: Option<Node<'_>>) {
        let Some(node) = node else { return };
        if matches!(node.kind(), Kind::Text | Kind::SoftBreak) {
            return;
        }
        let code = self.code.last_mut().filter(|_| node.kind() == Kind::CodeBlock);
        if let Some(code) = code.filter(|code| !code.is_empty() && !code.ends_with('\n')) {
            // Renderers add a missing line ending to a code block at the end of the file.
            code.push('\n');
        }
        self.tree.push(None);
        if matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell) {
            self.push_char(' ', node.span().end);
        }
    }

    /// The number of nodes of `kind`.
    pub(super) fn count(&self, kind: Kind) -> usize {
        self.tree.iter().flatten().filter(|(found, _)| *found == kind).count()
    }
}

/// The properties of a node other than its kind and text.
fn detail(node: Node<'_>) -> Cow<'static, str> {
    match node.kind() {
        Kind::Heading => Cow::Owned(node.level().to_string()),
        Kind::List => node.list_start().map_or(Cow::Borrowed(""), |start| Cow::Owned(start.to_string())),
        Kind::CodeBlock | Kind::FootnoteDefinition | Kind::FootnoteReference => Cow::Owned(node.literal().to_owned()),
        Kind::TaskMarker => Cow::Borrowed(if node.is_checked() { "x" } else { "" }),
        Kind::Link | Kind::Image => Cow::Owned(node.link().title.to_string()),
        _ => Cow::Borrowed(""),
    }
}
