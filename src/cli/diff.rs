//! `--diff`: what would change.

use std::fmt::Write as _;
use std::io;

use super::context::Context;
use crate::text::diff;
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;

/// Prints the difference between two texts of the note at `path`, as a patch that git can apply.
pub(crate) fn write(path: &str, before: &str, after: &str, context: &mut Context<'_>) -> io::Result<()> {
    let (old, new) = (quoted(&format!("a/{path}")), quoted(&format!("b/{path}")));
    write_patch(&diff::patch(&old, before, &new, after), context)
}

/// Prints that the file at `from` moves to `to`, and the difference between its texts before and after, in git's format.
pub(crate) fn write_move([from, to]: [&str; 2], texts: Option<[&str; 2]>, context: &mut Context<'_>) -> io::Result<()> {
    let (old, new) = (quoted(&format!("a/{from}")), quoted(&format!("b/{to}")));
    let patch = texts.map(|[before, after]| diff::patch(&old, before, &new, after)).unwrap_or_default();
    let similarity = if patch.is_empty() { "similarity index 100%\n" } else { "" };
    let (from, to) = (quoted(from), quoted(to));
    let header = format!("diff --git {old} {new}\n{similarity}rename from {from}\nrename to {to}\n");
    write_patch(&(header + &patch), context)
}

fn write_patch(patch: &str, context: &mut Context<'_>) -> io::Result<()> {
    if !context.terminal && !context.style.color {
        return context.out.write_all(patch.as_bytes());
    }
    for line in patch.printed_lines() {
        let line = sanitize(line);
        let color = match line.as_bytes().first().filter(|_| context.style.color) {
            Some(b'+') => "\x1b[32m",
            Some(b'-') => "\x1b[31m",
            Some(b'@') => "\x1b[36m",
            _ => "",
        };
        let reset = if color.is_empty() { "" } else { "\x1b[0m" };
        writeln!(context.out, "{color}{line}{reset}")?;
    }
    Ok(())
}

/// A file name as git and patch read it in a patch: in quotes if it contains control characters, quotes or backslashes.
fn quoted(name: &str) -> String {
    if !name.contains(|char: char| char.is_control() || matches!(char, '"' | '\\')) {
        return name.to_owned();
    }
    let mut out = String::from("\"");
    for char in name.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            char if char.is_control() => {
                for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(out, "\\{byte:03o}");
                }
            }
            char => out.push(char),
        }
    }
    out + "\""
}
