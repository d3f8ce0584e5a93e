//! How often each rule found something, as a table.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use unicode_width::UnicodeWidthStr;

use super::file::{fixable, page};
use super::paint::{FAINT, link, paint};
use super::style::Style;
use crate::finding::{Finding, Lang, Meta, Text};

/// The counts of a rule.
#[derive(Clone, Copy, Debug)]
struct RuleCount {
    rule: &'static Meta,
    findings: usize,
    /// Those that `--fix` would fix.
    fixable: usize,
    /// Those that this run fixed.
    fixed: usize,
}

impl RuleCount {
    /// In the order of the table's columns.
    fn numbers(&self) -> [usize; 3] {
        [self.fixed, self.findings, self.fixable]
    }
}

/// The counts of all rules that found something.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleCounts(BTreeMap<&'static str, RuleCount>);

impl RuleCounts {
    fn entry(&mut self, rule: &'static Meta) -> &mut RuleCount {
        self.0.entry(rule.name).or_insert(RuleCount { rule, findings: 0, fixable: 0, fixed: 0 })
    }

    /// Counts a finding.
    pub(super) fn add(&mut self, finding: &Finding) {
        let count = self.entry(finding.rule);
        count.findings += 1;
        count.fixable += usize::from(fixable(finding));
    }

    /// Adds `fixed` findings of `rule` that this run fixed.
    pub(super) fn add_fixed(&mut self, rule: &'static Meta, fixed: usize) {
        self.entry(rule).fixed += fixed;
    }

    /// How many findings there are, if no rule counts for more than `limit`.
    pub(super) fn sum_up_to(&self, limit: usize) -> usize {
        self.0.values().map(|count| count.findings.min(limit)).sum()
    }

    /// The rule, if only one rule found anything.
    pub(super) fn only_rule(&self) -> Option<&'static Meta> {
        let mut rules = self.0.values().filter(|count| count.findings > 0).map(|count| count.rule);
        rules.next().filter(|_| rules.next().is_none())
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What this run fixed, per rule, the most first. Example: `dead-link 3 (1 left), hard-tab 2`. The space between
    /// a rule and its count is a no-break space.
    pub(super) fn fixed(&self, lang: Lang) -> String {
        let mut counts: Vec<_> = self.0.values().filter(|count| count.fixed > 0).collect();
        counts.sort_by_key(|count| (Reverse(count.fixed), count.rule.name));
        let text = |count: &&RuleCount| match (count.findings, lang) {
            (0, _) => format!("{}\u{a0}{}", count.rule.name, count.fixed),
            (left, Lang::En) => format!("{}\u{a0}{} ({left} left)", count.rule.name, count.fixed),
            (left, Lang::Ja) => format!("{}\u{a0}{}（残り {left}）", count.rule.name, count.fixed),
        };
        counts.iter().map(text).collect::<Vec<_>>().join(if lang == Lang::Ja { "、" } else { ", " })
    }

    /// Writes the table, the most frequent rule first. It has at most `rows` rows: the last one sums up the remaining rules.
    pub(super) fn write(&self, out: &mut dyn io::Write, style: Style, rows: usize) -> io::Result<()> {
        const HEAD: [Text; 4] = [
            Text { en: "rule", ja: "ルール" },
            Text { en: "fixed", ja: "修正済み" },
            Text { en: "findings", ja: "指摘" },
            Text { en: "fixable", ja: "修正可能" },
        ];
        let mut counts: Vec<_> = self.0.values().collect();
        counts.sort_by_key(|count| (Reverse(count.findings), Reverse(count.fixed), count.rule.name));
        let shown = if counts.len() > rows { rows - 1 } else { counts.len() };
        let (shown, rest) = counts.split_at(shown);
        let mut table: Vec<(String, [usize; 3])> =
            shown.iter().map(|count| (count.rule.name.to_owned(), count.numbers())).collect();
        if !rest.is_empty() {
            let name = match style.lang {
                Lang::En => format!("{} more rules", rest.len()),
                Lang::Ja => format!("ほか {} ルール", rest.len()),
            };
            let sum = rest.iter().map(|count| count.numbers());
            table.push((name, sum.fold([0; 3], |sum, row| [0, 1, 2].map(|column| sum[column] + row[column]))));
        }
        let columns = if counts.iter().any(|count| count.fixed > 0) { 0..3 } else { 1..3 };
        let head = HEAD.map(|text| text.get(style.lang));
        let first = table.iter().map(|(name, _)| name.width()).max().unwrap_or(0).max(head[0].width());
        let widths = [0, 1, 2].map(|column| {
            let numbers = table.iter().map(|(_, row)| row[column].to_string().len());
            numbers.max().unwrap_or(0).max(head[column + 1].width())
        });
        write!(out, "{}{:2$}", paint(style, FAINT, head[0]), "", first - head[0].width())?;
        for column in columns.clone() {
            let name = head[column + 1];
            write!(out, "  {:2$}{}", "", paint(style, FAINT, name), widths[column] - name.width())?;
        }
        writeln!(out)?;
        for (index, (name, row)) in table.iter().enumerate() {
            let url = shown.get(index).filter(|_| style.links).map(|count| page(count.rule));
            write!(out, "{}{:2$}", link(style, url.as_deref(), name.into()), "", first - name.width())?;
            columns.clone().try_for_each(|column| write!(out, "  {:>1$}", row[column], widths[column]))?;
            writeln!(out)?;
        }
        Ok(())
    }
}
