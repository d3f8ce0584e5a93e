//! Writes texts as Markdown, or without any markup for editors that show none.

/// Writes a text.
#[derive(Clone, Debug)]
pub struct Writer {
    is_markdown: bool,
    text: String,
}

impl Writer {
    /// A writer of Markdown, or of plain text.
    pub fn new(is_markdown: bool) -> Self {
        Self { is_markdown, text: String::new() }
    }

    /// Whether it writes Markdown.
    pub fn is_markdown(&self) -> bool {
        self.is_markdown
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// Writes Markdown that reads well as plain text, too.
    pub fn raw(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Writes `text` as it is.
    pub fn plain(&mut self, text: &str) -> &mut Self {
        for char in text.chars() {
            if self.is_markdown
                && matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&')
            {
                self.text.push('\\');
            }
            self.text.push(char);
        }
        self
    }

    /// Writes `text` as code.
    pub fn code(&mut self, text: &str) -> &mut Self {
        let mark = if text.contains('`') { "``" } else { "`" };
        let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        self.raw(mark).raw(space).raw(text).raw(space).raw(mark)
    }

    /// Writes `text` in bold.
    pub fn strong(&mut self, text: &str) -> &mut Self {
        let mark = if self.is_markdown { "**" } else { "" };
        self.raw(mark).plain(text).raw(mark)
    }

    /// Writes `text` as a link to `url`.
    pub fn link(&mut self, text: &str, url: &str) -> &mut Self {
        if self.is_markdown {
            return self.raw("[").plain(text).raw("](").raw(url).raw(")");
        }
        self.raw(text).raw(": ").raw(url)
    }

    /// Begins a paragraph.
    pub fn paragraph(&mut self) -> &mut Self {
        if self.text.is_empty() { self } else { self.raw("\n\n") }
    }

    /// Begins an item of a list.
    pub fn item(&mut self) -> &mut Self {
        let mark = if self.is_markdown { "- " } else { "" };
        self.raw("\n").raw(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_left_out_of_plain_text() {
        let written = |is_markdown| {
            let mut writer = Writer::new(is_markdown);
            writer.strong("a_b").paragraph().code("x`").raw(" ").link("here", "https://a.b").item().plain("*");
            writer.finish()
        };
        assert_eq!(written(true), "**a\\_b**\n\n`` x` `` [here](https://a.b)\n- \\*");
        assert_eq!(written(false), "a_b\n\n`` x` `` here: https://a.b\n*");
    }
}
