//! Words that come before the program: assignments, keywords of the shell, and programs that run another one.

use crate::markdown::commands::command::WordData;

/// Keywords and programs after which another command begins.
const PREFIXES: [&str; 18] = [
    "!", "call", "command", "do", "else", "env", "eval", "exec", "if", "nohup", "sudo", "then", "time", "until",
    "watch", "while", "winpty", "xargs",
];

/// Options of those programs that take a value.
const WITH_VALUE: [(&str, &[&str]); 4] = [
    ("sudo", &["-u", "-g", "-C", "-p"]),
    ("watch", &["-n"]),
    ("xargs", &["-n", "-I", "-P", "-d", "-L", "-a"]),
    ("env", &["-u"]),
];

/// The number of `words` before the program.
pub(super) fn before_program(source: &str, words: &[WordData]) -> usize {
    let text = |at: usize| words.get(at).map(|word| word.text(source));
    let mut at = 0;
    while let Some(name) = text(at) {
        if is_assignment(name) {
            at += 1;
        } else if name.starts_with('$') && text(at + 1) == Some("=") {
            // PowerShell: `$id = az account show`
            at += 2;
        } else if PREFIXES.contains(&name) {
            at += 1;
            let (_, with_value) = WITH_VALUE.iter().find(|(program, _)| *program == name).unwrap_or(&("", &[]));
            while let Some(option) = text(at).filter(|option| option.starts_with('-')) {
                at += if with_value.contains(&option) { 2 } else { 1 };
            }
        } else {
            break;
        }
    }
    at.min(words.len())
}

/// Whether `word` is `NAME=value`.
fn is_assignment(word: &str) -> bool {
    let is_name_char = |char: char| char.is_ascii_alphanumeric() || char == '_';
    word.split_once('=').is_some_and(|(name, _)| {
        name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_') && name.chars().all(is_name_char)
    })
}
