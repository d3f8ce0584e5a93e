//! `unknown-command`: a subcommand that a cloud tool does not have.

use super::called_command::{Call, Unknown, has_same_letters, is_doubted, is_name, look_up, nearest};
use crate::catalog::Origin;
use crate::catalog::commands::Program;
use crate::catalog::subcommands;
use crate::lint::prelude::*;
use crate::markdown::commands::{Command, Setting};

pub(crate) struct UnknownCommand;

rule!(UnknownCommand {
    summary: Text {
        en: "a subcommand that the tool does not have, such as `az group creat`",
        ja: "ツールにないサブコマンド（`az group creat` など）",
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    yields_to: Some("removed-command"),
});

/// Commands that plugins of the AWS CLI added.
const PLUGINS: [(&str, &str); 1] = [("aws logs", "push")];

impl Check for UnknownCommand {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for command in note.document.commands() {
            if let Some(call) = look_up(command) {
                if let Some(unknown) = call.unknown.filter(|unknown| !is_doubted(note, unknown.word)) {
                    in_table(command.setting, &call, unknown, sink);
                }
            } else {
                by_name(command, sink);
            }
        }
    }
}

/// Reports `unknown`, a word of `call`.
fn in_table(setting: Setting, call: &Call<'_>, unknown: Unknown<'_>, sink: &mut Sink<'_>) {
    let (word, name, program) = (unknown.word.text, &*call.name, call.program);
    // The names of extensions and plugins are other words: `az logic` is not a slip of `az login`.
    let is_slip = |meant: &&str| !unknown.is_first || has_same_letters(word, meant);
    // In a code span, it may be a noun: `kubectl plugins`.
    let is_noun = |meant: &str| setting == Setting::CodeSpan && is_plural(word, meant);
    let meant = nearest(word, call.subcommands()).filter(is_slip);
    if meant.is_some_and(is_noun) {
        return;
    }
    // Output and prose look like commands, and all tools but AWS's have extensions.
    let certain = matches!(setting, Setting::Prompt | Setting::Language | Setting::CodeSpan);
    if meant.is_some() {
        report(name, word, unknown.word.span, meant, program.table().origin(), sink);
    } else if program == Program::Aws && certain && !unknown.is_first && !PLUGINS.contains(&(name, word)) {
        report(name, word, unknown.word.span, None, program.table().origin(), sink).at_most(Severity::Advice);
    }
}

/// Reports the first word after the program if it is a slip of one of its subcommands. Programs of which only these are known
/// may have others: aliases and plugins.
fn by_name(command: Command<'_>, sink: &mut Sink<'_>) {
    let mut words = command.words();
    let Some(program) = words.next() else { return };
    let Some(word) = words.next().filter(|word| is_name(*word)) else { return };
    let Some((origin, known)) = subcommands::of(program.text) else { return };
    let known: Vec<_> = known.collect();
    if known.contains(&word.text) {
        return;
    }
    if let Some(meant) = nearest(word.text, known).filter(|meant| !is_plural(word.text, meant)) {
        report(program.text, word.text, word.span, Some(meant), origin, sink);
    }
}

/// Whether `word` is the plural of `name`, as aliases that list something are called: `git branches`.
fn is_plural(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|ending| matches!(ending, "s" | "es"))
}

fn report<'s>(
    name: &str,
    word: &str,
    span: Span,
    meant: Option<&str>,
    origin: Origin,
    sink: &'s mut Sink<'_>,
) -> FindingBuilder<'s> {
    let report =
        sink.report(span, message!("`{name}` has no command `{word}`", "`{name}` に `{word}` というコマンドはない"));
    let report = report.note(message!("checked against {origin}", "{origin} で確認"));
    match meant {
        Some(meant) => report.note(message!("did you mean `{meant}`?", "もしかして: `{meant}`")),
        None => report,
    }
}
