//! A report that a bug in its own code does not cut short.

use std::io;

use super::{FileReport, Report, Summary};
use crate::finding::Lang;
use crate::lint::panics::{Panic, Task, catch};
use crate::rules::notes::internal_error;

/// Writes each file's findings whole or, where that panics, an `internal-error` in their place.
pub(super) struct Guarded<F> {
    make: F,
    report: Box<dyn Report>,
    lang: Lang,
    /// What is written of one file.
    part: Vec<u8>,
    /// Whether a file's findings have been written.
    begun: bool,
    has_panicked: bool,
}

impl<F: Fn() -> Box<dyn Report>> Guarded<F> {
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

impl<F: Fn() -> Box<dyn Report>> Report for Guarded<F> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::report::ages::Ages;
    use crate::report::{Format, Style, bare};

    /// A report in `format` that panics on `bad.md`, having written part of it.
    struct Faulty(Box<dyn Report>);

    impl Report for Faulty {
        fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
            self.0.file(out, file)?;
            assert!(file.source.is_none() || file.path != "bad.md", "deliberate");
            Ok(())
        }

        fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
            self.0.finish(out, summary)
        }
    }

    fn written(format: Format, names: [&str; 2]) -> String {
        let style = Style { lang: Lang::En, color: false, unicode: true, width: 100, links: false };
        let mut report = Guarded::new(move || Box::new(Faulty(bare(format, style, |_| Ages::Unknown))), Lang::En);
        let source = crate::text::source::Source::new("# A\n".into()).unwrap();
        let rule = crate::rules::RULES[0].meta;
        let finding = Finding {
            rule,
            span: crate::text::source::Span::new(0, 1),
            severity: rule.severity,
            message: "found".into(),
            notes: Vec::new(),
            fix: None,
            withheld: false,
        };
        let mut out = Vec::new();
        for path in names {
            let findings = std::slice::from_ref(&finding);
            let file = FileReport { path, in_repository: path, source: Some(&source), findings };
            report.file(&mut out, &file).unwrap();
        }
        report.finish(&mut out, &Summary::default()).unwrap();
        assert!(report.has_panicked());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn findings_that_can_not_be_shown_cost_no_other_file_and_no_form() {
        for format in Format::ALL {
            for names in [["bad.md", "good.md"], ["good.md", "bad.md"]] {
                let text = written(format, names).replace('\\', "");
                assert!(text.contains("good.md") && text.contains("found"), "{}: {text}", format.name());
                assert!(text.contains("notelint failed while reporting on this note"), "{}: {text}", format.name());
            }
        }
    }

    #[test]
    fn json_with_a_file_that_can_not_be_shown_is_json() {
        for names in [["bad.md", "good.md"], ["good.md", "bad.md"]] {
            let report: serde_json::Value = serde_json::from_str(&written(Format::Json, names)).unwrap();
            let rules: Vec<_> = report["findings"].as_array().unwrap().iter().map(|row| &row["rule"]).collect();
            assert_eq!(rules.iter().filter(|rule| **rule == "internal-error").count(), 1, "{rules:?}");
            assert_eq!(rules.len(), 2);
        }
    }
}
