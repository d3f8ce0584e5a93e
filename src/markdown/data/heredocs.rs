//! Documents within shell commands: `cat <<EOF | kubectl apply -f -`.

use std::ops::Range;

use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace as _;

/// A document within a command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heredoc {
    /// The bytes of the lines between the command and the word that ends the document.
    pub(super) body: Range<usize>,
    /// The language that the command expects, if it says so.
    pub(super) language: &'static str,
}

/// The documents in `text`. One whose tabs are stripped (`<<-`) is left out if it has any.
pub(super) fn heredocs(text: &str) -> Vec<Heredoc> {
    let mut found = Vec::new();
    let mut end = 0;
    let mut open: Option<(usize, &str, &str)> = None;
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        let content = line.md_trim();
        match open {
            None => open = word(content).map(|(word, command)| (end, word, command)),
            Some((body, word, command)) if content == word => {
                open = None;
                found.push(Heredoc { body: body..start, language: language(command) });
            }
            Some(_) => {}
        }
    }
    found
}

/// The word that ends the document that the command in `line` begins, and the command.
fn word(line: &str) -> Option<(&str, &str)> {
    let at = line.find("<<").filter(|at| !line.tail(at + 2).starts_with('<'))?;
    let rest = line.tail(at + 2).trim_start_matches('-').trim_start_matches(' ');
    let rest = rest.trim_start_matches(['\'', '"', '\\']);
    let length = rest.find(|char: char| !(char.is_ascii_alphanumeric() || char == '_')).unwrap_or(rest.len());
    let word = rest.head(length);
    (!word.is_empty() && !word.starts_with(|char: char| char.is_ascii_digit())).then_some((word, line))
}

fn language(command: &str) -> &'static str {
    let ends = |extension: &str| {
        command.match_indices(extension).any(|(at, _)| {
            command.tail(at + extension.len()).chars().next().is_none_or(|char| !char.is_ascii_alphanumeric())
        })
    };
    let is_kubectl = ["apply", "create", "replace"].iter().any(|verb| command.contains(verb));
    if command.contains("kubectl") && is_kubectl && command.contains("-f") || ends(".yaml") || ends(".yml") {
        "yaml"
    } else if ends(".json") {
        "json"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, &str)> {
        heredocs(text).into_iter().map(|found| (&text[found.body], found.language)).collect()
    }

    #[test]
    fn a_heredoc_is_between_its_command_and_its_word() {
        assert_eq!(shown("cat <<EOF | kubectl apply -f -\na: 1\nEOF\nls\n"), [("a: 1\n", "yaml")]);
        assert_eq!(shown("$ cat > a.json << 'END'\n{}\n  END\n"), [("{}\n", "json")]);
        assert_eq!(shown("cat <<-\"E\" >> a\nb\nE\ncat <<F\nc\nF"), [("b\n", ""), ("c\n", "")]);
    }

    #[test]
    fn other_angle_brackets_are_not() {
        assert_eq!(shown("cat <<< text\ntext\n"), []);
        assert_eq!(shown("echo $((1 << 3))\n3\n"), []);
        assert_eq!(shown("cat <<EOF\nnever closed\n"), []);
    }
}
