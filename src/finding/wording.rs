//! What can go wrong in `text/`, in words.

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
                en: format_args!("not a file: a pipe, a device or a folder"),
                ja: format_args!("ファイルではない (パイプ・デバイス・フォルダー)"),
            }
            .text(lang),
            Self::NotUtf8 { offset, looks_like } => message!(
                "not UTF-8: the byte at offset {offset} does not belong to it; the file looks like {looks_like}",
                "UTF-8 ではない: オフセット {offset} のバイトが UTF-8 になっていない。文字コードは {looks_like} と思われる"
            )
            .text(lang),
            Self::Nul { offset, looks_like } => message!(
                "not text: NUL byte at offset {offset}; the file looks like {looks_like}",
                "テキストではない: オフセット {offset} に NUL がある。中身は {looks_like} と思われる"
            )
            .text(lang),
            Self::TooLong => {
                message!("too long: a note may have up to 4 GiB", "大きすぎる: 扱えるのは 4 GiB まで").text(lang)
            }
            Self::NotInClone => {
                message!("not in this partial clone", "この部分クローンに内容がない").text(lang)
            }
        }
    }
}

impl Localized for PathError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { name, error } => unreadable(name, error, lang),
            Self::Outside { name } => {
                message!("`{name}` lies outside of the project", "`{name}` はプロジェクトの外にある").text(lang)
            }
            Self::NoFolder(error) => error.to_string(),
        }
    }
}

/// Says that `path` can't be read, and why.
pub fn unreadable(path: &str, error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            message!("`{path}`: no such file or folder", "`{path}`: ファイルもフォルダーもない").text(lang)
        }
        _ => message!("`{path}` can't be read: {error}", "`{path}` を読み込めない: {error}").text(lang),
    }
}
