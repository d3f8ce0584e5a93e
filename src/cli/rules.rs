//! `notelint rules`: the list of rules.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::Exit;
use super::args::{RulesArgs, TableFormat};
use super::context::Context;
use super::wrap::wrapped;
use crate::config::select::{Catalogue, preset};
use crate::config::sets;
use crate::finding::config_error::ConfigError;
use crate::finding::{Applicability, Lang, Meta, Preset, Severity, plural};
use crate::lint::rule::RuleEntry;
use crate::message;
use crate::report::rule_json::rule_json;
use crate::rules::RULES;
use crate::text::whitespace::Whitespace as _;

pub(crate) fn run(args: &RulesArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let rules = match chosen(args, context.lang()) {
        Ok(rules) => rules,
        Err(error) => {
            context.print_error(&error);
            return Ok(Exit::Error);
        }
    };
    match args.format {
        TableFormat::Json => {
            let rules: Vec<_> = rules.iter().map(|entry| rule_json(entry.meta)).collect();
            serde_json::to_writer_pretty(&mut context.out, &rules)?;
            writeln!(context.out)?;
        }
        TableFormat::Text => text(&rules, context)?,
    }
    Ok(Exit::Clean)
}

/// The rules that `args` ask for.
fn chosen(args: &RulesArgs, lang: Lang) -> Result<Vec<&'static RuleEntry>, ConfigError> {
    let preset = args.preset.as_ref().map(|name| preset(name, lang)).transpose()?;
    let group = args.group.as_ref().map(|name| Catalogue(RULES).group(name, lang)).transpose()?;
    let is_listed = |meta: &Meta| {
        preset.is_none_or(|preset| meta.membership(preset).is_some())
            && group.is_none_or(|group| meta.group == group)
            && (!args.fixable || meta.declares(Applicability::Safe) || meta.declares(Applicability::Unsafe))
    };
    Ok(RULES.iter().filter(|entry| is_listed(entry.meta)).collect())
}

/// Prints `rules` under the headings of their groups.
fn text(rules: &[&'static RuleEntry], context: &mut Context<'_>) -> io::Result<()> {
    let lang = context.lang();
    for (group, about) in sets::GROUPS {
        let of_group: Vec<_> = rules.iter().copied().filter(|entry| entry.meta.group == group).collect();
        if of_group.is_empty() {
            continue;
        }
        let (name, about) = (context.bold(group), about.get(lang));
        writeln!(context.out, "{name}: {about}\n")?;
        list(&of_group, None, context)?;
        writeln!(context.out)?;
    }
    let (count, rules) = (rules.len(), plural(rules.len(), "rule"));
    let text = message!(
        "{rules}. `notelint explain NAME` explains a rule, a group or a preset.",
        "{count} ルール。`notelint explain 名前` でルール、グループ、プリセットの説明を表示できる。"
    );
    let text = wrapped(&text.text(lang), "", context.style.width);
    writeln!(context.out, "{text}")
}

/// Prints each of `rules` with its summary and, below that, what else there is to know; for a list of `preset`, also the
/// options that the rule has there.
pub(crate) fn list(rules: &[&'static RuleEntry], preset: Option<Preset>, context: &mut Context<'_>) -> io::Result<()> {
    let column = RULES.iter().map(|entry| entry.meta.name.width()).max().unwrap_or(0) + 4;
    let indent = " ".repeat(column);
    for RuleEntry { meta, .. } in rules {
        let name = format!("  {:1$}", meta.name, column - 2);
        let summary = wrapped(&format!("{name}{}", meta.summary.get(context.lang())), &indent, context.style.width);
        // The name is wrapped with the text, so that both are in place, and then made bold.
        let summary = summary.replacen(meta.name, &context.bold(meta.name), 1);
        let mut facts = facts(meta, context.lang());
        let options = preset.and_then(|preset| meta.membership(preset)).map_or("", |membership| membership.options);
        facts.extend(options.printed_lines().map(str::to_owned));
        writeln!(context.out, "{summary}")?;
        for line in joined(&facts, " · ", context.style.width.saturating_sub(column)) {
            let line = context.dim(&line);
            writeln!(context.out, "{indent}{line}")?;
        }
    }
    Ok(())
}

/// `parts` joined by `separator`, in lines of at most `width` columns. A part is broken only if it is wider than that.
fn joined(parts: &[String], separator: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.width() + separator.width() + part.width() <= width => line.extend([separator, part]),
            _ => lines.extend(wrapped(part, "", width).printed_lines().map(str::to_owned)),
        }
    }
    lines
}

/// What there is to know about a rule in a few words: markdownlint's number, severity, presets, fixes.
pub(crate) fn facts(meta: &Meta, lang: Lang) -> Vec<String> {
    let mut facts: Vec<String> = meta.alias().map(str::to_owned).into_iter().collect();
    facts.push(severities(meta, meta.severity));
    facts.push(presets(meta));
    facts.extend(fixes(meta, lang));
    facts
}

/// The severity of a rule that is set to `severity`: a range where it varies.
pub(crate) fn severities(meta: &Meta, severity: Severity) -> String {
    let (least, most) = meta.severities(severity);
    if least == most { most.name().to_owned() } else { format!("{}–{}", least.name(), most.name()) }
}

/// How safe the fixes of a rule are; `None` where it has none.
fn fixes(meta: &Meta, lang: Lang) -> Option<String> {
    let has = |applicability| [meta.fix, meta.other_fix].contains(&Some(applicability));
    let fixes = match (has(Applicability::Safe), has(Applicability::Unsafe)) {
        (true, true) => message!("fix: safe or unsafe", "修正: 安全または安全でない"),
        (true, false) => message!("fix: safe", "修正: 安全"),
        (false, true) => message!("fix: unsafe", "修正: 安全でない"),
        (false, false) if has(Applicability::Manual) => message!("fix: by hand", "修正: 手動"),
        (false, false) => return None,
    };
    Some(fixes.text(lang))
}

/// The presets that a rule is in. `strict` has every rule, so it is named only where no other has the rule.
pub(crate) fn presets(meta: &Meta) -> String {
    let names = Preset::ALL.into_iter().filter(|preset| meta.presets.iter().any(|member| member.preset == *preset));
    let names: Vec<_> = names.map(Preset::name).collect();
    if names.is_empty() { Preset::Strict.name().to_owned() } else { names.join(", ") }
}

/// Prints `rows` in columns as wide as their cells; the first row is the head.
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
