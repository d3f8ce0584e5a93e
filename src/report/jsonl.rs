//! The findings of the JSON contract, one on a line, as they come; a clean run writes nothing.

use std::io;

use super::file::FileReport;
use super::format::Report;
use super::json::JsonFinding;
use super::summary::Summary;

/// The report for streams.
#[derive(Debug)]
pub(super) struct Jsonl;

impl Report for Jsonl {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        for finding in file.findings {
            serde_json::to_writer(&mut *out, &JsonFinding::new(file, finding))?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}
