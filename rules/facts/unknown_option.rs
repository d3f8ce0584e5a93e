//! `unknown-option`: an option that a command of a cloud tool does not have.

use super::called_command::{Call, is_doubted, look_up, nearest};
use crate::catalog::commands::{Program, Row};
use crate::lint::prelude::*;

pub(crate) struct UnknownOption;

rule!(UnknownOption {
    summary: Text {
        en: "an option that a command of `aws`, `az`, `gcloud` or `kubectl` does not have",
        ja: "`aws`、`az`、`gcloud`、`kubectl` のコマンドにないオプション",
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    yields_to: Some("removed-command"),
});

/// Options of all commands that the tables leave out.
const EVERYWHERE: [&str; 4] = ["help", "cli-input-json", "cli-input-yaml", "generate-cli-skeleton"];

/// Options of `kubectl` that work and are not in its help.
const HIDDEN: [&str; 6] = ["alsologtostderr", "logtostderr", "record", "stderrthreshold", "v", "vmodule"];

/// From this number on, unknown options of one command are reported together: it was made up, or belongs to another version.
const INVENTED: usize = 3;

impl Check for UnknownOption {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for call in note.document.commands().filter_map(look_up) {
            let Some(row) = call.row.filter(|_| !passes_options_on(&call)) else { continue };
            let mut unknown: Vec<(Span, &str, Option<Meant>)> = Vec::new();
            for option in &call.options {
                let Some(name) = name(option.text).filter(|name| !has(call.program, row, name)) else { continue };
                let meant = meant(call.program, row, name);
                // Its table is old, and has no hidden options.
                if call.program == Program::Gcloud && !meant.is_some_and(|meant| meant.certain) {
                    continue;
                }
                let end = option.span.start as usize + "--".len() + name.len();
                unknown.push((Span::new(option.span.start as usize, end), name, meant));
            }
            let Some(first) = call.options.first().filter(|_| !unknown.is_empty()) else { continue };
            if is_doubted(note, *first) {
                continue;
            }
            if unknown.len() >= INVENTED && unknown.iter().all(|(.., meant)| meant.is_none()) {
                report_all(&call, &unknown, sink);
                continue;
            }
            for (span, name, meant) in unknown {
                report(span, &call, name, meant, sink);
            }
        }
    }
}

/// Whether the options may be those of a command in a container: `kubectl exec web ls --all`.
fn passes_options_on(call: &Call<'_>) -> bool {
    matches!(&*call.name, "kubectl exec" | "kubectl debug")
}

/// The name of the long option `word`; `None` if it is a short one or not plainly written.
fn name(word: &str) -> Option<&str> {
    let name = word.strip_prefix("--")?.split('=').next()?;
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (name.bytes().all(is_part) && name.starts_with(|char: char| char.is_ascii_lowercase())).then_some(name)
}

/// The options of `row`, and those of all commands of the program.
fn options(program: Program, row: Row) -> impl Iterator<Item = &'static str> {
    let own: Vec<_> = row.options().collect();
    let hidden: &[&str] = if program == Program::Kubectl { &HIDDEN } else { &[] };
    own.into_iter().chain(program.table().global_options()).chain(EVERYWHERE).chain(hidden.iter().copied())
}

fn has(program: Program, row: Row, name: &str) -> bool {
    // The parsers of `aws`, `az` and `gcloud` take any beginning of an option.
    let shortens = program != Program::Kubectl;
    let positive = name.strip_prefix("no-");
    options(program, row).any(|option| {
        option == name || shortens && option.starts_with(name) || positive.is_some_and(|positive| option == positive)
    })
}

/// The option that was meant.
#[derive(Clone, Copy)]
struct Meant {
    name: &'static str,
    /// Whether it is a slip of the key, rather than another word for the same.
    certain: bool,
}

/// The option that `name` is a slip of, or the only one that ends with the same words: `resource-group` for `group`.
fn meant(program: Program, row: Row, name: &str) -> Option<Meant> {
    let long = || options(program, row).filter(|option| !option.starts_with(['-', '<']));
    if let Some(name) = nearest(name, long()) {
        return Some(Meant { name, certain: true });
    }
    let is_longer = |option: &&str| option.strip_suffix(name).is_some_and(|before| before.ends_with('-'));
    let mut longer = long().filter(is_longer);
    let only = longer.next().filter(|_| longer.next().is_none())?;
    Some(Meant { name: only, certain: false })
}

fn report_all(call: &Call<'_>, unknown: &[(Span, &str, Option<Meant>)], sink: &mut Sink<'_>) {
    let [(span, name, _), others @ ..] = unknown else { return };
    let (command, origin) = (&call.name, call.program.table().origin());
    let (more, count) = (others.len(), unknown.len());
    let report = sink.report(
        *span,
        message!(
            "`{command}` has no option `--{name}`, nor {more} others that are used here",
            "`{command}` に `--{name}` など {count} 個のオプションはない"
        ),
    );
    let names: Vec<String> = others.iter().map(|(_, name, _)| format!("`--{name}`")).collect();
    let list = names.join(", ");
    let report = report.note(message!("the others are {list}", "ほかは {list}"));
    let report = report.note(message!("checked against {origin}", "{origin} で確認"));
    if call.program == Program::Aws {
        report.at_most(Severity::Advice);
    }
}

fn report(span: Span, call: &Call<'_>, name: &str, meant: Option<Meant>, sink: &mut Sink<'_>) {
    let (command, origin) = (&call.name, call.program.table().origin());
    let report = sink.report(
        span,
        message!("`{command}` has no option `--{name}`", "`{command}` に `--{name}` というオプションはない"),
    );
    let report = report.note(message!("checked against {origin}", "{origin} で確認"));
    let report = match meant {
        Some(Meant { name, .. }) => report.note(message!("did you mean `--{name}`?", "もしかして: `--{name}`")),
        None => report,
    };
    // AWS adds options every week.
    if call.program == Program::Aws && !meant.is_some_and(|meant| meant.certain) {
        report.at_most(Severity::Advice);
    }
}
