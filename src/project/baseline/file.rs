//! The file `baseline.json`: one line for each kind of finding, sorted, so that it can be read, compared and merged.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::ser::Formatter;

use super::{Baseline, BaselineEntry, FILE_NAME, FileBaseline};
use crate::finding::config_error::{ConfigError, FileText};
use crate::finding::fingerprint::Fingerprint;
use crate::finding::{Lang, Localized, reason};
use crate::message;
use crate::text::disk;
use crate::text::disk::OsFileSystem;
use crate::text::file_system::FileSystem as _;
use crate::text::paths::{self, PathError};
use crate::text::source::Span;

/// The version of the file format.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    version: u32,
    files: std::collections::BTreeMap<String, Vec<BaselineRow>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct BaselineRow {
    rule: String,
    fingerprint: Fingerprint,
    count: usize,
    text: String,
}

/// Reads the baseline of the project at `root`; `None` if it has none.
///
/// # Errors
/// If the file can't be read, or was not written by [`write()`]; with the location.
pub fn read(root: &Path, cwd: &Path, lang: Lang) -> Result<Option<Baseline>, ConfigError> {
    let path = root.join(FILE_NAME);
    let name = paths::relative(cwd, &path);
    if path.try_exists().is_ok_and(|there| !there) {
        return Ok(None);
    }
    let path = OsFileSystem.within(root, &path, &name).map_err(|error| ConfigError::new(error.text(lang)))?;
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => return Err(ConfigError::new(crate::finding::unreadable(&name, &error, lang))),
    };
    parse(&FileText::new(path, name, text), lang).map(Some)
}

fn parse(text: &FileText, lang: Lang) -> Result<Baseline, ConfigError> {
    let versioned: Versioned = serde_json::from_str(&text.text).map_err(|error| broken(text, &error, lang))?;
    let version = versioned.version;
    if version != VERSION {
        let message = message!(
            "this version of notelint reads baselines of version {VERSION}, but this one has version {version}",
            "この notelint が読めるのはバージョン {VERSION} のベースラインだが、これはバージョン {version}"
        );
        return Err(ConfigError::new(message.text(lang)).help(rewrite_hint(lang)));
    }
    let file: BaselineFile = serde_json::from_str(&text.text).map_err(|error| broken(text, &error, lang))?;
    let known = |rows: Vec<BaselineRow>| {
        let rows = rows.into_iter();
        rows.map(|row| ((row.rule, row.fingerprint), BaselineEntry { count: row.count, text: row.text }))
            .collect::<FileBaseline>()
    };
    Ok(Baseline { files: file.files.into_iter().map(|(path, rows)| (path, known(rows))).collect() })
}

/// The error for a file that was not written by [`write()`], with the location where parsing stopped.
fn broken(text: &FileText, error: &serde_json::Error, lang: Lang) -> ConfigError {
    let message = message!("the baseline is damaged", "ベースラインが壊れている").text(lang);
    let before: usize = text.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.text.len());
    let at = (0..=at).rev().find(|at| text.text.is_char_boundary(*at)).unwrap_or(0);
    let label = message!("here", "ここ").text(lang);
    ConfigError::new(message).at(text, Span::at(at), label).help(rewrite_hint(lang))
}

fn rewrite_hint(lang: Lang) -> String {
    message!(
        "`notelint baseline` rewrites it, `--no-baseline` ignores it",
        "`notelint baseline` で作り直すか、`--no-baseline` で無視する"
    )
    .text(lang)
}

/// Writes `baseline` to the file of the project at `root`.
///
/// # Errors
/// If the folder can't be created or the file can't be written.
pub fn write(baseline: &Baseline, root: &Path) -> Result<(), BaselineWriteError> {
    let path = root.join(FILE_NAME);
    let folder = disk::folder_for(root, &path).map_err(BaselineWriteError::Folder)?;
    replace(baseline, &folder, &path).map_err(BaselineWriteError::BaselineFile)
}

/// Why a baseline was not written.
#[derive(Debug)]
pub enum BaselineWriteError {
    /// The folder can't be created.
    Folder(PathError),
    /// The file can't be written.
    BaselineFile(io::Error),
}

impl Localized for BaselineWriteError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Folder(error) => error.text(lang),
            Self::BaselineFile(error) => reason(error, lang),
        }
    }
}

fn replace(baseline: &Baseline, folder: &Path, path: &Path) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".baseline").tempfile_in(folder)?;
    io::Write::write_all(&mut file, &text(baseline)?)?;
    // Temporary files are readable by their owner only; this one is for everyone who can read the repository.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    file.persist(path)?;
    Ok(())
}

fn text(baseline: &Baseline) -> io::Result<Vec<u8>> {
    let rows = |known: &FileBaseline| {
        let row = |((rule, fingerprint), BaselineEntry { count, text }): (&(String, Fingerprint), &BaselineEntry)| {
            BaselineRow { rule: rule.clone(), fingerprint: *fingerprint, count: *count, text: text.clone() }
        };
        known.iter().map(row).collect()
    };
    let files = baseline.files.iter().filter(|(_, known)| !known.is_empty());
    let file =
        BaselineFile { version: VERSION, files: files.map(|(path, known)| (path.clone(), rows(known))).collect() };
    let mut out = Vec::new();
    file.serialize(&mut serde_json::Serializer::with_formatter(&mut out, RowsOnLines::default()))?;
    out.push(b'\n');
    Ok(out)
}

/// Formats JSON with one baseline row per line: arrays and the outer two levels of objects span several lines,
/// everything inside them is on one line.
#[derive(Default)]
struct RowsOnLines {
    depth: usize,
    is_empty: bool,
}

impl RowsOnLines {
    const OPEN_DEPTH: usize = 3;

    fn open<W: io::Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_empty = true;
        out.write_all(bracket)
    }

    fn close<W: io::Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < Self::OPEN_DEPTH && !self.is_empty {
            write!(out, "\n{:1$}", "", self.depth * 2)?;
        }
        self.is_empty = false;
        out.write_all(bracket)
    }

    fn begin<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.is_empty = false;
        if self.depth > Self::OPEN_DEPTH {
            return out.write_all(if first { b"" } else { b", " });
        }
        write!(out, "{}\n{:2$}", if first { "" } else { "," }, "", self.depth * 2)
    }
}

impl Formatter for RowsOnLines {
    fn begin_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin(out, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn begin_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin(out, first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line_and_is_read_back_whatever_it_contains() {
        let fingerprint: Fingerprint = serde_json::from_value("0".repeat(16).into()).unwrap();
        let entry = |text: &str| BaselineEntry { count: 2, text: text.into() };
        let rows =
            [(("a\"b".to_owned(), fingerprint), entry("x \"y\"\n")), (("c".to_owned(), fingerprint), entry("é"))];
        let files =
            [("d/\"e\".md".to_owned(), rows.into_iter().collect()), ("f.md".to_owned(), FileBaseline::default())];
        let baseline = Baseline { files: files.into_iter().collect() };
        let text = String::from_utf8(text(&baseline).unwrap()).unwrap();
        let print = serde_json::to_string(&fingerprint).unwrap();
        let expected = [
            "{",
            "  \"version\": 1,",
            "  \"files\": {",
            "    \"d/\\\"e\\\".md\": [",
            &format!(r#"      {{"rule": "a\"b", "fingerprint": {print}, "count": 2, "text": "x \"y\"\n"}},"#),
            &format!(r#"      {{"rule": "c", "fingerprint": {print}, "count": 2, "text": "é"}}"#),
            "    ]",
            "  }",
            "}",
            "",
        ];
        assert_eq!(text.lines().chain([""]).collect::<Vec<_>>(), expected);
        let read = parse(&FileText::new("b".into(), "b".into(), text), Lang::En).unwrap();
        assert_eq!(read.files.len(), 1);
        assert_eq!(read.files["d/\"e\".md"].len(), 2);
        assert_eq!(super::text(&Baseline::default()).unwrap(), b"{\n  \"version\": 1,\n  \"files\": {}\n}\n");
    }
}
