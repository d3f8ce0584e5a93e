//! A report that a bug in its own code does not cut short.

use std::io;

use super::file::FileReport;
use super::format::Report;
use super::summary::Summary;
use crate::finding::Lang;
use crate::lint::panics::{Panic, Task, catch};
use crate::rules::notes::internal_error;

/// Writes each file's findings whole or, where that panics, an `internal-error` in their place.
pub(super) struct PanicSafe<F> {
    make: F,
    report: Box<dyn Report>,
    lang: Lang,
    /// What is written of one file.
    part: Vec<u8>,
    /// Whether a file's findings have been written.
    begun: bool,
    has_panicked: bool,
}

impl<F: Fn() -> Box<dyn Report>> PanicSafe<F> {
    /// Guards the report that `make` makes.
    pub(super) fn new(make: F, lang: Lang) -> Self {
        let report = make();
        Self { make, report, lang, part: Vec::new(), begun: false, has_panicked: false }
    }

    /// Writes an `internal-error` in the place of the findings of `file`.
    fn failed(&mut self, file: &FileReport<'_>, panic: Panic) -> io::Result<()> {
        self.has_panicked = true;
        self.part.clear();
        // The head of the report is written with the first file: the report must not take it for written.
        if !self.begun {
            self.report = (self.make)();
        }
        let findings = [internal_error::finding(&panic.during(Task::Report), self.lang)];
        let file = FileReport { source: None, findings: &findings, ..*file };
        let (report, part, lang) = (&mut self.report, &mut self.part, self.lang);
        catch(|| report.file(part, &file)).unwrap_or_else(|panic| Err(error(&panic, lang)))
    }
}

fn error(panic: &Panic, lang: Lang) -> io::Error {
    io::Error::other(panic.text(lang))
}

impl<F: Fn() -> Box<dyn Report>> Report for PanicSafe<F> {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        catch(|| self.report.begin(out)).unwrap_or_else(|panic| {
            self.has_panicked = true;
            Err(error(&panic, self.lang))
        })
    }

    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        self.part.clear();
        let (report, part) = (&mut self.report, &mut self.part);
        match catch(|| report.file(part, file)) {
            Ok(written) => written?,
            Err(panic) => self.failed(file, panic)?,
        }
        self.begun = true;
        out.write_all(&self.part)
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        catch(|| self.report.finish(out, summary)).unwrap_or_else(|panic| {
            self.has_panicked = true;
            Err(error(&panic, self.lang))
        })
    }

    fn has_panicked(&self) -> bool {
        self.has_panicked
    }
}
