//! `notelint explain NAME`: the page of a rule, the rules of a preset or a group, a flavour, a dictionary; and what
//! [`super::explain_name`] knows about a name.

use std::io;

use super::args::ExplainArgs;
use super::context::Context;
use super::rules::list;
use super::wrap::wrapped;
use super::{Exit, explain_name, explain_page};
use crate::config::name_lookup::NameLookup;
use crate::config::select::Catalogue;
use crate::config::sets;
use crate::finding::{Lang, Preset};
use crate::lint::rule::RuleEntry;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::rules::RULES;
use crate::terms::dictionary;

pub(crate) fn run(args: &ExplainArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let catalogue = Catalogue(RULES);
    let name = args.name.join(" ");
    let mut explained = false;
    for entry in catalogue.named(&name) {
        separate(&mut explained, context)?;
        explain_page::print(entry, context)?;
    }
    let is = |known: &str| known.eq_ignore_ascii_case(&name);
    if let Some(preset) = Preset::ALL.into_iter().find(|preset| is(preset.name())) {
        separate(&mut explained, context)?;
        self::preset(preset, context)?;
    }
    if let Some((group, about)) = sets::GROUPS.iter().find(|(group, _)| is(group)) {
        separate(&mut explained, context)?;
        self::group(group, about.get(context.lang()), context)?;
    }
    if let Some(flavour) = Flavour::ALL.into_iter().find(|flavour| is(flavour.name())) {
        separate(&mut explained, context)?;
        self::flavour(flavour, context)?;
    }
    let names = match explain_name::load(context) {
        Ok(names) => names,
        // What was asked about is explained, whatever is wrong with the project.
        Err(_) if explained => return Ok(Exit::Clean),
        Err(errors) => {
            context.print_errors(&errors);
            return Ok(Exit::Error);
        }
    };
    if let Some(name) = dictionary::names().find(|known| is(known)) {
        separate(&mut explained, context)?;
        self::dictionary(name, &names, context)?;
    }
    if names.knows(&name) {
        separate(&mut explained, context)?;
        explain_name::explain(&names, &name, context)?;
    }
    if explained {
        return Ok(Exit::Clean);
    }
    unknown(&name, &names, context);
    Ok(Exit::Error)
}

/// Leaves a blank line between two explanations.
fn separate(explained: &mut bool, context: &mut Context<'_>) -> io::Result<()> {
    if std::mem::replace(explained, true) { writeln!(context.out) } else { Ok(()) }
}

/// Says that nothing is called `name`, and what may be meant.
fn unknown(name: &str, names: &NameLookup, context: &Context<'_>) {
    // Names of rules, presets and groups are in kebab-case.
    let is_kebab = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let rules =
        RULES.iter().flat_map(|entry| std::iter::once(entry.meta.name).chain(entry.meta.aliases.iter().copied()));
    let sets = Preset::ALL.into_iter().map(Preset::name).chain(sets::GROUPS.iter().map(|(name, _)| *name));
    let known = rules.chain(sets).chain(Flavour::ALL.into_iter().map(Flavour::name));
    if let Some(meant) = crate::finding::config_error::did_you_mean(name, known).filter(|_| is_kebab) {
        let lang = context.lang();
        let text = message!(
            "no rule, group, preset or name is called `{name}`",
            "`{name}` というルール、グループ、プリセット、名前はない"
        );
        let help = message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(lang);
        context.err.error(&text.text(lang), Some(&help));
    } else {
        explain_name::unknown(names, name, context);
    }
}

fn preset(preset: Preset, context: &mut Context<'_>) -> io::Result<()> {
    let (name, about) = (preset.name(), sets::about(preset).get(context.lang()));
    let rules = sets::of_preset(preset);
    let count = rules.len();
    let text = message!(
        "A preset of {count} rules: {about} Put it in `extends` in notelint.toml, or use `--preset {name}`.",
        "プリセット（{count} ルール）: {about}notelint.toml の `extends` に書くか、`--preset {name}` で使う。"
    );
    let text = text.text(context.lang());
    set(name, &text, (&rules, Some(preset)), context)
}

fn group(name: &str, about: &str, context: &mut Context<'_>) -> io::Result<()> {
    let rules = sets::of_group(name);
    let count = rules.len();
    let text = message!(
        "A group of {count} rules about {about}. `--select {name}` runs only these, `--ignore {name}` skips them.",
        "グループ（{count} ルール）: {about}。`--select {name}` でこれらのルールだけを実行し、`--ignore {name}` で除く。"
    );
    let text = text.text(context.lang());
    set(name, &text, (&rules, None), context)
}

/// Prints a named set of rules.
fn set(
    name: &str,
    text: &str,
    (rules, preset): (&[&'static RuleEntry], Option<Preset>),
    context: &mut Context<'_>,
) -> io::Result<()> {
    writeln!(context.out, "{}\n", context.bold(name))?;
    writeln!(context.out, "{}\n", wrapped(text, "", context.style.width))?;
    list(rules, preset, context)
}

fn flavour(flavour: Flavour, context: &mut Context<'_>) -> io::Result<()> {
    let (name, syntax) = (flavour.name(), flavour.about().get(context.lang()));
    let text = if flavour == Flavour::Github {
        message!(
            "The default flavour: notes are read as GitHub reads them.",
            "既定のフレーバー。ノートを GitHub と同じように読む。"
        )
    } else {
        message!(
            "A flavour: what the site that renders the notes adds to Markdown ({syntax}) is not reported. Write `flavour = \"{name}\"` in notelint.toml.",
            "フレーバー。ノートを公開するサイト独自の構文（{syntax}）を指摘しない。notelint.toml に `flavour = \"{name}\"` と書く。"
        )
    };
    let text = text.text(context.lang());
    writeln!(context.out, "{}\n", context.bold(name))?;
    writeln!(context.out, "{}", wrapped(&text, "", context.style.width))
}

fn dictionary(name: &str, names: &NameLookup, context: &mut Context<'_>) -> io::Result<()> {
    let about = match (name, context.lang()) {
        ("aws", Lang::En) => "names of AWS",
        ("aws", Lang::Ja) => "AWS の名称",
        ("azure", Lang::En) => "names of Azure and Microsoft",
        ("azure", Lang::Ja) => "Azure と Microsoft の名称",
        ("gcp", Lang::En) => "names of Google Cloud",
        ("gcp", Lang::Ja) => "Google Cloud の名称",
        ("kubernetes", Lang::En) => "names of Kubernetes and cloud native projects",
        ("kubernetes", Lang::Ja) => "Kubernetes とクラウドネイティブの名称",
        ("japanese", Lang::En) => "spellings of Japanese words",
        ("japanese", Lang::Ja) => "日本語の表記",
        (_, Lang::En) => "names of general software and technology",
        (_, Lang::Ja) => "ソフトウェアや技術一般の名称",
    };
    let used = if names.uses(name) {
        message!("This project uses it.", "このプロジェクトで使われている。")
    } else {
        message!(
            "This project does not use it: see `dictionaries` in notelint.toml.",
            "このプロジェクトでは使われていない。notelint.toml の `dictionaries` を参照。"
        )
    };
    let used = used.text(context.lang());
    let text = message!(
        "A dictionary: {about}. {used} The rules of the group `terms` use it.",
        "辞書: {about}。{used}グループ `terms` のルールが使う。"
    );
    let text = text.text(context.lang());
    writeln!(context.out, "{}\n", context.bold(name))?;
    writeln!(context.out, "{}", wrapped(&text, "", context.style.width))
}
