//! A dictionary together with its file, so that errors can point into it.

use crate::finding::Lang;
use crate::finding::config_error::{ConfigError, FileText};
use crate::finding::parsers::{Plain, plain};
use crate::message;
use crate::text::source::Span;

use super::dictionary::{Dictionary, embedded};

/// A dictionary, and the file from which it was read.
#[derive(Debug)]
pub struct NamedDictionary {
    /// The content of the dictionary.
    pub dictionary: Dictionary,
    /// The file.
    pub text: FileText,
    /// Whether it is built in.
    pub embedded: bool,
}

impl NamedDictionary {
    /// The built-in dictionary with this `name`, as used in the configuration. `None` if there is none.
    pub(crate) fn built_in(name: &str, lang: Lang) -> Option<Result<Self, ConfigError>> {
        let file = format!("{name}.toml");
        let text = embedded(&file)?;
        let named = Self::of(FileText::new((&file).into(), file, text), lang);
        Some(named.map(|named| Self { embedded: true, ..named }))
    }

    /// Parses `text` as a project's own dictionary.
    ///
    /// # Errors
    /// What is wrong with it, in the language `lang`.
    pub(crate) fn of(text: FileText, lang: Lang) -> Result<Self, ConfigError> {
        let dictionary = toml::from_str(&text.text).map_err(|error| {
            let Plain { message: wrong, help } = plain(error.message(), lang);
            let name = &text.name;
            let message = message!("invalid dictionary `{name}`: {wrong}", "辞書 `{name}` の誤り: {wrong}").text(lang);
            let at = error.span().unwrap_or(0..0);
            let label = message!("here", "ここ").text(lang);
            let error = ConfigError::new(message).at(&text, Span::new(at.start, at.end), label);
            match help {
                Some(help) => error.help(help),
                None => error,
            }
        })?;
        Ok(Self { dictionary, text, embedded: false })
    }
}
