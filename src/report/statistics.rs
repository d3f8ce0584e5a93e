//! The report of `--statistics`: how often each rule found something, instead of where.

use std::io;
use std::sync::Arc;

use super::file::FileReport;
use super::format::{Report, Style};
use super::overview::Overview;
use super::summary::Summary;

/// The report of `--statistics`.
#[derive(Debug)]
pub(super) struct Statistics {
    pub(super) style: Style,
    pub(super) overview: Arc<Overview>,
}

impl Report for Statistics {
    fn file(&mut self, _out: &mut dyn io::Write, _file: &FileReport<'_>) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        if !self.overview.counts.is_empty() {
            self.overview.counts.write(out, self.style, usize::MAX)?;
            writeln!(out)?;
        }
        summary.write(out, self.style, None)
    }
}
