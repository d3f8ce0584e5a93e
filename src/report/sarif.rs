//! SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for code scanning.
//!
//! Results are written as the run goes, and the tool with its rules after them: in JSON the order of keys has no meaning.

use std::collections::HashMap;
use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::file::{FileReport, offered, page};
use super::format::Report;
use super::line_column::LineColumn;
use super::summary::Summary;
use crate::finding::fingerprint::Fingerprint;
use crate::finding::{Finding, Lang, Meta, Severity};
use crate::text::sanitize::sanitize;
use crate::text::source::{Source, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The characters that are not escaped in the path of a URI (RFC 3986, unreserved and `/`).
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The report for code scanning.
#[derive(Debug)]
pub(super) struct Sarif {
    lang: Lang,
    /// In the order of their first results.
    rules: Vec<&'static Meta>,
    begun: bool,
}

impl Sarif {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, rules: Vec::new(), begun: false }
    }

    /// Writes what comes before a result, or before the end if there are none.
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<bool> {
        if !self.begun {
            let (schema, columns) = (json!(SCHEMA), json!("utf16CodeUnits"));
            writeln!(out, "{{\"$schema\": {schema}, \"version\": \"2.1.0\", \"runs\": [{{")?;
            write!(out, "\"columnKind\": {columns}, \"results\": [")?;
        }
        Ok(std::mem::replace(&mut self.begun, true))
    }

    fn rule_index(&mut self, rule: &'static Meta) -> usize {
        let known = self.rules.iter().position(|known| known.name == rule.name);
        known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }

    fn result(&mut self, file: &FileReport<'_>, finding: &Finding, fingerprint: &str) -> Value {
        let artifact = json!({
            "uri": utf8_percent_encode(file.in_repository, PATH).to_string(),
            "uriBaseId": "%SRCROOT%",
        });
        let mut result = json!({
            "ruleId": finding.rule.name,
            "ruleIndex": self.rule_index(finding.rule),
            "level": level(finding.severity),
            "message": { "text": file.with_notes(finding) },
            "locations": [{
                "physicalLocation": { "artifactLocation": artifact, "region": region(file.source, finding.span) },
            }],
            "partialFingerprints": { "notelint/v1": fingerprint },
        });
        if !finding.places.is_empty() {
            let places = finding.places.iter().map(|place| {
                json!({ "physicalLocation": { "artifactLocation": artifact, "region": region(file.source, *place) } })
            });
            result["relatedLocations"] = places.collect();
        }
        if let Some((fix, source)) = offered(finding).zip(file.source) {
            let replacements = fix.edits.iter().map(|edit| {
                json!({
                    "deletedRegion": region(Some(source), edit.span),
                    "insertedContent": { "text": edit.text },
                })
            });
            let changes = json!({
                "artifactLocation": artifact, "replacements": replacements.collect::<Vec<_>>(),
            });
            let title = json!({ "text": sanitize(&fix.title) });
            result["fixes"] = json!([{ "description": title, "artifactChanges": [changes] }]);
        }
        result
    }

    fn rule(&self, rule: &Meta) -> Value {
        let summary = rule.summary.get(self.lang);
        json!({
            "id": rule.name,
            "shortDescription": { "text": summary },
            "help": { "text": summary, "markdown": rule.page },
            "helpUri": page(rule),
            "defaultConfiguration": { "level": level(rule.severity) },
            "properties": { "tags": [rule.group] },
        })
    }
}

impl Report for Sarif {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        for (finding, fingerprint) in numbered(file) {
            let separator = if self.begin(out)? { ",\n" } else { "\n" };
            out.write_all(separator.as_bytes())?;
            let result = self.result(file, finding, &fingerprint);
            serde_json::to_writer(&mut *out, &result)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        self.begin(out)?;
        let rules: Vec<Value> = self.rules.iter().map(|rule| self.rule(rule)).collect();
        let driver = json!({
            "name": "notelint",
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        });
        let language = match self.lang {
            Lang::En => "en-US",
            Lang::Ja => "ja-JP",
        };
        write!(out, "\n], \"language\": \"{language}\", \"tool\": ")?;
        serde_json::to_writer(&mut *out, &json!({ "driver": driver }))?;
        writeln!(out, "\n}}]}}")
    }
}

/// The findings of `file`, each with a fingerprint that stays the same when lines move: a hash of its text, and a number that
/// tells findings with the same hash apart.
fn numbered<'a>(file: &FileReport<'a>) -> impl Iterator<Item = (&'a Finding, String)> {
    let mut seen: FxHashMap<Fingerprint, usize> = HashMap::default();
    let source = file.source;
    file.findings.iter().map(move |finding| {
        let fingerprint = Fingerprint::new(finding, source);
        let count = seen.entry(fingerprint).or_default();
        *count += 1;
        (finding, format!("{fingerprint}:{count}"))
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// `span` in lines and UTF-16 code units, both from 1; the end column is after the last character.
fn region(source: Option<&Source>, span: Span) -> Value {
    let Some(source) = source else { return json!({ "startLine": 1 }) };
    let (start, end) = (LineColumn::utf16(source, span.start as usize), LineColumn::utf16(source, span.end as usize));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}
