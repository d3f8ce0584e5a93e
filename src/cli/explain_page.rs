//! The page of a rule on a terminal.

use std::io;

use super::context::Context;
use super::example::Examples;
use super::rules::{presets, severities};
use super::wrap::wrapped;
use crate::finding::{Applicability, Lang, Meta, Text};
use crate::lint::rule::RuleEntry;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::report::rule_page::{InlineStyle, InlineText, PageBlock, PageFence, RuleOption, RulePage};
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;

/// Lines of prose are no longer than this, however wide the terminal is.
const MAX_WIDTH: usize = 90;

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const GREEN: &str = "1;32";
const FAINT: &str = "2";

/// Prints the page of the rule `entry`.
pub(super) fn print(entry: &RuleEntry, context: &mut Context<'_>) -> io::Result<()> {
    let lang = context.lang();
    let meta = entry.meta;
    writeln!(context.out, "{}\n", context.bold(meta.name))?;
    facts(meta, context)?;
    let page = RulePage::of_rule(meta);
    let blocks = match lang {
        Lang::En => page.english,
        Lang::Ja => page.in_japanese(),
    };
    let mut examples = Examples::of(meta, lang);
    for block in &blocks {
        match block {
            PageBlock::Heading(text) => {
                let text = styled(text, context);
                writeln!(context.out, "\n{}", context.bold(&text))?;
            }
            PageBlock::Prose(text) => {
                let text = wrapped(&styled(text, context), "", width(context));
                writeln!(context.out, "\n{text}")?;
            }
            PageBlock::PageFence(fence) => example(fence, &mut examples, context)?,
            PageBlock::Options(options) => self::options(options, context)?,
        }
    }
    Ok(())
}

fn width(context: &Context<'_>) -> usize {
    context.style.width.min(MAX_WIDTH)
}

/// What there is to know about the rule in a few lines.
fn facts(meta: &Meta, context: &mut Context<'_>) -> io::Result<()> {
    let lang = context.lang();
    let mut severity = severities(meta, meta.severity);
    if meta.severities(meta.severity).0 != meta.severity {
        severity += Text { en: ", depending on the finding", ja: "（指摘による）" }.get(lang);
    }
    let rows = [
        (Text { en: "finds", ja: "見つけるもの" }, meta.summary.get(lang).to_owned()),
        (Text { en: "severity", ja: "重要度" }, severity),
        (Text { en: "fix", ja: "修正" }, fixes(meta).get(lang).to_owned()),
        (Text { en: "presets", ja: "プリセット" }, presets(meta)),
        (Text { en: "group", ja: "グループ" }, meta.group.to_owned()),
        (Text { en: "aliases", ja: "別名" }, meta.aliases.join(", ")),
    ];
    let column = match lang {
        Lang::En => 12,
        Lang::Ja => 16,
    };
    for (label, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let label = label.get(lang);
        let gap = " ".repeat(column - 2 - unicode_width::UnicodeWidthStr::width(label));
        let text = wrapped(&format!("  {label}{gap}{value}"), &" ".repeat(column), width(context));
        let text = text.replacen(label, &context.styled(FAINT, label), 1);
        writeln!(context.out, "{text}")?;
    }
    Ok(())
}

/// How findings of the rule are fixed.
fn fixes(meta: &Meta) -> Text {
    let has = |applicability| [meta.fix, meta.other_fix].contains(&Some(applicability));
    match (has(Applicability::Safe), has(Applicability::Unsafe)) {
        (true, true) => Text {
            en: "safe (--fix) or unsafe (--fix --unsafe-fixes), depending on the finding",
            ja: "安全（--fix）または安全でない（--fix --unsafe-fixes）。指摘による",
        },
        (true, false) => Text { en: "safe (--fix)", ja: "安全（--fix）" },
        (false, true) => Text { en: "unsafe (--fix --unsafe-fixes)", ja: "安全でない（--fix --unsafe-fixes）" },
        (false, false) if has(Applicability::Manual) => {
            Text { en: "shown, for you to make by hand", ja: "表示のみ（手動で修正）" }
        }
        (false, false) => Text { en: "", ja: "" },
    }
}

/// Prints an example, what is reported there, or what surrounds it.
fn example(fence: &PageFence, examples: &mut Examples<'_>, context: &mut Context<'_>) -> io::Result<()> {
    let lang = context.lang();
    let words: Vec<&str> = fence.words.iter().map(String::as_str).collect();
    let reported = examples.next(fence);
    let is_unfixed = words == ["md", "fixed"] && examples.repeats(fence);
    let (label, color) = match words[..] {
        ["md", "bad", ..] => (message!("Bad", "悪い例").text(lang), RED),
        ["md", "good", ..] => (message!("Good", "良い例").text(lang), GREEN),
        ["hex", "bad", ..] => (message!("Bad (bytes)", "悪い例（バイト列）").text(lang), RED),
        ["hex", "good", ..] => (message!("Good (bytes)", "良い例（バイト列）").text(lang), GREEN),
        ["md", "fixed"] if is_unfixed => (message!("Not fixed", "修正なし").text(lang), FAINT),
        ["md", "fixed"] => (message!("Fixed", "修正後").text(lang), GREEN),
        ["findings"] => (message!("Reported", "指摘").text(lang), YELLOW),
        ["toml", "options"] if fence.text.unicode_trim().is_empty() => {
            (message!("With the default options", "既定のオプション").text(lang), FAINT)
        }
        ["toml", "options"] => (message!("With the options", "オプションを指定した場合").text(lang), FAINT),
        ["text", "web"] => (message!("What the servers answer", "サーバーの応答").text(lang), FAINT),
        [_, name] if name.starts_with("file=") => {
            let name = &name["file=".len()..];
            (message!("Other file: {name}", "ほかのファイル: {name}").text(lang), FAINT)
        }
        _ => (String::new(), FAINT),
    };
    let named = words.iter().skip(2).find(|word| !word.contains('='));
    let label = named.map_or(label.clone(), |name| format!("{label}: {name}"));
    let flavour = words.iter().find_map(|word| word.strip_prefix("flavour=")).and_then(Flavour::named);
    let label = flavour.map_or(label.clone(), |flavour| {
        let host = flavour.profile().title;
        message!("{label} (on {host})", "{label}（{host}）").text(lang)
    });
    let with: Vec<_> = words.iter().filter_map(|word| word.strip_prefix("with=")).collect();
    let label = if with.is_empty() {
        label
    } else {
        let with = with.join(", ");
        message!("{label} (with the rule {with} on)", "{label}（ルール {with} も有効）").text(lang)
    };
    writeln!(context.out)?;
    if !label.is_empty() {
        writeln!(context.out, "  {}", context.styled(color, &label))?;
    }
    if is_unfixed {
        return Ok(());
    }
    for line in reported.as_deref().unwrap_or(&fence.text).printed_lines() {
        let line = format!("    {}", sanitize(line));
        // What is reported is prose; an example is shown as it is.
        let line = if words == ["findings"] { wrapped(&line, "         ", width(context)) } else { line };
        writeln!(context.out, "{}", line.unicode_trim_end())?;
    }
    Ok(())
}

/// Prints the options, one after another.
fn options(options: &[RuleOption], context: &mut Context<'_>) -> io::Result<()> {
    let lang = context.lang();
    let title = message!("Options", "オプション").text(lang);
    writeln!(context.out, "\n{}", context.bold(&title))?;
    for option in options {
        let mut values = styled(&option.values, context);
        if lang == Lang::Ja {
            values = values_in_japanese(&values);
        }
        let default = styled(&option.default, context);
        let name = context.bold(&option.name);
        let head = match (default.is_empty(), lang) {
            (true, _) => format!("  {name}: {values}"),
            (false, Lang::En) => format!("  {name}: {values} (default: {default})"),
            (false, Lang::Ja) => format!("  {name}: {values}（既定: {default}）"),
        };
        writeln!(context.out, "\n{}", wrapped(&head, "    ", width(context)))?;
        let meaning = format!("    {}", styled(&option.meaning, context));
        writeln!(context.out, "{}", wrapped(&meaning, "    ", width(context)))?;
    }
    Ok(())
}

/// The types of values, as `tests/it/option_tables.rs` writes them, in Japanese.
fn values_in_japanese(values: &str) -> String {
    let parts = values.split(", or ").map(|part| {
        let numbers =
            part.strip_prefix("a number from ").map(|bounds| bounds.split_once(" to ").unwrap_or((bounds, "")));
        match (part, numbers) {
            (_, Some((least, ""))) => format!("{least} 以上の数"),
            (_, Some((least, most))) => format!("{least} から {most} までの数"),
            ("a number", _) => "数".to_owned(),
            ("a text" | "a string", _) => "文字列".to_owned(),
            ("a list of texts" | "a list of strings", _) => "文字列のリスト".to_owned(),
            ("a list of numbers", _) => "数のリスト".to_owned(),
            _ => match part.strip_prefix("a number up to ") {
                Some(most) => format!("{most} 以下の数"),
                None => part.to_owned(),
            },
        }
    });
    parts.collect::<Vec<_>>().join("、または ")
}

/// Running text with the styles of a terminal, or with marks that read well without.
fn styled(text: &[InlineText], context: &Context<'_>) -> String {
    let color = context.style.color;
    let show = |part: &InlineText| {
        let text = sanitize(&part.text);
        match &part.style {
            InlineStyle::Plain => text.into_owned(),
            InlineStyle::Code if color => context.styled("36", &text),
            InlineStyle::Code => format!("`{text}`"),
            InlineStyle::Strong => context.bold(&text),
            InlineStyle::Link(to) if context.style.links && is_url(to) => {
                format!("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", sanitize(to), context.styled("4", &text))
            }
            InlineStyle::Link(to) if *to == part.text || !is_url(to) => context.styled("4", &text),
            InlineStyle::Link(to) => format!("{} ({})", context.styled("4", &text), sanitize(to)),
        }
    };
    text.iter().map(show).collect()
}

fn is_url(destination: &str) -> bool {
    destination.starts_with("https://") || destination.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_that_no_fix_changes_is_not_repeated() {
        let mut out = Vec::new();
        let color = crate::cli::args::ColorArg::Never;
        let mut context = Context::new(&mut out, Lang::En, color, std::path::PathBuf::new());
        let is_dead_anchor = |entry: &&RuleEntry| entry.meta.name == "dead-anchor";
        print(crate::rules::RULES.iter().find(is_dead_anchor).unwrap(), &mut context).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("\n  Fixed\n    ") && text.contains("\n\n  Not fixed\n\n"), "{text}");
    }

    #[test]
    fn types_of_values_are_in_japanese() {
        assert_eq!(values_in_japanese("`a`, `b`, or a list of texts"), "`a`, `b`、または 文字列のリスト");
        assert_eq!(values_in_japanese("a number from 1 to 6"), "1 から 6 までの数");
    }
}
