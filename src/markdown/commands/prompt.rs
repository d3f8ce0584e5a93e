//! Prompts at the start of a line.

use crate::text::slice::Slice as _;

/// The prompt of a line, and how many bytes before the command it takes, with indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prompt {
    /// `$ `, `PS C:\>`, `[user@host ~]$ `: what is after it is a command, and lines without one are output.
    Certain(usize),
    /// `# `: the prompt of root, or a comment.
    Hash(usize),
    /// `> ` or `% `, which are also signs of other things.
    Uncertain(usize),
    /// No prompt.
    None,
}

impl Prompt {
    /// Bytes before the command.
    pub(super) fn len(self) -> usize {
        match self {
            Self::Certain(len) | Self::Hash(len) | Self::Uncertain(len) => len,
            Self::None => 0,
        }
    }

    pub(super) fn is_certain(self) -> bool {
        matches!(self, Self::Certain(_))
    }
}

/// No prompt is longer, in bytes.
const LONGEST: usize = 120;

/// The prompt of `line`.
pub(super) fn of(line: &str) -> Prompt {
    let text = line.trim_start_matches([' ', '\t']);
    let after = |mark: &str| {
        let command = text.strip_prefix(mark)?.trim_start_matches([' ', '\t']);
        (!command.is_empty()).then(|| line.len() - command.len())
    };
    for mark in ["$ ", "$\t", "❯ ", "➜ ", "PS> ", "PS>", "sh$ "] {
        if let Some(len) = after(mark) {
            return Prompt::Certain(len);
        }
    }
    if let Some(len) = after("# ") {
        return Prompt::Hash(len);
    }
    if let Some(len) = after("> ").or_else(|| after("% ")) {
        return Prompt::Uncertain(len);
    }
    let head = text.head(text.floor_char_boundary(LONGEST));
    let end = windows(head).or_else(|| bracketed(head)).or_else(|| user_at_host(head));
    let command = end.map_or("", |end| text.tail(end).trim_start_matches([' ', '\t']));
    if command.is_empty() { Prompt::None } else { Prompt::Certain(line.len() - command.len()) }
}

/// The end of `PS C:\Users>` or `C:\>` at the start of `text`.
fn windows(text: &str) -> Option<usize> {
    let drive = text.strip_prefix("PS ").unwrap_or(text);
    let path = drive.strip_prefix(|char: char| char.is_ascii_alphabetic())?.strip_prefix(":\\")?;
    let close = path.find('>')?;
    let inside = path.head(close);
    (!inside.contains(['<', '|', '"', '=', '*'])).then(|| text.len() - path.len() + close + 1)
}

/// The end of `[user@host ~]$ ` or `[user@host ~]# ` at the start of `text`.
fn bracketed(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let close = inside.find(']')?;
    let after = inside.tail(close + 1).trim_start_matches(' ').strip_prefix(['$', '#'])?;
    let name = inside.head(close);
    (name.contains('@') && !name.contains(['[', '=', '"', '|'])).then(|| text.len() - after.len())
}

/// The end of `user@host:~/folder$ `, `host:~ user$ ` or `bash-4.2$ ` at the start of `text`, perhaps after the name of
/// a Python environment: `(venv) `.
fn user_at_host(text: &str) -> Option<usize> {
    let shell = match text.strip_prefix('(') {
        Some(inside) => inside.tail(inside.find(") ")? + 2),
        None => text,
    };
    let start = text.len() - shell.len();
    let end = shell.match_indices(['$', '#']).map(|(at, _)| at).find(|at| shell.tail(at + 1).starts_with(' '))?;
    let name = shell.head(end);
    let is_part = |char: char| char.is_ascii_alphanumeric() || "@:~/._- ".contains(char);
    let spaces = name.matches(' ').count();
    let is_host = name.contains('@') && name.contains(':')
        || name.contains(":~") && !name.starts_with(':')
        || name.starts_with("bash-")
        || name.starts_with("sh-")
        || start > 0 && name.is_empty();
    (is_host && name.chars().all(is_part) && spaces <= 1 && !name.contains("://")).then_some(start + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts() {
        for line in [
            "$ ls",
            "  $ ls",
            "PS C:\\Users\\me> ls",
            "PS> ls",
            "C:\\>ls",
            "[root@server ~]# ls",
            "[ec2-user@ip-10-0-0-1 app]$ ls",
            "user@host:~/app$ ls",
            "host:~ user$ ls",
            "root@0a1b:/# ls",
            "bash-4.2$ ls",
            "(venv) $ ls",
            "❯ ls",
        ] {
            assert_eq!(of(line), Prompt::Certain(line.len() - 2), "{line}");
        }
        assert_eq!(of("# ls"), Prompt::Hash(2));
        assert_eq!(of("> ls"), Prompt::Uncertain(2));
        for line in [
            "ls",
            "$HOME/bin/ls",
            "$ ",
            "#ls",
            "[1] a",
            "echo a@b.example:x # no",
            "https://u@h:1/$ ls",
            "C:\\Users\\me",
            "kubectl get pods -o name # a comment",
            "",
        ] {
            assert_eq!(of(line), Prompt::None, "{line}");
        }
    }
}
