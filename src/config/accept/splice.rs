//! Keeps line endings and the byte order mark. `toml_edit` writes only `\n`, so it edits a copy, and only the part that it changed
//! is written back.

/// A text, and the copy of it that `toml_edit` edits.
pub(super) struct NormalizedText<'t> {
    original: &'t str,
    /// The copy: without a byte order mark, and with `\n` as line ending.
    pub(super) text: String,
}

impl<'t> NormalizedText<'t> {
    pub(super) fn of(original: &'t str) -> Self {
        Self { original, text: unmarked(original).replace("\r\n", "\n") }
    }

    /// The original with the changes between the copy and `edited`. New lines end like the first line of the original.
    pub(super) fn splice(&self, edited: &str) -> String {
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let start: usize =
            (self.text.chars().zip(edited.chars()).take_while(same)).map(|(char, _)| char.len_utf8()).sum();
        let ends = self.text[start..].chars().rev().zip(edited[start..].chars().rev());
        let end: usize = ends.take_while(same).map(|(char, _)| char.len_utf8()).sum();
        let new = &edited[start..edited.len() - end];
        let crlf = self.original.split_inclusive('\n').next().is_some_and(|first| first.ends_with("\r\n"));
        let new = if crlf { new.replace('\n', "\r\n") } else { new.to_owned() };
        let (from, to) = (self.offset(start), self.offset(self.text.len() - end));
        format!("{}{new}{}", &self.original[..from], &self.original[to..])
    }

    /// The offset in the original that corresponds to the offset `at` in the copy.
    fn offset(&self, at: usize) -> usize {
        let mark = self.original.len() - unmarked(self.original).len();
        let mut lines = self.text[..at].matches('\n').count();
        let mut offset = mark + at;
        // Each `\r\n` moves the following text by one byte.
        for line in self.original[mark..].split_inclusive('\n') {
            if lines == 0 {
                break;
            }
            lines -= 1;
            offset += usize::from(line.ends_with("\r\n"));
        }
        offset
    }
}

/// `text` without its byte order mark.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
