//! `removed-command`: a command or an option that newer versions of its program do not have.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lint::prelude::*;
use crate::markdown::commands::{Command, Setting, Word};
use crate::rows;

pub(crate) struct RemovedCommand;

rule!(RemovedCommand {
    summary: Text {
        en: "a command or option that was removed, such as `aws ecr get-login`",
        ja: "廃止されたコマンドやオプション（`aws ecr get-login` など）",
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    kind: Some(FindingKind::Deprecated),
});

/// Command, option or `-`, the version that does not have it, and the replacement or `-`.
const REMOVED: &[[&str; 4]] = rows!("../words/removed_commands.txt", "removed");

/// Commands that still run where they are installed: the command, then why not and what instead, in English and Japanese.
const DEPRECATED: &[[&str; 5]] = rows!("../words/removed_commands.txt", "deprecated");

/// The programs in the two lists.
static PROGRAMS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let names = REMOVED.iter().map(|entry| entry[0]).chain(DEPRECATED.iter().map(|entry| entry[0]));
    names.filter_map(|name| name.split(' ').next()).collect()
});

impl Check for RemovedCommand {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for command in note.document.commands() {
            let program = command.program();
            if !PROGRAMS.contains(program.text) {
                continue;
            }
            if let Some(found) = find(program, command).filter(|found| !names_also(note, command, &[found.entry[3]])) {
                report(&found, sink);
            }
            for [name, why_en, why_ja, instead_en, instead_ja] in DEPRECATED {
                let Some(span) = named(name, program, command) else { continue };
                // What is in backquotes is to be typed.
                let typed: Vec<&str> = instead_en.split('`').skip(1).step_by(2).collect();
                if names_also(note, command, &typed) {
                    continue;
                }
                sink.report(span, message!("`{name}` is deprecated", "`{name}` は非推奨"))
                    .note(message!("{why_en}", "{why_ja}"))
                    .note(message!("use {instead_en} instead", "代わりに {instead_ja} を使う"))
                    .about(name)
                    .at_most(Severity::Advice);
            }
        }
    }
}

/// An entry of the list, and where the command of a note names it.
struct Found {
    span: Span,
    entry: &'static [&'static str; 4],
}

fn find(program: Word<'_>, command: Command<'_>) -> Option<Found> {
    REMOVED.iter().find_map(|entry| {
        let whole = named(entry[0], program, command)?;
        let span = if entry[1] == "-" { whole } else { option(entry[1], command)?.span };
        Some(Found { span, entry })
    })
}

/// Whether the paragraph or table row around a `command` in running text also names one of `replacements`: it is about the
/// change from one to the other.
fn names_also(note: &Note<'_>, command: Command<'_>, replacements: &[&str]) -> bool {
    const AROUND: Kinds = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::Item, Kind::TableRow]);
    if command.setting != Setting::CodeSpan {
        return false;
    }
    let around = note.document.node(command.node).ancestors().find(|node| AROUND.contains(node.kind()));
    let names =
        |replacement: &&str| *replacement != "-" && around.is_some_and(|node| node.source().contains(*replacement));
    replacements.iter().any(names)
}

/// From the first word of `name` to the last, if `command`, whose first word is `program`, begins with them.
fn named(name: &str, program: Word<'_>, command: Command<'_>) -> Option<Span> {
    let rest = name.strip_prefix(program.text)?;
    if !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    Some(Span { start: program.span.start, end: last_word(name, command)?.span.end })
}

/// The last word of `name` in `command`, if the command begins with the words of `name`. Options may be between them.
fn last_word<'d>(name: &str, command: Command<'d>) -> Option<Word<'d>> {
    let mut words = command.words();
    let mut last = words.next()?;
    for expected in name.split(' ').skip(1) {
        // The value of an option (`aws --region x ecr …`) is skipped along with it.
        let mut after_option = false;
        last = words.by_ref().find(|word| {
            let is_option = word.text.starts_with('-');
            let skipped = is_option || after_option && word.text != expected;
            after_option = is_option && !word.text.contains('=');
            !skipped
        })?;
        if last.text != expected || last.quoted {
            return None;
        }
    }
    Some(last)
}

/// The option `name` of `command`, before `--`.
fn option<'d>(name: &str, command: Command<'d>) -> Option<Word<'d>> {
    let mut options = command.words().take_while(|word| word.text != "--");
    options.find(|word| !word.quoted && word.text.split('=').next() == Some(name))
}

fn report(found: &Found, sink: &mut Sink<'_>) {
    let [command, option, version, instead] = *found.entry;
    let report = if option == "-" {
        sink.report(found.span, message!("`{command}` has been removed", "`{command}` は廃止されている"))
    } else {
        sink.report(
            found.span,
            message!("`{option}` of `{command}` has been removed", "`{command}` の `{option}` は廃止されている"),
        )
    };
    let report = report.note(message!("{version} does not have it", "{version} にはない"));
    if instead != "-" {
        report.note(message!("use `{instead}` instead", "代わりに `{instead}` を使う"));
    }
}
