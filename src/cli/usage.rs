//! Help and usage errors, in English and Japanese.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, CommandFactory, Error};

use super::args::{Cli, ColorArg};
use super::stderr::Stderr;
use super::wrap::wrapped;
use super::{Exit, help_ja};
use crate::finding::Lang;
use crate::finding::config_error::did_you_mean;
use crate::message;
use crate::report::Format;
use crate::text::whitespace::Whitespace as _;

/// The command line in `lang`, with help texts that fit the terminal.
pub(crate) fn command(lang: Lang) -> clap::Command {
    match lang {
        Lang::En => unwrapped(lang),
        Lang::Ja => fitted(unwrapped(lang), help_width()),
    }
}

/// The columns that help texts may take.
fn help_width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    size.or_else(columns).unwrap_or(WIDEST).clamp(40, WIDEST)
}

/// Help is no wider than this, in either language.
const WIDEST: usize = 100;

/// The columns before a help text: beside its option, and on the line after it.
const INDENTS: [usize; 2] = [37, 10];

/// `command` with Japanese help texts in lines of at most `width` columns: clap breaks lines only at spaces.
fn fitted(command: clap::Command, width: usize) -> clap::Command {
    // clap puts the texts beside the options only where there is room.
    let beside = width >= WIDEST;
    let room = width - if beside { INDENTS[0] } else { INDENTS[1] };
    let command = command.next_line_help(!beside).mut_args(|arg| {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        arg.help(wrapped(&help, "", room))
    });
    command.mut_subcommands(|command| fitted(command, width))
}

/// The command line in `lang`, as manual pages and completions have it.
pub(crate) fn unwrapped(lang: Lang) -> clap::Command {
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

/// Refuses what would have no effect: options before a command, and `--unsafe-fixes` alone.
pub(crate) fn refuse(command: &clap::Command, matches: &ArgMatches, lang: Lang) -> Result<(), Error> {
    if let Some(option) = misplaced(command, matches) {
        let name = matches.subcommand_name().unwrap_or_default();
        let text = message!("write `--{option}` after `{name}`", "`--{option}` は `{name}` の後に書く").text(lang);
        return Err(Error::raw(ErrorKind::ArgumentConflict, text));
    }
    let checked = match matches.subcommand() {
        None => Some(matches),
        Some(("check" | "links", matches)) => Some(matches),
        Some(_) => None,
    };
    if checked.is_some_and(|matches| {
        matches.get_flag("unsafe_fixes") && !matches.get_flag("fix") && !matches.get_flag("diff")
    }) {
        let text = message!(
            "`--unsafe-fixes` does nothing alone: add `--fix` or `--diff`",
            "`--unsafe-fixes` だけでは何も起こらない。`--fix` か `--diff` を付ける"
        );
        return Err(Error::raw(ErrorKind::MissingRequiredArgument, text.text(lang)));
    }
    Ok(())
}

/// The first option that is given before a command and would be lost.
fn misplaced(command: &clap::Command, matches: &ArgMatches) -> Option<String> {
    matches.subcommand_name()?;
    let given = |id: &&clap::Id| {
        let global = matches!(id.as_str(), "lang" | "color" | "help");
        let known = matches.try_contains_id(id.as_str()).is_ok();
        known && !global && matches.value_source(id.as_str()) == Some(ValueSource::CommandLine)
    };
    let mut own = matches.ids().filter(|id| command.get_arguments().any(|arg| arg.get_id() == *id));
    own.find(given).map(|id| id.as_str().replace('_', "-"))
}

/// Prints help, the version, or what is wrong with the command line `args`.
pub(crate) fn show(
    error: &Error,
    command: &clap::Command,
    args: &[OsString],
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    if !error.use_stderr() {
        write!(out, "{}", error.render())?;
        return Ok(Exit::Clean);
    }
    let err = Stderr::new(lang, ColorArg::Auto);
    if matches!(error.kind(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        err.plain(&error.render().to_string());
        return Ok(Exit::Error);
    }
    let Wrong { message, help } = wrong(error, lang);
    // An error that is not from clap says what to do itself.
    let own = error.context().next().is_none();
    let help = help.or_else(|| {
        if own {
            return None;
        }
        let named = args.iter().skip(1).find_map(|arg| command.find_subcommand(arg));
        let name = named.map_or_else(String::new, |named| format!("{} ", named.get_name()));
        Some(message!("see `notelint {name}--help`", "使い方は `notelint {name}--help` を参照").text(lang))
    });
    err.error(&message, help.as_deref());
    Ok(Exit::Error)
}

/// A usage error in the language of the run.
struct Wrong {
    message: String,
    /// What to do; `None` where only the help text says more.
    help: Option<String>,
}

/// What clap found wrong, which it can say in English only.
fn wrong(error: &Error, lang: Lang) -> Wrong {
    let get = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(" ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    };
    // clap has `--since <REV>` for an option that takes a value.
    let option = |text: String| text.split(" <").next().unwrap_or_default().trim_end_matches("...").to_owned();
    let arg = get(ContextKind::InvalidArg).map(option).unwrap_or_default();
    let prior = get(ContextKind::PriorArg).map(option);
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            message!("unknown option `{arg}`", "`{arg}` というオプションはない").text(lang)
        }
        ErrorKind::UnknownArgument => message!("unexpected argument `{arg}`", "`{arg}` は余分な引数").text(lang),
        ErrorKind::InvalidSubcommand => {
            let name = get(ContextKind::InvalidSubcommand).unwrap_or_default();
            message!("unknown command `{name}`", "`{name}` というコマンドはない").text(lang)
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            message!("`{arg}` needs a value", "`{arg}` に値がない").text(lang)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            message!("invalid value `{value}` for `{arg}`", "`{arg}` の値 `{value}` は使えない").text(lang)
        }
        ErrorKind::MissingRequiredArgument if !arg.is_empty() => {
            message!("`{arg}` is missing", "`{arg}` が必要").text(lang)
        }
        ErrorKind::ArgumentConflict => match prior.filter(|prior| *prior != arg) {
            _ if arg.is_empty() => own_words(error),
            Some(prior) => {
                message!("`{arg}` and `{prior}` exclude each other", "`{arg}` と `{prior}` は同時に使えない").text(lang)
            }
            None => message!("`{arg}` can be given only once", "`{arg}` は 1 回しか指定できない").text(lang),
        },
        ErrorKind::TooManyValues => message!("unexpected value `{value}`", "`{value}` は余分な値").text(lang),
        ErrorKind::InvalidUtf8 => message!("an argument is not UTF-8", "引数が UTF-8 ではない").text(lang),
        _ => own_words(error),
    };
    let valid = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(names)) => names.clone(),
        _ => Vec::new(),
    };
    let meant = did_you_mean(&value, valid.iter().map(String::as_str)).map(str::to_owned);
    let command = || match error.get(ContextKind::SuggestedSubcommand)? {
        ContextValue::Strings(names) => {
            let typed = get(ContextKind::InvalidSubcommand).unwrap_or_default();
            did_you_mean(&typed, names.iter().map(String::as_str)).map(str::to_owned)
        }
        _ => None,
    };
    let suggested = || get(ContextKind::SuggestedArg).map(option).or_else(command);
    let help = if let Some(meant) = meant.or_else(suggested) {
        Some(message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(lang))
    } else if valid.is_empty() {
        takes(&arg, lang)
    } else {
        let all = valid.join(", ");
        Some(message!("available: {all}", "使えるもの: {all}").text(lang))
    };
    Wrong { message, help }
}

/// The text of an error that is not from clap, or of one of clap's that hardly anybody meets.
fn own_words(error: &Error) -> String {
    let text = error.to_string();
    let text = text.trim_start_matches("error: ");
    text.printed_lines().next().unwrap_or_default().to_owned()
}

/// What `option` takes, where its values have no names.
fn takes(option: &str, lang: Lang) -> Option<String> {
    Some(match option {
        "--threads" => message!("it takes a whole number, 1 or more", "1 以上の整数を指定する").text(lang),
        "--link-timeout" => {
            message!("it takes seconds, from 1 to 86400", "1 から 86400 までの秒数を指定する").text(lang)
        }
        "--budget" => message!("it takes seconds, from 1 to 604800", "1 から 604800 までの秒数を指定する").text(lang),
        "--output-file" => {
            let formats = Format::ALL.map(Format::name).join(", ");
            message!(
                "write FORMAT=PATH, such as `sarif=notelint.sarif`; formats: {formats}",
                "`sarif=notelint.sarif` のように「形式=パス」で指定する。形式: {formats}"
            )
            .text(lang)
        }
        _ => return None,
    })
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

    /// What is said about the command line `args`, and how to put it right.
    fn error(lang: Lang, args: &[&str]) -> (String, String) {
        let words = ["notelint"].iter().chain(args);
        let mut command = command(lang);
        let matches = command.try_get_matches_from_mut(words);
        let error = matches.and_then(|matches| refuse(&command, &matches, lang)).unwrap_err();
        let Wrong { message, help } = wrong(&error, lang);
        (message, help.unwrap_or_default())
    }

    #[test]
    fn usage_errors_say_what_is_wrong_and_what_to_write() {
        let check = |args: &[&str], en: (&str, &str), ja: (&str, &str)| {
            for (lang, (message, help)) in [(Lang::En, en), (Lang::Ja, ja)] {
                let problem = error(lang, args);
                assert_eq!(problem.0, message, "{args:?}");
                assert!(
                    problem.1.starts_with(help) && help.is_empty() == problem.1.is_empty(),
                    "{args:?}: {}",
                    problem.1
                );
            }
        };
        check(
            &["--fixx"],
            ("unknown option `--fixx`", "did you mean `--fix`?"),
            ("`--fixx` というオプションはない", "もしかして: `--fix`"),
        );
        check(
            &["--format", "jsn"],
            ("invalid value `jsn` for `--format`", "did you mean `json`?"),
            ("`--format` の値 `jsn` は使えない", "もしかして: `json`"),
        );
        check(
            &["--fail-on", "x"],
            ("invalid value `x` for `--fail-on`", "available: error, warning, advice, never"),
            ("`--fail-on` の値 `x` は使えない", "使えるもの: error, warning, advice, never"),
        );
        check(&["--since"], ("`--since` needs a value", ""), ("`--since` に値がない", ""));
        check(
            &["--fix", "--diff"],
            ("`--fix` and `--diff` exclude each other", ""),
            ("`--fix` と `--diff` は同時に使えない", ""),
        );
        check(&["--fix", "--fix"], ("`--fix` can be given only once", ""), ("`--fix` は 1 回しか指定できない", ""));
        check(&["explain"], ("`<NAME>` is missing", ""), ("`<NAME>` が必要", ""));
        check(
            &["hook", "instal"],
            ("unknown command `instal`", "did you mean `install`?"),
            ("`instal` というコマンドはない", "もしかして: `install`"),
        );
        check(&["rules", "x"], ("unexpected argument `x`", ""), ("`x` は余分な引数", ""));
        check(&["--fix", "rules"], ("write `--fix` after `rules`", ""), ("`--fix` は `rules` の後に書く", ""));
    }

    #[test]
    fn no_words_of_a_parser_reach_the_user() {
        for (args, help) in [
            (["--threads", "0"], "it takes a whole number, 1 or more"),
            (["--threads", "many"], "it takes a whole number, 1 or more"),
            (["--link-timeout", "0"], "it takes seconds, from 1 to 86400"),
            (["--budget", "0"], "it takes seconds, from 1 to 604800"),
            (["--output-file", "json"], "write FORMAT=PATH, such as `sarif=notelint.sarif`"),
            (["--output-file", "jsn=x"], "write FORMAT=PATH, such as `sarif=notelint.sarif`"),
        ] {
            let problem = error(Lang::En, &args);
            assert_eq!(problem.0, format!("invalid value `{}` for `{}`", args[1], args[0]));
            assert!(problem.1.starts_with(help), "{problem:?}");
        }
    }

    #[test]
    fn unsafe_fixes_alone_are_refused() {
        for args in [&["--unsafe-fixes"][..], &["check", "--unsafe-fixes", "a.md"], &["links", "--unsafe-fixes"]] {
            assert_eq!(error(Lang::En, args).0, "`--unsafe-fixes` does nothing alone: add `--fix` or `--diff`");
            assert!(error(Lang::Ja, args).0.contains("`--fix` か `--diff` を付ける"));
        }
        let command = command(Lang::En);
        for with in ["--fix", "--diff"] {
            let matches = command.clone().try_get_matches_from(["notelint", "--unsafe-fixes", with]).unwrap();
            assert!(refuse(&command, &matches, Lang::En).is_ok());
        }
    }
}
