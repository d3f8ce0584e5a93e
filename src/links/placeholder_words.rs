//! The words around placeholders that are read as tags: `https://<endpoint>:443/` around `<endpoint>`.

use super::placeholder_tags::PlaceholderTag;
use crate::markdown::document::{Document, Kind};
use crate::text::source::{Source, Span, offset};

/// A word with one or more tags that are not meant as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceholderWord {
    /// The word.
    pub span: Span,
    /// The tags in it, at least one.
    pub tags: Vec<Span>,
    /// How it can be written so that it is shown.
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As code.
    Code,
    /// With backslashes.
    Escaped,
    /// Not by a small change, because it is in an HTML block.
    None,
}

impl PlaceholderWord {
    /// What of the word is shown.
    pub fn shown(&self, source: &Source) -> String {
        self.with_tags(source, |_| String::new())
    }

    /// The word as it has to be written; `None` if it is in an HTML block.
    pub fn fixed(&self, source: &Source) -> Option<String> {
        match self.form {
            Form::Code => Some(format!("`{}`", source.slice(self.span))),
            Form::Escaped => Some(self.with_tags(source, |tag| format!("\\{tag}"))),
            Form::None => None,
        }
    }

    fn with_tags(&self, source: &Source, replace: impl Fn(&str) -> String) -> String {
        let mut text = String::new();
        let mut from = self.span.start;
        for tag in &self.tags {
            text.push_str(source.slice(Span { start: from, end: tag.start }));
            text.push_str(&replace(source.slice(*tag)));
            from = tag.end;
        }
        text + source.slice(Span { start: from, end: self.span.end })
    }
}

/// The words in `document` around `tags`, which are in the order of the text.
pub fn words(document: &Document<'_>, tags: &[PlaceholderTag]) -> Vec<PlaceholderWord> {
    let text = document.source().text();
    let mut words: Vec<PlaceholderWord> = Vec::new();
    let mut rest = tags.iter().peekable();
    while let Some(first) = rest.next() {
        let before = words.last().map_or(0, |word| word.span.end as usize);
        let mut word = Span { start: start_of(text, before, first.span), end: end_of(text, first.span.end) };
        let mut inner = vec![first.span];
        while let Some(next) = rest.next_if(|next| next.is_inline == first.is_inline && next.span.start < word.end) {
            inner.push(next.span);
            word.end = end_of(text, next.span.end);
        }
        let last = inner.last().map_or(word.start, |tag| tag.end);
        word.end = last + offset(trimmed(&text[last as usize..word.end as usize]).len());
        let form = if first.is_inline { form(document, word, inner.len()) } else { Form::None };
        if form == Form::Escaped {
            word = Span { start: first.span.start, end: last };
        }
        words.push(PlaceholderWord { span: word, tags: inner, form });
    }
    words
}

/// Whether `char` can be in a word that is marked as code: no white space, no brackets, no quotation marks and no characters
/// of Markdown's syntax.
fn is_part(char: char) -> bool {
    const MARKS: &str = ":/.-_@=?&%+#,${}<>";
    char.is_ascii_alphanumeric() || MARKS.contains(char)
}

/// The start of the word around `tag`, not before byte `from`.
fn start_of(text: &str, from: usize, tag: Span) -> u32 {
    let before = &text[from..tag.start as usize];
    let word = &before[before.trim_end_matches(is_part).len()..];
    let word = word.trim_start_matches([',', ':', '.', '?']);
    tag.start - offset(word.len())
}

/// The end of the characters of a word from byte `at` on.
fn end_of(text: &str, at: u32) -> u32 {
    let after = &text[at as usize..];
    let end = after.find(|char| !is_part(char)).unwrap_or(after.len());
    at + offset(end)
}

/// `end`, the text after the last tag of a word, without the punctuation of the sentence around it.
fn trimmed(end: &str) -> &str {
    end.trim_end_matches(['.', ',', ':', '?', '-', '{', '#', '<'])
}

/// How the word in `span`, which has this number of `tags`, can be written. Code must not split other markup, and its
/// backquotes must not meet others.
fn form(document: &Document<'_>, span: Span, tags: usize) -> Form {
    let text = document.source().text();
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let word = &text[start..end];
    let is_entity = word.contains('&') && after == Some(';');
    let is_free = |char: Option<char>| !matches!(char, Some('`' | '\\'));

    let is_plain = || {
        let siblings = std::iter::successors(Some(document.node_at(start)), |node| node.next_sibling());
        let mut html = 0;
        let mut inside = siblings.take_while(|node| (node.span().start as usize) < end);
        let plain = inside.all(|node| {
            html += usize::from(node.kind() == Kind::InlineHtml);
            matches!(node.kind(), Kind::Text | Kind::InlineHtml | Kind::BareUrl)
        });
        plain && html == tags
    };
    if is_free(before) && is_free(after) && !is_entity && is_plain() { Form::Code } else { Form::Escaped }
}
