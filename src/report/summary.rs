//! The numbers of a run, and the line that says them.

use std::fmt::Write as _;

use super::file::{FileReport, fixable};
use crate::finding::{Applicability, Finding, Lang, Severity, plural};

/// The numbers of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Those of them with findings.
    pub flagged: usize,
    /// Findings that are left.
    pub findings: usize,
    /// Those of them that are errors.
    pub errors: usize,
    /// Those of them that are warnings.
    pub warnings: usize,
    /// Those of them that are advice.
    pub advice: usize,
    /// Findings that `--fix` mends.
    pub fixable: usize,
    /// Findings that only `--fix --unsafe-fixes` mends.
    pub unsafe_fixable: usize,
    /// Findings that this run mended.
    pub fixed: usize,
    /// Links that this run changed along with the headings that they lead to.
    pub links: usize,
    /// Findings whose fix is withheld: it would change what the note says, or break a link.
    pub withheld: usize,
    /// Findings left out because the baseline knows them.
    pub baseline: usize,
    /// Findings left out because their lines did not change.
    pub unchanged: usize,
}

impl Summary {
    /// Counts a file that was checked, and what was found in it, if anything.
    pub fn add(&mut self, file: &FileReport<'_>) {
        self.files += 1;
        self.flagged += usize::from(!file.findings.is_empty());
        self.findings += file.findings.len();
        for finding in file.findings {
            self.add_finding(finding);
        }
    }

    fn add_finding(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
        }
        let asks = finding.fix.as_ref().map(|fix| fix.applicability);
        self.fixable += usize::from(fixable(finding));
        self.unsafe_fixable += usize::from(asks == Some(Applicability::Unsafe));
        self.withheld += usize::from(finding.withheld);
    }

    /// One line, without its line feed.
    pub fn line(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Ja => self.japanese(),
        }
    }

    fn english(&self) -> String {
        let mut line = if self.findings == 0 {
            format!("{}, nothing {}to report", plural(self.files, "file"), if self.fixed > 0 { "left " } else { "" })
        } else {
            let kinds =
                [(self.errors, "error"), (self.warnings, "warning")].map(|(count, name)| (count, plural(count, name)));
            let advice = (self.advice, format!("{} advice", self.advice));
            let kinds = nonzero(kinds.into_iter().chain([advice]), ", ");
            let findings = plural(self.findings, "finding");
            format!("{findings} ({kinds}) in {} of {}", self.flagged, plural(self.files, "file"))
        };
        let more = if self.fixable == 0 { "can be fixed" } else { "more" };
        let fixes = nonzero(
            [
                (self.fixable, format!("{} can be fixed with --fix", self.fixable)),
                (self.unsafe_fixable, format!("{} {more} with --fix --unsafe-fixes", self.unsafe_fixable)),
            ],
            ", ",
        );
        let done = nonzero(
            [
                (self.fixed, format!("fixed {}", self.fixed)),
                (self.links, format!("updated {}", plural(self.links, "link"))),
                (self.withheld, format!("withheld {}", self.withheld)),
            ],
            ", ",
        );
        let left_out = nonzero(
            [
                (self.baseline, format!("{} held back by the baseline", self.baseline)),
                (self.unchanged, format!("{} on unchanged lines left out", self.unchanged)),
            ],
            ", ",
        );
        for part in [fixes, done, left_out].iter().filter(|part| !part.is_empty()) {
            let _ = write!(line, "; {part}");
        }
        line
    }

    fn japanese(&self) -> String {
        let mut line = if self.findings == 0 {
            format!("{}ファイル、{}指摘はありません", self.files, if self.fixed > 0 { "残る" } else { "" })
        } else {
            let kinds = [(self.errors, "エラー"), (self.warnings, "警告"), (self.advice, "助言")];
            let kinds = nonzero(kinds.map(|(count, name)| (count, format!("{name} {count}"))), "、");
            format!("{}ファイル中 {}ファイルに {}件の指摘（{kinds}）", self.files, self.flagged, self.findings)
        };
        let reach = self.fixable;
        let more = if reach == 0 { "" } else { "さらに " };
        let rest = [
            (reach, format!("{reach}件は --fix で修正可能")),
            (self.unsafe_fixable, format!("{more}{}件は --fix --unsafe-fixes で修正可能", self.unsafe_fixable)),
            (self.fixed, format!("{}件を修正", self.fixed)),
            (self.links, format!("{}件のリンクを更新", self.links)),
            (self.withheld, format!("{}件の修正を見送り", self.withheld)),
            (self.baseline, format!("ベースラインにある {}件を除外", self.baseline)),
            (self.unchanged, format!("変更のない行の {}件を除外", self.unchanged)),
        ];
        for (_, part) in rest.iter().filter(|(count, _)| *count > 0) {
            let _ = write!(line, "、{part}");
        }
        line
    }
}

/// The texts whose count is not zero.
fn nonzero(parts: impl IntoIterator<Item = (usize, String)>, separator: &str) -> String {
    let texts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    texts.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_with_findings_says_how_many_where_and_what_to_do() {
        let mut summary = Summary { files: 40, flagged: 2, findings: 12, errors: 3, warnings: 9, ..Summary::default() };
        assert_eq!(summary.line(Lang::En), "12 findings (3 errors, 9 warnings) in 2 of 40 files");
        summary.fixable = 5;
        assert_eq!(
            summary.line(Lang::En),
            "12 findings (3 errors, 9 warnings) in 2 of 40 files; 5 can be fixed with --fix"
        );
        assert_eq!(
            summary.line(Lang::Ja),
            "40ファイル中 2ファイルに 12件の指摘（エラー 3、警告 9）、5件は --fix で修正可能"
        );
        summary.unsafe_fixable = 2;
        assert!(summary.line(Lang::En).ends_with("; 5 can be fixed with --fix, 2 more with --fix --unsafe-fixes"));
    }

    #[test]
    fn one_of_a_thing_is_not_two() {
        let summary = Summary { files: 1, flagged: 1, findings: 1, advice: 1, unsafe_fixable: 1, ..Summary::default() };
        let expected = "1 finding (1 advice) in 1 of 1 file; 1 can be fixed with --fix --unsafe-fixes";
        assert_eq!(summary.line(Lang::En), expected);
    }

    #[test]
    fn a_clean_run_says_so() {
        let summary = Summary { files: 40, ..Summary::default() };
        assert_eq!(summary.line(Lang::En), "40 files, nothing to report");
        assert_eq!(summary.line(Lang::Ja), "40ファイル、指摘はありません");
        let fixed = Summary { fixed: 5, ..summary };
        assert_eq!(fixed.line(Lang::En), "40 files, nothing left to report; fixed 5");
        assert_eq!(fixed.line(Lang::Ja), "40ファイル、残る指摘はありません、5件を修正");
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let summary = Summary { files: 2, baseline: 120, unchanged: 3, ..Summary::default() };
        let english = "2 files, nothing to report; 120 held back by the baseline, 3 on unchanged lines left out";
        assert_eq!(summary.line(Lang::En), english);
        let japanese = "2ファイル、指摘はありません、ベースラインにある 120件を除外、変更のない行の 3件を除外";
        assert_eq!(summary.line(Lang::Ja), japanese);
    }

    #[test]
    fn a_withheld_fix_is_not_offered_again() {
        let summary = Summary {
            files: 3,
            flagged: 1,
            findings: 1,
            errors: 1,
            fixed: 5,
            links: 2,
            withheld: 1,
            ..Summary::default()
        };
        assert_eq!(summary.line(Lang::En), "1 finding (1 error) in 1 of 3 files; fixed 5, updated 2 links, withheld 1");
        let japanese = "3ファイル中 1ファイルに 1件の指摘（エラー 1）、5件を修正、2件のリンクを更新、1件の修正を見送り";
        assert_eq!(summary.line(Lang::Ja), japanese);
    }
}
