//! The numbers of a run, in words.

use std::io;

use super::file::{FileReport, fixable};
use super::overview::Overview;
use super::style::Style;
use super::wrap::wrap;
use crate::finding::{Applicability, Finding, Lang, Severity, Text, plural};

/// Which notes a run checks, of those that it was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteScope {
    /// All of them.
    #[default]
    All,
    /// Those that are staged.
    Staged,
    /// Those that were changed.
    Changed,
}

/// The numbers of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Which notes were to be checked.
    pub scope: NoteScope,
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
    /// Findings that `--fix` fixes.
    pub fixable: usize,
    /// Files that have such findings.
    pub fixable_files: usize,
    /// Findings that only `--fix --unsafe-fixes` fixes.
    pub unsafe_fixable: usize,
    /// Files that have such findings.
    pub unsafe_fixable_files: usize,
    /// Findings that this run fixed.
    pub fixed: usize,
    /// Files that it fixed them in.
    pub fixed_files: usize,
    /// Links that this run changed along with the headings that they lead to.
    pub links: usize,
    /// Findings whose fix is withheld: it would change what the note says, or break a link.
    pub withheld: usize,
    /// Findings left out because they are in the baseline.
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
        let before = *self;
        file.findings.iter().for_each(|finding| self.add_finding(finding));
        self.fixable_files += usize::from(self.fixable > before.fixable);
        self.unsafe_fixable_files += usize::from(self.unsafe_fixable > before.unsafe_fixable);
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

    /// Counts what was fixed in one file.
    pub fn add_fixed(&mut self, fixed: usize, links: usize) {
        self.fixed += fixed;
        self.fixed_files += usize::from(fixed > 0);
        self.links += links;
    }

    /// The summary in one line, without a line feed.
    pub fn line(&self, lang: Lang) -> String {
        let parts = [self.found(lang), self.done(lang), self.offer(lang)];
        join(parts, if lang == Lang::Ja { "、" } else { "; " })
    }

    /// Writes the summary for people: what was fixed, per rule if `overview` is given; what is left; what could be fixed.
    pub(super) fn write(&self, out: &mut dyn io::Write, style: Style, overview: Option<&Overview>) -> io::Result<()> {
        let mut done = self.done(style.lang);
        let rules = overview.map(|overview| overview.counts.fixed(style.lang)).filter(|rules| !rules.is_empty());
        if let Some(rules) = rules.filter(|_| self.fixed > 0) {
            done = format!("{done}: {rules}");
        }
        for part in [done, self.found(style.lang), self.offer(style.lang)].iter().filter(|part| !part.is_empty()) {
            let lines = wrap(part, style.width, style.width);
            lines.iter().try_for_each(|line| writeln!(out, "{}", line.replace('\u{a0}', " ")))?;
        }
        Ok(())
    }

    /// What was found, and what is left out.
    fn found(&self, lang: Lang) -> String {
        if let Some(text) = self.nothing_checked() {
            return text.get(lang).to_owned();
        }
        match lang {
            Lang::En => self.found_english(),
            Lang::Ja => self.found_japanese(),
        }
    }

    /// Why there was nothing to check, if that is normal.
    fn nothing_checked(&self) -> Option<Text> {
        match self.scope {
            _ if self.files > 0 => None,
            NoteScope::All => None,
            NoteScope::Staged => Some(Text { en: "no staged notes", ja: "ステージ済みのノートはない" }),
            NoteScope::Changed => Some(Text { en: "no changed notes", ja: "変更されたノートはない" }),
        }
    }

    fn found_english(&self) -> String {
        let left = if self.fixed > 0 { " left" } else { "" };
        let found = if self.findings == 0 {
            format!("no findings{left} in {}", plural(self.files, "file"))
        } else {
            let kinds = [
                (self.errors, plural(self.errors, "error")),
                (self.warnings, plural(self.warnings, "warning")),
                (self.advice, format!("{} advice", self.advice)),
            ];
            let findings = plural(self.findings, "finding");
            let files = plural(self.files, "file");
            format!("{findings}{left} ({}) in {} of {files}", nonzero(kinds, ", "), self.flagged)
        };
        let left_out = nonzero(
            [
                (self.baseline, format!("{} in the baseline", self.baseline)),
                (self.unchanged, format!("{} on unchanged lines", self.unchanged)),
            ],
            ", ",
        );
        join([found, left_out], "; not shown: ")
    }

    fn found_japanese(&self) -> String {
        let Self { files, flagged, findings, .. } = *self;
        let kinds = [(self.errors, "エラー"), (self.warnings, "警告"), (self.advice, "参考")];
        let kinds = nonzero(kinds.map(|(count, name)| (count, format!("{name} {count}"))), "、");
        let left_out = nonzero(
            [
                (self.baseline, format!("ベースラインの {} 件", self.baseline)),
                (self.unchanged, format!("変更のない行の {} 件", self.unchanged)),
            ],
            "と",
        );
        let left_out = if left_out.is_empty() { left_out } else { format!("{left_out}を除く") };
        let notes = join([kinds, left_out], "。");
        let notes = if notes.is_empty() { notes } else { format!("（{notes}）") };
        match (findings, self.fixed) {
            (0, 0) => format!("{files} ファイル、指摘なし{notes}"),
            (0, _) => format!("{files} ファイル、残りの指摘なし{notes}"),
            (_, 0) => format!("{files} ファイル中 {flagged} ファイルに {findings} 件の指摘{notes}"),
            _ => format!("残りは {files} ファイル中 {flagged} ファイルに {findings} 件の指摘{notes}"),
        }
    }

    /// What this run changed.
    fn done(&self, lang: Lang) -> String {
        let Self { fixed, fixed_files, links, .. } = *self;
        match lang {
            Lang::En => nonzero(
                [
                    (fixed, format!("fixed {fixed} in {}", plural(fixed_files, "file"))),
                    (links, format!("updated {}", plural(links, "link"))),
                ],
                ", ",
            ),
            Lang::Ja => nonzero(
                [
                    (fixed, format!("{fixed_files} ファイルの {fixed} 件を修正")),
                    (links, format!("{links} 件のリンクを更新")),
                ],
                "、",
            ),
        }
    }

    /// What could be fixed.
    fn offer(&self, lang: Lang) -> String {
        let Self { fixable, fixable_files, unsafe_fixable: more, unsafe_fixable_files: more_files, withheld, .. } =
            *self;
        match lang {
            Lang::En => nonzero(
                [
                    (fixable, format!("`--fix` would fix {fixable} in {}", plural(fixable_files, "file"))),
                    (
                        more,
                        if fixable == 0 {
                            format!("`--fix --unsafe-fixes` would fix {more} in {}", plural(more_files, "file"))
                        } else {
                            format!("with `--unsafe-fixes` {more} more")
                        },
                    ),
                    (withheld, format!("{withheld} {} withheld", if withheld == 1 { "fix" } else { "fixes" })),
                ],
                ", ",
            ),
            Lang::Ja => nonzero(
                [
                    (fixable, format!("`--fix` で {fixable_files} ファイルの {fixable} 件を修正可能")),
                    (
                        more,
                        if fixable == 0 {
                            format!("`--fix --unsafe-fixes` で {more_files} ファイルの {more} 件を修正可能")
                        } else {
                            format!("`--unsafe-fixes` でさらに {more} 件")
                        },
                    ),
                    (withheld, format!("{withheld} 件の修正を見送り")),
                ],
                "、",
            ),
        }
    }
}

/// Joins the texts that are not empty.
fn join<const N: usize>(parts: [String; N], separator: &str) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(separator)
}

/// Joins the texts whose count is not zero.
fn nonzero(parts: impl IntoIterator<Item = (usize, String)>, separator: &str) -> String {
    let texts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    texts.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_staged_or_changed_notes_says_so() {
        let staged = Summary { scope: NoteScope::Staged, ..Summary::default() };
        assert_eq!(
            (&*staged.line(Lang::En), &*staged.line(Lang::Ja)),
            ("no staged notes", "ステージ済みのノートはない")
        );
        let changed = Summary { scope: NoteScope::Changed, ..Summary::default() };
        assert_eq!(
            (&*changed.line(Lang::En), &*changed.line(Lang::Ja)),
            ("no changed notes", "変更されたノートはない")
        );
        assert_eq!(Summary { files: 1, ..staged }.line(Lang::En), "no findings in 1 file");
    }

    #[test]
    fn a_run_with_findings_has_counts_and_offers_fixes() {
        let mut summary = Summary { files: 40, flagged: 2, findings: 12, errors: 3, warnings: 9, ..Summary::default() };
        assert_eq!(summary.line(Lang::En), "12 findings (3 errors, 9 warnings) in 2 of 40 files");
        (summary.fixable, summary.fixable_files) = (5, 2);
        let english = "12 findings (3 errors, 9 warnings) in 2 of 40 files; `--fix` would fix 5 in 2 files";
        assert_eq!(summary.line(Lang::En), english);
        let japanese =
            "40 ファイル中 2 ファイルに 12 件の指摘（エラー 3、警告 9）、`--fix` で 2 ファイルの 5 件を修正可能";
        assert_eq!(summary.line(Lang::Ja), japanese);
        (summary.unsafe_fixable, summary.unsafe_fixable_files) = (2, 1);
        assert!(summary.line(Lang::En).ends_with("; `--fix` would fix 5 in 2 files, with `--unsafe-fixes` 2 more"));
        assert!(summary.line(Lang::Ja).ends_with("の 5 件を修正可能、`--unsafe-fixes` でさらに 2 件"));
    }

    #[test]
    fn counts_of_one_are_singular() {
        let summary = Summary {
            files: 1,
            flagged: 1,
            findings: 1,
            advice: 1,
            unsafe_fixable: 1,
            unsafe_fixable_files: 1,
            ..Summary::default()
        };
        let expected = "1 finding (1 advice) in 1 of 1 file; `--fix --unsafe-fixes` would fix 1 in 1 file";
        assert_eq!(summary.line(Lang::En), expected);
        let expected =
            "1 ファイル中 1 ファイルに 1 件の指摘（参考 1）、`--fix --unsafe-fixes` で 1 ファイルの 1 件を修正可能";
        assert_eq!(summary.line(Lang::Ja), expected);
    }

    #[test]
    fn a_clean_run_says_so() {
        let summary = Summary { files: 40, ..Summary::default() };
        assert_eq!(summary.line(Lang::En), "no findings in 40 files");
        assert_eq!(summary.line(Lang::Ja), "40 ファイル、指摘なし");
        let fixed = Summary { fixed: 5, fixed_files: 2, ..summary };
        assert_eq!(fixed.line(Lang::En), "no findings left in 40 files; fixed 5 in 2 files");
        assert_eq!(fixed.line(Lang::Ja), "40 ファイル、残りの指摘なし、2 ファイルの 5 件を修正");
    }

    #[test]
    fn filtered_findings_are_counted() {
        let summary = Summary { files: 2, baseline: 120, unchanged: 3, ..Summary::default() };
        let english = "no findings in 2 files; not shown: 120 in the baseline, 3 on unchanged lines";
        assert_eq!(summary.line(Lang::En), english);
        let japanese = "2 ファイル、指摘なし（ベースラインの 120 件と変更のない行の 3 件を除く）";
        assert_eq!(summary.line(Lang::Ja), japanese);
        let summary = Summary { flagged: 1, findings: 2, errors: 2, ..summary };
        let japanese =
            "2 ファイル中 1 ファイルに 2 件の指摘（エラー 2。ベースラインの 120 件と変更のない行の 3 件を除く）";
        assert_eq!(summary.line(Lang::Ja), japanese);
    }

    #[test]
    fn a_withheld_fix_is_not_offered_again() {
        let mut summary = Summary { files: 3, flagged: 1, findings: 1, errors: 1, withheld: 1, ..Summary::default() };
        summary.add_fixed(5, 2);
        summary.add_fixed(0, 0);
        let english = "1 finding left (1 error) in 1 of 3 files; fixed 5 in 1 file, updated 2 links; 1 fix withheld";
        assert_eq!(summary.line(Lang::En), english);
        let japanese = "残りは 3 ファイル中 1 ファイルに 1 件の指摘（エラー 1）、1 ファイルの 5 件を修正、\
                        2 件のリンクを更新、1 件の修正を見送り";
        assert_eq!(summary.line(Lang::Ja), japanese);
    }
}
