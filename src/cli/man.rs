//! `notelint man [FOLDER]`: manual pages.

use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::ManArgs;
use super::context::Context;
use super::man_text::{DESCRIPTION, ENVIRONMENT, EXAMPLES, EXIT_STATUS, FILES, HEADINGS, Row};
use super::{Exit, usage};
use crate::finding::{Lang, reason};
use crate::message;

pub(crate) fn run(args: &ManArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let lang = context.lang();
    let mut command = in_one_line(usage::unwrapped(lang));
    // Gives each command its full name.
    command.build();
    let Some(folder) = &args.folder else {
        context.out.write_all(&page(&command, lang)?)?;
        return Ok(Exit::Clean);
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| write(&command, folder, lang));
    if let Err(error) = written {
        let (folder, reason) = (folder.display(), reason(&error, lang));
        context.error(&message!(
            "can't write the manual pages to `{folder}`: {reason}",
            "マニュアルページを `{folder}` に書き出せない: {reason}"
        ));
        return Ok(Exit::Error);
    }
    Ok(Exit::Clean)
}

/// Writes the page of `command`, and those of the commands below it.
fn write(command: &Command, folder: &Path, lang: Lang) -> io::Result<()> {
    std::fs::write(folder.join(format!("{}.1", full_name(command))), page(command, lang)?)?;
    command.get_subcommands().try_for_each(|command| write(command, folder, lang))
}

/// `notelint-hook-install` for `notelint hook install`.
fn full_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// `command` with the values of each option in its help text, where a list of them would fill the page.
fn in_one_line(command: Command) -> Command {
    let command = command.mut_args(|arg| {
        let values: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if values.is_empty() || arg.is_hide_possible_values_set() || !arg.get_action().takes_values() {
            return arg;
        }
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        arg.help(format!("{help} [possible values: {}]", values.join(", "))).hide_possible_values(true)
    });
    let has_heading = command.get_subcommand_help_heading().is_some();
    let command = if has_heading { command } else { command.subcommand_help_heading("COMMANDS") };
    command.mut_subcommands(in_one_line)
}

/// The manual page of `command`.
fn page(command: &Command, lang: Lang) -> io::Result<Vec<u8>> {
    let mut synopsis = command.clone();
    if command.get_overridden_usage().is_none() {
        let usage = synopsis.render_usage().to_string();
        let forms = usage.split_once(": ").map_or(usage.as_str(), |(_, forms)| forms).to_owned();
        synopsis = synopsis.override_usage(forms);
    }
    let man = Man::new(synopsis);
    let (name, version) = (full_name(command).to_uppercase(), env!("CARGO_PKG_VERSION"));
    // Lines are not justified and words not hyphenated: that reads badly in Japanese, and breaks the names of options.
    let mut page = format!(".TH {name} 1 \"\" \"notelint {version}\"\n.ad l\n.nh\n").into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    let is_main = command.get_name() == "notelint";
    if is_main {
        section(&mut page, "DESCRIPTION", |roff| {
            for (index, paragraph) in DESCRIPTION.iter().enumerate() {
                if index > 0 {
                    roff.control("PP", []);
                }
                roff.text([roman(paragraph.get(lang))]);
            }
        })?;
    }
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if is_main || matches!(command.get_name(), "check" | "links") {
        rows(&mut page, "EXIT STATUS", &EXIT_STATUS, lang)?;
    }
    if is_main {
        rows(&mut page, "FILES", &FILES, lang)?;
        rows(&mut page, "ENVIRONMENT", &ENVIRONMENT, lang)?;
        rows(&mut page, "EXAMPLES", &EXAMPLES, lang)?;
    } else {
        section(&mut page, "SEE ALSO", |roff| {
            roff.text([bold("notelint"), roman("(1)")]);
        })?;
    }
    Ok(in_language(page, lang))
}

/// Adds a section of terms and what they mean.
fn rows(page: &mut Vec<u8>, heading: &str, rows: &[Row], lang: Lang) -> io::Result<()> {
    section(page, heading, |roff| {
        for (term, meaning) in rows {
            roff.control("TP", []);
            roff.text([bold(*term)]);
            roff.text([roman(meaning.get(lang))]);
        }
    })
}

fn section(page: &mut Vec<u8>, heading: &str, write: impl FnOnce(&mut Roff)) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    write(&mut roff);
    roff.to_writer(page)
}

/// `page` with the headings that Japanese manual pages have.
fn in_language(page: Vec<u8>, lang: Lang) -> Vec<u8> {
    let (Lang::Ja, Ok(text)) = (lang, std::str::from_utf8(&page)) else { return page };
    let line = |line: &str| {
        let heading = line.strip_prefix(".SH ").map(|heading| heading.trim_ascii().trim_matches('"'));
        let known = heading.and_then(|heading| HEADINGS.iter().find(|known| known.en == heading));
        known.map_or_else(|| line.to_owned(), |known| format!(".SH {}\n", known.ja))
    };
    text.split_inclusive('\n').map(line).collect::<String>().into_bytes()
}
