//! `notelint completions SHELL`.

use std::io;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, ValueHint};
use clap_complete::Shell;

use super::args::CompletionsArgs;
use super::context::Context;
use super::{Exit, usage};
use crate::config::sets;
use crate::finding::{Lang, Preset};
use crate::markdown::flavour::Flavour;
use crate::rules::RULES;
use crate::terms::dictionary;

/// The commands, for `notelint help`: clap has their names as texts that do not live long enough.
const COMMANDS: [&str; 16] = [
    "check",
    "links",
    "explain",
    "rules",
    "facts",
    "init",
    "rename",
    "move",
    "baseline",
    "hook",
    "config",
    "terms",
    "lsp",
    "completions",
    "man",
    "help",
];

pub(crate) fn run(args: &CompletionsArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    // The generator panics where it can't write: let it write to memory.
    let mut script = Vec::new();
    let mut command = with_values(usage::unwrapped(context.lang()), context.lang());
    clap_complete::generate(args.shell, &mut command, "notelint", &mut script);
    if args.shell == Shell::Fish {
        script.extend(for_fish(&command).into_bytes());
    }
    context.out.write_all(&script)?;
    Ok(Exit::Clean)
}

/// What clap's script for fish lacks: the values of options before a command, and those of positional arguments.
fn for_fish(command: &Command) -> String {
    let values = |arg: &Arg| -> String {
        let quoted = |value: &PossibleValue| {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            format!("{}\\t'{}'", value.get_name(), help.replace('\'', "\\'"))
        };
        arg.get_possible_values().iter().map(quoted).collect::<Vec<_>>().join("\n")
    };
    let line = |condition: &str, option: &str, values: &str| {
        format!("complete -c notelint -n \"{condition}\"{option} -f -a \"{values}\"\n")
    };
    let mut script = String::new();
    let before = format!("not __fish_seen_subcommand_from {}", COMMANDS.join(" "));
    for arg in command.get_arguments() {
        let values = values(arg);
        if let Some(long) = arg.get_long().filter(|_| !values.is_empty() && arg.get_action().takes_values()) {
            script += &line(&before, &format!(" -l {long} -r"), &values);
        }
    }
    for command in command.get_subcommands() {
        for values in command.get_positionals().map(values).filter(|values| !values.is_empty()) {
            script += &line(&format!("__fish_seen_subcommand_from {}", command.get_name()), "", &values);
        }
    }
    script
}

/// `command` with the names that its arguments take. The parser itself takes any text, because its own error messages say
/// more, and because an option takes several names with commas.
fn with_values(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| {
        let values = match (name.as_str(), arg.get_id().as_str()) {
            (_, "preset") => presets(lang),
            (_, "select" | "ignore") => rules(lang).into_iter().chain(groups(lang)).collect(),
            ("rules", "group") => groups(lang),
            ("explain", "name") => explainable(lang),
            ("help", "command") => COMMANDS.iter().map(|name| value(name, "")).collect(),
            (_, "output_file") => return arg.value_hint(ValueHint::Other),
            (_, "paths" | "config" | "stdin_filename") => return arg.value_hint(ValueHint::FilePath),
            (_, "path") => return arg.value_hint(ValueHint::AnyPath),
            (_, "folder") => return arg.value_hint(ValueHint::DirPath),
            _ => return arg,
        };
        arg.value_parser(PossibleValuesParser::new(values)).hide_possible_values(false)
    });
    command.mut_subcommands(|command| with_values(command, lang))
}

fn value(name: &'static str, about: &'static str) -> PossibleValue {
    let value = PossibleValue::new(name);
    if about.is_empty() { value } else { value.help(plain(about)) }
}

/// `about` without characters that shells read as syntax: the generator for fish does not escape all of them.
fn plain(about: &str) -> String {
    let replaced = about.chars().filter_map(|char| match char {
        '`' => None,
        '$' => Some('＄'),
        '"' => Some('”'),
        '\\' => Some('＼'),
        char => Some(char),
    });
    replaced.collect()
}

fn rules(lang: Lang) -> Vec<PossibleValue> {
    RULES.iter().map(|entry| value(entry.meta.name, entry.meta.summary.get(lang))).collect()
}

fn groups(lang: Lang) -> Vec<PossibleValue> {
    sets::GROUPS.iter().map(|(name, about)| value(name, about.get(lang))).collect()
}

fn presets(lang: Lang) -> Vec<PossibleValue> {
    Preset::ALL.into_iter().map(|preset| value(preset.name(), sets::about(preset).get(lang))).collect()
}

/// What `notelint explain` takes, each name once: a preset and a group may have the same name.
fn explainable(lang: Lang) -> Vec<PossibleValue> {
    let flavours = Flavour::ALL.into_iter().map(|flavour| value(flavour.name(), flavour.about().get(lang)));
    let dictionaries = dictionary::names().map(|name| value(name, ""));
    let mut values: Vec<PossibleValue> = Vec::new();
    for next in presets(lang).into_iter().chain(groups(lang)).chain(rules(lang)).chain(flavours).chain(dictionaries) {
        if !values.iter().any(|known| known.get_name() == next.get_name()) {
            values.push(next);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_listed() {
        let command = usage::unwrapped(Lang::En);
        let names: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
        assert_eq!(names, COMMANDS);
    }

    #[test]
    fn arguments_with_values_are_sound() {
        for lang in [Lang::En, Lang::Ja] {
            with_values(usage::unwrapped(lang), lang).debug_assert();
        }
    }
}
