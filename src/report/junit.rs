//! `JUnit` XML: a suite a file, a test case a finding. Advice, which fails no run, is a case that was skipped. A clean run
//! has one case that passed, since CI servers take a report without any for a broken one.

use std::io;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::file::{FileReport, with_notes};
use super::form::Report;
use super::summary::Summary;
use super::xml::characters;
use crate::finding::{Finding, Severity};

/// The report for CI servers.
#[derive(Debug, Default)]
pub(super) struct Junit {
    suites: Vec<TestSuite>,
}

impl Report for Junit {
    fn file(&mut self, _out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        let mut suite = TestSuite::new(XmlString::new(characters(file.path)));
        suite.add_test_cases(file.findings.iter().map(|finding| case(file, finding)));
        self.suites.push(suite);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        let mut report = quick_junit::Report::new("notelint");
        if self.suites.is_empty() {
            let mut suite = TestSuite::new("notelint");
            suite.add_test_case(TestCase::new("notelint", TestCaseStatus::success()));
            self.suites.push(suite);
        }
        report.add_test_suites(std::mem::take(&mut self.suites));
        let text = report.to_string().map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }
}

fn case(file: &FileReport<'_>, finding: &Finding) -> TestCase {
    let place = file.place(finding.span.start);
    let path = characters(file.path);
    let mut status = match finding.severity {
        Severity::Error => TestCaseStatus::non_success(NonSuccessKind::Error),
        Severity::Warning => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Severity::Advice => TestCaseStatus::skipped(),
    };
    status.set_message(characters(&finding.message));
    if finding.severity != Severity::Advice {
        status.set_type(finding.severity.name());
    }
    let lines = with_notes(finding);
    let text: Vec<String> = lines.split('\n').map(characters).collect();
    status.set_description(format!("{path}:{}:{}\n{}", place.line, place.column, text.join("\n")));
    let name = format!("{} ({}:{})", finding.rule.name, place.line, place.column);
    let mut case = TestCase::new(name, status);
    case.set_classname(path.clone());
    case.extra.insert("file".into(), path.into());
    case.extra.insert("line".into(), place.line.to_string().into());
    case
}
