//! `removed-command`: a command or an option that newer versions of its program do not have, or a package repository that is gone.

use std::sync::LazyLock;

use memchr::memmem;
use rustc_hash::FxHashSet;

use crate::lint::prelude::*;
use crate::markdown::commands::{Command, Setting, Word};
use crate::{rows, words};

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

/// Package repositories that are gone: the address, who ran it, the date, and the replacement.
const REPOSITORIES: &[[&str; 4]] = rows!("../words/removed_commands.txt", "repositories");

/// What precedes the address of a repository on the line that adds it.
const REPOSITORY_KEYS: &[&str] = words!("../words/removed_commands.txt", "repository_keys");

/// The programs in the first two lists.
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
        report_repository(note, sink);
    }
}

/// Reports the first package repository that is gone: a note adds one for one system at a time.
fn report_repository(note: &Note<'_>, sink: &mut Sink<'_>) {
    // A note that has the new address as well is about the move.
    let text = note.source.text();
    let has = |address: &str| memmem::find(text.as_bytes(), address.as_bytes()).is_some();
    let gone = REPOSITORIES.iter().filter(|[address, .., instead]| has(address) && !has(instead));
    let first = gone.filter_map(|entry| Some((entry, added(note, entry[0])?))).min_by_key(|(_, span)| span.start);
    if let Some(([_, owner, date, instead], span)) = first {
        let address = note.source.slice(span);
        sink.report(span, message!("repository `{address}` is gone", "リポジトリ `{address}` は廃止されている"))
            .note(message!("{owner} removed it on {date}", "{owner} が {date} に廃止した"))
            .note(message!("use `{instead}` instead", "代わりに `{instead}` を使う"));
    }
}

/// The first place at which code of `note` adds the package repository at `address`.
fn added(note: &Note<'_>, address: &str) -> Option<Span> {
    let text = note.source.text();
    let mut places = memmem::find_iter(text.as_bytes(), address.as_bytes());
    let at = places.find(|at| {
        let before = &text[..*at];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let scheme = ["https://", "http://"].into_iter().find_map(|scheme| line.strip_suffix(scheme));
        let is_key = |word: &str| REPOSITORY_KEYS.contains(&word);
        let adds = scheme
            .is_some_and(|line| line.split(|char: char| !char.is_ascii_alphanumeric() && char != '-').any(is_key));
        adds && !line.md_trim_start().starts_with('#') && is_code(note, *at)
    })?;
    Some(Span::new(at, at + address.trim_end_matches('-').len()))
}

/// Whether byte `at` of `note` is in a code span, or in a block that is to be checked.
fn is_code(note: &Note<'_>, at: usize) -> bool {
    let node = note.document.node_at(at);
    let block = node.ancestors().find(|node| node.kind() == Kind::CodeBlock);
    let checked = block.and_then(|block| note.blocks.at(block)).is_some_and(|block| !block.is_skipped());
    checked || node.kind() == Kind::Code
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
