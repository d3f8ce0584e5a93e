//! Writes what a check found: to standard output, and to the files of `--output-file`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Exit;
use super::age::ages;
use super::args::{CheckArgs, OutputFile};
use super::reported_note::ReportedNote;
use super::{next, web};
use crate::project::root::is_repository;
use crate::project::run::parallel;
use crate::report::{self, FileReport, Format, NoteScope, Overview, Report, Style, Summary};
use crate::text::paths;
use crate::text::source::Source;

/// Whether a program reads the report, which is then written even if nothing was checked.
pub(super) fn is_for_programs(args: &CheckArgs) -> bool {
    args.format.is_for_programs() || !args.output_file.is_empty()
}

/// The reports of a run.
pub(super) struct Output<'a> {
    args: &'a CheckArgs,
    cwd: PathBuf,
    look: ReportLook,
    files: Vec<FileReportWriter<'a>>,
    /// What could not be written.
    pub(super) problems: Vec<String>,
}

/// How the report on standard output looks.
struct ReportLook {
    format: Format,
    style: Style,
    overview: Arc<Overview>,
    /// The name of this machine, if the report links to files.
    host: Option<String>,
}

/// Notes whose parts of the report are in memory together.
const BATCH: usize = 256;

/// A note prepared for the report.
struct PreparedReport {
    source: Option<Arc<Source>>,
    /// Its part of the report, if that does not depend on other notes.
    text: Option<io::Result<Vec<u8>>>,
    /// Whether a bug kept it from being written.
    panicked: bool,
}

/// A report that goes to a file.
struct FileReportWriter<'a> {
    path: &'a Path,
    report: Box<dyn Report>,
    out: BufWriter<File>,
}

impl<'a> Output<'a> {
    /// Opens the files that `args` ask for, to report on `results`.
    pub(super) fn open(args: &'a CheckArgs, style: Style, cwd: &Path, results: &[ReportedNote<'_>]) -> Self {
        let overview = Arc::new(Overview::new(&results.iter().map(ReportedNote::found).collect::<Vec<_>>()));
        let host = if style.links { web::host_name() } else { None };
        let look = ReportLook { format: args.format, style, overview, host };
        let mut output = Self { args, cwd: cwd.to_owned(), look, files: Vec::new(), problems: Vec::new() };
        for file in &args.output_file {
            match output.create(file) {
                Ok(created) => output.files.push(created),
                Err(error) => output.problems.push(unwritable(&file.path, &error, style)),
            }
        }
        output
    }

    /// Writes the findings of `results` to `out` and to the files.
    ///
    /// # Errors
    /// Those of `out`, after the files were written completely. Errors of the files are in `problems`.
    pub(super) fn write(&mut self, results: &[ReportedNote<'_>], out: &mut dyn Write) -> io::Result<Exit> {
        let out = &mut FirstErrorWriter { out, wrong: Ok(()) };
        let format = self.args.format;
        let mut report = if self.args.statistics {
            report::statistics(self.look.style, &self.look.overview)
        } else {
            self.look.report()
        };
        let repository = self.cwd.ancestors().find(|folder| is_repository(folder)).map(Path::to_owned);
        let scope = match &self.args.scope {
            scope if scope.staged => NoteScope::Staged,
            scope if scope.changed || scope.since.is_some() => NoteScope::Changed,
            _ => NoteScope::All,
        };
        let mut summary = Summary { scope, ..Summary::default() };
        let (mut exit, mut failed) = (Exit::Clean, false);
        let alone = format.is_independent_per_file() && !self.args.statistics;
        let is_whole = !self.args.quiet || self.args.statistics || format.is_for_programs();
        if is_whole {
            report.begin(out)?;
        }
        self.each(|to| to.report.begin(&mut to.out));
        for some in results.chunks(BATCH) {
            let look = &self.look;
            let prepared = parallel(self.args.threads(), some, |checked| look.prepare(checked, alone));
            for (checked, PreparedReport { source, text, panicked }) in some.iter().zip(prepared) {
                failed |= panicked;
                let url = self.look.url(checked);
                let file = FileReport {
                    path: &checked.path,
                    in_repository: &shown_in(repository.as_deref(), checked),
                    url: url.as_deref(),
                    source: source.as_deref(),
                    findings: &checked.findings,
                    lang: self.look.style.lang,
                };
                checked.count(&file, &mut summary);
                if !checked.findings.is_empty() {
                    match text {
                        Some(text) => out.write_all(&text?)?,
                        None => report.file(out, &file)?,
                    }
                    self.each(|to| to.report.file(&mut to.out, &file));
                }
                if checked.findings.iter().any(|finding| self.args.fail_on.fails(finding.severity)) {
                    exit = Exit::Findings;
                }
            }
        }
        if is_whole {
            report.finish(out, &summary)?;
            if !self.args.quiet {
                next::write(out, self.args, self.look.style, &summary, &self.look.overview, results)?;
            }
        }
        self.each(|to| {
            let written = to.report.finish(&mut to.out, &summary).and_then(|()| to.out.flush());
            failed |= to.report.has_panicked();
            written
        });
        if failed || report.has_panicked() {
            exit = Exit::Error;
        }
        std::mem::replace(&mut out.wrong, Ok(())).map(|()| exit)
    }

    /// Opens `file`, and creates its folder if that does not exist.
    fn create(&self, file: &'a OutputFile) -> io::Result<FileReportWriter<'a>> {
        let path = self.cwd.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let style = Style { color: false, links: false, unicode: true, width: 100, ..self.look.style };
        let report = report::with_ages(file.format, style, &self.look.overview, ages);
        Ok(FileReportWriter { path: &file.path, report, out: BufWriter::new(File::create(path)?) })
    }

    /// Calls `work` for each report that goes to a file; a file that fails is dropped.
    fn each(&mut self, mut work: impl FnMut(&mut FileReportWriter<'a>) -> io::Result<()>) {
        let (problems, style) = (&mut self.problems, self.look.style);
        self.files.retain_mut(|to| match work(to) {
            Ok(()) => true,
            Err(error) => {
                problems.push(unwritable(to.path, &error, style));
                false
            }
        });
    }
}

impl ReportLook {
    fn report(&self) -> Box<dyn Report> {
        report::with_ages(self.format, self.style, &self.overview, ages)
    }

    /// The URL of a note, if the report links to files.
    fn url(&self, checked: &ReportedNote<'_>) -> Option<String> {
        if self.style.links { checked.url(self.host.as_deref()) } else { None }
    }

    /// Gets the text of the note of `checked`, and writes its part of the report if that is `alone`: does not depend on other notes.
    fn prepare(&self, checked: &ReportedNote<'_>, alone: bool) -> PreparedReport {
        if checked.findings.is_empty() {
            return PreparedReport { source: None, text: None, panicked: false };
        }
        let source = checked.source();
        if !alone {
            return PreparedReport { source, text: None, panicked: false };
        }
        let url = self.url(checked);
        let file = FileReport {
            path: &checked.path,
            in_repository: &checked.path,
            url: url.as_deref(),
            source: source.as_deref(),
            findings: &checked.findings,
            lang: self.style.lang,
        };
        let (mut text, mut report) = (Vec::new(), self.report());
        let written = report.file(&mut text, &file);
        let text = written.map(|()| text);
        PreparedReport { source, text: Some(text), panicked: report.has_panicked() }
    }
}

/// Never fails, and remembers the first error: the files have to be complete even if standard output is closed early.
struct FirstErrorWriter<'a> {
    out: &'a mut dyn Write,
    wrong: io::Result<()>,
}

impl Write for FirstErrorWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.wrong.is_ok() {
            self.wrong = self.out.write_all(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.wrong.is_ok() {
            self.wrong = self.out.flush();
        }
        Ok(())
    }
}

fn unwritable(path: &Path, error: &io::Error, style: Style) -> String {
    crate::finding::unwritable(&path.to_string_lossy(), error, style.lang)
}

/// The note's path in the repository, for reports shown next to the repository's files.
fn shown_in(repository: Option<&Path>, checked: &ReportedNote<'_>) -> String {
    let inside = repository.filter(|root| checked.note.file.starts_with(root));
    inside.map_or_else(|| checked.path.clone(), |root| paths::relative(root, &checked.note.file))
}
