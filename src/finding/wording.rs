//! Messages for errors of the `text` layer and the file system.

use std::io;

use super::{Lang, Localized, Message, Text};
use crate::message;
use crate::text::paths::PathError;
use crate::text::read::ReadError;

impl Localized for ReadError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Io(kind, text) => {
                let reason = reason_of(*kind, text, lang);
                message!("can't be read: {reason}", "読み込めない: {reason}").text(lang)
            }
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
            Self::NoFolder(error) => reason(error, lang),
        }
    }
}

/// The message that `path` can't be read, with the reason.
pub fn unreadable(path: &str, error: &io::Error, lang: Lang) -> String {
    let reason = reason(error, lang);
    match error.kind() {
        io::ErrorKind::NotFound => message!("`{path}`: {reason}", "`{path}`: {reason}").text(lang),
        _ => message!("`{path}` can't be read: {reason}", "`{path}` を読み込めない: {reason}").text(lang),
    }
}

/// The message that `path` can't be written, with the reason.
pub fn unwritable(path: &str, error: &io::Error, lang: Lang) -> String {
    let reason = reason(error, lang);
    message!("`{path}` can't be written: {reason}", "`{path}` を書き込めない: {reason}").text(lang)
}

/// The reason for an I/O error in plain words; the operating system's own text only if there is nothing better.
pub fn reason(error: &io::Error, lang: Lang) -> String {
    reason_of(error.kind(), &error.to_string(), lang)
}

/// Like [`reason`], for an error of this `kind` with the operating system's text `text`.
fn reason_of(kind: io::ErrorKind, text: &str, lang: Lang) -> String {
    let known = match kind {
        io::ErrorKind::NotFound => {
            Text { en: "no such file or folder", ja: "そのようなファイルやフォルダーはない" }
        }
        io::ErrorKind::PermissionDenied => Text { en: "permission denied", ja: "アクセス権がない" },
        io::ErrorKind::AlreadyExists => Text { en: "it already exists", ja: "すでに存在する" },
        io::ErrorKind::NotADirectory => Text {
            en: "a part of the path is not a folder",
            ja: "パスの途中にフォルダーでないものがある",
        },
        io::ErrorKind::IsADirectory => Text { en: "it is a folder", ja: "フォルダーである" },
        io::ErrorKind::DirectoryNotEmpty => {
            Text { en: "the folder is not empty", ja: "フォルダーが空ではない" }
        }
        io::ErrorKind::ReadOnlyFilesystem => Text {
            en: "the file system is read-only",
            ja: "ファイルシステムが読み取り専用になっている",
        },
        io::ErrorKind::StorageFull => Text { en: "no space left on the disk", ja: "ディスクに空きがない" },
        io::ErrorKind::QuotaExceeded => {
            Text { en: "disk quota exceeded", ja: "ディスクの使用量が上限に達している" }
        }
        io::ErrorKind::FileTooLarge => Text { en: "the file is too large", ja: "ファイルが大きすぎる" },
        io::ErrorKind::InvalidFilename => Text {
            en: "the file name is invalid or too long",
            ja: "ファイル名が正しくないか、長すぎる",
        },
        io::ErrorKind::ResourceBusy => Text { en: "it is in use", ja: "使用中" },
        io::ErrorKind::TimedOut => Text { en: "timed out", ja: "時間内に終わらなかった" },
        io::ErrorKind::OutOfMemory => Text { en: "out of memory", ja: "メモリーが足りない" },
        io::ErrorKind::InvalidData if text.contains("valid UTF-8") => {
            Text { en: "not UTF-8", ja: "UTF-8 ではない" }
        }
        // Other kinds are rare: use the system's text.
        _ => return text.split(" (os error ").next().unwrap_or_default().to_owned(),
    };
    known.get(lang).to_owned()
}
