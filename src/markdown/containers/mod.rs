//! Containers between lines of colons (`:::message` … `:::`): which the author meant, and what the host makes of them.
//!
//! zenn-markdown-html, VitePress and Docusaurus agree on where a container ends: at the first line of at least as many
//! colons, wherever that is, even in code or in an inner container. Otherwise it ends with the quote or list item
//! around it.

mod line;
mod opening;
mod place;

use crate::markdown::document::{Document, Kind};
use crate::text::boxes::Containers;
use crate::text::span::Span;

pub use line::ColonLine;
use line::colons;
pub(crate) use opening::closing;
pub use opening::{Reading, name};
use place::{Place, Places};

/// A container as its author meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// The line that opens it.
    pub opening: ColonLine,
    /// What the host makes of that line.
    pub reading: Reading,
    /// The line that was meant to close it. `None` if it ends with the note or the block around it.
    pub closing: Option<ColonLine>,
    /// Why it does not end where it was meant to.
    pub fault: Option<EndFault>,
}

/// Why a container does not end where it was meant to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndFault {
    /// Nothing closes it, so it runs to the end of the note.
    Unclosed,
    /// The line that was meant to close it has fewer colons.
    ShortClosing,
    /// The line that was meant to close it is outside the list item around it.
    Outside,
    /// This line, which closes a container in it, closes it too.
    Inner(Span),
    /// This line of colons in code closes it.
    Code(Span),
}

/// The containers of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In the order of their opening lines.
    pub containers: Vec<Container>,
    /// Lines of colons that close nothing.
    pub strays: Vec<ColonLine>,
}

/// The containers of a parsed note.
pub fn of_document(document: &Document<'_>) -> Found {
    let code = Kind::CodeBlock;
    let skipped = document.nodes().filter(|node| matches!(node.kind(), Kind::CodeBlock | Kind::HtmlBlock));
    let skipped: Vec<(Span, Kind)> = skipped.map(|node| (node.span(), node.kind())).collect();
    let source = document.source();
    let around = |at: usize| {
        let next = skipped.partition_point(|(span, _)| span.end as usize <= at);
        skipped.get(next).filter(|(span, _)| span.start as usize <= at).map(|(_, kind)| *kind)
    };
    let front = document.root().first_child().filter(|node| node.kind() == Kind::FrontMatter);
    let body = front.map_or(0, |node| node.span().end as usize);
    let boxes = document.profile().boxes.containers;
    let indented = document.profile().indented_code;
    let mut scan = Scan::new(boxes, indented);
    // Indented code is judged by the columns of a line, as the tree has no containers.
    scan.read(source.text(), body, |at| match around(at) {
        Some(kind) if kind == code => Some(Skipped::Code),
        Some(_) => Some(Skipped::Html),
        None => None,
    });
    scan.finish()
}

/// The containers of a text that has not been parsed yet, from byte `body` on.
pub(crate) fn of_text(
    text: &str,
    body: usize,
    (containers, indented_code): (Option<Containers>, bool),
    in_code: impl Fn(usize) -> bool,
) -> Found {
    let mut scan = Scan::new(containers, indented_code);
    scan.read(text, body, |at| in_code(at).then_some(Skipped::Code));
    scan.finish()
}

/// Where no container can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skipped {
    Code,
    Html,
}

/// A container that is open while a text is read.
struct Open {
    /// Its index among the containers.
    index: usize,
    place: Place,
    /// Whether the host has opened it, and not closed it yet.
    on_host: bool,
    /// A line with too few colons that may have been meant to close it.
    short: Option<ColonLine>,
}

struct Scan {
    containers: Option<Containers>,
    indented_code: bool,
    places: Places,
    open: Vec<Open>,
    found: Found,
}

impl Scan {
    fn new(containers: Option<Containers>, indented_code: bool) -> Self {
        Self { containers, indented_code, places: Places::default(), open: Vec::new(), found: Found::default() }
    }

    fn read(&mut self, text: &str, body: usize, skipped: impl Fn(usize) -> Option<Skipped>) {
        if memchr::memmem::find(&text.as_bytes()[body..], b":::").is_none() {
            return;
        }
        let mut start = body;
        for line in text[body..].split_inclusive('\n') {
            let head = self.places.head(line);
            let at = start + head.offset;
            let skip = skipped(at.min(start + line.len().saturating_sub(1)));
            if skip != Some(Skipped::Code) {
                self.places.enter(&head, line);
            }
            let colons = colons(line, start, head.offset, head.indent);
            self.leave(&head.place, line.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty(), colons.as_ref());
            if let Some(colons) = colons.filter(|_| !self.indented_code || head.indent < 4) {
                match skip {
                    None => self.colon_line(text, colons, &head.place),
                    Some(Skipped::Code) if colons.rest.is_empty() => self.in_code(&colons, &head.place),
                    Some(_) => {}
                }
            }
            start += line.len();
        }
    }

    /// Ends the containers whose quote or list item does not contain a line at `place`.
    fn leave(&mut self, place: &Place, blank: bool, colons: Option<&ColonLine>) {
        while let Some(last) = self.open.last() {
            let out = if blank { place.quotes < last.place.quotes } else { !last.place.contains(place) };
            if !out {
                break;
            }
            let Some(last) = self.open.pop() else { break };
            let container = &mut self.found.containers[last.index];
            let closes = |line: &&ColonLine| line.rest.is_empty() && line.count() == container.opening.count();
            if let Some(line) = colons.filter(closes).filter(|_| place.quotes == last.place.quotes) {
                container.closing = Some(line.clone());
                container.fault = Some(EndFault::Outside);
                return;
            }
        }
    }

    fn colon_line(&mut self, text: &str, line: ColonLine, place: &Place) {
        let closed = |container: &Container| container.closing.as_ref() == Some(&line);
        if self.found.containers.iter().rev().take(8).any(closed) {
            return;
        }
        if line.rest.is_empty() {
            return self.close(line, place);
        }
        let Some(mut reading) = opening::reading(text, &line, self.containers.as_ref()) else { return };
        let nests = self.containers.is_none_or(|containers| containers.nest);
        if !nests && self.open.last().is_some_and(|last| last.on_host && last.place == *place) {
            reading = Reading::Nested;
        }
        let bare = self.containers.is_some_and(|containers| containers.unknown_is_bare);
        let on_host = match reading {
            Reading::Box | Reading::Variant => true,
            Reading::Bare => bare,
            _ => false,
        };
        self.open.push(Open { index: self.found.containers.len(), place: place.clone(), on_host, short: None });
        self.found.containers.push(Container { opening: line, reading, closing: None, fault: None });
    }

    /// A line of colons alone.
    fn close(&mut self, line: ColonLine, place: &Place) {
        let nests = self.containers.is_none_or(|containers| containers.nest);
        let count = |open: &Open, found: &Found| found.containers[open.index].opening.count();
        let here = |open: &Open| open.place.quotes == place.quotes;
        let fits = |open: &Open| here(open) && (!nests || count(open, &self.found) <= line.count());
        let same = self.open.iter().rposition(|open| here(open) && count(open, &self.found) == line.count());
        let Some(meant) = same.or_else(|| self.open.iter().rposition(fits)) else {
            match self.open.last_mut() {
                Some(last) if last.place.quotes == place.quotes && last.short.is_none() => last.short = Some(line),
                _ => self.found.strays.push(line),
            }
            return;
        };
        // The host closes the outermost container that this line fits.
        let on_host = self.open.iter().position(|open| open.on_host && fits(open));
        let index = self.open[meant].index;
        if let Some(outer) = on_host.filter(|outer| *outer < meant) {
            self.open[outer].on_host = false;
            let known = matches!(self.found.containers[index].reading, Reading::Box | Reading::Variant);
            let outer = &mut self.found.containers[self.open[outer].index];
            if known && outer.fault.is_none() {
                outer.fault = Some(EndFault::Inner(line.colons));
            }
        }
        self.found.containers[index].closing = Some(line);
        for open in self.open.drain(meant..) {
            self.found.strays.extend(open.short);
        }
    }

    /// A line of colons alone in code, which ends the code and the container that it fits.
    fn in_code(&mut self, line: &ColonLine, place: &Place) {
        let nests = self.containers.is_none_or(|containers| containers.nest);
        let fits = |open: &&mut Open| {
            let count = self.found.containers[open.index].opening.count();
            open.on_host && open.place.quotes == place.quotes && (!nests || count <= line.count())
        };
        if let Some(open) = self.open.iter_mut().find(fits) {
            open.on_host = false;
            let container = &mut self.found.containers[open.index];
            container.fault.get_or_insert(EndFault::Code(line.colons));
        }
    }

    fn finish(mut self) -> Found {
        for open in self.open.drain(..) {
            let container = &mut self.found.containers[open.index];
            if let Some(short) = open.short {
                container.closing = Some(short);
                container.fault = Some(EndFault::ShortClosing);
            } else if open.place.is_top() {
                container.fault.get_or_insert(EndFault::Unclosed);
            }
        }
        self.found.strays.sort_by_key(|line| line.colons.start);
        self.found
    }
}
