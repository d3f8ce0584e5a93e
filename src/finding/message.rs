//! Texts in both languages, and excerpts of notes to quote in them.

use std::fmt;

use crate::text::characters::OBJECT;
use crate::text::secrets;
use crate::text::whitespace::is_unicode_space;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

/// A text in both languages. Only the requested one is formatted. Created by [`message!`](crate::message).
#[derive(Clone, Copy)]
pub struct Message<'a> {
    /// English.
    pub en: fmt::Arguments<'a>,
    /// Japanese.
    pub ja: fmt::Arguments<'a>,
}

impl Message<'_> {
    /// Formats the text in `lang`. Placeholders for what is not text (code, an image, a URL) in quoted prose become
    /// `…`.
    pub fn text(&self, lang: Lang) -> String {
        let text = match lang {
            Lang::En => self.en.to_string(),
            Lang::Ja => self.ja.to_string(),
        };
        if text.contains(OBJECT) { text.replace(OBJECT, "…") } else { text }
    }
}

/// A value with a text in both languages, such as an error.
pub trait Localized {
    /// The text in `lang`.
    fn text(&self, lang: Lang) -> String;
}

impl Localized for Message<'_> {
    fn text(&self, lang: Lang) -> String {
        Message::text(self, lang)
    }
}

/// Creates a [`Message`], English first. Example: ``message!("section `{title}` is empty", "セクション `{title}` の中身がない")``.
#[macro_export]
macro_rules! message {
    ($en:literal, $ja:literal $(,)?) => {
        $crate::finding::Message { en: format_args!($en), ja: format_args!($ja) }
    };
}

/// `count` with a noun in the singular or plural. Example: `2 files`.
pub fn plural(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// A constant text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

impl Text {
    /// The text in `lang`.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

/// `text` shortened for a message: one line of at most 60 characters, with `…` for what is left out.
pub fn excerpt(text: &str) -> String {
    const LIMIT: usize = 60;
    // Bytes that may be shown, and more to recognise a credential at the end. A message must not repeat it.
    const READ: usize = 4 * LIMIT + 300;
    let near = text.get(..text.floor_char_boundary(READ)).unwrap_or_default();
    let masked = secrets::masked(near);
    let text = masked.as_deref().unwrap_or(text);
    let mut out = String::new();
    let (mut count, mut space) = (0, false);
    // Split by characters, not words: a word may be 10 MB long.
    for char in text.chars() {
        if is_unicode_space(char) {
            space = count > 0;
            continue;
        }
        for char in [' '].into_iter().filter(|_| std::mem::take(&mut space)).chain([char]) {
            if count == LIMIT {
                out.pop();
                out.push('…');
                return out;
            }
            out.push(char);
            count += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(excerpt("  a\n b　c "), "a b c");
        assert_eq!(excerpt(&"あ".repeat(60)), "あ".repeat(60));
        assert_eq!(excerpt(&"あ".repeat(61)), "あ".repeat(59) + "…");
    }
}
