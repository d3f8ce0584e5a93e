//! Checks and fixes a project.

use notelint::{Applicability, CheckedNote, Choice, Lang, Linter, MemoryFiles, render_json};
use serde_json::{Value, json};

use crate::error::RequestError;
use crate::request::{Files, ProjectRequest};

/// The report on a project: `report` is exactly what `notelint --format json` prints.
pub(crate) fn lint(request: ProjectRequest) -> Result<Value, RequestError> {
    let lang = request.lang.into();
    let linter = linter(request)?;
    Ok(json!({ "report": report(&linter.check(), lang)?, "notices": linter.notices() }))
}

/// The fixed texts of the notes that change, and the report on what is left: what `notelint --format json --fix` prints.
pub(crate) fn fix(request: ProjectRequest, unsafe_fixes: bool) -> Result<Value, RequestError> {
    let (before, lang) = (request.files.clone(), request.lang.into());
    let linter = linter(request)?;
    let fixed = linter.fix(if unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe });
    let changed = fixed.iter().filter_map(|note| {
        let text = note.text()?;
        (before.get(&note.path).map(String::as_str) != Some(text)).then(|| (note.path.clone(), text.to_owned()))
    });
    let files: Files = changed.collect();
    Ok(json!({ "files": files, "report": report(&fixed, lang)?, "notices": linter.notices() }))
}

fn linter(request: ProjectRequest) -> Result<Linter, RequestError> {
    let ProjectRequest { files, preset, flavour, lang } = request;
    let choice = Choice { presets: preset.into_iter().collect(), flavour, ..Choice::default() };
    Ok(Linter::new(MemoryFiles::new(files), choice, lang.into())?)
}

fn report(notes: &[CheckedNote], lang: Lang) -> Result<String, RequestError> {
    render_json(notes, lang).map_err(|error| RequestError::internal(&error))
}
