//! Messages for the errors of `text/`.

use std::io;

use super::{Lang, Localized, Message};
use crate::message;
use crate::text::paths::PathError;
use crate::text::read::ReadError;

impl Localized for ReadError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Io(error) => message!("can't be read: {error}", "読み込めない: {error}").text(lang),
            Self::NotAFile => Message {
                en: format_args!("not a regular file: a pipe, a device or a folder"),
                ja: format_args!("通常のファイルではない（パイプ、デバイス、フォルダーなど）"),
            }
            .text(lang),
            Self::NotUtf8 { offset, looks_like } => message!(
                "not valid UTF-8 at byte {offset}; the file looks like {looks_like}",
                "バイト {offset} が UTF-8 として正しくない。中身は {looks_like} と思われる"
            )
            .text(lang),
            Self::Nul { offset, looks_like } => message!(
                "not a text file: NUL at byte {offset}; the file looks like {looks_like}",
                "テキストファイルではない。バイト {offset} が NUL で、中身は {looks_like} と思われる"
            )
            .text(lang),
            Self::TooLong => message!("too large: the limit is 4 GiB", "大きすぎる。扱えるのは 4 GiB まで").text(lang),
            Self::NotInClone => {
                message!("its content is missing in this partial clone", "このパーシャルクローンには内容がない")
                    .text(lang)
            }
        }
    }
}

impl Localized for PathError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { name, error } => unreadable(name, error, lang),
            Self::Outside { name } => {
                message!("`{name}` is outside the project", "`{name}` はプロジェクトの外にある").text(lang)
            }
            Self::NoFolder(error) => error.to_string(),
        }
    }
}

/// The message that `path` can't be read, with the reason.
pub fn unreadable(path: &str, error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            message!("`{path}`: no such file or folder", "`{path}` というファイルやフォルダーは見つからない").text(lang)
        }
        _ => message!("`{path}` can't be read: {error}", "`{path}` を読み込めない: {error}").text(lang),
    }
}
