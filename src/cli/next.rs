//! The lines after a report that say what to do next, chosen by what was found.

use std::io::{self, Write};

use super::args::CheckArgs;
use super::reported_note::ReportedNote;
use crate::finding::Lang;
use crate::report::{Format, Overview, Style, Summary, wrap};

/// Above so many findings, nobody wants to look at each of them first.
const MANY: usize = 20;

/// Writes at most two lines, for people: none after a report that programs read.
pub(super) fn write(
    out: &mut dyn Write,
    args: &CheckArgs,
    style: Style,
    summary: &Summary,
    overview: &Overview,
    results: &[ReportedNote<'_>],
) -> io::Result<()> {
    let is_one_note = args.paths.iter().any(|path| path.as_os_str() == "-") || args.stdin_filename.is_some();
    let is_for_people = args.format == Format::Pretty || args.statistics;
    if !is_for_people || summary.findings == 0 || is_one_note || args.scope.staged {
        return Ok(());
    }
    let is_filtered = args.scope.changed || args.scope.since.is_some() || args.web.online;
    let has_baseline = || is_filtered || results.first().is_some_and(ReportedNote::has_baseline);
    let rule = overview.only_rule().unwrap_or(if style.lang == Lang::Ja { "ルール" } else { "RULE" });
    let mut lines: Vec<String> = Vec::new();
    if summary.findings > MANY && !has_baseline() {
        lines.push(match style.lang {
            Lang::En => "`notelint baseline` records them, so that later runs report only new ones".into(),
            Lang::Ja => "`notelint baseline` で記録すると、以後は新しい指摘だけを報告する".into(),
        });
    }
    if overview.is_long() {
        let is_detailed = args.statistics || results.len() == 1;
        lines.push(match (style.lang, is_detailed) {
            (Lang::En, false) => "`notelint FILE` shows one note in detail, `--format html` a report to filter".into(),
            (Lang::En, true) => "`--format html` writes a report to filter".into(),
            (Lang::Ja, false) => {
                "`notelint ファイル` でそのノートの詳細、`--format html` で絞り込めるレポートを表示".into()
            }
            (Lang::Ja, true) => "`--format html` で絞り込めるレポートを出力".into(),
        });
    } else {
        if summary.findings > MANY && !args.statistics {
            lines.push(match style.lang {
                Lang::En => "`--statistics` counts findings per rule".into(),
                Lang::Ja => "`--statistics` でルールごとの件数を表示".into(),
            });
        }
        if summary.findings > summary.fixable && lines.len() < 2 {
            lines.push(match style.lang {
                Lang::En => format!("to suppress one, end its line with `<!-- notelint-disable-line {rule} -->`"),
                Lang::Ja => format!("抑制するには、その行の末尾に `<!-- notelint-disable-line {rule} -->`"),
            });
        }
    }
    for line in &lines {
        wrap(line, style.width, style.width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(())
}
