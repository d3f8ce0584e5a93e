//! What authors leave out of code, replace or add to it: such code is not meant to be parsed.

use crate::markdown::commands::prompt;
use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace;
use crate::words;

/// Words for a part that is left out.
const OMITTED: &[&str] = words!("../../../rules/words/code.txt", "omitted");
/// Marks before a remark to the reader.
const ARROWS: [&str; 6] = ["←", "⇐", "<--", "<==", "👈", "◀"];
/// Parts of templates.
const TEMPLATES: [&str; 2] = ["{%", "<%"];
/// Masked values.
const MASKS: [&str; 2] = ["***", "*/"];

/// Whether `text` leaves something out, has remarks to the reader, or is a template.
pub fn is_elided(text: &str) -> bool {
    let has = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    has(OMITTED) || has(&ARROWS) || text.md_lines().any(has_ellipsis)
}

/// Whether `text` is a template of YAML or JSON rather than one of these: `{{ name }}` outside quotes. The expressions of
/// GitHub Actions, `${{ name }}`, are text.
pub fn is_template(text: &str) -> bool {
    let is_expression = |line: &str| {
        line.match_indices("{{").any(|(at, _)| {
            let before = line.head(at);
            !before.ends_with('$') && ['"', '\''].iter().all(|&quote| before.matches(quote).count().is_multiple_of(2))
        })
    };
    TEMPLATES.iter().any(|mark| text.contains(mark)) || text.contains("{{") && text.md_lines().any(is_expression)
}

/// Whether `text` is what a program printed rather than what it reads: it has the prompt of a shell (`root@web:/etc#`), or keys
/// of several words (`Restart Count:`), as descriptions of objects have.
pub fn is_output(text: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|char: char| char.is_ascii_uppercase()) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_label = |line: &str| {
        let label = line.split_once(':').map_or("", |(label, _)| label);
        label.contains(' ') && label.split(' ').all(is_word)
    };
    text.md_lines().map(Whitespace::md_trim).any(|line| prompt::names_place(line) || is_label(line))
}

/// Whether `text` is a Markdown file: front matter, and below it text with a list, a heading or a fence.
pub fn is_note(text: &str) -> bool {
    let Some(rest) = text.md_trim_start().strip_prefix("---\n") else { return false };
    let Some((front_matter, body)) = rest.split_once("\n---\n") else { return false };
    let is_number = |line: &str| {
        let number = line.trim_start_matches(|char: char| char.is_ascii_digit());
        number.len() < line.len() && number.starts_with(". ")
    };
    let is_markdown = |line: &str| line.starts_with("```") || line.starts_with("## ") || is_number(line);
    let is_manifest = |line: &str| line.starts_with("apiVersion:") || line.starts_with("kind:");
    body.md_lines().any(is_markdown) && !front_matter.md_lines().any(is_manifest)
}

/// Whether `text` shows files as root does: `# cat pod.yaml`, then the file.
pub fn shows_files(text: &str) -> bool {
    text.contains("# ") && text.md_lines().any(prompt::shows_file)
}

/// Whether `before` ends with a command of root, perhaps with lines that it printed: `# kubectl apply -f role.yaml`.
pub fn is_after_command(before: &str) -> bool {
    let is_output = |line: &&str| !line.starts_with('#') && !line.contains(": ") && !line.ends_with(':');
    let mut lines: Vec<&str> = before.md_lines().map(Whitespace::md_trim).collect();
    lines.reverse();
    let command = lines.into_iter().find(|line| !is_output(line)).and_then(|line| line.strip_prefix("# "));
    // A comment in words has no options and names no paths.
    let is_argument = |word: &str| word.starts_with('-') || word.contains('/');
    command.is_some_and(|command| {
        command.starts_with(|char: char| char.is_ascii_lowercase())
            && command.split_ascii_whitespace().skip(1).any(is_argument)
    })
}

/// Whether `line` has an ellipsis that is not within quotes.
fn has_ellipsis(line: &str) -> bool {
    let outside = |at: usize| line.head(at).matches('"').count().is_multiple_of(2);
    // A vertical ellipsis that is typed: lines with nothing but a colon or a dot.
    let is_dots = |line: &str| !line.is_empty() && line.chars().all(|char| matches!(char, ':' | '：' | '.' | '・'));
    ["...", "…", "⋮", "・・・", "。。。"].iter().any(|dots| line.find(dots).is_some_and(outside))
        || is_dots(line.md_trim())
}

/// Whether `line` has a value that stands for another one: `<name>`, `{NAME}`, `$NAME`, `****`, `xxx`.
pub fn has_placeholder(line: &str) -> bool {
    let between = |open: char, close: char| {
        let inside = line.split_once(open).and_then(|(_, rest)| rest.split_once(close));
        inside.is_some_and(|(name, _)| !name.is_empty() && !name.contains(['"', ':', ',']))
    };
    MASKS.iter().any(|mask| line.contains(mask))
        || between('<', '>')
        || between('{', '}')
        || line.contains('$')
        || line.to_ascii_lowercase().contains("xxx")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ellipses_and_remarks() {
        for text in
            ["a:\n...\n", "{\n  \"a\": 1, ...\n}", "a: b # 省略", "a: 1 ← これ", "[…]", "a: 1 <-- here", "{\n  :\n}"]
        {
            assert!(is_elided(text), "{text}");
        }
        for text in ["{\"data\": \".....\"}", "a: 1..2", "a: b --> c", "<!-- a -->"] {
            assert!(!is_elided(text), "{text}");
        }
    }

    #[test]
    fn output() {
        for text in ["{}\nroot@web-1:/etc#", "me@host:~$ ls", "  Restart Count:  0"] {
            assert!(is_output(text), "{text}");
        }
        for text in ["url: git@github.com:me/notes", "a: me@example.com", "Type: A b:", "Key: x", "mail: a@b:1"] {
            assert!(!is_output(text), "{text}");
        }
    }

    #[test]
    fn files_and_output_of_root() {
        assert!(shows_files("# cat a.yaml\nkind: Pod\n\n# cat b.yaml\nkind: Pod"));
        assert!(!shows_files("# the cat\nkind: Pod"));
        assert!(is_after_command("kind: Role\n# kubectl create -f ./role.yaml\nrole/reader created\n"));
        for text in ["kind: Role\n", "# create the role\n", "# kubectl create -f a.yaml\nkind: Role\n", ""] {
            assert!(!is_after_command(text), "{text}");
        }
    }

    #[test]
    fn notes() {
        for text in
            ["---\nname: deploy\n---\n\nSteps:\n1. Test: `make`\n", "---\ntype: a\n---\n# Query\n\n```sql\n```\n"]
        {
            assert!(is_note(text), "{text}");
        }
        for text in ["---\na: b\n---\nc: d\n", "a: b\n---\n1. c", "---\nkind: Pod\n---\n## next\nkind: Pod\n", ""] {
            assert!(!is_note(text), "{text}");
        }
    }

    #[test]
    fn templates() {
        for text in ["a: {{ .Values.a }}", "{% if a %}\na: 1", "{{- if a }}\na: 1"] {
            assert!(is_template(text), "{text}");
        }
        for text in ["a: ${{ matrix.a }}", "a: '{{ x }}'", "a: {b: {c: d}}"] {
            assert!(!is_template(text), "{text}");
        }
    }

    #[test]
    fn placeholders() {
        for line in ["name: {APP}-service", "a: <name>", "a: $HOME", "a: */ca.crt", "id: XXXX"] {
            assert!(has_placeholder(line), "{line}");
        }
        for line in ["a: {b: c}", "a: <b", "a: b"] {
            assert!(!has_placeholder(line), "{line}");
        }
    }
}
