//! Messages for what can go wrong in `text/`, and on the disk.

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
                message!("`{name}` is outside the project", "`{name}` はプロジェクトの外にある").text(lang)
            }
            Self::NoFolder(error) => reason(error, lang),
        }
    }
}

/// Says that `path` can't be read, and why.
pub fn unreadable(path: &str, error: &io::Error, lang: Lang) -> String {
    let reason = reason(error, lang);
    match error.kind() {
        io::ErrorKind::NotFound => message!("`{path}`: {reason}", "`{path}`: {reason}").text(lang),
        _ => message!("`{path}` can't be read: {reason}", "`{path}` を読み込めない: {reason}").text(lang),
    }
}

/// Says that `path` can't be written, and why.
pub fn unwritable(path: &str, error: &io::Error, lang: Lang) -> String {
    let reason = reason(error, lang);
    message!("`{path}` can't be written: {reason}", "`{path}` を書き込めない: {reason}").text(lang)
}

/// What went wrong on the disk or in the network, without the operating system's words where there are better ones.
pub fn reason(error: &io::Error, lang: Lang) -> String {
    reason_of(error.kind(), &error.to_string(), lang)
}

/// The same for an error of this `kind`, of which the operating system says `text`.
fn reason_of(kind: io::ErrorKind, text: &str, lang: Lang) -> String {
    let known = match kind {
        io::ErrorKind::NotFound => Text { en: "no such file or folder", ja: "ファイルもフォルダーもない" },
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
        // Errors of other kinds are rare, and the system's text is all there is.
        _ => return text.split(" (os error ").next().unwrap_or_default().to_owned(),
    };
    known.get(lang).to_owned()
}
