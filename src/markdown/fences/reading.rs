//! Reads the marks of a container and decides where a block that does not end as it should was meant to end.

use super::container::Container;
use super::fault::{FenceFault, MeantEnd};
use super::mark::{Mark, MarkForm};
use super::outlook::Outlook;
use super::place;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// How many marks below an opening fence are looked at to find the block that it opens around others.
const WINDOW: usize = 64;

/// How many marks in one block are tried as its end.
const CANDIDATES: usize = 8;

/// The faults of the blocks in `container`, and the code in it as its author meant it.
pub(super) fn faults(container: &Container<'_>) -> (Vec<FenceFault>, Vec<Span>) {
    let (mut found, mut code) = (Vec::new(), Vec::new());
    let outlook = Outlook::of(&container.marks);
    let mut at = 0;
    while let Some(&open) = container.marks.get(at) {
        if !open.opens() {
            at += 1;
            continue;
        }
        let block = Block::new(container, &outlook, at, open);
        let (fault, next) = block.read();
        code.extend(block.meant_code(fault.as_ref(), next));
        found.extend(fault);
        at = next.max(at + 1);
    }
    (found, code)
}

/// The block that an opening fence begins.
struct Block<'c, 'd> {
    container: &'c Container<'d>,
    outlook: &'c Outlook,
    /// The index of the opening fence.
    at: usize,
    open: Mark,
    /// The index of the closing fence.
    close: Option<usize>,
    /// The index of the first fence in the block that would open another one.
    inner: Option<usize>,
}

impl<'c, 'd> Block<'c, 'd> {
    fn new(container: &'c Container<'d>, outlook: &'c Outlook, at: usize, open: Mark) -> Self {
        let mut block = Self { container, outlook, at, open, close: outlook.close(at), inner: None };
        if outlook.within(open, at, block.stop()) > 0 {
            block.inner = (at + 1..block.stop()).find(|index| block.mark(*index).opens_within(open));
        }
        block
    }

    fn mark(&self, index: usize) -> Mark {
        self.container.marks.get(index).copied().unwrap_or(self.open)
    }

    /// The index of the mark after those in the block.
    fn stop(&self) -> usize {
        self.close.unwrap_or(self.container.marks.len())
    }

    /// What the block, at whose end the reading goes on at the mark `next`, was meant to contain, fences included. `None` if its
    /// fence was hardly meant to open one.
    fn meant_code(&self, fault: Option<&FenceFault>, next: usize) -> Option<Span> {
        let end_of = |line: usize| self.container.line(line).end;
        let open = fault.map_or(self.open, |fault| fault.open);
        let end = match fault.map(|fault| &fault.meant) {
            None => self.mark(next.saturating_sub(1)).run.end,
            Some(
                MeantEnd::Short(mark)
                | MeantEnd::Glued(mark)
                | MeantEnd::OtherChar(mark)
                | MeantEnd::Followed(mark, _)
                | MeantEnd::ShortOpening(mark)
                | MeantEnd::Nested { close: mark, .. }
                | MeantEnd::LeftContainer { close: mark, .. },
            ) => mark.run.end,
            Some(MeantEnd::Before(mark, after)) => after.map_or(mark.run.start, end_of),
            Some(MeantEnd::Never(after)) => end_of(after.unwrap_or(self.container.last_line)),
            Some(MeantEnd::OpenedTwice(_) | MeantEnd::Stray) => return None,
        };
        (end > open.run.start).then_some(Span { start: open.run.start, end })
    }

    /// The fault of the block, and the index of the mark at which the reading goes on.
    fn read(&self) -> (Option<FenceFault>, usize) {
        if let Some(opening) = self.short_opening() {
            let swallowed = self.fault(MeantEnd::ShortOpening(self.open), self.open.line + 1).swallowed;
            let fault = self.container.fault(opening, MeantEnd::ShortOpening(self.open), swallowed);
            return (Some(fault), self.at + 1);
        }
        let suspicious = self.inner.is_some() || self.close.is_none();
        if suspicious && matches!(self.open.form, MarkForm::Odd(_)) {
            return (Some(self.fault(MeantEnd::Stray, self.open.line + 1)), self.inner.unwrap_or(self.stop()));
        }
        if let Some(index) = self.candidate(suspicious) {
            let mark = self.mark(index);
            let meant = match mark.form {
                MarkForm::Glued => MeantEnd::Glued(mark),
                _ if mark.char != self.open.char => MeantEnd::OtherChar(mark),
                _ => MeantEnd::Short(mark),
            };
            return (Some(self.fault(meant, mark.line + 1)), index + 1);
        }
        match (self.inner, self.close) {
            (Some(inner), _) => self.with_inner(inner),
            (None, Some(close)) => (None, close + 1),
            (None, None) => (self.never(), self.stop()),
        }
    }

    /// The fence above that was meant to open the block that this one closes. It has to leave fewer faults below.
    fn short_opening(&self) -> Option<Mark> {
        let closes = self.open.is_bare() && self.faults_from(self.at + 1) < self.faults_from(self.at);
        if closes { self.container.short_opening(self.at) } else { None }
    }

    /// The first mark that leaves fewer faults below if it is what ends the block. Text before the marks is only
    /// considered if the block ends otherwise as it should.
    fn candidate(&self, suspicious: bool) -> Option<usize> {
        let mut cost = None;
        let (mut tried, mut opened, mut other) = (0, false, false);
        for index in self.at + 1..self.inner.unwrap_or(self.stop()) {
            let mark = self.mark(index);
            let same = mark.char == self.open.char;
            let meant = match mark.form {
                MarkForm::Glued if mark.length() < self.open.length() => same && suspicious && !opened,
                MarkForm::Glued => same && mark.length() == self.open.length(),
                MarkForm::Info(_) | MarkForm::Odd(_) => false,
                // `~~~` in a longer fence may close another `~~~`.
                MarkForm::Bare if same => suspicious && mark.length() < self.open.length() && !opened,
                MarkForm::Bare => suspicious && mark.length() >= 3 && !other,
            };
            opened |= mark.info().is_some();
            other |= !same;
            if !meant {
                continue;
            }
            let cost = *cost.get_or_insert_with(|| self.cost());
            if self.faults_from(index + 1) < cost {
                return Some(index);
            }
            tried += 1;
            if tried == CANDIDATES {
                break;
            }
        }
        None
    }

    /// How many faults the block has as it is read, and those below it.
    fn cost(&self) -> usize {
        match self.close {
            Some(close) => self.outlook.within(self.open, self.at, close) + self.faults_from(close + 1),
            None => self.outlook.unclosed(self.open, self.at),
        }
    }

    fn faults_from(&self, index: usize) -> usize {
        self.outlook.faults_from(index)
    }

    /// The fault of a block with the fence `inner`, which would open another one.
    fn with_inner(&self, inner: usize) -> (Option<FenceFault>, usize) {
        let source = self.container.source;
        let apart = self.faults_from(inner);
        let shows_markdown = shows_markdown(source, self.open);
        if let Some(close) = self.nested(inner) {
            let nested = self.faults_from(close + 1);
            let likely = nested < apart && (shows_markdown != Some(false) || self.quotes_markdown(inner, close));
            if likely || nested == apart && shows_markdown == Some(true) {
                return self.nested_fault(inner, close);
            }
        }
        let mark = self.mark(inner);
        if shows_markdown != Some(false) && !(self.open.is_bare() && self.is_blank_up_to(mark)) {
            return self.with_doubtful_inner(inner);
        }
        let below = mark.line + 1;
        let set_off = below > self.container.last_line || self.container.text(below).is_blank();
        let info = mark.info().filter(|info| set_off && !source.slice(*info).contains(' '));
        if let Some(info) = info.filter(|_| !self.is_blank_up_to(mark) && self.faults_from(inner + 1) < apart) {
            return (Some(self.fault(MeantEnd::Followed(mark, info), below)), inner + 1);
        }
        if self.is_blank_up_to(mark) {
            let closes = self.open.is_bare() && mark.line > self.open.line + 1;
            let meant = if closes { MeantEnd::Stray } else { MeantEnd::OpenedTwice(mark) };
            return (Some(self.fault(meant, mark.line)), inner);
        }
        let place = place::before(self.container, self.open.line + 1, mark.line);
        let from = place.map_or(mark.line, |line| line + 1);
        (Some(self.fault(MeantEnd::Before(mark, place), from)), inner)
    }

    /// The fault of a block that may show Markdown. If that is a part of an example, the closing fence belongs to both.
    fn with_doubtful_inner(&self, inner: usize) -> (Option<FenceFault>, usize) {
        let mark = self.mark(inner);
        let first = self.open.line + 1;
        let blank = |line: usize| self.container.text(line).is_blank();
        if self.open.is_bare() && !place::starts_with_text(self.container, first, mark.line) && !blank(first) {
            let place = place::of_text(self.container, first, mark.line);
            if let Some(line) = place {
                return (Some(self.fault(MeantEnd::Before(mark, place), line + 1)), inner);
            }
        }
        if self.looks_closing() {
            return (Some(self.fault(MeantEnd::Stray, mark.line)), inner);
        }
        (None, self.close.map_or(self.stop(), |close| close + 1))
    }

    /// Whether the fence looks like a closing one, which is right below code and not right above it.
    fn looks_closing(&self) -> bool {
        let blank = |line: usize| self.container.text(line).is_blank();
        let above = self.open.line.checked_sub(1);
        self.open.is_bare() && blank(self.open.line + 1) && above.is_some_and(|above| !blank(above))
    }

    fn is_blank_up_to(&self, mark: Mark) -> bool {
        self.container.count(self.open.line + 1..mark.line) == 0
    }

    /// The index of the fence that closes the block if `inner` opens a block in it.
    fn nested(&self, inner: usize) -> Option<usize> {
        let mut depth = 2_usize;
        (inner + 1..self.container.marks.len().min(inner + WINDOW)).find(|index| {
            let mark = self.mark(*index);
            if mark.opens_within(self.open) {
                depth += 1;
            } else if mark.closes(self.open) {
                depth -= 1;
            }
            depth == 0
        })
    }

    /// Whether code in a programming language may contain the block that `inner` opens, up to the fence at `close`: no text
    /// follows that block, and if it is in the same language, code precedes it.
    fn quotes_markdown(&self, inner: usize, close: usize) -> bool {
        let info = |mark: Mark| mark.info().map(|info| self.container.source.slice(info));
        let has_text = |first, end| place::has_text(self.container, first, end);
        let same = info(self.open) == info(self.mark(inner));
        !(has_text(self.mark(self.stop()).line + 1, self.mark(close).line)
            || same && (self.is_blank_up_to(self.mark(inner)) || has_text(self.open.line + 1, self.mark(inner).line)))
    }

    fn nested_fault(&self, inner: usize, close: usize) -> (Option<FenceFault>, usize) {
        let ends = self.mark(self.stop());
        let within = (self.at + 1..close).map(|index| self.mark(index));
        let longest = within.filter(|mark| mark.char == self.open.char).map(Mark::length).max().unwrap_or(0);
        let close_mark = self.mark(close);
        let meant = MeantEnd::Nested { inner: self.mark(inner), ends, close: close_mark, longest };
        let shown = self.container.count(ends.line + 1..close_mark.line);
        (Some(self.container.fault(self.open, meant, shown)), close + 1)
    }

    /// The fault of a block that nothing closes.
    fn never(&self) -> Option<FenceFault> {
        let (first, last) = (self.open.line + 1, self.container.last_line + 1);
        if self.container.count(first..last) == 0 {
            return Some(self.container.fault(self.open, MeantEnd::Stray, 0));
        }
        if self.looks_closing() && place::may_start_with_text(self.container, first + 1, last) {
            return Some(self.fault(MeantEnd::Stray, first));
        }
        // The note itself is a program, and the fence in its first comment.
        if self.container.text(first).starts_with("*/") || self.ends_comment(first, last) {
            return None;
        }
        let place = place::of_text(self.container, first, last);
        let swallowed = place.map_or(0, |line| self.container.count(line + 1..last));
        Some(self.container.fault(self.open, MeantEnd::Never(place), swallowed))
    }

    /// Whether a comment that began above the block was meant to end in these lines (from 0).
    fn ends_comment(&self, first: usize, last: usize) -> bool {
        let mut lines = (first..last).map(|line| self.container.text(line));
        let mark = lines.find(|line| line.contains("<!--") || line.md_trim() == "-->");
        mark.is_some_and(|line| line.md_trim() == "-->")
    }

    /// A fault whose block takes in the lines from `from` (from 0) on.
    fn fault(&self, meant: MeantEnd, from: usize) -> FenceFault {
        let end = self.close.map_or(self.container.last_line + 1, |close| self.mark(close).line);
        self.container.fault(self.open, meant, self.container.count(from..end.max(from)))
    }
}

/// Whether the block of `open` may show Markdown: `None` if it does not say.
fn shows_markdown(source: &Source, open: Mark) -> Option<bool> {
    let info = open.info().map(|info| source.slice(info))?;
    let language = info.split(|char: char| !char.is_ascii_alphanumeric()).find(|word| !word.is_empty());
    let language = language.unwrap_or_default().to_ascii_lowercase();
    match &*language {
        "md" | "markdown" | "mdx" | "rmd" | "qmd" | "mkd" => Some(true),
        "text" | "txt" | "plaintext" | "plain" | "prompt" | "diff" => None,
        _ => Some(false),
    }
}
