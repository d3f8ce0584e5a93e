//! The blocks of a note as MDX reads them, line by line.

use std::ops::Range;

use super::braces::{self, Braces, MAX_LENGTH};
use super::containers::{Container, Cursor, is_thematic_break};
use super::content::Content;
use super::module::{self, Module};
use super::scan::Scan;
use super::tag::{self, Start};

/// The block of text that is open at the end of a line.
enum Leaf {
    None,
    /// The lines of a paragraph.
    Paragraph(Vec<Range<usize>>),
    Fence {
        mark: char,
        length: usize,
    },
    Table,
}

/// Reads `text` from byte `body` on.
pub(super) fn read<'t>(text: &'t str, body: usize, scan: &mut Scan<'t>) {
    let mut at = body;
    let lines = text[body..].split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    });
    let lines = lines.collect();
    let mut blocks = Blocks { text, lines, containers: Vec::new(), leaf: Leaf::None, scan };
    blocks.scan.elements.enter();
    let mut line = 0;
    while line < blocks.lines.len() {
        line = blocks.line(line);
    }
    blocks.close(0);
    blocks.scan.elements.exit();
}

struct Blocks<'t, 'a> {
    text: &'t str,
    /// The lines without their endings.
    lines: Vec<Range<usize>>,
    containers: Vec<Container>,
    leaf: Leaf,
    scan: &'a mut Scan<'t>,
}

impl<'t> Blocks<'t, '_> {
    /// Reads the line at index `line`. Returns the index of the line to continue with.
    fn line(&mut self, line: usize) -> usize {
        let mut cursor = Cursor::new(self.text, &self.lines[line]);
        let matched = self.matched(&mut cursor);
        let closing = self.containers[..matched].iter().position(
            |container| matches!(container, Container::Directive(colons) if cursor.closes_directive(*colons)),
        );
        if let Some(closing) = closing {
            self.close(closing);
            return line + 1;
        }
        let mut inside = matched == self.containers.len();
        if let Leaf::Fence { mark, length } = self.leaf {
            if inside {
                if closes_fence(cursor.rest(), mark, length) {
                    self.leaf = Leaf::None;
                }
                return line + 1;
            }
            self.close(matched);
            inside = true;
        }
        if cursor.is_blank() {
            self.end_leaf();
            self.close(matched);
            return line + 1;
        }
        let mut interrupts = inside && matches!(self.leaf, Leaf::Paragraph(_));
        while let Some(container) = cursor.opens(interrupts) {
            if !inside {
                self.close(matched);
                inside = true;
            }
            self.end_leaf();
            self.containers.push(container);
            self.scan.elements.enter();
            interrupts = false;
            if cursor.is_blank() {
                return line + 1;
            }
        }
        if !inside {
            let lazy = matches!(self.leaf, Leaf::Paragraph(_)) && !Self::begins_leaf(cursor);
            if lazy {
                self.add(cursor.range());
                return line + 1;
            }
            self.close(matched);
        }
        self.leaf(line, cursor)
    }

    /// The number of containers that continue in the line of `cursor`, which is moved after their markers.
    fn matched(&self, cursor: &mut Cursor<'_>) -> usize {
        self.containers.iter().take_while(|container| cursor.continues(**container)).count()
    }

    /// Reads the rest of a line that is in all containers.
    fn leaf(&mut self, line: usize, mut cursor: Cursor<'t>) -> usize {
        let module = cursor.at == self.lines[line].start
            && self.containers.is_empty()
            && !matches!(self.leaf, Leaf::Paragraph(_))
            && ["import ", "export "].iter().any(|word| cursor.rest().starts_with(word));
        cursor.skip_space();
        let rest = cursor.rest();
        if let Leaf::Paragraph(_) = self.leaf
            && is_underline(rest)
        {
            self.end_leaf();
        } else if is_thematic_break(rest) {
            self.end_leaf();
        } else if is_heading(rest) {
            self.end_leaf();
            self.scan.heading(self.text, cursor.range());
        } else if let Some((mark, length)) = opens_fence(rest) {
            self.end_leaf();
            self.leaf = Leaf::Fence { mark, length };
        } else if module && let Some(end) = self.module(cursor.at) {
            return self.after(line, end);
        } else if rest.starts_with("<!--")
            && let Some(end) = self.comment(line, cursor)
        {
            self.end_leaf();
            return self.after_comment(self.after(line, end) - 1, end);
        } else if rest.starts_with(['<', '{'])
            && let Some(end) = self.flow(line, cursor)
        {
            return self.after(line, end);
        } else if matches!(self.leaf, Leaf::Table) {
            self.row(cursor.range());
        } else if rest.contains('|') && self.begins_table(line, rest) {
            self.end_leaf();
            self.row(cursor.range());
            self.leaf = Leaf::Table;
            return line + 2;
        } else {
            self.add(cursor.range());
        }
        line + 1
    }

    /// Reads what follows the comment that ends at byte `end`, in the line at index `line`. Docusaurus takes the next
    /// character for the end of the line.
    fn after_comment(&mut self, line: usize, end: usize) -> usize {
        let rest = &self.text[end..self.lines[line].end];
        let Some(next) = rest.chars().next() else { return line + 1 };
        let after = end + next.len_utf8();
        if !next.is_whitespace() {
            self.scan.lost_character(end..after);
        }
        let cursor = Cursor::new(self.text, &(after..self.lines[line].end));
        if cursor.is_blank() { line + 1 } else { self.leaf(line, cursor) }
    }

    /// Whether a block begins at `cursor` that ends a paragraph.
    fn begins_leaf(mut cursor: Cursor<'_>) -> bool {
        cursor.skip_space();
        let rest = cursor.rest();
        let tag = || match tag::read(rest) {
            Start::Tag(tag) => rest[tag.length..].trim().is_empty(),
            _ => false,
        };
        is_thematic_break(rest) || is_heading(rest) || opens_fence(rest).is_some() || rest.starts_with('<') && tag()
    }

    /// The line after the one that contains byte `end`.
    fn after(&self, line: usize, end: usize) -> usize {
        line + 1 + self.lines[line + 1..].partition_point(|next| next.start < end)
    }

    /// Adds a line to the paragraph.
    fn add(&mut self, range: Range<usize>) {
        match &mut self.leaf {
            Leaf::Paragraph(lines) => lines.push(range),
            _ => self.leaf = Leaf::Paragraph(vec![range]),
        }
    }

    fn end_leaf(&mut self) {
        if let Leaf::Paragraph(lines) = std::mem::replace(&mut self.leaf, Leaf::None) {
            self.scan.paragraph(&Content::new(self.text, &lines));
        }
    }

    /// Closes the containers from index `keep` on.
    fn close(&mut self, keep: usize) {
        if keep < self.containers.len() || keep == 0 {
            self.end_leaf();
        }
        while self.containers.len() > keep {
            self.containers.pop();
            self.scan.elements.exit();
        }
    }

    /// The content from `cursor` on, of `count` lines or fewer. Returns whether more lines follow.
    fn ahead(&self, line: usize, cursor: Cursor<'t>, count: usize) -> (Content<'t>, bool) {
        let mut lines = vec![cursor.range()];
        for next in self.lines[line + 1..].iter().take(count - 1) {
            let mut cursor = Cursor::new(self.text, next);
            let inside = self.matched(&mut cursor) == self.containers.len();
            let closes = |container: &Container| matches!(container, Container::Directive(colons) if cursor.closes_directive(*colons));
            if !inside || self.containers.iter().any(closes) {
                return (Content::new(self.text, &lines), false);
            }
            lines.push(cursor.range());
        }
        (Content::new(self.text, &lines), line + count < self.lines.len())
    }

    /// Calls `read` with more and more lines until it returns a length. Returns the content that it was called with, and
    /// the length.
    fn within(&mut self, line: usize, cursor: Cursor<'t>, read: fn(&str) -> Ahead) -> Option<(Content<'t>, usize)> {
        let mut count = 1;
        loop {
            let (content, more) = self.ahead(line, cursor, count);
            match read(content.text()) {
                Ahead::Found(length) => return Some((content, length)),
                Ahead::Nothing => return None,
                Ahead::Broken => {
                    self.scan.stop(&content);
                    return None;
                }
                Ahead::More if content.text().len() > MAX_LENGTH && !content.text().starts_with("<!--") => {
                    self.scan.give_up();
                    return None;
                }
                Ahead::More if !more || self.scan.is_exhausted() => {
                    self.scan.stop(&content);
                    return None;
                }
                Ahead::More => count *= 2,
            }
        }
    }

    /// The end of the comment at `cursor`.
    fn comment(&mut self, line: usize, cursor: Cursor<'t>) -> Option<usize> {
        let read = |text: &str| comment_length(text).map_or(Ahead::More, Ahead::Found);
        let (content, length) = self.within(line, cursor, read)?;
        Some(content.range(0..length).end)
    }

    /// The end of the tags and expressions at `cursor`, if nothing else is on their lines. Records them.
    fn flow(&mut self, line: usize, cursor: Cursor<'t>) -> Option<usize> {
        let (content, length) = self.within(line, cursor, flow_length)?;
        self.end_leaf();
        self.scan.flow(&content, length);
        Some(content.range(0..length).end)
    }

    /// The end of the module at byte `at`. Records it, or that it is not one.
    fn module(&mut self, at: usize) -> Option<usize> {
        let end = self.text.floor_char_boundary((at + 4 * MAX_LENGTH).min(self.text.len()));
        match module::read(&self.text[at..end]) {
            Module::Valid(length) => {
                self.end_leaf();
                self.scan.module(at..at + length);
                Some(at + length)
            }
            Module::Invalid => {
                self.scan.not_a_module(at..at + self.text[at..end].lines().next().unwrap_or_default().trim_end().len());
                None
            }
        }
    }

    /// Whether the line at index `line` is the header of a table.
    fn begins_table(&self, line: usize, header: &str) -> bool {
        let Some(next) = self.lines.get(line + 1) else { return false };
        let mut cursor = Cursor::new(self.text, next);
        if self.matched(&mut cursor) < self.containers.len() {
            return false;
        }
        let delimiters = cells(cursor.rest());
        let is_delimiter = |cell: &Range<usize>| {
            let cell = cursor.rest()[cell.clone()].trim();
            let dashes = cell.strip_prefix(':').unwrap_or(cell);
            let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
            !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
        };
        delimiters.len() == cells(header).len() && delimiters.iter().all(is_delimiter)
    }

    /// Reads a row of a table.
    fn row(&mut self, range: Range<usize>) {
        for cell in cells(&self.text[range.clone()]) {
            let line = range.start + cell.start..range.start + cell.end;
            self.scan.text(&Content::new(self.text, &[line]));
        }
    }
}

/// What reading ahead gave.
enum Ahead {
    /// What is read has this length, in bytes.
    Found(usize),
    Nothing,
    /// MDX stops here.
    Broken,
    /// More lines are needed.
    More,
}

/// The length of the tags and expressions at the start of `text`, if nothing else is on their lines.
fn flow_length(text: &str) -> Ahead {
    let mut at = 0;
    loop {
        let length = match text[at..].bytes().next() {
            Some(b'<') => match tag::read(&text[at..]) {
                Start::Tag(tag) => tag.length,
                Start::Broken(None) => return Ahead::More,
                Start::Broken(Some(_)) if at == 0 => return Ahead::Broken,
                Start::Broken(Some(_)) | Start::Text => return Ahead::Nothing,
            },
            Some(b'{') => match braces::read(&text[at..]) {
                Braces::Expression(length) => length,
                Braces::Invalid(_) if at == 0 => return Ahead::Broken,
                Braces::Invalid(_) => return Ahead::Nothing,
                Braces::Unbalanced(_) | Braces::Unclosed => return Ahead::More,
            },
            None | Some(b'\n' | b'\r') => return Ahead::Found(at),
            Some(_) => return Ahead::Nothing,
        };
        at += length;
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
    }
}

/// The length of the comment at the start of `text`, which begins with `<!--`.
pub(super) fn comment_length(text: &str) -> Option<usize> {
    let content = text.strip_prefix("<!--")?;
    if content.starts_with('>') || content.starts_with("->") {
        return None;
    }
    // The first hyphen of the content is not part of the end.
    let from = usize::from(content.starts_with('-'));
    content[from..].find("-->").map(|end| 4 + from + end + 3)
}

fn is_underline(line: &str) -> bool {
    let marks = line.trim_end();
    !marks.is_empty() && (marks.bytes().all(|byte| byte == b'=') || marks.bytes().all(|byte| byte == b'-'))
}

fn is_heading(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - after.len())) && (after.is_empty() || after.starts_with([' ', '\t']))
}

/// The character and the length of the fence that `line` is.
fn opens_fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|char| matches!(char, '`' | '~'))?;
    let after = line.trim_start_matches(mark);
    let length = line.len() - after.len();
    (length >= 3 && !(mark == '`' && after.contains('`'))).then_some((mark, length))
}

fn closes_fence(line: &str, mark: char, length: usize) -> bool {
    let content = line.trim_start();
    let after = content.trim_start_matches(mark);
    content.len() - after.len() >= length && after.trim().is_empty()
}

/// The cells of a row, without the bars.
fn cells(row: &str) -> Vec<Range<usize>> {
    let end = row.trim_end().len();
    let mut cells = Vec::new();
    let mut start = row.len() - row.trim_start().len();
    start += usize::from(row[start..].starts_with('|'));
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate().take(end).skip(start) {
        match byte {
            b'|' if !escaped => {
                cells.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < end {
        cells.push(start..end);
    }
    cells
}
