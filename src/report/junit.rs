//! `JUnit` XML: one suite per file, one test case per finding. Advice never fails a run, so it is a skipped case. A clean run
//! has one passed case, because CI servers treat an empty report as broken.

use std::io;

use super::file::FileReport;
use super::format::Report;
use super::summary::Summary;
use super::xml::escape;
use crate::finding::{Finding, Severity};

/// The report for CI servers. Totals come before the suites, so everything is written at the end.
#[derive(Debug, Default)]
pub(super) struct Junit {
    suites: String,
    total: CaseCounts,
}

/// Test cases by result.
#[derive(Clone, Copy, Debug, Default)]
struct CaseCounts {
    cases: usize,
    skipped: usize,
    errors: usize,
    failures: usize,
}

impl CaseCounts {
    fn of(findings: &[Finding]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            cases: findings.len(),
            skipped: count(Severity::Advice),
            errors: count(Severity::Error),
            failures: count(Severity::Warning),
        }
    }

    fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.skipped += other.skipped;
        self.errors += other.errors;
        self.failures += other.failures;
    }
}

impl Report for Junit {
    fn file(&mut self, _out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        let counts = CaseCounts::of(file.findings);
        let cases: String = file.findings.iter().map(|finding| case(file, finding)).collect();
        self.suites.push_str(&suite(file.path, counts, &cases));
        self.total.add(counts);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        if self.suites.is_empty() {
            self.total = CaseCounts { cases: 1, ..CaseCounts::default() };
            self.suites = suite("notelint", self.total, "        <testcase name=\"notelint\"/>\n");
        }
        let CaseCounts { cases, skipped, errors, failures } = self.total;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        write!(out, "<testsuites name=\"notelint\" tests=\"{cases}\" skipped=\"{skipped}\" ")?;
        writeln!(out, "failures=\"{failures}\" errors=\"{errors}\">")?;
        out.write_all(self.suites.as_bytes())?;
        writeln!(out, "</testsuites>")
    }
}

fn suite(name: &str, counts: CaseCounts, cases: &str) -> String {
    let CaseCounts { cases: tests, skipped, errors, failures } = counts;
    let name = escape(name);
    let counts = format!("tests=\"{tests}\" skipped=\"{skipped}\" errors=\"{errors}\" failures=\"{failures}\"");
    if cases.is_empty() {
        return format!("    <testsuite name=\"{name}\" {counts}/>\n");
    }
    format!("    <testsuite name=\"{name}\" {counts}>\n{cases}    </testsuite>\n")
}

fn case(file: &FileReport<'_>, finding: &Finding) -> String {
    let place = file.place(finding.span.start);
    let (tag, kind) = match finding.severity {
        Severity::Error => ("error", format!(" type=\"{}\"", finding.severity.name())),
        Severity::Warning => ("failure", format!(" type=\"{}\"", finding.severity.name())),
        Severity::Advice => ("skipped", String::new()),
    };
    let (line, column, path) = (place.line, place.column, escape(file.path));
    let name = escape(finding.rule.name);
    let message = escape(&finding.message);
    let lines: Vec<String> = file.with_notes(finding).split('\n').map(escape).collect();
    let text = lines.join("\n");
    format!(
        "        <testcase name=\"{name} ({line}:{column})\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">\n\
         \x20           <{tag} message=\"{message}\"{kind}>{path}:{line}:{column}\n{text}</{tag}>\n\
         \x20       </testcase>\n"
    )
}
