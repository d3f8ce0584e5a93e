//! `notelint lsp --check`: what the server would do here.

use std::path::Path;

use super::documents::Documents;
use super::project::{How, OpenProject};
use super::server::Start;
use crate::config::FILE_NAME;
use crate::finding::{Lang, plural};
use crate::message;
use crate::text::paths;

/// What the server would do with the workspace `folder`, a line each, and whether its configuration has errors.
pub(crate) fn describe(folder: &Path, start: Start) -> (Vec<String>, bool) {
    let Start { lang, threads } = start;
    let version = env!("CARGO_PKG_VERSION");
    let mut lines = vec![
        message!(
            "notelint {version} speaks LSP 3.17 on standard input and output",
            "notelint {version} は標準入出力で LSP 3.17 を話す"
        )
        .text(lang),
    ];
    let projects = OpenProject::load(folder, &Documents::default(), How { lang, threads });
    if projects.is_empty() {
        lines.push(message!("no notes here", "ここにノートはない").text(lang));
    }
    for project in &projects {
        lines.push(line(project, folder, lang));
        lines.extend(project.errors.iter().map(|error| format!("  {error}")));
    }
    (lines, projects.iter().any(|project| !project.errors.is_empty()))
}

fn line(project: &OpenProject, folder: &Path, lang: Lang) -> String {
    let root = paths::relative(folder, project.root());
    let count = project.session.project().notes.len();
    let notes = plural(count, "note");
    if project.root().join(FILE_NAME).is_file() {
        message!("{root}: {notes}, configured by {FILE_NAME}", "{root}: ノート {count} 件、設定は {FILE_NAME}")
            .text(lang)
    } else {
        message!("{root}: {notes}, no {FILE_NAME}", "{root}: ノート {count} 件、{FILE_NAME} なし").text(lang)
    }
}
