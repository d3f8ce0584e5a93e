//! Writes what a check found: to standard output, and to the files of `--output-file`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Exit;
use super::age::ages;
use super::args::{CheckArgs, OutputFile};
use super::checked::Checked;
use crate::message;
use crate::project::root::is_repository;
use crate::project::run::parallel;
use crate::report::{self, FileReport, Format, Report, Style, Summary};
use crate::text::paths;
use crate::text::source::Source;

/// Whether a program waits for the report, be there anything to report or not.
pub(super) fn is_for_programs(args: &CheckArgs) -> bool {
    args.format.is_for_programs() || !args.output_file.is_empty()
}

/// The reports of a run.
pub(super) struct Output<'a> {
    args: &'a CheckArgs,
    style: Style,
    cwd: PathBuf,
    files: Vec<ToFile<'a>>,
    /// What could not be written, in words.
    pub(super) troubles: Vec<String>,
}

/// Notes whose texts are in memory together.
const AT_A_TIME: usize = 256;

/// What it takes to report on a note.
struct Prepared {
    source: Option<Source>,
    /// Its part of the report, if that does not depend on others.
    text: Option<io::Result<Vec<u8>>>,
    /// Whether that could not be written because of a bug.
    panicked: bool,
}

/// A report that goes to a file.
struct ToFile<'a> {
    path: &'a Path,
    report: Box<dyn Report>,
    out: BufWriter<File>,
}

impl<'a> Output<'a> {
    /// Opens the files that `args` ask for.
    pub(super) fn open(args: &'a CheckArgs, style: Style, cwd: &Path) -> Self {
        let mut output = Self { args, style, cwd: cwd.to_owned(), files: Vec::new(), troubles: Vec::new() };
        for file in &args.output_file {
            match output.create(file) {
                Ok(created) => output.files.push(created),
                Err(error) => output.troubles.push(unwritable(&file.path, &error, style)),
            }
        }
        output
    }

    /// Writes the findings of `results` to `out` and to the files.
    ///
    /// # Errors
    /// Those of `out`, when the files are whole; what is wrong with a file is among the troubles.
    pub(super) fn write(&mut self, results: &[Checked<'_>], out: &mut dyn Write) -> io::Result<Exit> {
        let out = &mut Remembering { out, wrong: Ok(()) };
        let format = self.args.format;
        let mut report = if self.args.statistics {
            report::statistics(self.style)
        } else {
            report::with_ages(format, self.style, ages)
        };
        let repository = self.cwd.ancestors().find(|folder| is_repository(folder)).map(Path::to_owned);
        let mut summary = Summary::default();
        let (mut exit, mut failed) = (Exit::Clean, false);
        let alone = (format.stands_alone() && !self.args.statistics).then_some((format, self.style));
        for some in results.chunks(AT_A_TIME) {
            let prepared = parallel(self.args.threads(), some, |checked| prepare(checked, alone));
            for (checked, Prepared { source, text, panicked }) in some.iter().zip(prepared) {
                failed |= panicked;
                let file = FileReport {
                    path: &checked.path,
                    in_repository: &shown_in(repository.as_deref(), checked),
                    source: source.as_ref(),
                    findings: &checked.findings,
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
        if !self.args.quiet || self.args.statistics || format.is_for_programs() {
            report.finish(out, &summary)?;
        }
        self.each(|to| {
            let written = to.report.finish(&mut to.out, &summary).and_then(|()| to.out.flush());
            failed |= to.report.has_panicked();
            written
        });
        if failed || report.has_panicked() {
            exit = Exit::Trouble;
        }
        std::mem::replace(&mut out.wrong, Ok(())).map(|()| exit)
    }

    /// Opens `file`, in a folder that is made where it is missing.
    fn create(&self, file: &'a OutputFile) -> io::Result<ToFile<'a>> {
        let path = self.cwd.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let style = Style { color: false, links: false, unicode: true, width: 100, ..self.style };
        let report = report::with_ages(file.format, style, ages);
        Ok(ToFile { path: &file.path, report, out: BufWriter::new(File::create(path)?) })
    }

    /// Does `work` for each report that goes to a file; one that fails is done with.
    fn each(&mut self, mut work: impl FnMut(&mut ToFile<'a>) -> io::Result<()>) {
        let (troubles, style) = (&mut self.troubles, self.style);
        self.files.retain_mut(|to| match work(to) {
            Ok(()) => true,
            Err(error) => {
                troubles.push(unwritable(to.path, &error, style));
                false
            }
        });
    }
}

/// Reads again what `checked` is about, and writes its part of the report in the form `alone`, which asks for no other.
fn prepare(checked: &Checked<'_>, alone: Option<(Format, Style)>) -> Prepared {
    if checked.findings.is_empty() {
        return Prepared { source: None, text: None, panicked: false };
    }
    let source = checked.source();
    let mut panicked = false;
    let mut render = |(format, style)| {
        let file = FileReport {
            path: &checked.path,
            in_repository: &checked.path,
            source: source.as_ref(),
            findings: &checked.findings,
        };
        let (mut text, mut report) = (Vec::new(), report::with_ages(format, style, ages));
        report.file(&mut text, &file)?;
        panicked = report.has_panicked();
        Ok(text)
    };
    let text = alone.map(&mut render);
    Prepared { source, text, panicked }
}

/// Takes all that is written, and remembers what was wrong first: who closes standard output early does not want the files
/// cut short.
struct Remembering<'a> {
    out: &'a mut dyn Write,
    wrong: io::Result<()>,
}

impl Write for Remembering<'_> {
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
    let shown = path.to_string_lossy();
    message!("`{shown}` can't be written: {error}", "`{shown}` を書き込めない: {error}").text(style.lang)
}

/// The note's path in the repository, for what is shown beside the repository's files.
fn shown_in(repository: Option<&Path>, checked: &Checked<'_>) -> String {
    let inside = repository.filter(|root| checked.note.file.starts_with(root));
    inside.map_or_else(|| checked.path.clone(), |root| paths::relative(root, &checked.note.file))
}
