//! Help and usage errors, in English and Japanese.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, CommandFactory, Error};

use super::args::Cli;
use super::{Exit, help_ja};
use crate::finding::Lang;
use crate::finding::mistake::did_you_mean;
use crate::message;
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;

/// The command line's description in `lang`.
pub(crate) fn command(lang: Lang) -> clap::Command {
    let command = Cli::command();
    match lang {
        Lang::En => command.override_usage("notelint [OPTIONS] [PATHS]...\n       notelint COMMAND"),
        Lang::Ja => japanese(command).override_usage("notelint [オプション] [PATHS]...\n        notelint コマンド"),
    }
}

const TEMPLATE_JA: &str = "{about}\n\n使い方: {usage}\n\n{all-args}";

fn japanese(command: clap::Command) -> clap::Command {
    let name = command.get_name().to_owned();
    let mut command = command
        .help_template(TEMPLATE_JA)
        .subcommand_help_heading("コマンド")
        .mut_args(|arg| japanese_arg(&name, arg))
        .mut_subcommands(japanese);
    if let Some(about) = help_ja::about(&name) {
        command = command.about(about);
    }
    command
}

fn japanese_arg(command: &str, arg: Arg) -> Arg {
    let Some(help) = help_ja::arg(command, arg.get_id().as_str()) else { return arg };
    let mut help = help.to_owned();
    let values: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !values.is_empty() && arg.get_action().takes_values() {
        help = format!("{help} [値: {}]", values.join(", "));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        help = format!("{help} [既定: {}]", defaults.join(", "));
    }
    let heading = if arg.is_positional() { "引数" } else { "オプション" };
    let takes_values = arg.get_action().takes_values();
    let arg = arg.help(help).help_heading(heading).hide_default_value(takes_values);
    if takes_values { arg.hide_possible_values(true) } else { arg }
}

/// Options before a subcommand would be lost on it: says so.
pub(crate) fn refuse_mixture(command: &clap::Command, matches: &ArgMatches, lang: Lang) -> Result<(), Error> {
    let Some(name) = matches.subcommand_name() else { return Ok(()) };
    let given = |id: &&clap::Id| {
        let global = matches!(id.as_str(), "lang" | "color" | "help");
        let known = matches.try_contains_id(id.as_str()).is_ok();
        known && !global && matches.value_source(id.as_str()) == Some(ValueSource::CommandLine)
    };
    let Some(before) = matches.ids().filter(|id| command.get_arguments().any(|arg| arg.get_id() == *id)).find(given)
    else {
        return Ok(());
    };
    let before = before.as_str().replace('_', "-");
    let text = message!("write `--{before}` after `{name}`", "`--{before}` は `{name}` の後に書く").text(lang);
    Err(Error::raw(ErrorKind::ArgumentConflict, text + "\n"))
}

/// Prints help, the version, or what is wrong with the command line.
pub(crate) fn show(error: &Error, lang: Lang, out: &mut dyn Write) -> io::Result<Exit> {
    if !error.use_stderr() {
        write!(out, "{}", error.render())?;
        return Ok(Exit::Clean);
    }
    let text = match lang {
        Lang::Ja => in_japanese(error).unwrap_or_else(|| error.render().to_string()),
        Lang::En => error.render().to_string(),
    };
    let lines: Vec<_> = text.printed_lines().map(sanitize).collect();
    let _ = writeln!(io::stderr(), "{}", lines.join("\n").unicode_trim_end());
    Ok(Exit::Trouble)
}

/// The commonest errors in Japanese; clap has its texts in English alone.
fn in_japanese(error: &Error) -> Option<String> {
    let get = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    };
    let arg = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => format!("`{}` というオプションはない", arg?),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{}` に値がない", arg?),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{}` の値 `{value}` は使えない", arg?)
        }
        ErrorKind::MissingRequiredArgument => format!("`{}` が必要", arg?),
        ErrorKind::ArgumentConflict => match (arg, get(ContextKind::PriorArg)) {
            (Some(arg), Some(prior)) => format!("`{arg}` と `{prior}` は一緒に使えない"),
            (Some(arg), None) => format!("`{arg}` は二度使えない"),
            _ => error.to_string().trim_start_matches("error: ").unicode_trim_end().to_owned(),
        },
        ErrorKind::TooManyValues => format!("`{value}` は余分"),
        _ => return None,
    };
    if let Some(values) = get(ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        let names: Vec<&str> = values.split(", ").collect();
        text = match did_you_mean(&value, names) {
            Some(meant) => format!("{text}\n  使えるもの: {values} (`{meant}` の誤りでは?)"),
            None => format!("{text}\n  使えるもの: {values}"),
        };
    } else if let Some(meant) = get(ContextKind::SuggestedArg) {
        text = format!("{text}\n  `{meant}` の誤りでは?");
    }
    Some(format!("エラー: {text}\n\n使い方は `notelint --help` を参照\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command(Lang::En).debug_assert();
        command(Lang::Ja).debug_assert();
    }

    #[test]
    fn every_argument_and_command_has_japanese_help() {
        let mut missing = Vec::new();
        let top = Cli::command();
        let nested = top.get_subcommands().flat_map(clap::Command::get_subcommands);
        for command in [&top].into_iter().chain(top.get_subcommands()).chain(nested) {
            let name = command.get_name();
            missing.extend(help_ja::about(name).is_none().then(|| name.to_owned()));
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                missing.extend(help_ja::arg(name, id).is_none().then(|| format!("{name} {id}")));
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    fn error(args: &[&str]) -> String {
        let words = ["notelint"].iter().chain(args);
        let mut command = command(Lang::Ja);
        let matches = command.try_get_matches_from_mut(words);
        let error = matches.and_then(|matches| refuse_mixture(&command, &matches, Lang::Ja)).unwrap_err();
        in_japanese(&error).unwrap()
    }

    #[test]
    fn usage_errors_are_in_japanese_too() {
        assert!(error(&["--fixx"]).starts_with("エラー: `--fixx` というオプションはない\n  `--fix` の誤りでは?"));
        assert!(error(&["--format", "jsn"]).contains("`json` の誤りでは?"));
        assert!(error(&["--fix", "--diff"]).contains("一緒に使えない"));
        assert!(error(&["explain"]).contains("が必要"));
        assert!(error(&["--fix", "rules"]).contains("`--fix` は `rules` の後に書く"));
    }
}
