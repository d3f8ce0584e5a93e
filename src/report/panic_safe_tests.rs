//! Reports that panic.

use std::io;
use std::sync::Arc;

use super::ages::Ages;
use super::panic_safe::PanicSafe;
use super::{FileReport, Format, Report, Style, Summary, bare};
use crate::finding::{Finding, Lang};

/// A report that panics on `bad.md`, after writing part of it.
struct PanickingReport(Box<dyn Report>);

impl Report for PanickingReport {
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
    let mut report = PanicSafe::new(
        move || Box::new(PanickingReport(bare(format, style, &Arc::default(), |_| Ages::Unknown))),
        Lang::En,
    );
    let source = crate::text::source::Source::new("# A\n".into()).unwrap();
    let rule = crate::rules::RULES[0].meta;
    let finding = Finding::new(rule, crate::text::source::Span::new(0, 1), rule.severity, "found".into());
    let mut out = Vec::new();
    for path in names {
        let findings = std::slice::from_ref(&finding);
        let file = FileReport { path, in_repository: path, url: None, source: Some(&source), findings, lang: Lang::En };
        report.file(&mut out, &file).unwrap();
    }
    report.finish(&mut out, &Summary::default()).unwrap();
    assert!(report.has_panicked());
    String::from_utf8(out).unwrap()
}

#[test]
fn a_panic_in_a_report_affects_only_one_file_in_every_format() {
    for format in Format::ALL {
        for names in [["bad.md", "good.md"], ["good.md", "bad.md"]] {
            let text = written(format, names).replace('\\', "");
            assert!(text.contains("good.md") && text.contains("found"), "{}: {text}", format.name());
            assert!(text.contains("notelint failed while reporting on this note"), "{}: {text}", format.name());
        }
    }
}

#[test]
fn json_after_a_panic_is_valid() {
    for names in [["bad.md", "good.md"], ["good.md", "bad.md"]] {
        let report: serde_json::Value = serde_json::from_str(&written(Format::Json, names)).unwrap();
        let rules: Vec<_> = report["findings"].as_array().unwrap().iter().map(|row| &row["rule"]).collect();
        assert_eq!(rules.iter().filter(|rule| **rule == "internal-error").count(), 1, "{rules:?}");
        assert_eq!(rules.len(), 2);
    }
}
