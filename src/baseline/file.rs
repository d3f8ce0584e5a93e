//! `baseline.json`: one line for each kind of finding, sorted, so that it can be read, compared and merged.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use super::{Baseline, Entry, FILE_NAME, Known};
use crate::config::error::{ConfigError, Text};
use crate::finding::Lang;
use crate::fingerprint::Fingerprint;
use crate::message;
use crate::paths;
use crate::source::Span;

/// Of the file's form.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u32,
    files: std::collections::BTreeMap<String, Vec<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    rule: String,
    fingerprint: Fingerprint,
    count: usize,
    text: String,
}

/// The baseline of the project at `root`; `None` where it has none.
///
/// # Errors
/// A file that can't be read, or is not what [`write()`] writes; with the place.
pub fn read(root: &Path, cwd: &Path, lang: Lang) -> Result<Option<Baseline>, ConfigError> {
    let path = root.join(FILE_NAME);
    let name = paths::relative(cwd, &path);
    if path.try_exists().is_ok_and(|there| !there) {
        return Ok(None);
    }
    let path = paths::within(root, &path, &name, lang).map_err(ConfigError::new)?;
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => return Err(ConfigError::new(paths::unreadable(&name, &error, lang))),
    };
    parse(&Text { path, name, text: text.into() }, lang).map(Some)
}

fn parse(text: &Text, lang: Lang) -> Result<Baseline, ConfigError> {
    let versioned: Versioned = serde_json::from_str(&text.text).map_err(|error| broken(text, &error, lang))?;
    let version = versioned.version;
    if version != VERSION {
        let message = message!(
            "this notelint reads baselines of version {VERSION}, and this one has version {version}",
            "この notelint が読めるのはバージョン {VERSION} のベースラインだが、これはバージョン {version}"
        );
        return Err(ConfigError::new(message.text(lang)).help(anew(lang)));
    }
    let file: File = serde_json::from_str(&text.text).map_err(|error| broken(text, &error, lang))?;
    let known = |rows: Vec<Row>| {
        let rows = rows.into_iter();
        rows.map(|row| ((row.rule, row.fingerprint), Entry { count: row.count, text: row.text })).collect::<Known>()
    };
    Ok(Baseline { files: file.files.into_iter().map(|(path, rows)| (path, known(rows))).collect() })
}

/// What the parser says, at its place.
fn broken(text: &Text, error: &serde_json::Error, lang: Lang) -> ConfigError {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    let message = message!("not a baseline: {said}", "ベースラインとして読めない: {said}").text(lang);
    let before: usize = text.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.text.len());
    let at = (0..=at).rev().find(|at| text.text.is_char_boundary(*at)).unwrap_or(0);
    let label = message!("here", "ここ").text(lang);
    ConfigError::new(message).at(text, Span::at(at), label).help(anew(lang))
}

fn anew(lang: Lang) -> String {
    message!(
        "`notelint baseline` writes it anew, `--no-baseline` does without",
        "`notelint baseline` で書き直せる。`--no-baseline` で使わずに実行できる"
    )
    .text(lang)
}

/// Writes `baseline` as that of the project at `root`.
///
/// # Errors
/// What stands in the way, in the language `lang`.
pub fn write(baseline: &Baseline, root: &Path, lang: Lang) -> Result<(), String> {
    let path = root.join(FILE_NAME);
    let folder = paths::folder_for(root, &path, lang)?;
    replace(baseline, &folder, &path).map_err(|error| error.to_string())
}

fn replace(baseline: &Baseline, folder: &Path, path: &Path) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".baseline").tempfile_in(folder)?;
    io::Write::write_all(&mut file, text(baseline).as_bytes())?;
    // A temporary file is for its owner alone; this one is for all who read the repository.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    file.persist(path)?;
    Ok(())
}

fn text(baseline: &Baseline) -> String {
    let mut out = format!("{{\n  \"version\": {VERSION},\n  \"files\": {{");
    let mut before = "\n";
    for (path, known) in baseline.files.iter().filter(|(_, known)| !known.is_empty()) {
        let rows: Vec<String> = known
            .iter()
            .map(|((rule, print), Entry { count, text })| {
                let text = json!(text);
                format!(
                    "      {{\"rule\": \"{rule}\", \"fingerprint\": \"{print}\", \"count\": {count}, \"text\": {text}}}"
                )
            })
            .collect();
        let _ = write!(out, "{before}    {}: [\n{}\n    ]", json!(path), rows.join(",\n"));
        before = ",\n";
    }
    out.push_str(if before == "\n" { "}\n}\n" } else { "\n  }\n}\n" });
    out
}
