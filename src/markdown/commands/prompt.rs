//! Prompts at the start of a line.

use crate::text::slice::Slice as _;

const BLANK: [char; 2] = [' ', '\t'];

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
    let text = line.trim_start_matches(BLANK);
    let after = |mark: &str| {
        let command = text.strip_prefix(mark)?.trim_start_matches(BLANK);
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
    let end = windows(text).or_else(|| place(text));
    let command = end.map_or("", |end| text.tail(end).trim_start_matches(BLANK));
    if command.is_empty() { Prompt::None } else { Prompt::Certain(line.len() - command.len()) }
}

/// Whether `line` is without doubt a command after the prompt of a Unix shell: `$ ls`, `[user@host ~]$ ls`,
/// `user@host:~# ls`, `host:~ user$ ls`.
pub(crate) fn is_command(line: &str) -> bool {
    let text = line.trim_start_matches(BLANK);
    let command = match text.strip_prefix('$') {
        // `$ a = 1` is an assignment with a sign before it.
        Some(command) if command.contains(" = ") => return false,
        Some(command) => command,
        None => place(text).map_or("", |end| text.tail(end)),
    };
    let command = command.strip_prefix(' ').unwrap_or_default();
    command.starts_with(|char: char| char.is_ascii_lowercase() || matches!(char, '.' | '/'))
}

/// Whether `line` shows a file after the prompt of root: `# cat pod.yaml`. Such a line is not a comment of the file.
pub(crate) fn shows_file(line: &str) -> bool {
    let mut words = line.trim_start_matches(BLANK).strip_prefix("# ").unwrap_or_default().split_ascii_whitespace();
    let shows = words.next().is_some_and(|program| matches!(program, "cat" | "less" | "more" | "head" | "tail"));
    shows && words.next().is_some_and(|name| name.contains(['.', '/'])) && words.next().is_none()
}

/// Whether `line` begins with a prompt that names a user and a host or folder: `[user@host ~]$`, `user@host:/etc#`. A
/// command may follow.
pub(crate) fn names_place(line: &str) -> bool {
    place(line.trim_start_matches(BLANK)).is_some()
}

/// The end of a prompt with a user, a host or a folder at the start of `text`.
fn place(text: &str) -> Option<usize> {
    let head = text.head(text.floor_char_boundary(LONGEST));
    // Few lines have one of these, and the rest takes longer.
    memchr::memchr3(b'$', b'#', b'%', head.as_bytes())?;
    bracketed(head).or_else(|| user_at_host(head))
}

/// The end of `PS C:\Users>` or `C:\>` at the start of `text`.
fn windows(text: &str) -> Option<usize> {
    let text = text.head(text.floor_char_boundary(LONGEST));
    let drive = text.strip_prefix("PS ").unwrap_or(text);
    let path = drive.strip_prefix(|char: char| char.is_ascii_alphabetic())?.strip_prefix(":\\")?;
    let close = path.find('>')?;
    let inside = path.head(close);
    (!inside.contains(['<', '|', '"', '=', '*'])).then(|| text.len() - path.len() + close + 1)
}

/// The end of `[user@host ~]$` or `[user@host ~]#` at the start of `text`.
fn bracketed(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let close = inside.find(']')?;
    let after = inside.tail(close + 1).trim_start_matches(' ').strip_prefix(['$', '#', '%'])?;
    let name = inside.head(close);
    (name.contains('@') && !name.contains(['[', '=', '"', '|'])).then(|| text.len() - after.len())
}

/// The end of `user@host:~/folder$`, `host:~ user$` or `bash-4.2$` at the start of `text`, perhaps after the name of
/// a Python environment: `(venv) `.
fn user_at_host(text: &str) -> Option<usize> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || "@:~/._- ".contains(char);
    let shell = match text.strip_prefix('(').and_then(|inside| inside.split_once(") ")) {
        Some((environment, shell)) if !environment.contains(' ') && environment.chars().all(is_part) => shell,
        Some(_) => return None,
        None => text,
    };
    let start = text.len() - shell.len();
    let ends = |at: &usize| matches!(shell.as_bytes().get(at + 1), None | Some(b' '));
    let end = shell.match_indices(['$', '#', '%']).map(|(at, _)| at).find(ends)?;
    let name = shell.head(end);
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

    #[test]
    fn prompts_of_zsh() {
        assert_eq!(of("Mac:~ me% ls"), Prompt::Certain(10));
        assert_eq!(of("(i + 1) % length"), Prompt::None);
    }

    #[test]
    fn commands_follow_a_prompt() {
        for line in
            ["$ ls", "[ec2-user@ip-10-0-0-1 ~]$ df -h", "root@host:~# ls", "Mac:~ me$ aws s3 ls", "  $ ./run.sh"]
        {
            assert!(is_command(line), "{line}");
        }
        for line in ["# comment", "a: b # comment", "$x = 1", "$ A", "let $ a", "\"$ a\"", "", "cost: $ 5", "$ x = 1"] {
            assert!(!is_command(line), "{line}");
        }
    }

    #[test]
    fn root_shows_a_file() {
        for line in ["# cat pod.yaml", "  # cat /etc/hosts "] {
            assert!(shows_file(line), "{line}");
        }
        for line in ["# cat of mine", "# head", "cat pod.yaml", "# kubectl get -f pod.yaml", "# less than 1.5 GB"] {
            assert!(!shows_file(line), "{line}");
        }
    }

    #[test]
    fn prompts_with_a_place() {
        for line in ["root@web-1:/etc#", "me@host:~$ ls", "  [me@host ~]$"] {
            assert!(names_place(line), "{line}");
        }
        for line in ["$ ls", "git@github.com:me/notes", "a: me@example.com", "mail: a@b:1"] {
            assert!(!names_place(line), "{line}");
        }
    }
}
