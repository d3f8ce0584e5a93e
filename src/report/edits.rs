//! The edits of a rename or a move, for programs.

use std::io;

use serde::Serialize;

use super::line_column::LineColumn;
use crate::finding::Edit;
use crate::text::source::Source;

/// A file or folder that moves.
#[derive(Debug, Serialize)]
pub struct JsonMove {
    /// The path before.
    pub from: String,
    /// The path after.
    pub to: String,
}

/// A link that can't be updated.
#[derive(Debug, Serialize)]
pub struct JsonObstacle {
    /// The note with the link, by its path before the move.
    pub file: String,
    /// The line of the link, from 1; `null` if the note can't be read.
    pub line: Option<usize>,
    /// The destination of the link, as written.
    pub link: String,
    /// Why it can't be updated.
    pub message: String,
    /// Whether the link worked and no longer does.
    pub breaks: bool,
}

/// The edits of a note, with its path before the move.
pub type NoteEdits<'a> = (String, &'a Source, &'a [Edit]);

#[derive(Serialize)]
struct JsonEdits<'a> {
    version: u32,
    moves: &'a [JsonMove],
    edits: Vec<JsonNote<'a>>,
    links: usize,
    obstacles: &'a [JsonObstacle],
}

#[derive(Serialize)]
struct JsonNote<'a> {
    file: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    line: usize,
    column: usize,
    start: u32,
    end: u32,
    old: &'a str,
    new: &'a str,
}

impl<'a> JsonEdit<'a> {
    fn new(source: &'a Source, edit: &'a Edit) -> Self {
        let LineColumn { line, column } = LineColumn::new(source, edit.span.start as usize);
        let Edit { span, text } = edit;
        Self { line, column, start: span.start, end: span.end, old: source.slice(*span), new: text }
    }
}

/// Writes the edits of `notes`, `moves` and `obstacles` to `out`. `links` is the number of links that are updated.
///
/// # Errors
/// If `out` can't be written.
pub fn write_json(
    out: &mut dyn io::Write,
    notes: &[NoteEdits<'_>],
    moves: &[JsonMove],
    links: usize,
    obstacles: &[JsonObstacle],
) -> io::Result<()> {
    let edits = notes.iter().map(|(file, source, edits)| JsonNote {
        file,
        edits: edits.iter().map(|edit| JsonEdit::new(source, edit)).collect(),
    });
    let report = JsonEdits { version: 1, moves, edits: edits.collect(), links, obstacles };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
