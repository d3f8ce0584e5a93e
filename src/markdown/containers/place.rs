//! Where a line is: in which quote, and in which list items.

/// The quotes and list items around a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of quotes.
    pub(super) quotes: usize,
    /// The column within the quote where the content of the innermost list item begins.
    pub(super) column: usize,
}

impl Place {
    /// Whether a line at `other` is in the same quote and list item, or further inside.
    pub(super) fn contains(&self, other: &Self) -> bool {
        self.quotes < other.quotes || self.quotes == other.quotes && self.column <= other.column
    }

    /// Whether it is in no quote and no list item.
    pub(super) fn is_top(&self) -> bool {
        self.quotes == 0 && self.column == 0
    }
}

/// What precedes the content of a line.
pub(super) struct Head {
    pub(super) place: Place,
    /// Columns of white space between the quote and list item and the content.
    pub(super) indent: usize,
    /// The offset of the content in the line.
    pub(super) offset: usize,
    /// The columns where the content of the items that begin in this line starts.
    items: Vec<usize>,
}

/// The list items that are open while the lines of a text are read.
#[derive(Default)]
pub(super) struct Places {
    /// For each open list item, the number of quotes around it and the column of its content.
    items: Vec<(usize, usize)>,
}

impl Places {
    /// What precedes the content of `line`.
    pub(super) fn head(&self, line: &str) -> Head {
        let bytes = line.as_bytes();
        let (mut at, mut column, mut quotes, mut items) = (0, 0, 0, Vec::new());
        loop {
            while let Some(byte) = bytes.get(at).filter(|byte| matches!(byte, b' ' | b'\t')) {
                column = if *byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 };
                at += 1;
            }
            if bytes.get(at) == Some(&b'>') {
                quotes += 1;
                at += 1 + usize::from(bytes.get(at + 1) == Some(&b' '));
                (column, items) = (0, Vec::new());
            } else if let Some(length) = marker(&line[at..]) {
                at += length;
                column += length;
                // More than four columns of white space are the indentation of code in the item.
                let spaces = bytes[at..].iter().take_while(|byte| **byte == b' ').count();
                items.push(column + if spaces > 4 { 1 } else { spaces.max(1) });
            } else {
                break;
            }
        }
        let known = self.items.iter().rev().find(|(depth, content)| *depth == quotes && *content <= column);
        let content = items.last().copied().or(known.map(|(_, content)| *content)).unwrap_or(0);
        Head { place: Place { quotes, column: content }, indent: column.saturating_sub(content), offset: at, items }
    }

    /// Ends the items that a line with this `head` is not in, and begins those that it begins.
    pub(super) fn enter(&mut self, head: &Head, line: &str) {
        let quotes = head.place.quotes;
        if line[head.offset..].trim_ascii().is_empty() {
            self.items.retain(|(depth, _)| *depth <= quotes);
            return;
        }
        let first = head.items.first().copied().unwrap_or(head.place.column + head.indent);
        self.items
            .retain(|(depth, content)| *depth < quotes || *depth == quotes && *content <= first.max(head.place.column));
        if !head.items.is_empty() {
            self.items.retain(|(depth, content)| *depth < quotes || *content < first);
            self.items.extend(head.items.iter().map(|content| (quotes, *content)));
        }
    }
}

/// The length of the list marker at the start of `text`, without the white space after it.
fn marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match (digits, text.as_bytes().get(digits)?) {
        (0, b'-' | b'*' | b'+') => 1,
        (1..=9, b'.' | b')') => digits + 1,
        _ => return None,
    };
    matches!(text.as_bytes().get(length), Some(b' ' | b'\t')).then_some(length)
}
