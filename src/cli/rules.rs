//! `notelint rules`: the list of rules.

use std::io;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::Exit;
use super::args::{RulesArgs, TableFormat};
use super::context::Context;
use crate::finding::{Applicability, Lang, Meta, Preset};
use crate::rules::RULES;
use crate::text::whitespace::Whitespace as _;

pub(crate) fn run(args: &RulesArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    match args.format {
        TableFormat::Json => {
            let rules: Vec<_> = RULES.iter().map(|entry| to_json(entry.meta)).collect();
            serde_json::to_writer_pretty(&mut context.out, &rules)?;
            writeln!(context.out)?;
        }
        TableFormat::Text => {
            let head = match context.lang() {
                Lang::En => ["rule", "alias", "severity", "presets", "fix", "finds"],
                Lang::Ja => ["ルール", "別名", "重要度", "プリセット", "修正", "見つけるもの"],
            };
            let mut rows = vec![head.map(str::to_owned)];
            rows.extend(RULES.iter().map(|entry| row(entry.meta, context.lang())));
            table(&rows, context)?;
        }
    }
    Ok(Exit::Clean)
}

fn row(meta: &Meta, lang: Lang) -> [String; 6] {
    [
        meta.name.to_owned(),
        meta.alias().unwrap_or("-").to_owned(),
        meta.severity.name().to_owned(),
        presets(meta),
        meta.fix.map_or("-", fix_name).to_owned(),
        meta.summary.get(lang).to_owned(),
    ]
}

/// The presets that a rule is in, `strict` left out: it has all.
pub(crate) fn presets(meta: &Meta) -> String {
    let names = Preset::ALL.into_iter().filter(|preset| meta.presets.iter().any(|member| member.preset == *preset));
    let names: Vec<_> = names.map(Preset::name).collect();
    if names.is_empty() { Preset::Strict.name().to_owned() } else { names.join(", ") }
}

pub(crate) fn fix_name(fix: Applicability) -> &'static str {
    match fix {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
        Applicability::Manual => "manual",
    }
}

fn to_json(meta: &Meta) -> serde_json::Value {
    json!({
        "name": meta.name,
        "group": meta.group,
        "aliases": meta.aliases,
        "severity": meta.severity.name(),
        "presets": Preset::ALL.into_iter().filter(|p| meta.membership(*p).is_some()).map(Preset::name).collect::<Vec<_>>(),
        "fix": meta.fix.map(fix_name),
        "since": meta.since,
        "summary": { "en": meta.summary.en, "ja": meta.summary.ja },
    })
}

/// Writes `rows` in columns as wide as what stands in them; the first row is the head.
pub(crate) fn table<const N: usize>(rows: &[[String; N]], context: &mut Context<'_>) -> io::Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    for (index, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
        let line = cells.collect::<Vec<_>>().join("  ");
        let line = if index == 0 { context.bold(line.unicode_trim_end()) } else { line.unicode_trim_end().to_owned() };
        writeln!(context.out, "{line}")?;
    }
    Ok(())
}
