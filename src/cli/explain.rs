//! `notelint explain RULE`: its page; `notelint explain NAME`: see [`super::explain_name`].

use std::io;

use super::Exit;
use super::args::ExplainArgs;
use super::context::Context;
use super::explain_name::Names;
use super::rules::{fix_name, presets};
use crate::config::select::Catalogue;
use crate::finding::{Lang, Meta};
use crate::rules::RULES;
use crate::text::whitespace::Whitespace as _;

pub(crate) fn run(args: &ExplainArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let catalogue = Catalogue(RULES);
    let entries = catalogue.named(&args.name);
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            writeln!(context.out)?;
        }
        page(entry.meta, context)?;
    }
    let names = match Names::load(context) {
        Ok(names) => names,
        // The page is there to help, whatever is wrong with the project.
        Err(_) if !entries.is_empty() => return Ok(Exit::Clean),
        Err(errors) => {
            context.complain_all(&errors);
            return Ok(Exit::Trouble);
        }
    };
    if names.explain(&args.name, context)? || !entries.is_empty() {
        return Ok(Exit::Clean);
    }
    // A rule's name is in kebab-case.
    let is_rule_like = args.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_rule_like && catalogue.is_like(&args.name) {
        context.complain(&catalogue.unknown(&args.name, false, context.lang()));
    } else {
        names.unknown(&args.name, context);
    }
    Ok(Exit::Trouble)
}

fn page(meta: &Meta, context: &mut Context<'_>) -> io::Result<()> {
    let (title, rest) = meta.page.split_once('\n').unwrap_or((meta.page, ""));
    let body = match context.lang() {
        Lang::En => rest.unicode_trim().to_owned(),
        Lang::Ja => japanese_first(rest),
    };
    writeln!(context.out, "{}\n\n{}\n", context.bold(title), context.dim(&facts(meta, context.lang())))?;
    let mut fence: Option<String> = None;
    for line in body.printed_lines() {
        let marks: String = line.chars().take_while(|char| matches!(char, '`' | '~')).collect();
        let line = match &fence {
            Some(open) => {
                let closed = marks.starts_with(open.as_str()) && line.unicode_trim_end() == marks;
                fence = fence.filter(|_| !closed);
                context.dim(line)
            }
            None if marks.len() >= 3 => {
                fence = Some(marks);
                context.dim(line)
            }
            None if line.starts_with('#') => context.bold(line),
            None => line.to_owned(),
        };
        writeln!(context.out, "{line}")?;
    }
    Ok(())
}

/// What is known of a rule, in one line.
fn facts(meta: &Meta, lang: Lang) -> String {
    let mut facts: Vec<String> = meta.aliases.iter().map(|alias| (*alias).to_owned()).collect();
    facts.push(meta.severity.name().to_owned());
    facts.push(presets(meta));
    facts.extend(meta.fix.map(|fix| match lang {
        Lang::En => format!("fix: {}", fix_name(fix)),
        Lang::Ja => format!("自動修正: {}", fix_name(fix)),
    }));
    facts.join(" · ")
}

/// The page with its part in Japanese in front.
fn japanese_first(page: &str) -> String {
    const HEADING: &str = "\n## 日本語\n";
    let Some((before, japanese)) = page.split_once(HEADING) else { return page.unicode_trim().to_owned() };
    let (japanese, after) = match japanese.split_once("\n## ") {
        Some((japanese, after)) => (japanese, format!("\n\n## {}", after.unicode_trim())),
        None => (japanese, String::new()),
    };
    format!("{}\n\n{}{after}", japanese.unicode_trim(), before.unicode_trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_comes_first_for_who_reads_it() {
        let page = "\nText.\n\n## Options\n\nNone.\n\n## 日本語\n\n説明。\n";
        assert_eq!(japanese_first(page), "説明。\n\nText.\n\n## Options\n\nNone.");
    }
}
